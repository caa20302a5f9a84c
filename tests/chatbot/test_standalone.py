"""Sentences that cannot stand alone, and the ones that introduce them."""

import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.standalone import depends, goes_on, opener
from index.types import Article, Hit, Passage

QUESTION = view("Zum wievielten Mal besucht Putin Vietnam?")


@pytest.mark.parametrize(
    "text",
    [
        "Es ist seine fünfte Vietnam-Visite als Staatschef.",
        "Das sagte er am Mittwoch.",
        "Dort will er Partner suchen.",
        "Dabei ging es um Waffen.",
        "Das Land ist ein Verbündeter.",
        "Wer ihr angehört, gab der Kreml bekannt: Alexander Fomin.",
        "Sie einigten sich auf einen Vertrag.",
        "Am Mittwoch traf er Kim in Pjöngjang.",
        "Bekannt gab das in Tallinn ein Zentrum der Regierung.",
        "In der Hauptstadt sprach sie mit Studenten.",
        "Es wurde 1874 gebaut.",
        "Es wird im Herbst von der Stadt verkauft.",
        "Es heißt Olga.",
        "Das beschloss der Rat am Abend.",
    ],
)
def test_sentences_that_point_back_depend(text):
    assert depends(QUESTION, text)


@pytest.mark.parametrize(
    "text",
    [
        "Putin ist zum fünften Mal in Vietnam.",
        "Es gibt in Vietnam 100 Millionen Einwohner.",
        "Es wurde ein Haus gebaut.",
        "Es wird erwartet, dass der Zug kommt.",
        "Es heißt, der Zug komme.",
        "Es geht um viel Geld.",
        "Es wurden vier Häuser verkauft.",
        "Der russische Präsident Wladimir Putin traf in Hanoi ein.",
        "Die Polizei in Hanoi sperrte den Platz.",
        "Am Mittwoch traf Putin Kim, den er schon kannte.",
        "In Tallinn kauft das Land im Baltikum neue Geschütze.",
    ],
)
def test_sentences_with_a_subject_stand_alone(text):
    assert not depends(QUESTION, text)


def test_the_opener_is_the_sentence_that_names_the_subject():
    text = "Wladimir Putin traf in Hanoi ein. Es ist seine fünfte Visite als Staatschef."
    article = Article("a", "", text)
    found = candidates([Hit(Passage("a#0", "a", 0, len(text), text), article, 1.0, 1, "a#0")])
    start, end = opener(QUESTION, found[1])
    assert text[start:end] == "Wladimir Putin traf in Hanoi ein."


def test_the_first_sentence_has_no_opener():
    text = "Es ist seine fünfte Visite."
    article = Article("a", "", text)
    found = candidates([Hit(Passage("a#0", "a", 0, len(text), text), article, 1.0, 1, "a#0")])
    assert opener(QUESTION, found[0]) is None


def test_a_sentence_with_the_questions_words_opens_before_a_nearer_one_without():
    text = "Die Stadt kauft zwölf Feuerlöschboote. Bremerhaven bezahlt sie. Sie haben ein Gewicht von 80 Tonnen."
    article = Article("a", "", text)
    found = candidates([Hit(Passage("a#0", "a", 0, len(text), text), article, 1.0, 1, "a#0")])
    start, end = opener(view("Welches Gewicht haben die Löschboote?"), found[2])
    assert text[start:end] == "Die Stadt kauft zwölf Feuerlöschboote."


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Darin versprach er engere Beziehungen.", True),
        ("Niemand dürfe Putin eine Bühne bieten, erklärte sie.", True),
        ("Der Grund dafür heißt China.", True),
        ("Das beschloss der Rat am Abend.", True),
        ("Diese Rede gefiel vielen.", True),
        ("Der Gewinn stieg im letzten Jahr.", False),
        ("Die Arbeiten dauern drei Jahre.", False),
        ("Die Botschaft der USA in Hanoi protestierte.", False),
        ("Niemand dürfe Putin eine Bühne bieten, erklärte die Botschaft.", False),
    ],
)
def test_a_sentence_that_goes_on_about_the_one_before_it(text, more):
    assert goes_on(view("Was sagte die Botschaft?"), text) is more


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            "Wie viele Betten hat es?",
            "Landrätin Eva Holm lobte den Umbau. Das Krankenhaus war lange geschlossen. Es hat 90 Betten.",
            "Das Krankenhaus war lange geschlossen.",
        ),
        (
            "Wann wurde der Turm gebaut?",
            "Landrätin Eva Holm lobte den Umbau. Der Turm ist hoch. Er wurde 1874 gebaut.",
            "Der Turm ist hoch.",
        ),
        ("Wie hoch ist der Verlust?", "Eva Holm besuchte Erfurt. Die Banken schätzen den Verlust auf drei Millionen.", None),
    ],
)
def test_the_opener_has_what_the_pronoun_means_and_a_noun_needs_none(question, text, expected):
    article = Article("a", "", text)
    found = candidates([Hit(Passage("a#0", "a", 0, len(text), text), article, 1.0, 1, "a#0")])
    span = opener(view(question), found[-1])
    assert (text[span[0] : span[1]] if span else None) == expected
