"""The noun a question is about, exchanged or left out."""

import pytest

from chatbot.question_nouns import not_counted, topic, with_counted, with_noun


@pytest.mark.parametrize(
    ("before", "phrase", "asked"),
    [
        ("Wie hoch war der Verlust der Reederei im März?", "der Ertrag", "Wie hoch war der Ertrag der Reederei im März?"),
        ("Wie groß ist die Zahl der Zeugen in Kiel?", "die Zahl der Anwälte", "Wie groß ist die Zahl der Anwälte in Kiel?"),
        ("Wer ist der Onkel?", "die Tante", "Wer ist die Tante?"),
        ("Wie alt ist die Richterin Ute Bauer?", "der Anwalt", "Wie alt ist der Anwalt?"),
        ("Wie hoch war Norwegens Haushalt 2022?", "der Export", "Wie hoch war Norwegens Export 2022?"),
        ("Wann wurde der Vertrag unterschrieben?", "die Vereinbarung", "Wann wurde die Vereinbarung unterschrieben?"),
        ("Wie hoch ist der Preis in Kiel?", "dem Rabatt", "Wie hoch ist der Rabatt in Kiel?"),
        ("Who is the uncle of the bride?", "the aunt", "Who is the aunt of the bride?"),
        ("How high was the average rent in Kiel?", "the price of electricity", "How high was the price of electricity in Kiel?"),
    ],
)
def test_a_noun_takes_the_place_of_the_noun_asked_about(before, phrase, asked):
    assert with_noun(before, phrase) == (asked, "")


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("Was plant die Reederei?", "die Kosten"),
        ("Warum streicht der Konzern Stellen?", "die Kosten"),
        ("Wie hoch ist der Preis?", "Bosch"),
        ("Wie alt ist Scholz?", "der Anwalt"),
        ("When did the court close?", "the costs"),
    ],
)
def test_a_question_about_no_noun_is_left_alone(before, phrase):
    assert with_noun(before, phrase) is None


def test_only_what_is_counted_as_an_object_is_exchanged():
    assert with_counted("Wie viele Züge strich die Bahn im Mai?", "Busse") == "Wie viele Busse strich die Bahn im Mai?"
    assert with_counted("Wie viele Tote gab es in Kiel?", "Vermisste") == "Wie viele Vermisste gab es in Kiel?"
    assert with_counted("Wie viele Menschen ertranken in Kiel?", "Vermisste") is None


@pytest.mark.parametrize(
    ("before", "asks", "asked"),
    [
        ("Wie viele Häuser wurden zerstört?", "Wo", "Wo wurden Häuser zerstört?"),
        ("Wie viele alte Züge hat die Bahn verkauft?", "Wann", "Wann hat die Bahn alte Züge verkauft?"),
        ("Wie viele Tote gab es in Kiel?", "Wann", "Wann gab es Tote in Kiel?"),
    ],
)
def test_a_question_for_a_number_asked_otherwise_keeps_its_word_order(before, asks, asked):
    assert not_counted(before, asks) == asked


def test_the_topic_leaves_out_what_was_asked_for_unless_it_is_all():
    assert topic("Wie hoch ist die Miete der Läden in Kiel?") == "Läden, Kiel"
    assert topic("Wie hoch ist die Miete?") == "Miete"
    assert topic("Kiel verkauft Häuser?") == "Kiel, Häuser"
    assert topic("Warum?") == ""
