"""LexicalIndex: BM25 over German stems and character 4-grams. The only importer of tantivy; a cache of the store.

Terms are analysed by `index.analysis` and handed over as terms: nothing a user types is ever parsed as query syntax.

Source: BM25 with k1 = 1.2 and b = 0.75 as in tantivy; Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.analysis import ANALYZER_VERSION, stems, term_lines, words
from index.errors import StoreError
from index.files import read_json, write_json
from index.lexical_files import damage, is_whole, sweep
from index.lexical_query import Neighbours, QueryParser
from index.query import Query
from index.store import ArticleStore, Row

if TYPE_CHECKING:
    import tantivy

_FIELDS = ("stems", "grams", "title")
_CACHE_FORMAT = 1
_HEAP_BYTES = 64_000_000


class LexicalIndex:
    """A tantivy index in a folder, kept at the store's revision. Any number of threads may search while one catches up.

    Opening and adopting change nothing on disk: only the holder of the write lock writes, see `catch_up`.
    """

    def __init__(self, folder: Path, store: ArticleStore) -> None:
        """Open the index in `folder`; empty in memory, at revision -1, where it is absent, damaged or just being exchanged."""
        self.folder, self.store = folder, store
        import tantivy

        self._engine = tantivy
        self._schema = _schema()
        self._state, self._index = self._fresh_state(), self._attach(None)
        self.adopt()

    # The cache: its state, opening and catching up

    @property
    def _manifest_path(self) -> Path:
        return self.folder.with_suffix(".json")

    def _fresh_state(self) -> dict[str, Any]:
        return {
            "format": _CACHE_FORMAT,
            "store_id": self.store.store_id,
            "analyzer": ANALYZER_VERSION,
            "revision": -1,
            "last_no": 0,
        }

    def _recorded(self) -> dict[str, Any] | None:
        """The state in the manifest; None where there is none, or none of this store and analyzer."""
        state, fresh = read_json(self._manifest_path), self._fresh_state()
        if state is None or any(state.get(key) != fresh[key] for key in ("format", "store_id", "analyzer")):
            return None
        if any(type(state.get(key)) is not int for key in ("revision", "last_no")) or state["revision"] > self.store.revision_no:
            return None
        return state

    def _attach(self, folder: Path | None) -> tantivy.Index:
        """The engine's index in `folder` (which may not be missing), or a new one in memory."""
        index = self._engine.Index(self._schema, path=None if folder is None else str(folder))
        index.config_reader("Manual")  # what is searched changes with `revision`, not behind our back
        index.register_tokenizer("terms", self._engine.TextAnalyzerBuilder(self._engine.Tokenizer.whitespace()).build())
        index.reload()
        return index

    @property
    def revision(self) -> int:
        """The store's revision this index is at; -1 when nothing is indexed yet."""
        return int(self._state["revision"])

    @property
    def n_passages(self) -> int:
        """How many passages are indexed."""
        return int(self._index.searcher().num_docs)

    def adopt(self) -> None:
        """Take up what another process has written to the folder meanwhile, if it is whole; nothing is written here."""
        state = self._recorded()
        if state is None or state["revision"] <= self.revision:
            return
        with contextlib.suppress(ValueError):  # being exchanged at this moment, or damaged: what is here stays
            if self.revision >= 0:
                self._index.reload()
            elif is_whole(self.folder):
                self._index = self._attach(self.folder)
            else:
                return
            self._state = state

    def catch_up(self) -> None:
        """Index what the store has and this has not, forget what the store has removed. The caller holds the write lock.

        Killed half-way, it starts again from the last recorded revision: passages above it are deleted and added anew.

        Raises:
            StoreError: the engine could not write.
        """
        self.adopt()
        target = self.store.revision_no
        if self.revision == target:
            return
        try:
            if self.revision < 0 or self._recorded() != self._state:
                self._build(target)
                return
            try:
                sweep(self.folder)
                self._record(target, self._write(self._index, self._state["last_no"]))
            except ValueError:
                # The folder is in a state the engine cannot go on from: the store is the truth, so begin anew.
                self._build(target)
        except ValueError as error:
            raise StoreError(f"the word index {self.folder} could not be written: {error}; check the free space") from error

    def _build(self, target: int) -> None:
        """Index the whole store beside the folder, then put the new one in its place: until then the old one is searched."""
        new, old = self.folder.with_suffix(".new"), self.folder.with_suffix(".old")
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        new.mkdir(parents=True)
        last = self._write(self._attach(new), 0)
        self._manifest_path.unlink(missing_ok=True)
        if self.folder.exists():
            self.folder.rename(old)
        new.rename(self.folder)
        self._index = self._attach(self.folder)
        self._record(target, last)
        shutil.rmtree(old, ignore_errors=True)

    def _write(self, index: tantivy.Index, after: int) -> int:
        """Bring `index`, which is at this object's state or empty with `after` 0, to the store; the last passage's number."""
        writer = index.writer(_HEAP_BYTES, 1)
        writer.delete_documents_by_query(
            self._engine.Query.range_query(self._schema, "no", self._engine.FieldType.Integer, after + 1, None)
        )
        for no in self.store.removed_after(self.revision) if after else ():
            if no <= after:
                writer.delete_documents_by_term("no", no)
        last = after
        for row in self.store.rows_after(after):
            writer.add_document(self._document(row))
            last = row.no
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return last

    def _record(self, revision: int, last_no: int) -> None:
        self._state = {**self._fresh_state(), "revision": revision, "last_no": last_no}
        write_json(self._manifest_path, self._state)

    def _document(self, row: Row) -> tantivy.Document:
        document = self._engine.Document()
        document.add_integer("no", row.no)
        if row.first_day is not None and row.last_day is not None:
            document.add_integer("first_day", row.first_day)
            document.add_integer("last_day", row.last_day)
        document.add_text("source", row.source.casefold())
        stem_line, gram_line = term_lines(words(row.text))
        document.add_text("stems", stem_line)
        document.add_text("grams", gram_line)
        document.add_text("title", " ".join(stems(row.title)))
        return document

    def rebuild(self) -> None:
        """Index the whole store anew; until that is done the old index is searched. The caller holds the write lock.

        Raises:
            StoreError: the engine could not write.
        """
        try:
            self._build(self.store.revision_no)
        except ValueError as error:
            raise StoreError(f"the word index {self.folder} could not be written: {error}; check the free space") from error

    def problems(self) -> list[str]:
        """What is wrong with this cache, in words; empty when it matches the store."""
        found = [f"word index: {problem}" for problem in damage(self.folder)]
        n_passages, n_here = self.store.counts()[1], self.n_passages
        if n_passages != n_here:
            found.append(f"word index: {n_here} passages, the store has {n_passages}")
        return found

    # Searching

    def search(self, query: Query, limit: int) -> list[tuple[int, float]]:
        """The best `limit` passages as (number, BM25 score > 0), best first, ties by number."""
        return self.asked(query).search(limit)

    def scores(self, query: Query, numbers: Sequence[int]) -> dict[int, float]:
        """The BM25 scores of these passages for the query, whatever their rank; one that shares no term is left out."""
        return self.asked(query).scores(numbers)

    def asked(self, query: Query, neighbours: Neighbours | None = None) -> Asked:
        """The query made ready, to be searched and scored on one state of the index.

        An English question is also searched by the `neighbours` of its words, its translations.
        """
        searcher = self._index.searcher()
        parser = QueryParser(self._engine, self._schema, searcher)
        return Asked(self._schema, searcher, parser.of_words(query, neighbours), *parser.of_rare_words(query))


@dataclass(frozen=True)
class Asked:
    """A query on one state of the index; see `LexicalIndex.asked`."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    parsed: tantivy.Query | None
    rare: tantivy.Query | None
    rare_stems: tuple[str, ...]

    def search(self, limit: int) -> list[tuple[int, float]]:
        """See `LexicalIndex.search`."""
        return [] if self.parsed is None else self._run(self.parsed, limit)

    def search_rare(self, limit: int) -> list[tuple[int, float]]:
        """At most `limit` passages with a rare word of the query as (number, sum of the words' weights > 0), best first."""
        return [] if self.rare is None else self._run(self.rare, limit)

    def scores(self, numbers: Sequence[int]) -> dict[int, float]:
        """See `LexicalIndex.scores`."""
        from tantivy import Occur, Query

        if self.parsed is None or not numbers:
            return {}
        chosen = Query.const_score_query(Query.term_set_query(self.schema, "no", list(numbers)), 0.0)
        both = Query.boolean_query([(Occur.Must, chosen), (Occur.Should, self.parsed)])
        return {no: score for no, score in self._run(both, len(numbers)) if score > 0}

    def _run(self, parsed: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self.searcher.search(parsed, limit, count=False).hits
        numbers = self.searcher.fast_field_values("no", [address for _, address in hits])
        return sorted(
            ((int(no or 0), float(score)) for (score, _), no in zip(hits, numbers, strict=True)), key=lambda x: (-x[1], x[0])
        )


def _schema() -> tantivy.Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for name in ("no", "first_day", "last_day"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name="terms", index_option="freq")
    return builder.build()
