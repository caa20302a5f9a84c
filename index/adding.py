"""Articles into the store: validated, cut, embedded in batches, one transaction each, reported after COMMIT."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.articles import validate
from index.errors import ReadError
from index.passages import split_article
from index.readers import read_file
from index.reports import AddReport, Progress
from index.store import ArticleStore
from index.types import Article, Passage
from index.vector_table import VectorTable

OnProgress = Callable[[Progress], None]
Failed = list[tuple[str, str]]
_BATCH_PASSAGES = 512
_BATCH_SECONDS = 1.0


def passage_input(title: str, text: str) -> str:
    """What an embedder reads of a passage: its article's title, then its text."""
    return f"{title}\n{text}" if title else text


def read_all(files: Iterable[Path], failed: Failed, notes: Failed | None = None) -> Iterator[Article]:
    """The storable articles in these files, in order; a file that gives none goes to `failed` and the rest goes on.

    What a file states and cannot be used goes to `notes`, as (file, what and why); its article is taken without it.
    Two files of one name would give two articles one id: the second is refused, not silently put in the first one's place.
    """
    seen: dict[str, Path] = {}
    for path in files:
        said: list[str] = []
        try:
            article = read_file(path, notes=said)
            validate(article)
        except ReadError as error:
            failed.append((str(path), str(error)))
            continue
        if article.id in seen:
            failed.append((str(path), f"its id {article.id!r} is taken by {seen[article.id]} in this run; rename one of them"))
            continue
        seen[article.id] = path
        if notes is not None:
            notes += [(str(path), note) for note in said]
        yield article


class Adder:
    """One run of adding. Feed it articles; the report says what was committed."""

    def __init__(
        self,
        store: ArticleStore,
        vectors: VectorTable | None,
        progress: OnProgress | None,
        total: int | None,
        failed: Failed,
        notes: Failed,
    ) -> None:
        self.store, self.vectors, self.progress, self.total = store, vectors, progress, total
        self.added: list[str] = []
        self.replaced: list[str] = []
        self.unchanged: list[str] = []
        self.failed, self.notes = failed, notes
        self.n_passages = 0
        self._begun = time.monotonic()
        self._waiting: list[tuple[Article, tuple[Passage, ...]]] = []
        self._n_waiting = 0
        self._flushed = self._begun

    def feed(self, article: Article) -> None:
        """Take one article; it is stored with the next full batch."""
        try:
            validate(article)
        except ReadError as error:
            self.failed.append((article.id[:80], str(error)))
            return
        if any(article.id == waiting.id for waiting, _ in self._waiting):
            self.flush()
        if self.store.has(article):
            self.unchanged.append(article.id)
            self._tell(article.id)
            return
        passages = split_article(article)
        self._waiting.append((article, passages))
        self._n_waiting += len(passages)
        if self._n_waiting >= _BATCH_PASSAGES or time.monotonic() - self._flushed > _BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Embed and store the articles waiting."""
        waiting, self._waiting, self._n_waiting = self._waiting, [], 0
        texts = [passage_input(article.title, p.text) for article, passages in waiting for p in passages]
        vectors = self.vectors.embedder.embed(texts, "passage") if self.vectors is not None and texts else None
        at = 0
        for article, passages in waiting:
            rows = None if vectors is None else vectors[at : at + len(passages)]
            at += len(passages)
            outcome = self.store.put(article, passages, self._writing(rows))
            (self.added if outcome == "added" else self.replaced).append(article.id)
            self.n_passages += len(passages)
            self._tell(article.id)
        self._flushed = time.monotonic()

    def _writing(self, rows: np.ndarray | None) -> Callable[[sqlite3.Connection, Sequence[int]], None] | None:
        table = self.vectors
        if rows is None or table is None:
            return None
        return lambda connection, numbers: table.write(connection, numbers, rows)

    def _tell(self, item: str) -> None:
        if self.progress is not None:
            done = len(self.added) + len(self.replaced) + len(self.unchanged) + len(self.failed)
            self.progress(Progress(done, self.total, item))

    def report(self) -> AddReport:
        """What was done so far."""
        stored = self.added + self.replaced
        return AddReport(
            tuple(self.added),
            tuple(self.replaced),
            tuple(self.unchanged),
            tuple(self.failed),
            self.store.reprints(stored),
            self.n_passages,
            time.monotonic() - self._begun,
            tuple(self.notes),
        )


def embed_missing(table: VectorTable, progress: OnProgress | None = None, stop: Callable[[], bool] | None = None) -> int:
    """Compute the vectors that passages lack, a few dozen at a time, each batch committed; the number computed.

    Ends early when `stop` says so; what is done stays, and the next call goes on from there.
    """
    total, done, last = table.n_missing(), 0, 0
    while not (stop is not None and stop()):
        rows = table.missing(64, last)
        if not rows:
            break
        vectors = table.embedder.embed([passage_input(title, text) for _, title, text in rows], "passage")
        with table.store.transaction() as connection:
            table.write(connection, [no for no, _, _ in rows], vectors)
        done, last = done + len(rows), rows[-1][0]
        if progress is not None:
            progress(Progress(done, max(total, done), str(rows[-1][0])))
    return done
