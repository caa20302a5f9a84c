"""Dates in questions as ranges of days."""

from datetime import date

import pytest

from chatbot.timerange import time_range

TODAY = date(2024, 6, 20)  # a Thursday


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Was geschah gestern?", "2024-06-19", "2024-06-20"),
        ("Was geschah vorige Woche?", "2024-06-10", "2024-06-16"),
        ("What happened last week?", "2024-06-10", "2024-06-16"),
        ("Was passierte im März?", "2024-03-01", "2024-03-31"),
        ("Was passierte im August?", "2023-08-01", "2023-08-31"),
        ("Was hat sich seit 2022 geändert?", "2022-01-01", None),
        ("What happened last month?", "2024-05-01", "2024-05-31"),
        ("Meldungen von 2023", "2023-01-01", "2023-12-31"),
        ("Was geschah am 15. August 2023?", "2023-08-15", "2023-08-22"),
        ("Was geschah am 15.08.2023?", "2023-08-15", "2023-08-22"),
        ("What was reported on June 19, 2024?", "2024-06-19", "2024-06-26"),
        ("Was war in den letzten zwei Wochen los?", "2024-06-06", "2024-06-20"),
        ("Was geschah zwischen März 2024 und Mai 2024?", "2024-03-01", "2024-05-31"),
        ("Was sagte er am Mittwoch?", "2024-06-19", "2024-06-20"),
        ("Was geschah letztes Jahr?", "2023-01-01", "2023-12-31"),
    ],
)
def test_words_become_days(question, since, until):
    found = time_range(question, TODAY)
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    "question", ["Wie hoch war der Handel im Jahr 2022?", "Wer siegte 2014?", "Seit wann testet es seit 2022 Raketen?"]
)
def test_a_year_of_a_fact_does_not_filter(question):
    found = time_range(question, TODAY)
    assert found is None or not found.strict


def test_reporting_words_make_a_year_filter():
    found = time_range("Welche Nachrichten gab es 2023?", TODAY)
    assert found is not None
    assert found.strict


def test_no_time_words_no_range():
    assert time_range("Wer gehörte zu Putins Delegation?", TODAY) is None
    assert time_range("Who may march there?", TODAY) is None


def test_impossible_days_are_left_alone():
    found = time_range("Was geschah am 31.02.2024?", TODAY)
    assert found is None or found.words == "2024"


def test_the_last_weekday_is_a_week_ago_when_it_is_today():
    found = time_range("What happened last Thursday?", TODAY)
    assert found is not None
    assert found.since == "2024-06-13"


def test_far_numbers_do_not_break_the_calendar():
    found = time_range("Was war vor 999 Jahren?", TODAY)
    assert found is None or found.until is not None
