"""Who says the same, who disagrees, who is independent."""

import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.sameness import disagree, n_independent, overlap, says_same
from index.types import Article, Hit, Passage


def hit(article_id, text, source="", agencies=(), rank=1):
    article = Article(article_id, "", text, source, agencies=tuple(agencies))
    return Hit(Passage(f"{article_id}#0", article_id, 0, len(text), text), article, 1.0, rank, f"{article_id}#0")


def sentence(article_id, text):
    return candidates([hit(article_id, text)])[0]


QUESTION = view("Wie viele Haubitzen kauft Estland?")


def test_overlap_is_full_for_the_same_words_in_another_order():
    assert overlap("Estland kauft zwölf Haubitzen.", "Zwölf Haubitzen kauft Estland.") == 1.0
    assert overlap("Estland kauft Haubitzen.", "Der Winter wird in Kiew kalt.") == 0.0


def test_the_same_number_in_like_sentences_says_the_same():
    one = sentence("a", "Estland kauft in Frankreich zwölf Haubitzen.")
    other = sentence("b", "Wie Tallinn mitteilte, kauft Estland 12 Haubitzen.")
    assert says_same(QUESTION, one, other)
    assert disagree(QUESTION, one, other) is None


def test_another_number_for_the_same_thing_disagrees():
    one = sentence("a", "Estland kauft in Frankreich zwölf Haubitzen.")
    other = sentence("b", "Estland kauft 15 Haubitzen in Frankreich.")
    assert disagree(QUESTION, one, other) == ("zwölf", "15")
    assert not says_same(QUESTION, one, other)


def test_numbers_of_other_things_do_not_disagree():
    one = sentence("a", "Estland kauft zwölf Haubitzen in Frankreich.")
    other = sentence("b", "Estland kauft Haubitzen in Frankreich für 30 Millionen Euro.")
    assert disagree(QUESTION, one, other) is None


def test_dates_that_differ_disagree_and_coarser_ones_do_not():
    question = view("Wann traf Putin in Hanoi ein?")
    one = sentence("a", "Putin traf am 19. Juni 2024 in Hanoi ein.")
    other = sentence("b", "Putin traf am 20. Juni 2024 in Hanoi ein.")
    coarse = sentence("c", "Putin traf im Juni 2024 in Hanoi ein.")
    assert disagree(question, one, other) is not None
    assert disagree(question, one, coarse) is None


def test_one_article_never_disagrees_with_itself():
    text = "Estland kauft zwölf Haubitzen. Estland kauft 15 Haubitzen."
    one, other = candidates([hit("a", text)])
    assert disagree(QUESTION, one, other) is None


def test_prints_of_one_report_count_once():
    dpa_one = Article("a", "", "x", "Zeitung A", agencies=("dpa",))
    dpa_two = Article("b", "", "x", "Zeitung B", agencies=("DPA",))
    own = Article("c", "", "x", "Zeitung C")
    said, told = "Drei Menschen starben bei dem Unglück.", "Bei dem Unglück gab es drei Tote."
    assert n_independent([(dpa_one, said, "g1"), (dpa_two, told, "g2")]) == 1
    assert n_independent([(dpa_one, said, "g1"), (own, told, "g3")]) == 2
    assert n_independent([(own, said, "g1"), (Article("d", "", "x", "Zeitung D"), told, "g1")]) == 1
    assert n_independent([(own, said, "g1"), (Article("e", "", "x", "zeitung c"), told, "g9")]) == 1


def test_a_sentence_printed_inside_a_papers_own_report_is_no_second_source():
    agency = "Bei einem Zugunglück im Landkreis Biberach sind am Sonntagabend drei Menschen ums Leben gekommen."
    edited = "Bei dem Zugunglück im Kreis Biberach sind am Sonntagabend drei Menschen ums Leben gekommen."
    own_words = "In Biberach starben bei dem Zugunglück vom Sonntagabend drei Menschen, wie die Polizei mitteilte."
    one, other = Article("a", "", "x", "Zeitung A"), Article("b", "", "x", "Zeitung B")
    assert n_independent([(one, agency, "g1"), (other, agency, "g2")]) == 1
    assert n_independent([(one, agency, "g1"), (other, edited, "g2")]) == 1
    assert n_independent([(one, agency, "g1"), (other, own_words, "g2")]) == 2


def both(question, one, other):
    """Whether two sentences say the same, asked either way round."""
    asked, a, b = view(question), sentence("a", one), sentence("b", other)
    found = {says_same(asked, a, b), says_same(asked, b, a)}
    assert len(found) == 1
    return found.pop()


def differing(question, one, other):
    return disagree(view(question), sentence("a", one), sentence("b", other))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Wer gewann die Bürgermeisterwahl in Bergdorf?",
            "Anna Weber gewann am Sonntag die Bürgermeisterwahl in Bergdorf.",
            "Paul Schmidt gewann am Sonntag die Bürgermeisterwahl in Bergdorf.",
        ),
        (
            "Wer gewann die Bürgermeisterwahl?",
            "Anna Weber (SPD) gewann am Sonntag die Bürgermeisterwahl in Bergdorf, sagte Wahlleiter Karl Meier.",
            "Anna Schmidt (SPD) gewann am Sonntag die Bürgermeisterwahl in Bergdorf, sagte Wahlleiter Karl Meier.",
        ),
        (
            "Wie hoch war die Inflationsrate in Estland?",
            "Die Inflationsrate in Estland lag nach Angaben des Amtes bei 5,3 Prozent.",
            "Die Inflationsrate in Estland lag nach Angaben des Amtes bei 6,1 Prozent.",
        ),
        (
            "Wann wurde die Brücke in Bergdorf eröffnet?",
            "Die neue Brücke in Bergdorf wurde 2019 feierlich eröffnet.",
            "Die neue Brücke in Bergdorf wurde 2021 feierlich eröffnet.",
        ),
        (
            "Wann wurde die Brücke in Bergdorf eröffnet?",
            "Die 2014 beschlossene Brücke in Bergdorf, die 60 Meter lang ist, wurde 2019 feierlich eröffnet.",
            "Die neue Brücke in Bergdorf wurde feierlich eröffnet und ist 60 Meter lang.",
        ),
        (
            "Wo fand der Gipfel der EU statt?",
            "Der Gipfel der EU fand am Wochenende in Rom statt.",
            "Der Gipfel der EU fand am Wochenende in Paris statt.",
        ),
        (
            "Kauft Estland Haubitzen in Frankreich?",
            "Estland kauft Haubitzen in Frankreich.",
            "Estland kauft keine Haubitzen in Frankreich.",
        ),
        (
            "Was kauft Estland in Frankreich?",
            "Estland kauft zwölf Haubitzen in Frankreich.",
            "Estland kauft 18 Haubitzen in Frankreich.",
        ),
        (
            "Wie viele Haubitzen kauft Estland?",
            "Estland kauft in Frankreich 12 neue Haubitzen vom Typ Caesar.",
            "Estland kauft in Frankreich 18 Haubitzen vom Typ Caesar.",
        ),
        (
            "Wie viele Menschen wurden in Bergdorf verletzt?",
            "Bei dem Unglück in Bergdorf starben drei Menschen, 40 wurden verletzt.",
            "Bei dem Unglück in Bergdorf starben drei Menschen.",
        ),
        (
            "Wie viele wurden bei dem Unglück in Bergdorf verletzt?",
            "Bei dem Unglück in Bergdorf starben drei, 40 wurden verletzt.",
            "Bei dem Unglück in Bergdorf starben drei, sagte die Polizei.",
        ),
        (
            "Wie viele Kinder wurden in Bergdorf verletzt?",
            "Bei dem Unglück in Bergdorf wurden drei Kinder verletzt.",
            "Bei dem Unglück in Bergdorf wurden drei Polizisten verletzt.",
        ),
        (
            "Wie viele Asylanträge wurden gestellt?",
            "Im Jahr 2022 wurden in Deutschland 217.774 Asylanträge gestellt.",
            "Im Jahr 2023 wurden in Deutschland 329.120 Asylanträge gestellt.",
        ),
        (
            "Wie lange dauert das Treffen in Hanoi?",
            "Das Treffen der Minister in Hanoi dauert zwei Tage.",
            "Das Treffen der Minister in Hanoi dauert drei Tage.",
        ),
        (
            "Zum wievielten Mal besucht Putin Vietnam?",
            "Putin besucht Vietnam nach Angaben des Kreml zum fünften Mal.",
            "Putin besucht Vietnam nach Angaben des Kreml zum sechsten Mal.",
        ),
        (
            "Kauft Estland Haubitzen in Frankreich?",
            "Estland kauft Panzerhaubitzen in Frankreich.",
            "Estland kauft keine Haubitzen in Frankreich.",
        ),
        (
            "Wie hoch ist der Preis für Gas?",
            "Der Preis für Gas stieg am Montag auf 40 Euro.",
            "Der Preis für Gas stieg am Montag auf 40 Dollar.",
        ),
        (
            "Um wie viel Uhr beginnt das Spiel?",
            "Das Spiel in München beginnt am Samstag um 15 Uhr.",
            "Das Spiel in München beginnt am Samstag um 18 Uhr.",
        ),
        (
            "Wer gewann das Finale?",
            "Anna Weber schlug Nina Graf im Finale von Bergdorf.",
            "Nina Graf schlug Anna Weber im Finale von Bergdorf.",
        ),
    ],
)
def test_sentences_that_answer_otherwise_do_not_say_the_same(question, one, other):
    assert not both(question, one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Wer gewann die Bürgermeisterwahl in Bergdorf?",
            "Anna Weber gewann am Sonntag die Bürgermeisterwahl in Bergdorf.",
            "Die Bürgermeisterwahl in Bergdorf gewann am Sonntag die Kandidatin Weber.",
        ),
        (
            "Wie hoch war die Inflationsrate in Estland?",
            "Die Inflationsrate in Estland lag bei 5,3 Prozent.",
            "In Estland betrug die Inflationsrate 5,3 %.",
        ),
        (
            "Wie hoch ist der Gewinn des Konzerns?",
            "Der Gewinn des Konzerns stieg auf rund 3,5 Milliarden Euro.",
            "Der Konzern steigerte den Gewinn auf 3,48 Milliarden Euro.",
        ),
        (
            "Wann wurde die Brücke in Bergdorf eröffnet?",
            "Die neue Brücke in Bergdorf wurde am 3. Mai 2019 eröffnet.",
            "Die neue Brücke in Bergdorf wurde 2019 feierlich eröffnet.",
        ),
        (
            "Wo fand der Gipfel statt?",
            "Der Gipfel der EU fand am Wochenende in Rom statt.",
            "Am Wochenende fand der EU-Gipfel in Rom statt.",
        ),
        (
            "Wie viele Menschen wurden in Bergdorf verletzt?",
            "Bei dem Unglück in Bergdorf starben drei Menschen, 40 wurden verletzt.",
            "In Bergdorf wurden bei dem Unglück 40 Menschen verletzt.",
        ),
        (
            "Wie viele Menschen starben bei dem Brand in Wien?",
            "Bei dem Brand in Wien starben zwölf Menschen.",
            "In Wien starben bei einem Brand 12 Menschen, sagte die Feuerwehr.",
        ),
        (
            "Kauft Estland Haubitzen in Frankreich?",
            "Estland kauft Haubitzen in Frankreich.",
            "In Frankreich kauft Estland zwölf Haubitzen.",
        ),
        (
            "Ist Vietnam im Ukraine-Krieg offiziell neutral?",
            "Vietnam selbst bezeichnet sich in diesem Krieg offiziell als neutral.",
            "Offiziell steht Vietnam in diesem Krieg auf keiner Seite.",
        ),
        (
            "Warum protestierte die US-Botschaft?",
            "Die US-Botschaft in Hanoi protestierte, weil niemand Putin eine Plattform bieten sollte.",
            "In Hanoi protestierte die US-Botschaft: Kein Land dürfe Putin eine Plattform bieten.",
        ),
        (
            "How many howitzers does Estonia buy?",
            "Estland kauft in Frankreich zwölf Haubitzen.",
            "Wie Tallinn mitteilte, kauft Estland 12 Haubitzen.",
        ),
    ],
)
def test_sentences_that_give_the_same_answer_say_the_same(question, one, other):
    assert both(question, one, other)
    assert differing(question, one, other) is None


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Wie viele Asylanträge wurden in Deutschland gestellt?",
            "Im Jahr 2022 wurden in Deutschland 217.774 Asylanträge gestellt.",
            "Im Jahr 2023 wurden in Deutschland 329.120 Asylanträge gestellt.",
        ),
        (
            "Wie stark stieg die Inflation in Estland?",
            "Im Jahr 2022 stieg die Inflation in Estland auf 19,4 Prozent.",
            "Im Jahr 2023 stieg die Inflation in Estland auf 9,1 Prozent.",
        ),
        (
            "Wann starben in Bergdorf Menschen?",
            "In Bergdorf starben im Mai 20 Menschen bei einem Unglück.",
            "In Bergdorf starben im Mai 25 Menschen bei einem Unglück.",
        ),
        (
            "Wie viele Menschen starben in Bergdorf?",
            "In Bergdorf starben mehr als 200 Menschen bei dem Unglück.",
            "In Bergdorf starben 212 Menschen bei dem Unglück.",
        ),
        (
            "Wie hoch ist die Inflationsrate in Estland?",
            "Die Inflationsrate in Estland lag im Frühjahr bei 5,3 Prozent.",
            "Der Anteil der Rentner in Estland lag im Frühjahr bei 25 Prozent.",
        ),
    ],
)
def test_nothing_differs_where_years_or_things_are_others(question, one, other):
    assert differing(question, one, other) is None


@pytest.mark.parametrize(
    ("question", "one", "other", "expected"),
    [
        (
            "Wie hoch ist die Inflationsrate in Estland?",
            "Die Inflationsrate in Estland lag bei 5,3 Prozent.",
            "Die Inflationsrate in Estland lag bei 6,1 Prozent.",
            ("5,3 Prozent", "6,1 Prozent"),
        ),
        (
            "Wie viele Haubitzen kauft Estland?",
            "Estland kauft in Frankreich 12 neue Haubitzen.",
            "Estland kauft in Frankreich 18 Haubitzen.",
            ("12", "18"),
        ),
        (
            "Wie viele Menschen wurden in Bergdorf verletzt?",
            "Bei dem Unglück in Bergdorf starben drei Menschen, 40 wurden verletzt.",
            "Bei dem Unglück in Bergdorf starben drei Menschen, 45 wurden verletzt.",
            ("40", "45"),
        ),
        (
            "Wann traf Putin in Hanoi ein?",
            "Putin traf am 19. Juni in Hanoi ein.",
            "Putin traf am 20.06.2024 in Hanoi ein.",
            ("19. Juni", "20.06.2024"),
        ),
        (
            "Wann wurde die Brücke in Bergdorf eröffnet?",
            "Die Brücke in Bergdorf wurde 2019 eröffnet.",
            "Die Brücke in Bergdorf wurde 2021 eröffnet.",
            ("2019", "2021"),
        ),
    ],
)
def test_what_differs_is_shown_as_written(question, one, other, expected):
    assert differing(question, one, other) == expected


def test_numbers_of_two_things_do_not_differ_where_the_question_names_none():
    question = view("Wie viele Menschen arbeiten dort?")
    plant = sentence("a", "Die Fabrik Hellborn beschäftigt 90 Menschen.")
    shop = sentence("b", "Die Brauerei Tannwald beschäftigt 800 Menschen.")
    again = sentence("c", "In der Fabrik Hellborn sind 120 Menschen beschäftigt.")
    assert disagree(question, plant, shop) is None
    assert not says_same(question, plant, sentence("d", "Die Brauerei Tannwald beschäftigt 90 Menschen."))
    assert disagree(question, plant, again) == ("90", "120")


@pytest.mark.parametrize(
    ("question", "one", "other", "expected"),
    [
        (
            "Wie viele Tote gab es in Bergdorf?",
            "Bei dem Brand in Bergdorf kamen vier Menschen ums Leben.",
            "Die Zahl der Toten nach dem Brand in Bergdorf stieg auf sechs.",
            ("vier", "sechs"),
        ),
        (
            "Wie viele Tote gab es in Bergdorf?",
            "Bei dem Brand in Bergdorf wurden elf Menschen verletzt.",
            "Die Zahl der Toten nach dem Brand in Bergdorf stieg auf sechs.",
            None,
        ),
        (
            "Wie viele Besucher kamen nach Bergdorf?",
            "Nach Bergdorf kamen rund 3.000 Besucher.",
            "Nach Bergdorf kamen weniger als 2.000 Besucher.",
            ("rund 3.000", "weniger als 2.000"),
        ),
        (
            "How many visitors came to Bergdorf?",
            "Etwa 3.000 Besucher kamen nach Bergdorf.",
            "Nach Bergdorf kamen 5.000 Besucher.",
            ("Etwa 3.000", "5.000"),
        ),
    ],
)
def test_differing_numbers_are_found_and_keep_their_bounds(question, one, other, expected):
    assert differing(question, one, other) == expected
