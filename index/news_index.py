"""NewsIndex: the one public class. Articles in, ranked passages out.

What lives here: opening, locks, keeping the caches at the store's revision. The work is done by `index.adding` and
`index.searching`; the truth is in `index.store`.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from index.adding import Adder, Failed, OnProgress, embed_missing, read_all
from index.analysis import ANALYZER_VERSION
from index.caches import Caches
from index.damage import check_not_lost, store_errors
from index.embedding import Embedder, bundled_encoder, bundled_first, load_embedder
from index.errors import IndexLockedError, StoreError
from index.files import locked, n_bytes
from index.passages import PASSAGE_RULES
from index.query import Query
from index.readers import find_files
from index.reports import AddReport, CheckReport
from index.searching import DenseLeg, search
from index.store import FILE_NAME, ArticleStore
from index.types import Article, Hit, Passage
from index.vector_table import VectorTable

BUNDLED = "bundled"
ENCODE_AT_ONCE = 150
"""Adding computes the encoder's vectors at once while at most this many passages lack one; more wait for `embed`."""

LOCK_WAIT_S = 30.0
"""How long a writer waits for another one; a search that finds the index locked goes on with what it has."""

_CATCH_UP_AT_LEAST = 5_000


class NewsIndex:
    """German news articles, searchable. Safe for many reading threads and one writing; one process writes at a time.

    Example:
        >>> from index import Article, NewsIndex
        >>> with NewsIndex.open(embedder=None) as news:
        ...     _ = news.add_articles([Article("a", "Hanoi", "Putin besuchte Hanoi. Er blieb zwei Tage.")])
        ...     news.search("Wer war in Hanoi?")[0].passage.text
        'Putin besuchte Hanoi. Er blieb zwei Tage.'
    """

    def __init__(
        self, folder: Path, first: Embedder | None, second: Embedder | None, encode_at_once: int, embed_anew: bool, damaged: bool
    ) -> None:
        """Use `NewsIndex.open`."""
        self.folder, self.encode_at_once = folder, encode_at_once
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._write_guard = threading.RLock()
        check_not_lost(folder / FILE_NAME)
        self._store = ArticleStore(folder)
        try:
            with store_errors(folder):
                self._tables = {
                    role: VectorTable(self._store, role, embedder, embed_anew)
                    for role, embedder in (("first", first), ("second", second))
                    if embedder is not None
                }
                self._caches = Caches(self._store, self._tables)
                self._lexical, self._dense = self._caches.lexical, self._caches.dense
                try:
                    self._refresh(block=True)
                except (StoreError, sqlite3.Error):
                    if not damaged:
                        raise
        except BaseException:
            self._store.close()
            raise

    @classmethod
    def open(
        cls,
        folder: Path | str | None = None,
        embedder: Embedder | str | None = BUNDLED,
        encoder: Embedder | str | None = BUNDLED,
        encode_at_once: int = ENCODE_AT_ONCE,
        embed_anew: bool = False,
        damaged: bool = False,
    ) -> NewsIndex:
        """The index in `folder`, made when absent; with None, one that lives until it is closed.

        `embedder` makes every passage searchable by meaning as soon as it is added; `encoder` is the slower, better one
        whose vectors follow (see `embed`). Each is an `Embedder`, a model's name or folder, "bundled" (none where none is
        bundled) or None. An `embedder` of None searches words only.

        Adding computes the encoder's vectors at once while at most `encode_at_once` passages lack one. With `embed_anew`,
        vectors another embedder made are replaced instead of refused. With `damaged`, an index whose caches cannot be made
        of its store is opened all the same, to be checked or mended; a search says what is wrong.

        Raises:
            StoreError: the folder cannot be used (damaged, not ours, newer format, no space).
            EmbedderMismatchError: the index was built with another embedder; both are named.
            ModelError: a model is missing or damaged.
        """
        first = bundled_first() if embedder == BUNDLED else load_embedder(embedder)
        second = (bundled_encoder() if embedder is not None else None) if encoder == BUNDLED else load_embedder(encoder)
        if folder is not None:
            return cls(Path(folder), first, second, encode_at_once, embed_anew, damaged)
        temporary = tempfile.TemporaryDirectory(prefix="beleg-", ignore_cleanup_errors=True)
        try:
            news = cls(Path(temporary.name), first, second, encode_at_once, embed_anew, damaged)
        except BaseException:
            temporary.cleanup()
            raise
        news._temporary = temporary
        return news

    def close(self) -> None:
        """Let go of every file; the index cannot be used afterwards."""
        self._store.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> NewsIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # What is in it

    @property
    def embedder(self) -> Embedder | None:
        """The embedder every passage has a vector of at once; None when only words are searched."""
        return self._tables["first"].embedder if "first" in self._tables else None

    @property
    def encoder(self) -> Embedder | None:
        """The slower embedder whose vectors follow; None when there is none."""
        return self._tables["second"].embedder if "second" in self._tables else None

    @property
    def revision(self) -> str:
        """Names the state of the store: its random id and how many transactions it has seen."""
        with store_errors(self.folder):
            return f"{self._store.store_id}.{self._store.revision_no}"

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            ArticleNotFoundError: there is none.
            StoreError: it is not the one that was added, or the store cannot be read.
        """
        with store_errors(self.folder):
            return self._store.article(article_id)

    def articles(self, limit: int | None = None, offset: int = 0) -> tuple[Article, ...]:
        """Articles, newest first, undated last, ties by id: a list, not evidence (see `article`, which proves each)."""
        with store_errors(self.folder):
            return self._store.articles(limit, offset)

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        """The passages of an article in reading order.

        Raises:
            ArticleNotFoundError: there is no such article.
            StoreError: it is not the one that was added, or the store cannot be read.
        """
        with store_errors(self.folder):
            return self._store.passages(article_id)

    def sources(self) -> tuple[str, ...]:
        """The publishers' names, sorted."""
        with store_errors(self.folder):
            return self._store.sources()

    # Writing

    def add(self, paths: Iterable[Path | str] | Path | str, progress: OnProgress | None = None) -> AddReport:
        """Add the articles in these files and folders (recursively); the report names each, and each failure with its reason.

        An article is in the report only after its transaction was committed. `progress` is called after each.

        Raises:
            IndexLockedError: another process has been writing for `LOCK_WAIT_S`.
            StoreError: the disk is full; the message says whether the articles are stored.
            EmbedderMismatchError: another process has replaced the vectors by another embedder's; open the index again.
        """
        given = [paths] if isinstance(paths, (str, Path)) else list(paths)
        files = list(find_files(Path(path) for path in given))
        failed: Failed = []
        notes: Failed = []
        return self._add(read_all(files, failed, notes), progress, len(files), failed, notes)

    def add_articles(self, articles: Iterable[Article], progress: OnProgress | None = None) -> AddReport:
        """Add these articles; see `add`."""
        return self._add(articles, progress, len(articles) if isinstance(articles, (list, tuple)) else None, [], [])

    def _add(
        self, articles: Iterable[Article], progress: OnProgress | None, total: int | None, failed: Failed, notes: Failed
    ) -> AddReport:
        with self._writing():
            adder = Adder(self._store, self._tables.get("first"), progress, total, failed, notes)
            behind = 0
            for article in articles:
                before = adder.n_passages
                adder.feed(article)
                behind += adder.n_passages - before
                if behind > max(_CATCH_UP_AT_LEAST, self._lexical.n_passages // 2):
                    self._caches.catch_up()
                    behind = 0
            adder.flush()
            second = self._tables.get("second")
            if second is not None and 0 < second.n_missing() <= self.encode_at_once:
                embed_missing(second)
            self._caches.catch_up()
            return adder.report()

    def remove(self, article_id: str) -> None:
        """Remove an article with its passages and vectors.

        Raises:
            ArticleNotFoundError: no article has this id.
            IndexLockedError: another process has been writing for `LOCK_WAIT_S`.
            StoreError: the disk is full; see `add`.
        """
        with self._writing():
            self._store.remove(article_id)
            self._caches.catch_up()

    def embed(self, progress: OnProgress | None = None, stop: Callable[[], bool] | None = None) -> int:
        """Compute the encoder's vectors that passages still lack; the number computed. Resumable: each batch is committed.

        Raises:
            IndexLockedError: another process has been writing for `LOCK_WAIT_S`.
            StoreError: the disk is full; see `add`.
        """
        with self._writing():
            n = sum(embed_missing(table, progress, stop) for table in self._tables.values())
            self._caches.catch_up()
            return n

    def rebuild(self, embed_anew: bool = False) -> None:
        """Make the caches anew from the store; with `embed_anew` all vectors too.

        Raises:
            IndexLockedError: another process has been writing for `LOCK_WAIT_S`.
            StoreError: the disk is full; see `add`.
        """
        with self._writing():
            if embed_anew:
                for table in self._tables.values():
                    table.forget()
                    embed_missing(table)
            self._caches.rebuild()
            self._caches.catch_up()

    # Asking

    def search(
        self,
        query: str,
        k: int = 10,
        since: str | None = None,
        until: str | None = None,
        sources: Iterable[str] | None = None,
        language: str | None = None,
    ) -> tuple[Hit, ...]:
        """The best `k` passages for `query`, best first, repeated evidence moved down.

        `since` and `until` are ISO dates of any precision, inclusive: an article dated "2024-06" matches when that month and
        the range overlap, an undated one never. `sources` are publishers' names, any case. `language` ("de", "en") is
        recognised when None.

        Raises:
            QueryError: the query or a filter is not usable.
            StoreError: the store cannot be read, an article found is not the one that was added (it is named), or a cache that
                is behind cannot be written.
            EmbedderMismatchError: another process has replaced the vectors by another embedder's; open the index again.
        """
        checked = Query.checked(query, k, since, until, sources, language)
        with store_errors(self.folder):
            self._refresh(block=False)
            legs = {role: DenseLeg(dense.snapshot, self._tables[role].embedder) for role, dense in self._dense.items()}
            return search(checked, self._store, self._lexical, legs)

    def info(self) -> dict[str, Any]:
        """What is in the index and what built it, JSON-ready."""
        with store_errors(self.folder):
            n_articles, n_passages = self._store.counts()
            vectors = {
                role: {
                    "name": table.embedder.name,
                    "fingerprint": table.embedder.fingerprint,
                    "dim": table.embedder.dim,
                    "n_vectors": n_passages - table.n_missing(),
                }
                for role, table in self._tables.items()
            }
            return {
                "folder": str(self.folder),
                "revision": self.revision,
                "n_articles": n_articles,
                "n_passages": n_passages,
                "sources": list(self._store.sources()),
                "searched_by": ["lexical", *(role for role, entry in vectors.items() if entry["n_vectors"])],
                "embedder": vectors.get("first"),
                "encoder": vectors.get("second"),
                "analyzer": ANALYZER_VERSION,
                "passage_rules": PASSAGE_RULES,
                "n_bytes": n_bytes(self.folder),
            }

    def check(self) -> CheckReport:
        """Whether store and caches are whole: SQLite's own check, every passage an exact slice, every cache at the store."""
        with store_errors(self.folder):
            problems = self._store.problems()
            try:
                with store_errors(self.folder):
                    self._refresh(block=False)
                    problems += self._caches.problems()
            except StoreError as error:
                problems.append(f"store: {error}")
            return CheckReport(not problems, tuple(problems), *self._store.counts())

    # Keeping the caches at the store's revision

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._write_guard, locked(self.folder / "index.lock", LOCK_WAIT_S), store_errors(self.folder):
            yield

    def _refresh(self, block: bool) -> None:
        """Catch up if the store has moved; while somebody else writes, keep searching what the caches have."""
        if not self._caches.are_behind():
            return
        if not self._write_guard.acquire(blocking=block):
            return
        try:
            with locked(self.folder / "index.lock"):
                self._caches.catch_up()
        except IndexLockedError:
            self._caches.adopt()
        finally:
            self._write_guard.release()
