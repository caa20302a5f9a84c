"""Times in a question that count from the day it is asked ("gestern", "vor drei Wochen", "last month"). Pure; no clock here."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from chatbot.calendar_words import MONTH_PATTERN, WEEKDAY_PATTERN, WEEKDAYS
from chatbot.number_words import cardinal
from chatbot.time_points import THIRD, Point, days, later


@dataclass(frozen=True, slots=True)
class Near:
    """The days that the words of `match` mean, seen from the day of asking.

    `late`: how many days after them reports on them count too. `strict`: the words speak of news. `relative`: they name no day
    of the calendar or the week, so an old article that has them means another time.
    """

    first: date
    last: date
    match: re.Match[str]
    strict: bool
    late: int = 0
    relative: bool = True


_REPORTING = re.compile(
    r"\b(artikeln?|meldung(en)?|gemeldet|nachrichten?|bericht(e|et|en|ete|eten)?|news|report(s|ed)?|articles?|headlines?|schlagzeilen?|"
    r"neues|neuigkeiten)\b",
    re.I,
)
_HAPPENING = re.compile(r"\b(passier\w*|geschah|geschieht|geschehen|ereignet\w*|happen(s|ed)?|los)\b", re.I)
_ONE = frozenset("ein eine einem einer einen a an one".split())
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+(?:-[^\W\d_]+)?)"
_UNIT = r"(?P<unit>tage?n?|wochen?|monate?n?|jahre?n?|days?|weeks?|months?|years?)"
_LAST = r"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|last|previous|past)"
_THIS = r"(?:diese[nrsm]?|this|laufende[nrm]?)"
_PART = r"(?:abend|morgen|nachmittag|vormittag|mittag|nacht|früh)"
_DAYS = re.compile(
    rf"\b(vorgestern|gestern|heute|yesterday|today|the day before yesterday)(?:\s+(?:{_PART}|morning|afternoon|evening))?\b", re.I
)
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
    rf"(?:\b(?:am|an diesem|vom|on|{_LAST})\s+(?:{_LAST}\s+)?|(?<=\bseit\s)|(?<=\bsince\s))({WEEKDAY_PATTERN}){_PART}?\b", re.I
)
_UNTIL_NOW = re.compile(r"\b(?:bis|until|till|to|by)\s+$", re.I)
"""What makes of "heute" no time at all: everything known is known until today."""


def asks_for_reports(question: str) -> bool:
    """Whether a question asks for what was written at a time; what happened then may be told at any time."""
    return bool(_REPORTING.search(question))


def asks_for_news(question: str) -> bool:
    """Whether a question with a time close by ("vor drei Tagen") asks for news."""
    return bool(_REPORTING.search(question) or _HAPPENING.search(question))


def relative_day(question: str, today: date) -> Near | None:
    """Yesterday, today: "gestern", "the day before yesterday"; what happened is reported until the day after.

    "Wie alt ist sie heute?" asks for no news: any article may know.
    """
    for match in _DAYS.finditer(question):
        word = match[1].lower()
        back = {"gestern": 1, "yesterday": 1, "heute": 0, "today": 0}.get(word, 2)
        day = later(today, -back)
        if back or not _UNTIL_NOW.search(question[: match.start()]):
            news = bool(back) or asks_for_news(question)
            return Near(day, day, match, news, late=1, relative=news)
    return None


def _unit_back(count: int, unit: str, today: date) -> date:
    if unit[0] in "td":
        return later(today, -count)
    if unit[0] == "w":
        return later(today, -7 * count)
    try:
        return _shift_months(today, -count if unit[0] == "m" else -12 * count)
    except ValueError:
        return date.min


def _shift_months(day: date, n: int) -> date:
    index = day.year * 12 + day.month - 1 + n
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _number(word: str) -> int | None:
    if word.isdigit() or word.lower() in _ONE:
        return int(word) if word.isdigit() else 1
    value = cardinal(word.lower())
    return int(value) if value is not None and value == int(value) else None


def ago(question: str, today: date) -> Near | None:
    """So many days, weeks, months or years ago, and as many around them as a round number leaves open."""
    for match in (found for pattern in _AGO for found in pattern.finditer(question)):
        count, unit = _number(match["count"]), match["unit"].lower()
        if count is None:
            continue
        middle = _unit_back(count, unit, today)
        around = {"t": 1, "d": 1, "w": 4, "m": 16}.get(unit[0], 183)
        strict = unit[0] not in "jy" and asks_for_news(question)
        return Near(later(middle, -around), min(later(middle, around), today), match, strict)
    return None


def last_n(question: str, today: date) -> Near | None:
    """The last so many days, weeks, months or years until today."""
    for match in _LAST_N.finditer(question):
        count, unit = _number(match["count"]), match["unit"].lower()
        if count is not None:
            strict = unit[0] not in "jy" or asks_for_reports(question)
            return Near(_unit_back(count, unit, today), today, match, strict)
    return None


def last_or_this(question: str, today: date) -> Near | None:
    """Last or this weekend, week, month or year, where it is not the year of a month."""
    match = _SPAN.search(question)
    unit = match["unit"].lower() if match else ""
    if not match or (unit[0] in "jy" and _TIED.search(question[: match.start()])):
        return None
    last = bool(match["which"]) and not re.match(_THIS, match["which"], re.I)
    if unit.startswith("wochenende") or unit == "weekend":
        saturday = later(today, -((today.weekday() - 5) % 7) - (7 if last and today.weekday() >= 5 else 0))
        return Near(saturday, min(later(saturday, 1), today), match, True, late=1)
    if unit.startswith(("woche", "week")):
        monday = later(today, -today.weekday() - (7 if last else 0))
        return Near(monday, later(monday, 6), match, True)
    month = _shift_months(today.replace(day=1), -1 if last else 0) if unit.startswith("mon") else None
    found = days(Point(month.year, month.month) if month else Point(today.year - last), today)
    return Near(*found, match, bool(month) or asks_for_reports(question)) if found else None


def weekday(question: str, today: date) -> Near | None:
    """The latest such day of the week; its name alone may stand in an article of then."""
    match = _WEEKDAY.search(question)
    if not match:
        return None
    back = (today.isoweekday() - WEEKDAYS[match[1].lower()]) % 7
    last = bool(re.search(_LAST, match.group(), re.I))
    day = later(today, -(back or (7 if last else 0)))
    return Near(day, day, match, last or asks_for_news(question), late=1, relative=last)
