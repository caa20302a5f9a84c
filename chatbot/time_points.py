"""Points in time as people write them ("3. Oktober", "March 2024", "Ende Mai") and the days they mean. Pure; no clock here."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from chatbot.calendar_words import MONTH_PATTERN, MONTHS
from chatbot.names import is_ordinary


@dataclass(frozen=True, slots=True)
class Point:
    """What the words say of a point in time, None where they say nothing. `third`: 0 its beginning, 1 its middle, 2 its end."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    third: int | None = None


_UNIT = (
    r"(?:%|(?:prozent|euros?|dollars?|franken|rubel|pfund|menschen|personen|leute|einwohner\w*|(?:kilo)?meter[sn]?|km|kilo\w*|"
    r"tonnen|liter|grad|stück|mal|jahren?|tagen?|stunden|minuten|uhr|people|percent|pounds|kilomet\w+|metres|miles|tons|tonnes|"
    r"years|days|hours)\b)"
)
_YEAR = rf"(?:1[0-9]|20)\d\d(?!\d|[.,]\d|\s?{_UNIT})"
_THIRDS = {"anfang": 0, "early": 0, "beginning": 0, "mitte": 1, "mid": 1, "middle": 1, "ende": 2, "late": 2, "end": 2}
THIRD = r"(?:anfang|mitte|ende|early|mid|late|(?:the\s+)?(?:beginning|middle|end)\s+of)"
_IN_THIRD = rf"(?:(?P<third>{THIRD})[\s-]+)?"
_OF_YEAR = (
    r"(?:(?:des\s+|of\s+)?(?P<shift>letzten|vergangenen|vorigen|dieses|nächsten|kommenden|last|previous|this|next)"
    r"\s+(?:jahres|year))"
)
_ITS_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>\d{{4}})(?!\d|[.,]\d|\s?{_UNIT})|\s+{_OF_YEAR})?"
_ORDINAL = r"(?:\.|st|nd|rd|th)?"
_DAYS = (
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?:\s?(?P<year>\d{4}))?",
    rf"(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<name>{MONTH_PATTERN})\b{_ITS_YEAR}",
    rf"(?P<name>{MONTH_PATTERN})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[.,]\d|\s?{_UNIT}){_ITS_YEAR}",
)
_MONTH = rf"{_IN_THIRD}(?P<name>{MONTH_PATTERN})\b{_ITS_YEAR}"
_YEARS = (
    rf"{_IN_THIRD}(?:(?:(?:des|dem|the)\s+)?(?:jahre?s?|year)\s+)?(?P<year>{_YEAR})",
    rf"(?P<third>{THIRD})[\s-]+{_OF_YEAR}",
)
_TODAY = r"(?P<today>heute|jetzt|today|now)"
_ALONE = rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:,\s+(?P<year>\d{{4}}))?"
_FORMS = tuple(re.compile(form, re.I) for form in (*_DAYS, _MONTH, *_YEARS, _TODAY, _ALONE))


def _pattern(*forms: str) -> str:
    """The forms as one pattern without groups, whole words only."""
    return r"(?<![\w.,-])(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", form) for form in forms) + r")(?!\w)"


DAY = _pattern(*_DAYS)
MONTH = _pattern(_MONTH)
YEAR = _pattern(*_YEARS)
POINT = _pattern(*_DAYS, _MONTH, *_YEARS)
"""Patterns (flags: re.I) for a day, a month, a year, and any of them; `point` reads what they match."""
END = _pattern(*_DAYS, _MONTH, *_YEARS, _TODAY, _ALONE)
"""One end of a span: a point, today, or the number of a day whose month the other end has."""


def point(text: str, today: date) -> Point | None:
    """What `text`, matched by one of the patterns here, says; None for a verb that looks like a month ("may", "march").

    Example:
        >>> point("Ende Mai letzten Jahres", date(2024, 6, 20))
        Point(year=2023, month=5, day=None, third=2)
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    said = match.groupdict()
    if said.get("today"):
        return Point(today.year, today.month, today.day)
    year = int(said["year"]) if said.get("year") else None
    if said.get("shift"):
        year = today.year + {"d": 0, "t": 0, "n": 1, "k": 1}.get(said["shift"][0].lower(), -1)
    name = said.get("name")
    if name in ("may", "march") and not said.get("day") and year is None:
        return None
    number = MONTHS[name.lower()] if name else int(said["month"]) if said.get("month") else None
    third = said.get("third")
    words = re.findall(r"[^\W\d_]+", third.lower()) if third else []
    return Point(
        year,
        number,
        int(said["day"]) if said.get("day") else None,
        next((_THIRDS[word] for word in words if word in _THIRDS), None),
    )


def exact(year: int, month: int, day: int) -> date | None:
    """That day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def later(day: date, n_days: int) -> date:
    """The day `n_days` after (negative: before) `day`, as far as the calendar goes.

    Example:
        >>> later(date(9999, 12, 30), 7)
        datetime.date(9999, 12, 31)
    """
    return date.fromordinal(min(max(day.toordinal() + n_days, 1), date.max.toordinal()))


def days(said: Point, today: date) -> tuple[date, date] | None:
    """First and last day of a point; without a year the latest one that has begun. None where the calendar has no such days.

    Example:
        >>> days(Point(month=6, day=25), date(2024, 6, 20))
        (datetime.date(2023, 6, 25), datetime.date(2023, 6, 25))
    """
    year = said.year if said.year is not None else _year_of(said, today)
    if year is None or not (said.month or not said.day):
        return None
    month, third = said.month, said.third
    if month and said.day:
        first = last = exact(year, month, said.day)
    elif month:
        first, last = exact(year, month, 1), exact(year, month, calendar.monthrange(year, month)[1] if 0 < month < 13 else 0)
        if first and last and third is not None:
            first, last = first.replace(day=(1, 11, 21)[third]), last.replace(day=(10, 20, last.day)[third])
    else:
        first, last = exact(year, (1, 5, 10)[third or 0], 1), exact(year, 12 if third is None else (3, 8, 12)[third], 31)
    return (first, last) if first and last else None


def _year_of(said: Point, today: date) -> int | None:
    """The latest year in which the point is not in the future; None for a day that no year has."""
    if not said.month:
        return None
    tried = ((year, exact(year, said.month, said.day or 1)) for year in range(today.year, max(today.year - 9, 0), -1))
    return next((year for year, day in tried if day and day <= today), None)


def span(first: Point, last: Point, today: date) -> tuple[date, date] | None:
    """First and last day from one point to another; each takes the month and year it lacks from the other. None where none fit.

    Example:
        >>> span(Point(month=11), Point(2022, 3), date(2024, 6, 20))
        (datetime.date(2021, 11, 1), datetime.date(2022, 3, 31))
    """
    a, b = _completed(first, last), _completed(last, first)
    if b.year is None:
        b = Point(_year_of(b, today), b.month, b.day, b.third)
    turns = bool(a.month and b.month and a.month > b.month)
    if first.year is None and b.year is not None:
        a = Point(b.year - turns, a.month, a.day, a.third)
    elif last.year is None and a.year is not None:
        b = Point(a.year + turns, b.month, b.day, b.third)
    begin, end = days(a, today), days(b, today)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _completed(end: Point, other: Point) -> Point:
    """A day without a month with that of the other end, which must be a day too."""
    return Point(end.year, other.month, end.day) if end.day and not end.month and other.day else end


_ABOUT = re.compile(
    r"\b(?:rund|etwa|circa|ca\.?|knapp|fast|über|mindestens|höchstens|mehr als|weniger als|about|around|nearly|almost|over|"
    r"at least|more than|less than|fewer than)\s+$",
    re.I,
)
_OF_A_YEAR = re.compile(r"\b(?:jahre?s?|year|seit|since)\s+$", re.I)
_PAIRED = re.compile(r"^\s*(?:und|bis|oder|and|to|or|-|–)\s*\d+")
_NEXT = re.compile(r"\s+([^\W\d_]+)")


def is_count(text: str, start: int, end: int) -> bool:
    """Whether the four digits from `start` to `end` count things and are no year: "2000 Soldaten", "1000 bis 1500 Menschen".

    Example:
        >>> is_count("mit den 2000 Soldaten", 8, 12), is_count("der Krieg 2022 Russlands", 10, 14)
        (True, False)
    """
    rest = _PAIRED.sub("", text[end:])
    following = _NEXT.match(rest)
    if re.match(rf"\s?{_UNIT}", rest, re.I):
        return True
    if following is None or _OF_A_YEAR.search(text[:start]):
        return False
    if _ABOUT.search(text[:start]):
        return True
    noun = following[1]
    many = noun.endswith("s") and len(noun) > 4 if noun.islower() else is_ordinary(noun) and noun.endswith(("n", "r", "e", "s"))
    return text[start:end].endswith("00") and many
