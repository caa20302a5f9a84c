"""Dates of publication as newspapers write them, to ISO with the precision given ("2024", "2024-06", "2024-06-20"), and back."""

from __future__ import annotations

import re
from datetime import date

MONTH_NAMES = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip
_WRITTEN_MONTHS = {
    1: "januar jänner january jan jän",
    2: "februar feber february feb",
    3: "märz march mär mrz maerz mar",
    4: "april apr",
    5: "mai may",
    6: "juni june jun",
    7: "juli july jul",
    8: "august aug",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nov",
    12: "dezember december dez dec",
}
_MONTH = {name: number for number, names in _WRITTEN_MONTHS.items() for name in names.split()}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d-])")
_GERMAN = re.compile(r"(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d.]\d)(?!\d)")
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\.? ?({_NAME})\b\.?,? (\d{{4}})(?!\d)", re.IGNORECASE)
_ENGLISH = re.compile(rf"\b({_NAME})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b({_NAME})\b\.? (\d{{4}})(?!\d)", re.IGNORECASE)
_SLASH = re.compile(r"(?<![\d/-])(\d{1,2})(?P<mark>[/-])(\d{1,2})(?P=mark)(\d{4})(?![\d/-])")
_YEAR_FIRST = re.compile(r"(?<![\d/])(\d{4})/(\d{1,2})/(\d{1,2})(?![\d/])")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?=T\d|\s*$)")  # ISO 8601 basic format; a number inside a text is no date
_YEAR = re.compile(r"(\d{4})")


def iso_date(text: str) -> str | None:
    """Return the first date in `text` as ISO of the precision written there; None where there is no date that exists.

    A two-digit year counts as 2000 to 2099; day and month parted by slashes or hyphens count only where their order is plain.

    Example:
        >>> iso_date("Stand: 20.06.2024, 10:15 Uhr"), iso_date("Juni 2024"), iso_date("31.02.2024")
        ('2024-06-20', '2024-06', None)
    """
    found = [
        (match.start(), value) for pattern, read in _READERS for match in pattern.finditer(text[:2_000]) if (value := read(match))
    ]
    if not found and (compact := _COMPACT.match(text)):
        return _iso(int(compact.group(1)), int(compact.group(2)), int(compact.group(3)))
    if not found:
        whole = _YEAR.fullmatch(text.strip())
        return _iso(int(whole.group(1)), None, None) if whole else None
    return min(found, key=lambda pair: (pair[0], -len(pair[1])))[1]


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """The ISO form, None for a day that does not exist or a year no web page has."""
    if not 1800 <= year <= 2100:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])


def _century(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _slash(match: re.Match[str]) -> str | None:
    """Day/month or month/day, where one of them is above 12 or both are equal."""
    first, second, year = (int(match.group(n)) for n in (1, 3, 4))
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


_READERS = (
    (_ISO, lambda m: _iso(int(m.group(1)), int(m.group(2)), int(m.group(3)) if m.group(3) else None)),
    (_GERMAN, lambda m: _iso(_century(m.group(3)), int(m.group(2)), int(m.group(1)))),
    (_NAMED, lambda m: _iso(int(m.group(3)), _MONTH[m.group(2).lower()], int(m.group(1)))),
    (_ENGLISH, lambda m: _iso(int(m.group(3)), _MONTH[m.group(1).lower()], int(m.group(2)))),
    (_MONTH_YEAR, lambda m: _iso(int(m.group(2)), _MONTH[m.group(1).lower()], None)),
    (_SLASH, _slash),
    (_YEAR_FIRST, lambda m: _iso(int(m.group(1)), int(m.group(2)), int(m.group(3)))),
)


def iso_in_words(iso: str, language: str) -> str:
    """An ISO date in words: "20. Juni 2024", "Juni 2024", "June 20, 2024".

    Example:
        >>> iso_in_words("2024-06", "de"), iso_in_words("2024-06-20", "en")
        ('Juni 2024', 'June 20, 2024')
    """
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = MONTH_NAMES[language][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = int(parts[2])
    return f"{month} {day}, {parts[0]}" if language == "en" else f"{day}. {month} {parts[0]}"
