"""Caches: the word index and the snapshots of vectors, kept at the store's revision together.

What lives here: when they catch up, and what their errors become. What each cache is: `index.lexical` and `index.dense`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from index.adding import embed_missing
from index.dense import DenseIndex
from index.errors import NewsIndexError, StoreError
from index.lexical import LexicalIndex
from index.passages import PASSAGE_RULES, split_article
from index.store import ArticleStore
from index.vector_table import VectorTable


class Caches:
    """Everything that is made from a store and can be made again. Writing needs the write lock; searching and adopting not."""

    def __init__(self, store: ArticleStore, tables: Mapping[str, VectorTable]) -> None:
        """Open what lies beside the store as far as it is whole; nothing is written."""
        self._store, self._first, folder = store, tables.get("first"), store.path.parent
        self.lexical = LexicalIndex(folder / "lexical", store)
        self.dense = {role: DenseIndex(folder / f"vectors-{role}", table) for role, table in tables.items()}
        self._all: tuple[LexicalIndex | DenseIndex, ...] = (self.lexical, *self.dense.values())

    def are_behind(self) -> bool:
        """Whether the store has moved since a cache was made."""
        revision = self._store.revision_no
        return any(cache.revision != revision for cache in self._all)

    def adopt(self) -> None:
        """Take up what another process has written, as far as that is possible without writing.

        Raises:
            EmbedderMismatchError: another process has replaced an embedder's vectors by another's.
        """
        for cache in self._all:
            cache.adopt()

    def catch_up(self) -> None:
        """Bring every cache to the store's revision, and articles cut by other rules to the present ones.

        Raises:
            StoreError: a cache could not be written; the articles are stored all the same.
            EmbedderMismatchError: another process has replaced an embedder's vectors by another's.
        """
        if self._store.meta("passage_rules") != PASSAGE_RULES:
            self._cut_anew()
        if self._first is not None and self._first.n_missing():
            embed_missing(self._first)
        with self._errors():
            for cache in self._all:
                cache.catch_up()

    def rebuild(self) -> None:
        """Make every cache anew from the store; until each is made, the old one is searched.

        Raises:
            StoreError: a cache could not be written.
        """
        with self._errors():
            for cache in self._all:
                cache.rebuild()

    def problems(self) -> list[str]:
        """What is wrong with the caches, in words; empty when they match the store."""
        return [problem for cache in self._all for problem in cache.problems()]

    def _cut_anew(self) -> None:
        if self._store.meta("passage_rules") is not None:
            for article_id in self._store.article_ids():
                article = self._store.article(article_id)
                self._store.put(article, split_article(article))
        self._store.set_meta("passage_rules", PASSAGE_RULES)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what files (OSError) and faiss (RuntimeError) say of a full disk into ours: the store is not touched by it."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            if isinstance(error, NewsIndexError):
                raise
            folder = self._store.path.parent
            raise StoreError(
                f"the articles are stored, but a cache in {folder} could not be written: {error}; check the folder's free "
                f"space and rights, then run: python -m index rebuild --index {folder}"
            ) from error
