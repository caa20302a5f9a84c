"""Dates in questions as ranges of days."""

from datetime import date

import pytest

from chatbot.timerange import TimeRange, time_range, without_time

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


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Was geschah am Mittwoch, 20. März 2024?", "2024-03-20", "2024-03-27"),
        ("What happened on Friday, March 22, 2024?", "2024-03-22", "2024-03-29"),
        ("Was geschah vor 2020?", None, "2019-12-31"),
        ("What happened before March 2022?", None, "2022-02-28"),
        ("Was geschah bis 2015?", None, "2015-12-31"),
        ("What was known until March 3, 2022?", None, "2022-03-03"),
        ("Was geschah nach 2022?", "2023-01-01", None),
        ("What happened after March 2024?", "2024-04-01", None),
        ("What happened since March 3, 2022?", "2022-03-03", None),
        ("Was geschah seit 24.02.2022?", "2022-02-24", None),
        ("Was geschah seit dem 24. Februar 2022?", "2022-02-24", None),
        ("Was geschah zwischen 01.03.2024 und 15.03.2024?", "2024-03-01", "2024-03-15"),
        ("Was geschah vom 3. bis 5. Oktober 2023?", "2023-10-03", "2023-10-05"),
        ("What happened between March 3 and March 9, 2023?", "2023-03-03", "2023-03-09"),
        ("What happened from March 3 to 9, 2023?", "2023-03-03", "2023-03-09"),
        ("Was geschah zwischen März und Mai 2022?", "2022-03-01", "2022-05-31"),
        ("Was geschah zwischen November und März 2022?", "2021-11-01", "2022-03-31"),
        ("Wer regierte von Januar 2022 bis heute?", "2022-01-01", "2024-06-20"),
        ("Wer regierte von 1890 bis 1914?", "1890-01-01", "1914-12-31"),
        ("Was geschah im April letzten Jahres?", "2023-04-01", "2023-04-30"),
        ("What happened in March last year?", "2023-03-01", "2023-03-31"),
        ("Was geschah am 25. Juni?", "2023-06-25", "2023-07-02"),
        ("Was geschah am 29. Februar?", "2024-02-29", "2024-03-07"),
        ("Was geschah Ende Mai?", "2024-05-21", "2024-05-31"),
        ("Was geschah Anfang 2023?", "2023-01-01", "2023-03-31"),
        ("Was geschah am Wochenende?", "2024-06-15", "2024-06-17"),
        ("Was geschah vor acht Tagen?", "2024-06-11", "2024-06-13"),
        ("Was geschah in den letzten zwölf Monaten?", "2023-06-20", "2024-06-20"),
        ("Who helped after the 2006 flood?", "2006-01-01", "2006-12-31"),
        ("Wie groß war der Haushalt 2007 bis 2013?", "2007-01-01", "2013-12-31"),
        ("Wer stritt im Juni 2005 über den Haushalt 2007 bis 2013?", "2005-06-01", "2005-06-30"),
        ("Was geschah am 31.12.9999?", "9999-12-31", "9999-12-31"),
    ],
)
def test_dates_are_read_as_they_are_written(question, since, until):
    found = time_range(question, TODAY)
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    ("question", "since", "until", "words"),
    [
        ("Wer trat seit vergangenem Dienstag zurück?", "2024-06-18", None, "seit vergangenem Dienstag"),
        ("Who resigned since last Tuesday?", "2024-06-18", None, "since last Tuesday"),
        ("Wer trat seit Dienstag zurück?", "2024-06-18", None, "seit Dienstag"),
        ("Wer trat ab vorigem Monat an?", "2024-05-01", None, "ab vorigem Monat"),
        ("Wer klagt seit dem letzten Jahr?", "2023-01-01", None, "seit dem letzten Jahr"),
        ("Wer klagte nach dem vergangenen Wochenende?", "2024-06-17", None, "nach dem vergangenen Wochenende"),
        ("What was said after last month?", "2024-06-01", None, "after last month"),
        ("Was galt bis vorgestern?", None, "2024-06-18", "bis vorgestern"),
        ("What held until last year?", None, "2023-12-31", "until last year"),
        ("Was galt bis vor zwei Wochen?", None, "2024-06-10", "bis vor zwei Wochen"),
        ("Wer traf vor der letzten Woche ein?", None, "2024-06-09", "vor der letzten Woche"),
        ("Who came before yesterday?", None, "2024-06-18", "before yesterday"),
        ("Was gilt seit Anfang voriger Woche?", "2024-06-10", None, "seit Anfang voriger Woche"),
        ("Was ist seit voriger Woche bis heute bekannt?", "2024-06-10", None, "seit voriger Woche"),
        ("Wer kam vor zwei Wochen?", "2024-06-02", "2024-06-10", "vor zwei Wochen"),
        ("Who came the day before yesterday?", "2024-06-18", "2024-06-19", "the day before yesterday"),
        ("Who won by last week's vote?", "2024-06-10", "2024-06-16", "last week"),
        ("Was geschah nach dem Brand letzte Woche?", "2024-06-10", "2024-06-16", "letzte Woche"),
        ("Was sagte sie gestern Abend?", "2024-06-19", "2024-06-20", "gestern Abend"),
    ],
)
def test_a_time_that_counts_from_today_can_begin_or_end_a_range(question, since, until, words):
    found = time_range(question, TODAY)
    assert found is not None
    assert (found.since, found.until, found.words) == (since, until, words)


def test_all_is_known_until_today():
    assert time_range("Was ist bis heute bekannt?", TODAY) is None
    assert time_range("What is known to today?", TODAY) is None


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Wer siegte vor acht Monaten?", "near"),
        ("Who won last year?", "near"),
        ("Wer siegte seit gestern?", "near"),
        ("Was geschah heute?", "near"),
        ("Wie alt ist sie heute?", "point"),
        ("Wer siegte am Montag?", "point"),
        ("Wer siegte im Mai 2023?", "point"),
        ("Wer siegte seit Mai 2023?", "point"),
        ("Wer siegte zwischen April und Juni 2023?", "span"),
        ("Wie groß war der Haushalt 2007 bis 2013?", "point"),
    ],
)
def test_a_time_that_counts_from_today_a_span_and_a_point_are_told_apart(question, form):
    found = time_range(question, TODAY)
    assert found is not None
    assert found.form == form


@pytest.mark.parametrize(
    ("question", "strict"),
    [
        ("Wer trat seit letzter Woche zurück?", True),
        ("Wer trat vor der letzten Woche zurück?", False),
        ("Welche Artikel erschienen vor der letzten Woche?", True),
        ("Was geschah bis gestern?", True),
    ],
)
def test_what_was_before_a_time_close_by_may_be_told_later(question, strict):
    found = time_range(question, TODAY)
    assert found is not None
    assert found.strict is strict


@pytest.mark.parametrize(
    "question",
    [
        "Was geschah mit den 2000 Soldaten?",
        "Kamen zwischen 1000 und 1500 Menschen?",
        "Kamen 1000 bis 1500 Soldaten?",
        "Did about 2015 soldiers die?",
        "Wer verdient zwischen 5000 und 9999 Euro?",
        "Was geschah im Mai 0000?",
        "Was geschah seit 0000?",
    ],
)
def test_numbers_of_things_and_impossible_years_are_no_time(question):
    assert time_range(question, TODAY) is None


@pytest.mark.parametrize(
    ("question", "strict"),
    [
        ("Was geschah 2014 auf der Krim?", False),
        ("What happened in March 2014?", False),
        ("Was passierte am 3. Mai?", False),
        ("Was berichtete die Zeitung 2014 über die Krim?", True),
        ("Welche Meldungen gab es im März 2014?", True),
        ("Was geschah gestern?", True),
        ("Was geschah vor drei Tagen?", True),
    ],
)
def test_only_a_time_of_reporting_or_one_just_past_filters(question, strict):
    found = time_range(question, TODAY)
    assert found is not None
    assert found.strict is strict


@pytest.mark.parametrize(
    ("question", "words", "left"),
    [
        ("Was geschah letzten Monat in Estland?", "letzten Monat", "Was geschah in Estland?"),
        ("Gestern gewann wer die Wahl?", "Gestern", "gewann wer die Wahl?"),
        ("Was geschah gestern?", "gestern", "Was geschah?"),
        ("Gestern?", "Gestern", "?"),
        ("Who died in last week's storm?", "last week", "Who died in storm?"),
        ("Who fled during the last two days to Riga?", "last two days", "Who fled to Riga?"),
        ("Was geschah in Estland?", "gestern", "Was geschah in Estland?"),
    ],
)
def test_a_question_without_its_time_reads_on(question, words, left):
    assert without_time(question, TimeRange(None, None, words, True)) == left
