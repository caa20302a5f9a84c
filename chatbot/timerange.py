"""Dates in a question ("gestern", "im März", "seit 2022") as ranges of days relative to a stated day. Pure; no clock here.

A range says when an article *appeared*. A year or month in a question about a fact ("Wie hoch war der Handel im Jahr
2022?") is no such range, so every range carries whether it may filter (`strict`) or only prefer.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from chatbot.calendar_words import MONTH_PATTERN, MONTHS, WEEKDAY_PATTERN, WEEKDAYS


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Days from `since` to `until`, ISO, both inclusive; None is open. `words` are the question's own words.

    `strict`: the words speak of when something was reported or just happened, so articles outside may be left out.
    """

    since: str | None
    until: str | None
    words: str
    strict: bool


_REPORTING = re.compile(
    r"\b(artikel|meldung(en)?|nachrichten?|bericht(e|et|ete|eten)?|news|report(s|ed)?|articles?|headlines?|schlagzeilen?|"
    r"neues|neuigkeiten|passiert\w*|geschah|ereignet\w*|happened|geschehen|los)\b",
    re.I,
)
_REPORTED_WITHIN = 7
"""Days after an event on a named day within which articles on it count."""
_NUMBER = {"ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
           "sieben": 7, "zehn": 10, "vierzehn": 14, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
           "six": 6, "seven": 7, "ten": 10}  # fmt: skip
_COUNT = r"(\d{1,3}|" + "|".join(_NUMBER) + r")"
_UNIT = r"(tag|tage|tagen|woche|wochen|monat|monate|monaten|jahr|jahre|jahren|days?|weeks?|months?|years?)"
_LAST = r"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|last|previous|past)"
_THIS = r"(?:diese[nrsm]?|this|laufende[nrm]?)"


def time_range(question: str, today: date) -> TimeRange | None:
    """The range of days the words of `question` name, seen from `today`; None when they name none.

    Example:
        >>> time_range("Was geschah vorige Woche?", date(2024, 6, 20))
        TimeRange(since='2024-06-10', until='2024-06-16', words='vorige Woche', strict=True)
    """
    for rule in (_between, _since, _relative_days, _ago, _last_n, _weeks_months_years, _weekday, _full_date, _month, _year):
        found = rule(question, today)
        if found is not None:
            return found
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(first: date | None, last: date | None, match: re.Match[str], strict: bool) -> TimeRange:
    return TimeRange(_iso(first), _iso(last), match.group().strip(), strict)


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _past_month(month: int, today: date) -> int:
    """The year of the latest such month that is not in the future."""
    return today.year if month <= today.month else today.year - 1


def _shift_months(day: date, n: int) -> date:
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_POINT = rf"(?:(?:(\d{{1,2}})\.?\s+)?({MONTH_PATTERN})(?:\s+(\d{{4}}))?|(\d{{4}}))"


def _point(groups: tuple[str | None, ...], today: date) -> tuple[date, date] | None:
    """First and last day of what one side of "seit …" or "zwischen … und …" names."""
    day, month, year, only_year = groups
    if only_year:
        return date(int(only_year), 1, 1), date(int(only_year), 12, 31)
    number = MONTHS[(month or "").lower()]
    of_year = int(year) if year else _past_month(number, today)
    if day:
        try:
            exact = date(of_year, number, int(day))
        except ValueError:
            return None
        return exact, exact
    return _month_days(of_year, number)


_BETWEEN = re.compile(
    rf"\b(?:zwischen(?: dem)?|von|vom|between|from)\s+{_POINT}\s+(?:und(?: dem)?|bis(?: zum)?|and|to|until)\s+{_POINT}\b", re.I
)
_SINCE = re.compile(
    rf"\b(?:seit(?: dem)?|ab(?: dem)?|nach dem|since)\s+(?:(?:Anfang|Mitte|Ende|dem Jahr|Jahr)\s+)?{_POINT}\b", re.I
)
_DAYS = re.compile(r"\b(vorgestern|gestern|heute|yesterday|today|the day before yesterday)\b", re.I)
_AGO = re.compile(rf"\b(?:vor\s+{_COUNT}\s+{_UNIT}|{_COUNT}\s+{_UNIT}\s+ago)\b", re.I)
_LAST_N = re.compile(rf"\b(?:in (?:den |der |the )?)?{_LAST}\s+{_COUNT}\s+{_UNIT}\b", re.I)
_SPAN = re.compile(
    rf"\b(?:(?:in |im )?(?:der |den |the )?)?({_LAST}|{_THIS})\s+(woche|monats?|jahre?s?|wochenende|week(?:end)?|month|year)\b",
    re.I,
)
_WEEKDAY = re.compile(
    rf"\b(?:am|an diesem|vom|on|{_LAST})\s+(?:{_LAST}\s+)?({WEEKDAY_PATTERN})(?:abend|morgen|nachmittag|vormittag|"
    rf"mittag|nacht|früh)?\b",
    re.I,
)
_FULL = re.compile(
    rf"\b(?:(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+({MONTH_PATTERN})(?:,?\s+(\d{{4}}))?|"
    rf"({MONTH_PATTERN})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?)\b",
    re.I,
)
_NUMERIC = re.compile(r"\b(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2}))\b")
_MONTH = re.compile(
    rf"\b(?:im|in|vom|during)\s+(?:(?:letzten|vergangenen|last)\s+)?({MONTH_PATTERN})(?:\s+(?:of\s+)?(\d{{4}}))?\b", re.I
)
_YEAR = re.compile(r"\b(?:(?:im jahr(?:e)?|in the year|in|during|aus dem jahr|jahr)\s+)?((?:19|20)\d\d)\b", re.I)


def _reports(question: str) -> bool:
    return bool(_REPORTING.search(question))


def _between(question: str, today: date) -> TimeRange | None:
    match = _BETWEEN.search(question)
    if not match:
        return None
    first, last = _point(match.groups()[:4], today), _point(match.groups()[4:], today)
    if not first or not last or first[0] > last[1]:
        return None
    return _range(first[0], last[1], match, _reports(question))


def _since(question: str, today: date) -> TimeRange | None:
    match = _SINCE.search(question)
    point = _point(match.groups(), today) if match else None
    return _range(point[0], None, match, _reports(question)) if match and point else None


def _relative_days(question: str, today: date) -> TimeRange | None:
    match = _DAYS.search(question)
    if not match:
        return None
    word = match[1].lower()
    back = {"gestern": 1, "yesterday": 1, "heute": 0, "today": 0}.get(word, 2)
    day = today - timedelta(days=back)
    strict = word not in ("heute", "today") or _reports(question)
    return _range(day, min(day + timedelta(days=1), today) if back else day, match, strict)


def _unit_back(count: int, unit: str, today: date) -> date:
    unit = unit.lower()
    try:
        if unit.startswith(("tag", "day")):
            return today - timedelta(days=count)
        if unit.startswith(("woche", "week")):
            return today - timedelta(weeks=count)
        return _shift_months(today, -count if unit.startswith("mon") else -12 * count)
    except (OverflowError, ValueError):
        return date.min


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER[word.lower()]


def _ago(question: str, today: date) -> TimeRange | None:
    match = _AGO.search(question)
    if not match:
        return None
    count, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
    middle = _unit_back(_number(count), unit, today)
    days = {"t": 1, "d": 1, "w": 4, "m": 16}.get(unit[0].lower(), 183)
    first = middle - timedelta(days=days) if middle.toordinal() > days else middle
    return _range(first, min(middle + timedelta(days=days), today), match, unit[0].lower() not in "jy" and _reports(question))


def _last_n(question: str, today: date) -> TimeRange | None:
    match = _LAST_N.search(question)
    if not match:
        return None
    return _range(
        _unit_back(_number(match[1]), match[2], today), today, match, match[2][0].lower() not in "jy" or _reports(question)
    )


def _weeks_months_years(question: str, today: date) -> TimeRange | None:
    match = _SPAN.search(question)
    if not match:
        return None
    last = not re.match(_THIS, match[1], re.I)
    unit = match[2].lower()
    if unit.startswith("wochenende") or unit == "weekend":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7 or (7 if last and today.weekday() == 5 else 0))
        return _range(saturday, min(saturday + timedelta(days=2), today), match, True)
    if unit.startswith(("woche", "week")):
        monday = today - timedelta(days=today.weekday() + (7 if last else 0))
        return _range(monday, monday + timedelta(days=6), match, True)
    if unit.startswith("mon"):
        first, end = _month_days(*divmod_month(_shift_months(today.replace(day=1), -1 if last else 0)))
        return _range(first, end, match, True)
    year = today.year - (1 if last else 0)
    return _range(date(year, 1, 1), date(year, 12, 31), match, _reports(question))


def divmod_month(day: date) -> tuple[int, int]:
    """Year and month of `day`."""
    return day.year, day.month


def _weekday(question: str, today: date) -> TimeRange | None:
    match = _WEEKDAY.search(question)
    if not match:
        return None
    back = (today.isoweekday() - WEEKDAYS[match[1].lower()]) % 7
    explicit = bool(re.search(_LAST, match.group(), re.I))
    day = today - timedelta(days=back or (7 if explicit else 0))
    return _range(day, min(day + timedelta(days=1), today), match, explicit or _reports(question))


def _full_date(question: str, today: date) -> TimeRange | None:
    match = _NUMERIC.search(question) or _FULL.search(question)
    if not match:
        return None
    groups = match.groups()
    if match.re is _NUMERIC:
        day, month, year = (groups[0], groups[1], groups[2]) if groups[0] else (groups[5], groups[4], groups[3])
        number = int(month or 0)
    else:
        day, name, year = groups[:3] if groups[0] else (groups[4], groups[3], groups[5])
        number = MONTHS[(name or "").lower()]
    try:
        exact = date(int(year) if year else _past_month(number, today), number, int(day or 0))
    except ValueError:
        return None
    return _range(exact, exact + timedelta(days=_REPORTED_WITHIN), match, _reports(question))


def _month(question: str, today: date) -> TimeRange | None:
    match = _MONTH.search(question)
    if not match or not match[1][0].isupper():
        return None
    number = MONTHS[match[1].lower()]
    first, last = _month_days(int(match[2]) if match[2] else _past_month(number, today), number)
    return _range(first, last, match, _reports(question))


def _year(question: str, today: date) -> TimeRange | None:
    match = _YEAR.search(question)
    if not match or int(match[1]) > today.year:
        return None
    return _range(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), match, _reports(question))
