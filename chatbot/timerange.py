"""Dates in a question ("gestern", "im März", "seit 2022") as ranges of days relative to a stated day. Pure; no clock here.

A range says when an article *appeared*. A year or month in a question about a fact ("Wie hoch war der Handel im Jahr
2022?") is no such range, so every range carries whether it may filter (`strict`) or only prefer.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from chatbot.calendar_words import MONTH_PATTERN, WEEKDAY_PATTERN, WEEKDAYS
from chatbot.number_words import cardinal
from chatbot.time_points import DAY, END, MONTH, POINT, THIRD, YEAR, Point, days, is_count, later, point, span


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
    r"\b(artikeln?|meldung(en)?|gemeldet|nachrichten?|bericht(e|et|en|ete|eten)?|news|report(s|ed)?|articles?|headlines?|schlagzeilen?|"
    r"neues|neuigkeiten)\b",
    re.I,
)
_SAID_BY = re.compile(
    r"\b(laut|nach|in|aus|according to)\s+((den|the)\s+)?(artikel|meldung|nachricht|bericht|news|report|article)\w*\s+"
    r"((vom|von|aus|im|from|of|in)\s+)?$",
    re.I,
)
_HAPPENING = re.compile(r"\b(passier\w*|geschah|geschieht|geschehen|ereignet\w*|happen(s|ed)?|los)\b", re.I)
_REPORTED_WITHIN = 7
"""Days after an event on a named day within which articles on it count."""
_ONE = frozenset("ein eine einem einer einen a an one".split())
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+(?:-[^\W\d_]+)?)"
_UNIT = r"(?P<unit>tage?n?|wochen?|monate?n?|jahre?n?|days?|weeks?|months?|years?)"
_LAST = r"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|last|previous|past)"
_THIS = r"(?:diese[nrsm]?|this|laufende[nrm]?)"


def time_range(question: str, today: date) -> TimeRange | None:
    """The range of days the words of `question` name, seen from `today`; None when they name none.

    Example:
        >>> time_range("Was geschah vorige Woche?", date(2024, 6, 20))
        TimeRange(since='2024-06-10', until='2024-06-16', words='vorige Woche', strict=True)
    """
    for rule in (_between, _relative_days, _open, _ago, _last_n, _weeks_months_years, _day, _weekday, _month, _years, _year):
        found = rule(question, today)
        if found is not None:
            return found
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
    """The question without the words of a time from which there is no article, for judging what all others say.

    Example:
        >>> without_time("Wie viele Haubitzen kaufte Estland letzten Monat?", TimeRange(None, None, "letzten Monat", True))
        'Wie viele Haubitzen kaufte Estland?'
    """
    before, _, after = question.partition(named.words)
    return f"{before.rstrip()} {after.lstrip()}".strip() if after[:1].isspace() else f"{before.rstrip()}{after}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _range(first: date | None, last: date | None, match: re.Match[str], strict: bool) -> TimeRange:
    return TimeRange(_iso(first), _iso(last), match.group().strip(), strict)


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _shift_months(day: date, n: int) -> date:
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_BETWEEN = re.compile(
    rf"\b(?:zwischen|between)\s+(?:(?:dem|den Jahren|the years)\s+)?(?P<a>{END})\s+(?:und|and)\s+(?:dem\s+)?(?P<b>{END})|"
    rf"(?:\b(?:von|vom|from|den Jahren)\s+(?:dem\s+)?)?(?P<c>{END})\s+(?:bis|to|until|till|through)\s+(?:zum\s+)?(?P<d>{END})",
    re.I,
)
_OPEN = re.compile(
    rf"\b(?P<word>seit|ab|since|nach|after|vor|before|bis|until|till|by)\s+(?:(?:dem|zum)\s+)?(?P<point>{POINT})", re.I
)
_RELATIVE = re.compile(r"\b(vorgestern|gestern|heute|yesterday|today|the day before yesterday)\b", re.I)
_AGO = re.compile(rf"\bvor\s+{_COUNT}\s+{_UNIT}\b", re.I), re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+ago\b", re.I)
_LAST_N = re.compile(rf"\b(?:in (?:den |der |the )?)?{_LAST}\s+{_COUNT}\s+{_UNIT}\b", re.I)
_SPAN = re.compile(
    rf"\b(?:(?:(?:in |im |am )?(?:der |den |the )?)?(?P<which>{_LAST}|{_THIS})\s+|(?:am|(?:at|on|over|during) the)\s+"
    r"(?=wochenende|weekend))(?P<unit>woche|monats?|jahre?s?|wochenende|week(?:end)?|month|year)\b",
    re.I,
)
_TIED = re.compile(rf"\b(?:{MONTH_PATTERN}|{THIRD})\s+(?:des\s+|of\s+)?$", re.I)
"""What makes "letzten Jahres" the year of a month: "im April letzten Jahres"."""
_WEEKDAY = re.compile(
    rf"\b(?:am|an diesem|vom|on|{_LAST})\s+(?:{_LAST}\s+)?({WEEKDAY_PATTERN})(?:abend|morgen|nachmittag|vormittag|"
    rf"mittag|nacht|früh)?\b",
    re.I,
)
_DAY = re.compile(DAY, re.I)
_DAY_WORD = re.compile(r"\b(?:am|vom|dem|zum)\s+$", re.I)
_MONTH = re.compile(rf"(?P<in>\b(?:(?:im|in|vom|during|of)\s+)?(?:(?:letzten|vergangenen|last)\s+)?)(?P<point>{MONTH})", re.I)
_YEAR = re.compile(rf"(?:\b(?:im|in|during|aus)\s+)?(?P<point>{YEAR})", re.I)
_DIGITS = re.compile(r"\d{4}$")


def _reports(question: str) -> bool:
    """Whether a question asks for what was written at a time; what happened then may be told at any time."""
    return bool(_REPORTING.search(question))


def _recent(question: str) -> bool:
    """Whether a question with a time close by ("vor drei Tagen") asks for news."""
    return bool(_REPORTING.search(question) or _HAPPENING.search(question))


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
            return _range(*found, match, _reports(question))
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
        since = {"nach": later(found[1], 1), "after": later(found[1], 1)}.get(word, found[0])
        until = later(found[0], -1) if word in ("vor", "before") else found[1]
        after = word in ("seit", "ab", "since", "nach", "after")
        return _range(since if after else None, None if after else until, match, _reports(question))
    return None


def _relative_days(question: str, today: date) -> TimeRange | None:
    match = _RELATIVE.search(question)
    if not match:
        return None
    word = match[1].lower()
    back = {"gestern": 1, "yesterday": 1, "heute": 0, "today": 0}.get(word, 2)
    day = later(today, -back)
    return _range(day, min(later(day, 1), today) if back else day, match, word not in ("heute", "today") or _recent(question))


def _unit_back(count: int, unit: str, today: date) -> date:
    if unit[0] in "td":
        return later(today, -count)
    if unit[0] == "w":
        return later(today, -7 * count)
    try:
        return _shift_months(today, -count if unit[0] == "m" else -12 * count)
    except ValueError:
        return date.min


def _number(word: str) -> int | None:
    if word.isdigit() or word.lower() in _ONE:
        return int(word) if word.isdigit() else 1
    value = cardinal(word.lower())
    return int(value) if value is not None and value == int(value) else None


def _ago(question: str, today: date) -> TimeRange | None:
    for match in (found for pattern in _AGO for found in pattern.finditer(question)):
        count, unit = _number(match["count"]), match["unit"].lower()
        if count is None:
            continue
        middle = _unit_back(count, unit, today)
        near = {"t": 1, "d": 1, "w": 4, "m": 16}.get(unit[0], 183)
        return _range(later(middle, -near), min(later(middle, near), today), match, unit[0] not in "jy" and _recent(question))
    return None


def _last_n(question: str, today: date) -> TimeRange | None:
    for match in _LAST_N.finditer(question):
        count, unit = _number(match["count"]), match["unit"].lower()
        if count is not None:
            return _range(_unit_back(count, unit, today), today, match, unit[0] not in "jy" or _reports(question))
    return None


def _weeks_months_years(question: str, today: date) -> TimeRange | None:
    match = _SPAN.search(question)
    if not match or _TIED.search(question[: match.start()]):
        return None
    last = bool(match["which"]) and not re.match(_THIS, match["which"], re.I)
    unit = match["unit"].lower()
    if unit.startswith("wochenende") or unit == "weekend":
        saturday = later(today, -((today.weekday() - 5) % 7) - (7 if last and today.weekday() >= 5 else 0))
        return _range(saturday, min(later(saturday, 2), today), match, True)
    if unit.startswith(("woche", "week")):
        monday = later(today, -today.weekday() - (7 if last else 0))
        return _range(monday, later(monday, 6), match, True)
    if unit.startswith("mon"):
        month = _shift_months(today.replace(day=1), -1 if last else 0)
        return _range(*_month_days(month.year, month.month), match, True)
    found = days(Point(today.year - last), today)
    return _range(*found, match, _reports(question)) if found else None


def _weekday(question: str, today: date) -> TimeRange | None:
    match = _WEEKDAY.search(question)
    if not match:
        return None
    back = (today.isoweekday() - WEEKDAYS[match[1].lower()]) % 7
    explicit = bool(re.search(_LAST, match.group(), re.I))
    day = later(today, -(back or (7 if explicit else 0)))
    return _range(day, min(later(day, 1), today), match, explicit or _recent(question))


def _day(question: str, today: date) -> TimeRange | None:
    for match in _DAY.finditer(question):
        said = point(match.group(), today)
        found = days(said, today) if said else None
        if not found or (match.group().endswith(".") and not _DAY_WORD.search(question[: match.start()])):
            continue
        return _range(found[0], later(found[0], _REPORTED_WITHIN), match, _reports(question))
    return None


def _month(question: str, today: date) -> TimeRange | None:
    for match in _MONTH.finditer(question):
        said = point(match["point"], today)
        found = days(said, today) if said else None
        if said and found and (match["in"].strip() or said.year is not None or said.third is not None):
            return _range(*found, match, _reports(question))
    return None


def _year(question: str, today: date) -> TimeRange | None:
    for match in _YEAR.finditer(question):
        said = point(match["point"], today)
        found = days(said, today) if said and not _counts(question, match, "point") else None
        if found and found[0] <= today:
            return _range(*found, match, _reports(question))
    return None
