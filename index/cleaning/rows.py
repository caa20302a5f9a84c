"""Rows of tables and lists of results, told by the lines beside them: they stay where the same line elsewhere would go."""

from __future__ import annotations

from collections.abc import Sequence

from index.cleaning.lines import SHORT, Line
from index.cleaning.matching import bare


def is_number(line: Line) -> bool:
    """Return whether a line that is still kept is a number of up to three digits and nothing else."""
    return line.kind == SHORT and bare(line.text).isdecimal() and len(bare(line.text)) <= 3


def is_of_table(lines: Sequence[Line], n: int) -> bool:
    """Whether another number stands beside number `n`, or two lines away behind a label ("CDU | 30 | SPD | 16")."""
    for step in (-1, 1):
        near, far = n + step, n + 2 * step
        if 0 <= near < len(lines) and is_number(lines[near]):
            return True
        if min(near, far) >= 0 and max(near, far) < len(lines) and lines[near].kind == SHORT and is_number(lines[far]):
            return True
    return False


def has_cells(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` is a row of a table: it and a line beside it have cells ("Montag | 3 | 200")."""
    return "|" in lines[n].text and any(0 <= m < len(lines) and "|" in lines[m].text for m in (n - 1, n + 1))


def is_listed(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` is one of a list of results: short, with a number, as another line beside it ("Bayern – Köln 3:1")."""
    near = [lines[m] for m in (n - 1, n + 1) if 0 <= m < len(lines) and lines[m].text != lines[n].text]
    return _has_number(lines[n]) and any(map(_has_number, near))


def _has_number(line: Line) -> bool:
    return line.kind == SHORT and any(map(str.isdigit, line.text))
