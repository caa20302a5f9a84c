"""Each line told what it is by its own words, metadata noted and glued furniture taken off on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from index.cleaning import credits
from index.cleaning.dating import (
    dated_byline,
    dated_line,
    has_time,
    is_byline,
    is_name,
    is_open_byline,
    is_stamp,
    strip_head_date,
)
from index.cleaning.lines import (
    AGENCY,
    BYLINE,
    CREDIT,
    DATE,
    FURNITURE,
    HEADING_MARK,
    PROSE,
    RELATED,
    SHORT,
    Line,
    looks_like_prose,
)
from index.cleaning.matching import is_flag_value, is_section, line_reason, related_reason, strip_glued
from index.cleaning.notes import Notes
from index.cleaning.rules import ADVERT

# A page's furniture that names its publisher: what stands in the group.
_SELF_NAMING = re.compile(
    r"unsere (?P<source>[A-ZÄÖÜ][\wÄÖÜ.+-]{1,30})-(?:Podcasts|Newsletter)\b"
    r"|(?:©|Copyright:?) (?P<owner>[A-ZÄÖÜ][\w.-]{1,30} ONLINE)\b"
)
_AS_OF = re.compile(r"stand\b", re.IGNORECASE)
_OPEN_BYLINE = "byline over several lines"
_FIRST_LINES = 40  # dates and bylines are looked for at the head of a page and at its foot
_LAST_LINES = 12
_MAX_ENTRY = 4  # lines from one day of a chronology to the next
_MAX_STANDFIRST = 2  # so many lines of prose may stand over the page's own date; after more, a bare date is a day told of


def classify(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """Return the lines with their kinds; lines of which nothing is left keep their text and become furniture."""
    done: list[Line] = []
    n_prose = 0
    lines = [_without_mark(line) for line in lines]
    days = _days_told_of(lines)
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else None
        dated = n_prose == 0 or _may_be_dated(line, n_prose, done[-1], below)
        place = _Place(
            number=number,
            before=done[-1] if done else None,
            below=below,
            near_edge=number < _FIRST_LINES or number >= len(lines) - _LAST_LINES,
            may_be_dated=dated and number not in days,
        )
        told = _classify_line(line, place, notes)
        done.append(replace(told, kind=PROSE) if dated and number in days and told.kind == SHORT else told)
        n_prose += done[-1].kind == PROSE
    return done


class _Place(NamedTuple):
    """Where a line stands: its number, its neighbours, near the page's edge, and where a bare date is the page's stamp."""

    number: int
    before: Line | None
    below: Line | None
    near_edge: bool
    may_be_dated: bool


def _without_mark(line: Line) -> Line:
    """The line without the mark of a heading, which it keeps in mind."""
    mark = HEADING_MARK.match(line.text)
    return replace(line, text=line.text[mark.end() :], heading=True) if mark else line


def _days_told_of(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines at the head that are a day, with an entry and no furniture up to another day: a chronology's."""
    days = [
        (n, found[0])
        for n, line in enumerate(lines[:_FIRST_LINES])
        if (found := dated_line(line.text)) and found[1] == 1 and not has_time(line.text)
    ]
    pairs = [(n, m) for (n, day), (m, next_day) in pairwise(days) if 1 < m - n <= _MAX_ENTRY and day != next_day]
    told = (
        pair for pair in pairs if not any(line_reason(line.text) or related_reason(line.text) for line in lines[slice(*pair)])
    )
    return {n for pair in told for n in pair}


def _may_be_dated(line: Line, n_prose: int, before: Line, below: Line | None) -> bool:
    """Whether a line that is a date may be the page's stamp below `n_prose` lines of prose."""
    if _AS_OF.match(line.text):  # below the standfirst, or with a time; else it may be the day of the article's figures
        return has_time(line.text) or n_prose <= _MAX_STANDFIRST and below is not None
    return n_prose <= _MAX_STANDFIRST and (_is_of_head(before) or has_time(line.text) or _is_metadata(below))


def _is_of_head(before: Line) -> bool:
    """Whether the line above a date shows that both stand in the page's head: advertising and teasers stand anywhere."""
    return not before.kept and before.kind != RELATED and before.reason != ADVERT


def _is_metadata(below: Line | None) -> bool:
    """Whether the line below a date shows that both are of the page: a byline or a button."""
    return below is not None and (is_byline(below.text) or line_reason(below.text) not in {"", ADVERT})


def _is_of_teaser(line: Line, place: _Place) -> bool:
    """Whether a date touches a section's name or a button, no blank line between: the day of another article."""
    above = place.before is not None and not line.after_blank and (_is_of_head(place.before) or is_section(place.before.text))
    return above or place.below is not None and not place.below.after_blank and _is_metadata(place.below)


def _classify_line(line: Line, place: _Place, notes: Notes) -> Line:
    text, number, before = line.text, place.number, place.before
    if number == 0:
        text, day = strip_head_date(text)
        if day:
            notes.glued.append(line.text[: len(line.text) - len(text)].strip())
            notes.add_date(-1, number, day)
            line = replace(line, text=text or line.text, kind=FURNITURE if not text else SHORT)
            if not text:
                return replace(line, reason="date stamp")
    if before is not None and before.reason == "page flag" and is_flag_value(text):
        return replace(line, kind=FURNITURE, reason="page flag")
    _note_source(text, notes)
    metadata = _metadata_line(line, place, notes)
    if metadata is not None:
        return metadata
    stripped, glued = strip_glued(text)
    if looks_like_prose(stripped) or (glued and not line_reason(stripped)):
        text = stripped
    else:
        glued = ()
    reason = line_reason(text)
    if reason:
        return replace(line, kind=FURNITURE, reason=reason)
    notes.glued.extend(glued)
    line = replace(line, text=text)
    reason = related_reason(text)
    if reason:
        return replace(line, kind=RELATED, reason=reason)
    if credits.is_picture_credit(text):
        return replace(line, kind=CREDIT, reason="picture credit")
    return _text_line(line, number, notes)


def _metadata_line(line: Line, place: _Place, notes: Notes) -> Line | None:
    """The line as a date, a byline or an agency line, with its values noted; None when it is none of them."""
    number, before, near_edge = place.number, place.before, place.near_edge
    dated = dated_line(line.text) if near_edge else None
    if dated and (place.may_be_dated or is_stamp(line.text)):
        notes.add_date(dated[1], number, dated[0])
        return replace(line, kind=DATE, reason="date line")
    if dated and _is_of_teaser(line, place):
        return replace(line, kind=DATE, reason="date of a teaser")
    if near_edge and (dated := dated_byline(line.text)):
        notes.add_date(dated[1], number, dated[0])
        return replace(line, kind=BYLINE, reason="byline")
    agencies = credits.agency_line(line.text)
    if agencies:
        captioned = before is not None and before.kind in {SHORT, PROSE} and not line.after_blank
        if captioned and re.match(r"\(?(?:quelle|foto|bild|©)", line.text, re.IGNORECASE) and "/" not in line.text:
            return replace(line, kind=CREDIT, reason="picture credit")
        notes.agencies.extend(agencies)
        return replace(line, kind=AGENCY, reason="agency line")
    if near_edge and (is_byline(line.text) or credits.author_code(line.text)):
        return replace(line, kind=BYLINE, reason="byline")
    if near_edge and (is_open_byline(line.text) or (before is not None and _goes_on(before) and is_name(line.text))):
        return replace(line, kind=BYLINE, reason=_OPEN_BYLINE)
    return None


def _goes_on(before: Line) -> bool:
    """Whether names of authors follow the line, each on a line of its own."""
    return before.kind == BYLINE and before.reason == _OPEN_BYLINE


def _text_line(line: Line, number: int, notes: Notes) -> Line:
    """A line that stays, without what is glued to it."""
    text, credit = credits.strip_credit(line.text)
    text, agencies, box = credits.agency_tail(text)
    notes.glued.extend(part for part in (credit, box) if part)
    notes.agencies.extend(agencies)
    if number < _FIRST_LINES and not notes.agencies:
        notes.agencies.extend(credits.agency_dateline(text))
    return replace(line, text=text, kind=PROSE if looks_like_prose(text) else SHORT)


def _note_source(text: str, notes: Notes) -> None:
    """The publisher, where furniture names it ("unsere WELT-Podcasts")."""
    if notes.source or not ("unsere " in text or "©" in text or "Copyright" in text):
        return
    match = _SELF_NAMING.search(text[:300])
    if match:
        notes.source = match.group("source") or match.group("owner")
