"""Words of time in a question, exchanged for those of a follow-up: "Und im Jahr 2022?", "And in March?". Pure; no clock here."""

from __future__ import annotations

import re

from chatbot.calendar_words import MONTH_PATTERN, WEEKDAY_PATTERN
from chatbot.time_points import DAY, END, MONTH, POINT, THIRD, YEAR, is_count

_LAST = r"(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|nächste[nrsm]?|diese[nrsm]?|last|previous|past|next|this)"
_UNIT = r"(?:tag(?:e[ns]?)?|wochen?|wochenendes?|monat(?:e[ns]?)?|jahr(?:e[ns]?)?|days?|weeks?|weekend|months?|years?)"
_COUNT = r"(?:\d{1,3}|[^\W\d_]+)"
_RELATIVE = (
    r"(?:vorgestern|gestern|heute|the day before yesterday|yesterday|today|"
    r"(?:(?<=im )|(?<=in )|(?<=the )|(?:dem|diesem|letzten)\s+)(?:frühjahr|frühling|sommer|herbst|winter|spring|summer|autumn)"
    r"(?:\s+(?:of\s+)?\d{4})?|"
    rf"(?:(?:der|den|dem|the)\s+)?{_LAST}\s+(?:{_COUNT}\s+)?(?:{_UNIT}|{WEEKDAY_PATTERN})|"
    rf"vor\s+{_COUNT}\s+{_UNIT}|{_COUNT}\s+{_UNIT}\s+ago|(?:am\s+|the\s+)(?:wochenende|weekend))\b"
)
_BETWEEN = rf"(?:zwischen|between)\s+(?:dem\s+)?{END}\s+(?:und|and)\s+(?:dem\s+)?{END}"
_FROM_TO = rf"(?:(?:von|vom|from)\s+)?(?:dem\s+)?{END}\s+(?:bis|to|until)\s+(?:zum\s+)?{END}"
_PREPOSITION = r"(?:(?:im|in|am|an|vom|seit|ab|bis|vor|nach|während|in|on|since|until|till|before|after|during|by)\s+)"
_ARTICLE = r"(?:(?:dem|den|der|zum|the)\s+)?"
_PHRASE = re.compile(
    rf"\b(?P<before>{_PREPOSITION}{_ARTICLE})?(?P<core>{_BETWEEN}|{_FROM_TO}|{_RELATIVE}|(?:{WEEKDAY_PATTERN})\b|{POINT})", re.I
)
_DIGITS = re.compile(r"\d{4}")
_NO_PREPOSITION = re.compile(THIRD, re.I)
_CAPITAL = re.compile(rf"(?:{MONTH_PATTERN}|{WEEKDAY_PATTERN}|anfang|mitte|ende)\b", re.I)
_YEAR = re.compile(YEAR, re.I)
_MONTH_OR_DAY = re.compile(rf"{DAY}|{MONTH}", re.I)


def is_time(text: str) -> bool:
    """Whether `text` is wholly a word of time: "im Jahr 2022", "last week", "vor drei Tagen", "zwischen März und Mai".

    Example:
        >>> is_time("im April 2023"), is_time("in Nordkorea"), is_time("gestern")
        (True, False, True)
    """
    match = _PHRASE.fullmatch(text.strip())
    return match is not None and not _verb(match)


def has_time(text: str) -> bool:
    """Whether a word of time is anywhere in `text`."""
    return _time_in(text) is not None


def without_time(text: str) -> tuple[str, str]:
    """`text` without its word of time, and that word; "" where it has none.

    Example:
        >>> without_time("gestern in Hamburg"), without_time("in Hamburg")
        (('in Hamburg', 'gestern'), ('in Hamburg', ''))
    """
    found = _time_in(text)
    if found is None:
        return text, ""
    return " ".join((text[: found.start()] + text[found.end() :]).split()), found.group()


def with_time(question: str, time: str) -> str:
    """`question` with its word of time exchanged for `time`; with `time` behind it where it has none.

    A year alone takes the place of the year, so that month and day stay; a month alone keeps the year.

    Example:
        >>> with_time("Wie viele kamen im Jahr 2023 in Deutschland an?", "im Jahr 2022")
        'Wie viele kamen im Jahr 2022 in Deutschland an?'
        >>> with_time("Inflation im März 2024?", "im April"), with_time("Wer kam im März 2024?", "2023")
        ('Inflation im April 2024?', 'Wer kam im März 2023?')
    """
    new = _PHRASE.fullmatch(time.strip())
    old = _time_in(question)
    if new is None or old is None:
        return f"{question.rstrip(' ?')} {_inside(time.strip())}?"
    core, years = new["core"], list(_DIGITS.finditer(old["core"]))
    year = years[0] if len(years) == 1 else None
    if year and re.fullmatch(r"\d{4}", time.strip()):
        start = old.start("core")
        return question[: start + year.start()] + core + question[start + year.end() :]
    dated = _MONTH_OR_DAY.fullmatch(core) and _MONTH_OR_DAY.fullmatch(old["core"])
    if dated and year and not _DIGITS.search(core):
        core = f"{core} {year.group()}"
    alike = not _NO_PREPOSITION.match(core) and re.fullmatch(POINT, core, re.I) and re.fullmatch(POINT, old["core"], re.I)
    before = new["before"] or (old["before"] if alike else "") or ""
    return question[: old.start()] + _inside(before + core) + question[old.end() :]


def _inside(time: str) -> str:
    """A word of time as it is written inside a sentence: "Gestern" is "gestern"."""
    return time if _CAPITAL.match(time) else time[:1].lower() + time[1:]


def _time_in(text: str) -> re.Match[str] | None:
    return next((match for match in _PHRASE.finditer(text) if not _verb(match) and not _counts(text, match)), None)


def _verb(match: re.Match[str]) -> bool:
    """Whether a match is a verb that looks like a month: "Who may march there?"."""
    return match["core"] in ("may", "march")


_NUMBERS = re.compile(r"(?:[a-z]+\s+)?\d{1,2}\.?\s+[a-z]+\s+\d{1,2}\.?", re.I)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a match is a number of things: "2000 Soldaten", "3 bis 5 Menschen"."""
    if _NUMBERS.fullmatch(match["core"]):
        return True
    return bool(_YEAR.fullmatch(match["core"])) and is_count(text, match.end() - 4, match.end())
