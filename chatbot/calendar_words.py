"""Months and weekdays of both languages, and the dates written in a text in canonical form. Pure; no clock is read here."""

from __future__ import annotations

import re

from index.dates import MONTH_NAMES

MONTHS = {
    "januar": 1, "jänner": 1, "january": 1, "februar": 2, "feber": 2, "february": 2, "märz": 3, "march": 3, "april": 4,
    "mai": 5, "may": 5, "juni": 6, "june": 6, "juli": 7, "july": 7, "august": 8, "september": 9, "oktober": 10, "october": 10,
    "november": 11, "dezember": 12, "december": 12,
}  # fmt: skip
WEEKDAYS = {
    "montag": 1, "monday": 1, "dienstag": 2, "tuesday": 2, "mittwoch": 3, "wednesday": 3, "donnerstag": 4, "thursday": 4,
    "freitag": 5, "friday": 5, "samstag": 6, "sonnabend": 6, "saturday": 6, "sonntag": 7, "sunday": 7,
}  # fmt: skip
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY_PATTERN = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_ENGLISH_MONTHS = "|".join(sorted((name.lower() for name in MONTH_NAMES["en"]), key=len, reverse=True))
_NO_YEAR = (
    r"(?!\d|[.,]\d|\s?(?:%|[€$]|Prozent|Euro|Dollar|Franken|Menschen|Meter|Kilo|Tonnen|people|Personen|Tote|Verletzte|Soldat|"
    r"Einwohner|Beschäftigte|Mitarbeiter|Teilnehmer|Besucher|Flüchtlinge|Häftlinge|Häuser|Haushalte|Wohnungen|Stimmen|Stück|"
    r"soldiers|houses|jobs))"
)
"""What no year has behind it: more digits, or what is counted."""
_ITS_YEAR = rf"(?:,?\s+(?:of\s+)?(\d{{4}})\b{_NO_YEAR})?"
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?({MONTH_PATTERN})\b"
    rf"(?:(?:,(?!\s+\d{{4}}\s+(?-i:[A-ZÄÖÜ])))?\s+(\d{{4}})\b{_NO_YEAR})?",
    re.I,
)
_MONTH_DAY = re.compile(rf"\b({_ENGLISH_MONTHS})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]\d){_ITS_YEAR}", re.I)
_LAST_WORD = re.compile(r"(\w+)\W*$")
_CAPITAL_NEXT = re.compile(r"\s+[A-ZÄÖÜ]")
_MONTH_YEAR = re.compile(rf"\b({MONTH_PATTERN})\b{_ITS_YEAR}", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?")
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_YEAR = re.compile(rf"(?<![\d.,])(1[0-9]\d\d|20\d\d){_NO_YEAR}")
_WEEKDAY = re.compile(rf"\b({WEEKDAY_PATTERN})s?(?:vor|nach)?(?:mittag|früh|abend|morgen|nacht)?s?\b", re.I)


def dates(text: str) -> frozenset[str]:
    """The dates in `text`: ``2024-06-20``, ``*-06-20`` (no year), ``2024-06``, ``*-06``, ``2024``, ``wd3`` (Wednesday).

    A date is given at the precision written; the year of a full date also stands alone, so that "2022" is found in
    "März 2022". "may" and "march" count only with a capital.

    Example:
        >>> sorted(dates("Am Mittwochabend, 20. Juni 2024, und im März"))
        ['*-03', '2024', '2024-06', '2024-06-20', 'wd3']
    """
    return frozenset(key for _, _, key in date_spans(text))


def date_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, canonical date) of every date in `text`, by position; a coarser form shares the finer one's span."""
    found: list[tuple[int, int, str]] = []
    taken: list[tuple[int, int]] = []

    def take(match: re.Match[str], year: str | None, month: int | None, day: int | None) -> None:
        if any(match.start() < end and start < match.end() for start, end in taken):
            return
        if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
            return
        taken.append(match.span())
        forms = []
        if month and day:
            forms.append(f"{year or '*'}-{month:02d}-{day:02d}")
        if month and (year or not day):
            forms.append(f"{year or '*'}-{month:02d}")
        if year:
            forms.append(year)
        found.extend((match.start(), match.end(), form) for form in forms)

    for m in _ISO.finditer(text):
        take(m, m[1], int(m[2]), int(m[3]) if m[3] else None)
    for m in _DAY_MONTH.finditer(text):
        take(m, m[3], MONTHS[m[2].lower()], int(m[1]))
    for m in _MONTH_DAY.finditer(text):
        if m[1][0].isupper() and not _counts(text, m):
            take(m, m[3], MONTHS[m[1].lower()], int(m[2]))
    for m in _NUMERIC.finditer(text):
        take(m, _full_year(m[3]), int(m[2]), int(m[1]))
    for m in _MONTH_YEAR.finditer(text):
        if m[1][0].isupper():
            take(m, m[2], MONTHS[m[1].lower()], None)
    for m in _YEAR.finditer(text):
        take(m, m[1], None, None)
    for m in _WEEKDAY.finditer(text):
        found.append((m.start(), m.end(), f"wd{WEEKDAYS[m[1].lower()]}"))
    return tuple(sorted(found))


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number behind a month counts what follows: "im April 20 Menschen", "in May 20 people"; "April 20" is a day."""
    before = _LAST_WORD.search(text[: match.start()][-24:])
    word = before[1].lower() if before else ""
    german_too = match[1].title() in MONTH_NAMES["de"] and match[3] is None and word != "on"
    return word in ("im", "in") or (german_too and bool(_CAPITAL_NEXT.match(text, match.end())))


def _full_year(year: str | None) -> str | None:
    if year is None or len(year) == 4:
        return year
    return ("20" if int(year) < 50 else "19") + year
