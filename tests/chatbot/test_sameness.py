"""Who says the same, who disagrees, who is independent."""

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
