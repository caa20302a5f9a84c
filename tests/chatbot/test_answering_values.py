"""What a sentence gives of what a question asks."""

import pytest

from chatbot.answering_values import days_given, numbers_given, numbers_in, people_given, places_given
from chatbot.features import view


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Estland kauft 12 neue Haubitzen.", [("12", {"haubitz"})]),
        ("Es waren 12 Caesar-Haubitzen für 3,5 Mrd. Euro.", [("12", {"haubitz"}), ("3500000000", {"euro"})]),
        ("Die Rate lag 2023 bei 5,3 Prozent.", [("5.3%", {"prozent"})]),
        ("Am 20. Juni starben drei, 40 wurden verletzt.", [("3", set()), ("40", set())]),
        ("Drei am Sonntag Verletzte starben.", [("3", set())]),
    ],
)
def test_a_number_counts_the_noun_behind_it_and_is_no_date(text, expected):
    assert [(n.value, set(n.counts)) for n in numbers_in(text)] == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Wie viele Menschen wurden verletzt?", "Drei Menschen starben, 40 wurden verletzt.", ["40"]),
        ("Wie viele Menschen starben?", "Drei Menschen starben und 40 wurden verletzt.", ["3"]),
        ("Wie viele Haubitzen kauft Estland?", "Estland kauft Waffen für 30 Millionen Euro, darunter zwölf Haubitzen.", ["12"]),
        ("Wie hoch ist die Inflationsrate?", "Die Inflationsrate lag bei 5,3 Prozent, die Quote bei 6 Prozent.", ["5.3%"]),
        ("Zum wievielten Mal kommt Putin?", "Putin kommt zum fünften Mal.", ["5"]),
        ("Wie oft kommt Putin?", "Putin kommt zum fünften Mal.", []),
    ],
)
def test_the_number_that_answers_is_told_of_what_is_asked(question, text, expected):
    assert [n.value for n in numbers_given(view(question), text)] == expected


def test_the_day_that_answers_stands_in_the_clause_of_the_verb():
    text = "Die Brücke, die 2014 beschlossen wurde, wurde 2019 eröffnet."
    assert [day.value for day in days_given(view("Wann wurde die Brücke eröffnet?"), text)] == ["2019"]


def test_people_are_told_from_places_parties_and_speakers():
    text = "Anna Weber (SPD) gewann in Hanoi, sagte Karl Meier."
    people = people_given(view("Wer gewann die Wahl?"), text)
    assert [name.words for name in people if name.clear] == [("anna", "weber")]


def test_places_are_what_something_is_in():
    text = "Der Gipfel der EU fand in der Hafenstadt Bergdorf statt."
    places = places_given(view("Wo fand der Gipfel statt?"), text)
    assert [name.words for name in places if name.clear] == [("bergdorf",)]
