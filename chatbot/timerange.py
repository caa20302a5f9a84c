"""Dates in a question ("gestern", "im März", "seit 2022") as ranges of days relative to a stated day. Pure; no clock here.

A range says when an article *appeared*. A year or month in a question about a fact ("Wie hoch war der Handel im Jahr
2022?") is no such range, so every range carries whether it may filter (`strict`) or only prefer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chatbot.relative_times import Near, ago, asks_for_news, asks_for_reports, last_n, last_or_this, relative_day, weekday
from chatbot.time_points import DAY, END, MONTH, POINT, THIRD, YEAR, days, is_count, later, point, span


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Days from `since` to `until`, ISO, both inclusive; None is open. `words` are the question's own words.

    `strict`: the words speak of when something was reported or just happened, so articles outside may be left out.
    `form`: "near" counts from the day of asking ("vor drei Wochen", "seit gestern"), so that an old article with these words
    means another time; "span" goes from one point of the calendar to another; "point" is any other.
    """

    since: str | None
    until: str | None
    words: str
    strict: bool
    form: str = "point"


_SAID_BY = re.compile(
    r"\b(laut|nach|in|aus|according to)\s+((den|the)\s+)?(artikel|meldung|nachricht|bericht|news|report|article)\w*\s+"
    r"((vom|von|aus|im|from|of|in)\s+)?$",
    re.I,
)
_REPORTED_WITHIN = 7
"""Days after an event on a named day within which articles on it count."""


def time_range(question: str, today: date) -> TimeRange | None:
    """The range of days the words of `question` name, seen from `today`; None when they name none.

    Example:
        >>> time_range("Was geschah vorige Woche?", date(2024, 6, 20))
        TimeRange(since='2024-06-10', until='2024-06-16', words='vorige Woche', strict=True, form='near')
        >>> time_range("Was geschah seit voriger Woche?", date(2024, 6, 20))
        TimeRange(since='2024-06-10', until=None, words='seit voriger Woche', strict=True, form='near')
    """
    for rule in (_between, relative_day, _open, ago, last_n, last_or_this, _day, weekday, _month, _years, _year):
        found = rule(question, today)
        if found is not None:
            return _near(question, found, today) if isinstance(found, Near) else found
    return None


def without_report(question: str, named: TimeRange | None) -> str:
    """The question without "laut Artikeln vom Juni 2024", which says where to search and not what is asked.

    Example:
        >>> without_report("Wer gewann laut Artikeln vom Mai 2024?", TimeRange("2024-05-01", "2024-05-31", "vom Mai 2024", True))
        'Wer gewann?'
    """
    before, words, after = question.partition(named.words) if named and named.strict else (question, "", "")
    said = _SAID_BY.search(before)
    return f"{before[: said.start()].rstrip()}{after}" if words and said else question


def without_time(question: str, named: TimeRange) -> str:
    """The question without the words of a time, for judging what is said apart from when.

    Example:
        >>> without_time("Wie viele Haubitzen kaufte Estland letzten Monat?", TimeRange(None, None, "letzten Monat", True))
        'Wie viele Haubitzen kaufte Estland?'
    """
    before, words, after = question.partition(named.words)
    if not words:
        return question
    if _OF.match(after):
        after = _OF.sub("", after, count=1)
    else:
        before = _LEADS_IN.sub(" ", before)
    return f"{before.rstrip()} {after.lstrip()}".strip() if after[:1].isspace() else f"{before.rstrip()}{after}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(first: date | None, last: date | None, match: re.Match[str], strict: bool, form: str = "point") -> TimeRange:
    return TimeRange(_iso(first), _iso(last), match.group().strip(), strict, form)


_BETWEEN = re.compile(
    rf"\b(?:zwischen|between)\s+(?:(?:dem|den Jahren|the years)\s+)?(?P<a>{END})\s+(?:und|and)\s+(?:dem\s+)?(?P<b>{END})|"
    rf"(?:\b(?:von|vom|from|den Jahren)\s+(?:dem\s+)?)?(?P<c>{END})\s+(?:bis|to|until|till|through)\s+(?:zum\s+)?(?P<d>{END})",
    re.I,
)
_AFTER = ("seit", "ab", "since", "nach", "after")
_OPENS = rf"\b(?P<word>{'|'.join(_AFTER)}|vor|before|bis|until|till|by)\s+"
_OPEN = re.compile(rf"{_OPENS}(?:(?:dem|zum)\s+)?(?P<point>{POINT})", re.I)
_OPENS_NEAR = re.compile(rf"{_OPENS}(?:(?:dem|den|der|zum|zur|the)\s+)?(?:{THIRD}\s+)?$", re.I)
_OF = re.compile(r"['’]s\b")
"""What makes a time the mark of an event: "after last week's vote" is not after last week."""
_LEADS_IN = re.compile(r"\s+(?:von|vom|aus|in|im|während|from|of|in|over|during|for)(?:\s+(?:der|den|dem|the))?\s*$", re.I)
_DAY = re.compile(DAY, re.I)
_DAY_WORD = re.compile(r"\b(?:am|vom|dem|zum)\s+$", re.I)
_MONTH = re.compile(rf"(?P<in>\b(?:(?:im|in|vom|during|of)\s+)?(?:(?:letzten|vergangenen|last)\s+)?)(?P<point>{MONTH})", re.I)
_YEAR = re.compile(rf"(?:\b(?:im|in|during|aus)\s+)?(?P<point>{YEAR})", re.I)
_DIGITS = re.compile(r"\d{4}$")


def _counts(question: str, match: re.Match[str], group: str) -> bool:
    """Whether what was taken for a year is a number of things."""
    digits = _DIGITS.search(match[group])
    return bool(digits) and is_count(question, match.end(group) - 4, match.end(group))


def _between(question: str, today: date, bare: bool = False) -> TimeRange | None:
    """From one point to another; `bare`: two years without a preposition, which may be part of a name, and those only."""
    for match in _BETWEEN.finditer(question):
        one, two = ("a", "b") if match["a"] else ("c", "d")
        first, last = point(match[one], today), point(match[two], today)
        if (
            bare != bool(re.match(r"\d{4}\s", match.group()))
            or not first
            or not last
            or not (first.month or last.month or last.year)
        ):
            continue
        found = None if _counts(question, match, one) or _counts(question, match, two) else span(first, last, today)
        if found:
            return _range(*found, match, asks_for_reports(question), "point" if bare else "span")
    return None


def _years(question: str, today: date) -> TimeRange | None:
    return _between(question, today, bare=True)


def _open(question: str, today: date) -> TimeRange | None:
    """Before or after a point: "vor 2020", "bis März", "seit dem 24.02.2022", "after March 2024"."""
    for match in _OPEN.finditer(question):
        said = point(match["point"], today)
        found = days(said, today) if said and not _counts(question, match, "point") else None
        word = match["word"].lower()
        ends_years = word == "bis" and re.search(r"\d{4}\s+$", question[: match.start()])
        if not said or not found or ends_years or (word == "by" and said.year is None):
            continue
        return _range(*_opened(word, *found), match, asks_for_reports(question))
    return None


def _opened(word: str, first: date, last: date) -> tuple[date | None, date | None]:
    """The days before or after those from `first` to `last`, as `word` says; None is open."""
    if word in _AFTER:
        return later(last, 1) if word in ("nach", "after") else first, None
    return None, later(first, -1) if word in ("vor", "before") else last


def _near(question: str, near: Near, today: date) -> TimeRange:
    """A time that counts from today, or what is before or after it: "letzte Woche", "seit letzter Woche", "bis gestern".

    What was before it may be told at any time, but for news.
    """
    form, (start, end) = "near" if near.relative else "point", near.match.span()
    opens = _OPENS_NEAR.search(question[:start])
    if opens and (opens["word"].lower() == "since" or not _OF.match(question, end)):
        word = opens["word"].lower()
        first, last = _opened(word, near.first, near.last)
        strict = near.strict and (word in _AFTER or asks_for_news(question))
        return TimeRange(_iso(first), _iso(last), question[opens.start() : end].strip(), strict, form)
    return _range(near.first, min(later(near.last, near.late), today) if near.late else near.last, near.match, near.strict, form)


def _day(question: str, today: date) -> TimeRange | None:
    for match in _DAY.finditer(question):
        said = point(match.group(), today)
        found = days(said, today) if said else None
        if not found or (match.group().endswith(".") and not _DAY_WORD.search(question[: match.start()])):
            continue
        return _range(found[0], later(found[0], _REPORTED_WITHIN), match, asks_for_reports(question))
    return None


def _month(question: str, today: date) -> TimeRange | None:
    for match in _MONTH.finditer(question):
        said = point(match["point"], today)
        found = days(said, today) if said else None
        if said and found and (match["in"].strip() or said.year is not None or said.third is not None):
            return _range(*found, match, asks_for_reports(question))
    return None


def _year(question: str, today: date) -> TimeRange | None:
    for match in _YEAR.finditer(question):
        said = point(match["point"], today)
        found = days(said, today) if said and not _counts(question, match, "point") else None
        if found and found[0] <= today:
            return _range(*found, match, asks_for_reports(question))
    return None
