"""The vectors of the store: one half-precision blob per passage and embedder, and which embedders made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from index.embedder import Embedder
from index.errors import DamagedStoreError, EmbedderMismatchError, StoreError
from index.store import ArticleStore

BLOB = np.dtype("<f2")
"""Halves of unit vectors: rounding moves a cosine by less than 0.001."""


_OPTIONS = {"first": "--embedder", "second": "--encoder"}


class Filters(NamedTuple):
    """Per passage number, what date and source filters ask for: aligned arrays, and the names `source` counts into."""

    nos: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    source: np.ndarray
    source_names: tuple[str, ...]


def joined(one: Filters, other: Filters) -> Filters:
    """The rows of `one`, then those of `other`."""
    names = one.source_names + tuple(name for name in other.source_names if name not in one.source_names)
    codes = np.array([*(names.index(name) for name in other.source_names), -1], dtype=np.int32)  # -1: none stays none
    return Filters(
        np.concatenate([one.nos, other.nos]),
        np.concatenate([one.first_day, other.first_day]),
        np.concatenate([one.last_day, other.last_day]),
        np.concatenate([one.source, codes[other.source]]),
        names,
    )


class VectorTable:
    """The vectors one embedder made for the passages of a store."""

    def __init__(self, store: ArticleStore, role: str, embedder: Embedder, embed_anew: bool = False) -> None:
        """Bind `embedder` to its `role` ("first" or "second") in `store`.

        Raises:
            EmbedderMismatchError: the store's vectors for this role were made by another embedder, and are not to be replaced.
        """
        self.store, self.embedder, self.role = store, embedder, role
        known = self._known()
        if known is None or (known[2] != embedder.fingerprint and embed_anew):
            self._enter(embed_anew)
            known = self._known()
        self.no, name, fingerprint = known or (0, "", "")
        if fingerprint != embedder.fingerprint:
            option, folder = _OPTIONS[role], store.path.parent
            raise EmbedderMismatchError(
                f"the index {folder} was built with the {option[2:]} {name} ({_short(fingerprint)}), not with "
                f"{embedder.name} ({_short(embedder.fingerprint)}); open it with that one ({option}), or embed anew with: "
                f"python -m index rebuild --embed-anew {option} M --index {folder}"
            )

    def _known(self) -> tuple[int, str, str] | None:
        row: tuple[int, str, str] | None = self.store.reader.execute(
            "SELECT no, name, CAST(fingerprint AS TEXT) FROM embedders WHERE role = ?", (self.role,)
        ).fetchone()
        return row

    def _enter(self, embed_anew: bool) -> None:
        """Put this embedder in the role, with `embed_anew` in the place of another one and its vectors.

        Its number is the revision this makes, so no number is ever given twice: who still has another embedder's finds none.
        """
        with self.store.transaction() as connection:
            if embed_anew:
                connection.execute(
                    "DELETE FROM embedders WHERE role = ? AND fingerprint <> ?", (self.role, self.embedder.fingerprint)
                )
            connection.execute(
                "INSERT OR IGNORE INTO embedders (no, role, name, fingerprint, dim) "
                "SELECT CAST(value AS INTEGER) + 1, ?, ?, ?, ? FROM meta WHERE key = 'revision'",
                (self.role, self.embedder.name, self.embedder.fingerprint, self.embedder.dim),
            )

    def _check_still_ours(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT fingerprint FROM embedders WHERE no = ?", (self.no,)).fetchone()
        if row is None or row[0] != self.embedder.fingerprint:
            raise EmbedderMismatchError(
                f"the vectors of {self.embedder.name} ({_short(self.embedder.fingerprint)}) in the index "
                f"{self.store.path.parent} were replaced by another process while it was open here; open it again with the "
                f"{_OPTIONS[self.role][2:]} it has now"
            )

    def write(self, connection: sqlite3.Connection, numbers: Sequence[int], vectors: np.ndarray) -> None:
        """Write one row of `vectors` for each passage number, inside the caller's transaction.

        Raises:
            StoreError: a vector is not finite or not of the embedder's dimension.
            EmbedderMismatchError: another process has put another embedder in this one's place.
        """
        self._check_still_ours(connection)
        if vectors.shape != (len(numbers), self.embedder.dim) or not np.isfinite(vectors).all():
            raise StoreError(
                f"{self.embedder.name} gave vectors of shape {vectors.shape}, or with NaN, for {len(numbers)} passages and "
                f"dimension {self.embedder.dim}; they are not stored"
            )
        rows = zip(numbers, vectors.astype(BLOB), strict=True)
        connection.executemany(
            "INSERT OR IGNORE INTO vectors SELECT ?1, no, ?3 FROM passages WHERE no = ?2",
            ((self.no, no, row.tobytes()) for no, row in rows),
        )

    def forget(self) -> None:
        """Remove every vector of this embedder."""
        with self.store.transaction() as connection:
            connection.execute("DELETE FROM vectors WHERE embedder_no = ?", (self.no,))

    def n_missing(self) -> int:
        """How many passages have no vector of this embedder yet."""
        passages = self.store.reader.execute("SELECT count(*) FROM passages").fetchone()[0]
        query = "SELECT count(*) FROM vectors WHERE +embedder_no = ?"  # the + has SQLite count in an index, not among the blobs
        return passages - self.store.reader.execute(query, (self.no,)).fetchone()[0]

    def missing(self, limit: int, after: int = 0) -> list[tuple[int, str, str]]:
        """The first `limit` passages numbered above `after` without a vector: number, article title, text; by number."""
        return self.store.reader.execute(
            "SELECT p.no, CAST(a.title AS TEXT), substr(CAST(a.text AS TEXT), p.start + 1, p.end - p.start) FROM passages p "
            "JOIN articles a ON a.no = p.article_no WHERE p.no > ? AND NOT EXISTS "
            "(SELECT 1 FROM vectors v WHERE v.embedder_no = ? AND v.passage_no = p.no) ORDER BY p.no LIMIT ?",
            (after, self.no, limit),
        ).fetchall()

    def numbers(self) -> np.ndarray:
        """The passage numbers that have a vector, ascending, int64.

        Raises:
            EmbedderMismatchError: another process has put another embedder in this one's place.
        """
        self._check_still_ours(self.store.reader)
        rows = self.store.reader.execute("SELECT passage_no FROM vectors WHERE +embedder_no = ? ORDER BY passage_no", (self.no,))
        return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def read(self, numbers: np.ndarray) -> np.ndarray:
        """The vectors of these passages, one row each in the order given, float32; every number must have one.

        Raises:
            DamagedStoreError: one is damaged.
        """
        if not len(numbers):
            return np.empty((0, self.embedder.dim), dtype=np.float32)
        blobs = {no: blob for batch in _batches(numbers) for no, blob in self._blobs(batch)}
        n_bytes = self.embedder.dim * BLOB.itemsize
        chosen = [blobs.get(int(no)) for no in numbers]
        whole = [blob for blob in chosen if isinstance(blob, bytes) and len(blob) == n_bytes]
        rows = np.frombuffer(b"".join(whole), dtype=BLOB).reshape(len(whole), -1).astype(np.float32)
        if len(whole) < len(chosen) or not np.isfinite(rows).all():
            folder = self.store.path.parent
            raise DamagedStoreError(
                f"the store in {folder} is damaged: not every vector of {self.embedder.name} is one of {self.embedder.dim} "
                f"numbers; compute them anew with: python -m index rebuild --embed-anew --index {folder}"
            )
        return rows

    def _blobs(self, batch: np.ndarray) -> Iterator[tuple[int, bytes]]:
        return self.store.reader.execute(
            "SELECT passage_no, vector FROM vectors WHERE embedder_no = ? AND passage_no BETWEEN ? AND ?",
            (self.no, int(batch[0]), int(batch[-1])),
        )

    def filters(self, numbers: np.ndarray) -> Filters:
        """What date and source filters ask for, for these passage numbers in the order given; a number below 0 has none."""
        living = numbers[numbers >= 0]
        low, high = (int(living.min()), int(living.max())) if len(living) else (0, -1)
        rows = self.store.reader.execute(
            "SELECT p.no, CAST(coalesce(a.first_day, 0) AS INTEGER), CAST(coalesce(a.last_day, -1) AS INTEGER), "
            "CAST(a.source AS TEXT) FROM passages p JOIN articles a ON a.no = p.article_no "
            "WHERE p.no BETWEEN ? AND ? ORDER BY p.no",
            (low, high),
        ).fetchall()
        names = tuple(sorted({row[3] for row in rows}))
        code = {name: i for i, name in enumerate(names)}
        known = np.array([(no, first, last, code[source]) for no, first, last, source in rows], dtype=np.int64).reshape(-1, 4)
        table = np.tile(np.array([[0, 0, -1, -1]], dtype=np.int64), (len(numbers), 1))
        if len(known):
            at = np.minimum(np.searchsorted(known[:, 0], numbers), len(known) - 1)
            here = known[at, 0] == numbers
            table[here] = known[at[here]]
        return Filters(numbers, table[:, 1].astype(np.int32), table[:, 2].astype(np.int32), table[:, 3].astype(np.int32), names)


def _short(fingerprint: str) -> str:
    kind, _, digest = fingerprint.rpartition("/")
    return f"{kind}/{digest[:10]}" if kind else digest[:10]


def _batches(numbers: np.ndarray, size: int = 10_000) -> Iterator[np.ndarray]:
    ordered = np.sort(numbers)
    return (ordered[i : i + size] for i in range(0, len(ordered), size))
