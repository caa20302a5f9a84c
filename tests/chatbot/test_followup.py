"""Follow-up questions become self-contained; new topics stay clean."""

import pytest

from chatbot.followup import self_contained
from chatbot.referents import genitive, referents
from chatbot.types import Turn
from chatbot.wording import say

VISIT = (Turn("Wie wurde Putin in Vietnam empfangen?", "Mit militärischen Ehren [1]."),)
TRADE = (Turn("Wie hoch war Vietnams Handelsvolumen mit Russland im Jahr 2022?", "3,5 Milliarden Dollar."),)


@pytest.mark.parametrize(
    ("question", "turns", "asked"),
    [
        ("Und in Nordkorea?", VISIT, "Wie wurde Putin in Nordkorea empfangen?"),
        ("Und wann war das?", VISIT, "Wann wurde Putin in Vietnam empfangen?"),
        ("Warum?", VISIT, "Warum wurde Putin in Vietnam empfangen?"),
        ("Was sagte er dort?", VISIT, "Was sagte Putin in Vietnam?"),
        ("Wer begrüßte ihn?", VISIT, "Wer begrüßte Putin?"),
        ("Und Kim?", VISIT, "Wie wurde Kim in Vietnam empfangen?"),
        ("Und mit China?", TRADE, "Wie hoch war Vietnams Handelsvolumen mit China im Jahr 2022?"),
        ("Und 2023?", TRADE, "Wie hoch war Vietnams Handelsvolumen mit Russland im Jahr 2023?"),
        ("What about China?", (Turn("How large is the trade between Russia and Vietnam?", "3.5"),),
         "How large is the trade between Russia and China?"),
        ("Und mit Indien?", (Turn("Wie groß war 2022 der Handel zwischen Russland und Vietnam?", "klein"),),
         "Wie groß war 2022 der Handel zwischen Russland und Indien?"),
        ("Wie viele?", (Turn("Hat Estland Haubitzen gekauft?", "Ja."),), "Wie viele hat Estland Haubitzen gekauft?"),
        ("Und was ist mit Litauen?", (Turn("Wie viele Haubitzen kauft Estland?", "12."),), "Wie viele Haubitzen kauft Litauen?"),
        ("Wie alt ist er?", (Turn("Wer ist Generalsekretär der Partei?", "Nguyen Phu Trong ist es [1]."),),
         "Wie alt ist Nguyen Phu Trong?"),
        ("Und wer noch?", (Turn("Wer gehörte zu Putins Delegation?", "Fomin."),), "Wer noch gehörte zu Putins Delegation?"),
        ("Und wann?", (Turn("Wie viele Haubitzen kauft Estland?", "Zwölf."),), "Wann kauft Estland Haubitzen?"),
        ("Und wann war das?", (Turn("Wie viele Haubitzen kauft Estland?", "Zwölf."),), "Wann kauft Estland Haubitzen?"),
        ("What about China?", (Turn("How large is the trade between Russia and Vietnam?", "With China 175 billion."),),
         "How large is the trade between Russia and China?"),
        ("Und mit China?", (Turn("Wie hoch war Vietnams Handel mit Russland?", "Mit China 175 Milliarden."),),
         "Wie hoch war Vietnams Handel mit China?"),
        ("Aus welchem Land?", (Turn("Wie viele Haubitzen kauft Estland?", "Zwölf."),),
         "Aus welchem Land kauft Estland Haubitzen?"),
        ("Und wann?", (Turn("Worüber sprach der Hafenchef?", "Über die Brücke."),), "Wann: Worüber sprach der Hafenchef?"),
        ("Mehr dazu", (Turn("Wer gehörte zu Putins Delegation?", "Fomin."),), "Mehr dazu: Wer gehörte zu Putins Delegation?"),
        ("Und Fomin?", (Turn("Wer gehörte zu Putins Delegation?", "Alexander Fomin [1]."),),
         "Wer gehörte zu Putins Delegation – Fomin?"),
        ("Und die Kosten?", (Turn("Was plant der Hafenchef Kruse?", "Eine Brücke."),),
         "Was plant der Hafenchef Kruse – die Kosten?"),
        ("Who else?", (Turn("Who was in Putin's delegation?", "Fomin."),), "Who else was in Putin's delegation?"),
    ],
)  # fmt: skip
def test_follow_ups_are_completed(question, turns, asked):
    assert self_contained(question, turns) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Was kauft Estland in Frankreich?",
        "Wie viele Einwohner gibt es in Vietnam?",
        "What is Vietnam's trade with China?",
        "Welches Amt hat Fomin?",
        "Wie hoch ist der Mindestlohn?",
        "How high is the minimum wage?",
        "Was steht in dem Vertrag mit Nordkorea?",
    ],
)
def test_a_new_topic_is_not_polluted(question):
    assert self_contained(question, VISIT) == question


HOWITZERS = (Turn("Wie viele Haubitzen kauft Estland?", "Estland kauft zwölf Haubitzen vom Typ Caesar [1]."),)
IN_ENGLISH = (Turn("How many howitzers is Estonia buying?", "Estland kauft zwölf Haubitzen vom Typ Caesar [1]."),)


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("Wie viele Menschen starben in diesem Jahr?", HOWITZERS),
        ("Was geschah diese Woche?", HOWITZERS),
        ("Was geschah gestern?", HOWITZERS),
        ("Welche Partei gewann diesen Sonntag?", HOWITZERS),
        ("Wer ist dafür verantwortlich, dass die Brücke einstürzte?", HOWITZERS),
        ("Wer trägt dazu bei, die Brücke zu bauen?", HOWITZERS),
        ("Warum ist es gefährlich, Pilze zu essen?", HOWITZERS),
        ("Wem gehört das Haus, das gestern brannte?", HOWITZERS),
        ("Who is the general secretary that runs the party?", IN_ENGLISH),
        ("Who said that the war would end soon?", IN_ENGLISH),
        ("Did the government say that taxes will rise?", IN_ENGLISH),
        ("How many people died this year?", IN_ENGLISH),
        ("What did the minister say about his budget?", IN_ENGLISH),
        ("How does inflation affect their savings?", IN_ENGLISH),
        ("Which party lost its leader?", IN_ENGLISH),
        ("Why does it matter that taxes rise?", IN_ENGLISH),
    ],
)
def test_a_question_with_its_own_subject_stays_as_it_is(question, turns):
    assert self_contained(question, turns) == question


@pytest.mark.parametrize(
    ("question", "turns"),
    [
        ("Was sagte der Minister dazu?", HOWITZERS),
        ("Wer kritisierte diesen Kauf?", HOWITZERS),
        ("Was geschah an diesem Tag?", HOWITZERS),
        ("Wer zahlt dafür?", HOWITZERS),
        ("Why is that important?", IN_ENGLISH),
        ("What did the minister say about that?", IN_ENGLISH),
        ("Who signed that contract?", IN_ENGLISH),
        ("How did the minister react to it?", IN_ENGLISH),
        ("What is its capital?", IN_ENGLISH),
    ],
)
def test_a_word_that_points_back_takes_the_question_before_along(question, turns):
    assert self_contained(question, turns) == f"{question.rstrip('?')}: {turns[0].question}"


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("What did Scholz say in Kyiv?", "Did he meet Zelensky?", "Did Scholz meet Zelensky?"),
        ("What did Scholz say in Kyiv?", "Does it rain in Berlin?", "Does it rain in Berlin?"),
        ("Was sagte Scholz in Kiew?", "Hat er Selenskyj getroffen?", "Hat Scholz Selenskyj getroffen?"),
        ("Was sagte Scholz in Kiew?", "Kam er aus Berlin?", "Kam Scholz aus Berlin?"),
        ("Was sagte Scholz in Kiew?", "Was bedeutet das für die Wirtschaft?",
         "Was bedeutet das für die Wirtschaft: Was sagte Scholz in Kiew?"),
    ],
)  # fmt: skip
def test_a_question_that_begins_with_its_verb_is_no_part_of_the_one_before(before, question, asked):
    assert self_contained(question, (Turn(before, ""),)) == asked


def test_they_are_the_things_counted_and_he_is_none_of_them():
    assert self_contained("Wer baut sie?", HOWITZERS) == "Wer baut Haubitzen?"
    assert self_contained("What did the minister say about them?", IN_ENGLISH) == "What did the minister say about Haubitzen?"
    assert "Haubitzen's" not in self_contained("What is his name?", IN_ENGLISH)
    assert self_contained("What is the size of his delegation?", VISIT) == "What is the size of Putin's delegation?"


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("Wie viele Flüchtlinge kamen im Jahr 2023 in Deutschland an?", "Und im Jahr 2022?",
         "Wie viele Flüchtlinge kamen im Jahr 2022 in Deutschland an?"),
        ("How many refugees arrived in Germany in 2023?", "And in 2022?", "How many refugees arrived in Germany in 2022?"),
        ("How many refugees arrived in Germany in 2023?", "What about 2022?", "How many refugees arrived in Germany in 2022?"),
        ("How many refugees arrived in Germany?", "And in 2022?", "How many refugees arrived in Germany in 2022?"),
        ("Wie hoch war die Inflation im März 2024?", "Und im April 2023?", "Wie hoch war die Inflation im April 2023?"),
        ("Wie hoch war die Inflation im März 2024?", "Und im April?", "Wie hoch war die Inflation im April 2024?"),
        ("Wie hoch war die Inflation im März 2024?", "Und 2023?", "Wie hoch war die Inflation im März 2023?"),
        ("Was geschah am 3. Oktober?", "Und am 4. Oktober?", "Was geschah am 4. Oktober?"),
        ("Wer regierte von 1990 bis 1998 in Bonn?", "Und seit 1998?", "Wer regierte seit 1998 in Bonn?"),
        ("Was geschah in Kiew in den letzten zwölf Monaten?", "Und gestern?", "Was geschah in Kiew gestern?"),
        ("Wie viele der 1500 Stellen fielen 2023 weg?", "Und 2022?", "Wie viele der 1500 Stellen fielen 2022 weg?"),
        ("Wie hoch war die Inflation in Kiew im Mai 2024?", "Wie war es 2023?",
         "Wie war es 2023: Wie hoch war die Inflation in Kiew im Mai 2023?"),
        ("Wie hoch war die Inflation in Kiew im Mai 2024?", "Und Ende 2023?", "Wie hoch war die Inflation in Kiew Ende 2023?"),
        ("Wie hoch war die Inflation in Kiew im Mai 2024?", "Und im Vorjahr?",
         "Wie hoch war die Inflation in Kiew im Mai 2024 – im Vorjahr?"),
        ("Wie viele kamen 2023 nach Kiew?", "Und wie viele nach Odessa?", "Wie viele kamen 2023 nach Odessa?"),
        ("Wie viele kamen 2023 nach Kiew?", "Und wie viele 2022?", "Wie viele kamen 2022 nach Kiew?"),
        ("Was geschah am Montag in Bremen?", "Heute?", "Was geschah heute in Bremen?"),
        ("Was geschah am Montag in Bremen?", "Und gestern in Hamburg?", "Was geschah gestern in Hamburg?"),
        ("Wie hoch war die Inflation in Kiew im Mai 2024?", "Und in Minsk 2023?",
         "Wie hoch war die Inflation in Minsk im Mai 2023?"),
        ("Was geschah am Montag in Bremen?", "Und letzte Woche?", "Was geschah letzte Woche in Bremen?"),
    ],
)  # fmt: skip
def test_a_time_takes_the_place_of_the_time_before_and_of_nothing_else(before, question, asked):
    assert self_contained(question, (Turn(before, "Zwölf [1]."),)) == asked


@pytest.mark.parametrize("refusal", ["weak", "none", "filter", "empty"])
def test_a_refusal_names_nobody(refusal):
    said = say(refusal, "de") + " Am nächsten kommt dem: „To Lam in Hanoi“ (WELT, Juni 2024)."
    asked = self_contained("Wie alt ist er?", (Turn("Wer gewann den Preis in Cannes?", said),))
    assert asked == "Wie alt ist er: Wer gewann den Preis in Cannes?"


@pytest.mark.parametrize("question", ["Und, und,", "What about ??", "Und was ist mit – ?", "?", "Und ,"])
def test_empty_words_are_no_error(question):
    assert self_contained(question, VISIT)


def test_without_turns_nothing_changes():
    assert self_contained("Und wann war das?", ()) == "Und wann war das?"


def test_a_pronoun_that_may_mean_a_thing_takes_the_whole_question_along():
    turns = (Turn("Wann wurde der Haftbefehl gegen Putin erlassen?", "Im März 2023."),)
    assert self_contained("Warum wurde er erlassen?", turns).endswith("Wann wurde der Haftbefehl gegen Putin erlassen?")


def test_the_person_asked_for_is_taken_from_the_answer():
    turns = (Turn("Wer leitet die Nato?", "Jens Stoltenberg leitet die Nato [1]."),)
    assert self_contained("Wo war er zuletzt?", turns) == "Wo war Jens Stoltenberg zuletzt?"


def test_of_several_people_none_is_taken_for_the_one_a_pronoun_means():
    turns = (Turn("Wer gehörte zu Putins Delegation?", "Laut Kreml Alexander Fomin und Dmitri Schugajew [1]."),)
    assert self_contained("Welches Amt hat er?", turns) == "Welches Amt hat er: Wer gehörte zu Putins Delegation?"


def test_a_chain_of_follow_ups_keeps_its_topic():
    turns = (*VISIT, Turn("Und in Nordkorea?", "Mit einer Massen-Tanzaufführung."))
    assert self_contained("Und wann?", turns) == "Wann wurde Putin in Nordkorea empfangen?"


def test_possessives_become_genitives():
    assert "Putins" in self_contained("Wie groß war seine Delegation?", VISIT)
    assert (genitive("Putin"), genitive("Hans"), genitive("Putin", "en")) == ("Putins", "Hans'", "Putin's")


def test_referents_of_a_question_about_a_person_come_from_its_answer():
    found = referents("Wer sprach in Hanoi?", "Es sprach To Lam [1].")
    assert found.person.endswith("Lam")
    assert found.place == "Hanoi"


WINNER = (Turn("Wer gewann den Wettbewerb in Zittau?", "In Zittau gewann Petra Bauer [1]."),)
RIVAL = (*WINNER, Turn("Wer war ihr Rivale?", "Ihr Rivale in Zittau war der für die AfD angetretene Uwe Kessler (AfD) [1]."))


@pytest.mark.parametrize(
    ("turns", "question", "asked"),
    [
        (WINNER, "Wann gab sie ihren Titel ab?", "Wann gab Petra Bauer ihren Titel ab?"),
        (WINNER, "Wer ist ihr Trainer?", "Wer ist Petra Bauers Trainer?"),
        (RIVAL, "Wann gab sie ihren Titel ab?", "Wann gab Petra Bauer ihren Titel ab?"),
        (RIVAL, "Wie alt ist er?", "Wie alt ist Uwe Kessler?"),
        ((Turn("When did Scholz visit Riga?", ""),), "What did he say about his party?", "What did Scholz say about his party?"),
        ((Turn("Who met in Riga?", "Petra Bauer and Uwe Kessler met."),), "What did she say?", "What did Petra Bauer say?"),
        ((Turn("Was sagte Scholz in Riga?", ""),), "Was gab er ihm?", "Was gab Scholz ihm: Was sagte Scholz in Riga?"),
        ((Turn("Was sagte Scholz in Riga?", ""),), "Was sagte er, als er kam?", "Was sagte Scholz, als Scholz kam?"),
        ((Turn("Welcher Torwart ging?", "Der FC Altdorf ließ den Torwart Uwe Kessler gehen."),), "Was sagte er?",
         "Was sagte Uwe Kessler?"),
        ((Turn("Welcher Torwart ging?", "Der FC Altdorf ließ ihn gehen."),), "Was sagte er?",
         "Was sagte er: Welcher Torwart ging?"),
    ],
)  # fmt: skip
def test_a_pronoun_means_somebody_it_can_mean_and_owners_just_put_in_keep_theirs(turns, question, asked):
    assert self_contained(question, turns) == asked


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("Sperrt Bremen Brücken für Lastwagen?", "Gibt es Umleitungen?", "Gibt es Umleitungen: Bremen, Brücken, Lastwagen?"),
        (
            "Wie hoch ist der Schaden nach dem Sturm in Kiel?",
            "Kam es zu Stromausfällen?",
            "Kam es zu Stromausfällen: Sturm, Kiel?",
        ),
        ("Does Bremen close bridges?", "Are there any detours?", "Are there any detours: Bremen, close, bridges?"),
        ("Sperrt Bremen Brücken?", "Gibt es in Kiel Umleitungen?", "Gibt es in Kiel Umleitungen?"),
    ],
)
def test_what_there_is_is_asked_with_the_topic_and_not_with_the_question_before(before, question, asked):
    assert self_contained(question, (Turn(before, ""),)) == asked


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("Wie hoch ist der Umsatz von Bosch?", "Und der Verlust?", "Wie hoch ist der Verlust von Bosch?"),
        ("Wie hoch ist der Umsatz von Bosch?", "Und der Verlust von Siemens?", "Wie hoch ist der Verlust von Siemens?"),
        ("Wie hoch ist der Umsatz von Bosch?", "Aber was ist mit dem Verlust?", "Wie hoch ist der Verlust von Bosch?"),
        ("How high is the turnover of Bosch?", "And the loss?", "How high is the loss of Bosch?"),
        ("Was meint Scholz zu Norwegen?", "Und Schweden?", "Was meint Scholz zu Schweden?"),
        ("Was meint Scholz zu Macron?", "Und was fordert er?", "Was fordert Scholz?"),
        ("Wie wurde Putin in Vietnam empfangen?", "Ok, und was ist mit Kanada?", "Wie wurde Putin in Kanada empfangen?"),
        ("How was Putin received in Vietnam?", "Thanks. What about Canada?", "How was Putin received in Canada?"),
        ("Wer half in Kiel?", "Ok, wer noch?", "Wer noch half in Kiel?"),
        ("Wie viele Züge strich die Bahn?", "Und wie viele Busse?", "Wie viele Busse strich die Bahn?"),
        ("Wie viele Züge strich die Bahn?", "Und Busse?", "Wie viele Busse strich die Bahn?"),
        ("Wie viele Züge strich die Bahn?", "Wirklich?", "Wirklich: Wie viele Züge strich die Bahn?"),
        ("Wie viele Häuser wurden zerstört?", "Wo?", "Wo wurden Häuser zerstört?"),
        ("Wie viele Menschen ertranken in Kiel?", "Und wie viele Vermisste?",
         "Wie viele Vermisste: Wie viele Menschen ertranken in Kiel?"),
    ],
)  # fmt: skip
def test_a_part_of_the_question_before_is_exchanged(before, question, asked):
    assert self_contained(question, (Turn(before, ""),)) == asked
