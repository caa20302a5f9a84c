"""Lines that say when and by whom an article was published: read as metadata, then taken out of the text."""

from __future__ import annotations

import re

from index.dates import iso_date

_HEAD_DATE = re.compile(r"date (\d{4}(?:-\d\d(?:-\d\d)?)?)(?!\S)[ ,:;-]*", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:veröffentlicht|publiziert|erstellt|erschienen|erscheinungsdatum|published|online seit|datum|first published)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:aktualisiert|letzte aktualisierung|zuletzt|updated|last updated|stand|standdatum|geändert)\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}[:.]\d\d ?(?:uhr|h)?(?:,? (?:mez|mesz|cet|cest|bst|est|edt|utc|gmt))?$|\b\d{1,2} uhr\b", re.IGNORECASE
)
# What may stand beside the date on a line that is about the date only.
_BESIDE = re.compile(
    r"\b(?:veröffentlicht|publiziert|erstellt|erschienen|erscheinungsdatum|published|online|seit|datum|first|aktualisiert|letzte|aktualisierung|zuletzt|updated|"
    r"last|stand|standdatum|geändert|am|um|on|at|uhr|von|date|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|mez|mesz|cet|cest|bst|est|edt|utc|gmt|lesezeit|lesedauer|min|minuten|vor|stunden|tagen|h|am|pm|"
    r"januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|july|october|december|"
    r"jan|feb|mär|mrz|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dez|dec)\b|\d{1,4}(?:st|nd|rd|th)?|[^\w\s]",
    re.IGNORECASE,
)
_CAPITAL = "A-ZÀ-ÖØ-ÞČŠŽŁ"
_WORD = rf"(?:Dr\.|Prof\.|[{_CAPITAL}][\w'’.-]{{0,25}})"
_PERSON = rf"{_WORD}(?: (?:(?:von|van|de|der|den|zu|zur|di|da|el|al) ){{0,2}}{_WORD}){{1,4}}"
_BESIDE_NAME = rf"{_WORD}(?: {_WORD})?|[a-z]{{2,4}}(?:-[A-Za-z]{{2,5}})?"  # a place, an agency, a code
# Who wrote it: at least one whole name. "Von der Leyen kündigt …", "Text und Melodie" or "Interview mit …" begin a headline.
_NAMES = (
    rf"(?:unsere[mr] (?:[A-Z]\S{{2,30}} )?)?{_PERSON}"
    rf"(?:(?:,(?: und)?| und| and| &| ?/| \||,? in|,? aus| mit) ?(?:(?:Fotos?|Bilder|Illustration(?:en)?): )?"
    rf"(?:{_PERSON}|{_BESIDE_NAME})| \([^()]{{2,40}}\))*"
)
_BYLINE = re.compile(
    r"(?i:von|by|ein(?:e)? (?:kommentar|analyse|gastbeitrag|interview|reportage|"
    r"kolumne|essay|porträt|bericht|glosse|rezension) von|"
    r"(?:[\w-]{2,30}-)?(?:redakteur|korrespondent)(?:in)?|autor(?:in|en)?|text|interview|aufgezeichnet von|protokoll)"
    rf":? (?:{_NAMES}|(?i:(?:online-?|sport-?)?redaktion)\b)"
    rf"|(?i:autor(?:in|en)?|text|protokoll): (?=[{_CAPITAL}])\S+(?: \S+)?"
    rf"|(?i:aus) {_WORD} {_NAMES}|(?i:aus|in) {_WORD}(?: {_WORD})? (?i:berichte[nt]) {_NAMES}"
)
_ISSUE = re.compile(r"(?:aus der|aus:|erschienen in) .{2,40}\b(?:nr\.|ausgabe|heft)? ?\d{1,3}/\d{2,4}", re.IGNORECASE)
_ROLE = re.compile(r"[A-Z].{2,60} (?:correspondent|reporter|editor)")
_NAME = re.compile(r"(?:(?:Dr|Prof)\. )?[A-ZÄÖÜÉ][\w'’-]{1,25}(?: (?:von|van|de|[A-ZÄÖÜÉ]\.|[A-ZÄÖÜÉ][\w'’-]{1,25})){1,3},?")
_MAX_LINE = 110


def strip_head_date(text: str) -> tuple[str, str | None]:
    """Return a page's first line without a stamp like "date 2024-06 " at its beginning, and the stamp's date."""
    match = _HEAD_DATE.match(text)
    if match is None or (day := iso_date(match.group(1))) is None:
        return text, None
    return text[match.end() :], day


def dated_line(text: str) -> tuple[str, int] | None:
    """Return the date of a line about a date only, and its rank (0 of publication, 1 plain, 2 of an update); else None."""
    if len(text) > _MAX_LINE or (day := iso_date(text)) is None:
        return None
    if len(_BESIDE.sub(" ", text).split()) > 0:
        return None
    return day, 0 if _PUBLISHED.search(text) else 2 if _UPDATED.search(text) else 1


def is_stamp(text: str) -> bool:
    """Whether a line about a date says that the page is of that date: words of publication or update.

    "Stand: 31. Dezember 2019" does not: that may be the day of figures.
    """
    return bool(_PUBLISHED.search(text) or _UPDATED.search(re.sub(r"(?i)^stand\b", "", text)))


def has_time(text: str) -> bool:
    """Whether a line about a date has a time of day on it ("20.06.2024, 10:15 Uhr")."""
    return _CLOCK.search(text) is not None


def dated_byline(text: str) -> tuple[str, int] | None:
    """Return date and rank of a line that names author and date ("Von Max Müller, 20.06.2024"); None for any other."""
    if len(text) > _MAX_LINE or (names := _BYLINE.match(text)) is None or (day := iso_date(text)) is None:
        return None
    return None if _BESIDE.sub(" ", text[names.end() :]).split() else (day, 1)


def is_byline(text: str) -> bool:
    """Whether a short line names the author ("Von Henrike Soltau, Wilhelmsbrück") or the printed issue it comes from."""
    if len(text) > _MAX_LINE or len(text.split()) > 10 or text.endswith((".", "!", "?", ":")) and not text.endswith("Dr."):
        return False
    return any((_BYLINE.fullmatch(text), _ISSUE.fullmatch(text), _ROLE.fullmatch(text)))


def is_open_byline(text: str) -> bool:
    """Whether the line only says that the author's name follows on the next one ("Von")."""
    return re.fullmatch(r"(?:von|by|autor(?:in|en)?|text) ?:?", text, re.IGNORECASE) is not None


def is_name(text: str) -> bool:
    """Whether the line is a person's name and nothing else."""
    return _NAME.fullmatch(text) is not None
