"""Which line of a page's head is the headline, and which others only repeat it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.cleaning.lines import AGENCY, BYLINE, CREDIT, DATE, PROSE, SHORT, Line, goes_on, is_item
from index.cleaning.matching import bare, is_breadcrumb, is_section
from index.cleaning.rows import has_cells

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"\d{1,2}\. ")
_SAME = 0.6  # share of words two lines have in common, from which one is taken to repeat the other
_MAX_TITLE = 170
_WHOLE_HEADLINE = 6  # words
_MAX_ASKING = 20  # words of a headline that ends like a sentence


def find_headline(lines: Sequence[Line], end: int) -> int | None:
    """Return the number of the line before `end` (the first line of the article's body) that is the headline; None where none is.

    The headline is the last short line there that is not a caption, a menu item or a path; one over the first date or byline is
    preferred. Of lines that say nearly the same, it is the first complete one. A single word, or what looks like a path, is it
    where no other line stands there but metadata.
    """
    candidates = [n for n in range(end) if _may_be_headline(lines, n)]
    if not candidates:
        return _only_line(lines, end)
    stamp = next((n for n in range(end) if lines[n].kind in {DATE, BYLINE}), end)
    over = {n for n in candidates if n < stamp and lines[n].n_words >= 4}  # a headline stands over its date and its byline
    best = max(candidates, key=lambda n: (_repeats(lines, n, end), n in over, lines[n].n_words >= 3, n))
    if best - 1 in candidates and min(lines[best - 1].n_words, lines[best].n_words) >= _WHOLE_HEADLINE:
        best -= 1  # the second of two long lines is the standfirst; what stands over a headline else is a short label
    for n in candidates:
        if n < best and similar(lines[n].text, lines[best].text) and not lines[n].text.endswith(lines[best].text):
            return n
    return best


def find_repeated(lines: Sequence[Line], end: int, title: str) -> int | None:
    """Return the number of the first line before `end` that says what the known headline says; None where none does."""
    return next((n for n in range(end) if lines[n].kind == SHORT and similar(lines[n].text, title)), None)


def shorten_headline(lines: list[Line], title: str | None) -> list[Line]:
    """Return the lines, among them a headline that ends like a sentence ("Wie sicher ist die Rente noch?") as a short line.

    It is the first line of prose, and says the known title or, where no other headline stands above it, asks, calls or quotes.
    """
    body = next((n for n, line in enumerate(lines[:-1]) if line.kind == PROSE), None)
    if body is None or not any(line.kind == PROSE for line in lines[body + 1 :]):
        return lines
    line, below = lines[body], lines[body + 1]
    if title is not None:
        is_headline = bare(line.text) == bare(title)
    else:
        ends = line.text.rstrip("\"'“”»«)").endswith((".", ":", ";", ","))
        apart = line.n_words <= _MAX_ASKING and (below.after_blank or not below.kept)
        is_headline = apart and not ends and find_headline(lines, body) is None
    return [*lines[:body], replace(line, kind=SHORT), *lines[body + 1 :]] if is_headline else lines


def _only_line(lines: Sequence[Line], end: int) -> int | None:
    """The number of the only line before `end` that is no metadata, if it has the words of a headline."""
    others = [n for n in range(end) if lines[n].kind not in {DATE, BYLINE, AGENCY}]
    alone = len(others) == 1 and any(c.isalpha() for c in lines[others[0]].text) and _has_words_of_headline(lines, others[0])
    return others[0] if alone else None


def _may_be_headline(lines: Sequence[Line], n: int) -> bool:
    line = lines[n]
    return len(line.text) >= 8 and line.n_words >= 2 and not is_breadcrumb(line.text) and _has_words_of_headline(lines, n)


def _has_words_of_headline(lines: Sequence[Line], n: int) -> bool:
    """Whether a short line is not plainly something else: an item, a row, a section, an entry, a caption."""
    line = lines[n]
    if line.kind != SHORT or len(line.text) > _MAX_TITLE or line.text.startswith("+++"):
        return False
    if is_item(line.text) or is_section(line.text) or has_cells(lines, n) or _NUMBERED.match(line.text):
        return False
    after = lines[n + 1] if n + 1 < len(lines) else None
    lower = after is not None and after.kept and not after.after_blank and after.text[:1].islower() and line.n_words > 5
    return not lower and not goes_on(lines, n) and not (after is not None and after.kind == CREDIT)


def _repeats(lines: Sequence[Line], n: int, end: int) -> bool:
    """Whether another line of the head says (nearly) the same as line `n`."""
    return any(similar(lines[n].text, lines[m].text) for m in range(end) if m != n and lines[m].n_words > 1)


def similar(a: str, b: str) -> bool:
    """Whether two lines are, but for a few words, the same headline."""
    if bare(a) == bare(b):
        return True
    first, second = set(_WORD.findall(a.lower()[:400])), set(_WORD.findall(b.lower()[:400]))
    if min(len(first), len(second)) < 3:
        return False
    return (
        len(first & second) >= _SAME * len(first | second)
        or (first <= second or second <= first)
        and abs(len(first) - len(second)) <= 3
    )
