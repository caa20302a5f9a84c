"""Earlier prints of an article's passages: found among the samples the store keeps, kept for those that follow. SQL over
`index.near_duplicates`; called inside the transaction that adds the article.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.near_duplicates import same_print, shingles

_MAX_COMPARED = 12
"""At most this many passages, those that share most samples first, are compared with a passage word by word."""

_MAX_SHARING_ONE = 200
"""Of the passages that share one sample (a phrase every article ends with) only the first are looked at."""


def earlier_prints(connection: sqlite3.Connection, texts: Sequence[str], kept: Sequence[Sequence[int]]) -> list[int | None]:
    """The number of the print group each text belongs to, None where it is the first print; `kept` are the texts' samples.

    Asked before the texts are stored, so that an article is never a print of itself.
    """
    sharing: dict[int, list[int]] = defaultdict(list)
    for value, no in connection.execute(
        "SELECT s.hash, s.passage_no FROM json_each(?) j JOIN shingles s ON s.hash = j.value AND s.passage_no IN "
        "(SELECT passage_no FROM shingles WHERE hash = j.value ORDER BY passage_no LIMIT ?)",
        (json.dumps(sorted({value for values in kept for value in values})), _MAX_SHARING_ONE),
    ):
        sharing[value].append(no)
    if not sharing:
        return [None] * len(texts)
    return [_earlier_print(connection, text, values, sharing) for text, values in zip(texts, kept, strict=True)]


def _earlier_print(connection: sqlite3.Connection, text: str, values: Sequence[int], sharing: dict[int, list[int]]) -> int | None:
    shared = Counter(no for value in values for no in sharing.get(value, ()))
    hashes = shingles(text) if shared else None
    for no in sorted(shared, key=lambda no: (-shared[no], no))[:_MAX_COMPARED]:
        group, other = connection.execute(
            "SELECT coalesce(p.print_of, p.no), substr(a.text, p.start + 1, p.end - p.start) "
            "FROM passages p JOIN articles a ON a.no = p.article_no WHERE p.no = ?",
            (no,),
        ).fetchone()
        if hashes is not None and same_print(hashes, shingles(other)):
            return int(group)
    return None


def keep_samples(connection: sqlite3.Connection, numbers: Sequence[int], kept: Sequence[Sequence[int]]) -> None:
    """Store the samples of these passages, so that later prints of them are found."""
    rows = sorted((value, no) for no, values in zip(numbers, kept, strict=True) for value in values)
    connection.executemany("INSERT INTO shingles VALUES (?, ?)", rows)
