"""What a search asks the word index for: weighed terms, rare words, filters. The engine is handed in; nothing here imports it.

Terms are analysed by `index.analysis`: nothing a user types is ever parsed as query syntax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from index.analysis import grams, stems
from index.query import Query
from index.rare_words import rare_words

WEIGHTS = {
    "de": {"stems": 1.0, "grams": 0.2, "title": 0.5},
    "en": {"stems": 0.5, "grams": 1.0, "title": 0.5},
}
"""How much each field counts, by the question's language: an English question shares parts of words with a German text.

Measured, MRR@10 on XQuAD (240 paragraphs) / OMoS dev questions (617 pages), words alone:

| stems, grams, title | German question | English question |
|---|---|---|
| 1, 0.2, 0 | .956 / .587 | .524 / .222 |
| 1, 0.2, 0.2 | .957 / .603 | .531 / .224 |
| **1, 0.2, 0.5** | **.957 / .625** | .543 / .227 |
| 1, 0.5, 0.2 | .957 / .600 | .595 / .230 |
| 0.5, 1, 0.2 | .954 / .608 | **.635 / .238** |
"""

MAX_TERMS = 400
"""At most this many distinct terms of a query and field are searched; the rarest would add nothing to a question."""

COMMON_FROM, COMMON_SHARE = 2_000, 0.05
"""A 4-gram in more than this share of the passages (and in more than so many) is not searched: the stems say what it would.

Measured on 85,000 passages of Wikipedia with XQuAD's 240 paragraphs among them (150 questions in each language, words and static
vectors, MRR@10 and CPU milliseconds a question; such grams hold 95 % of what would be looked through):

| share | German | ms | English | ms |
|---|---|---|---|---|
| 1 | .846 | 19.4 | .583 | 13.5 |
| 0.1 | .838 | 13.4 | .581 | 12.3 |
| **0.05** | .844 | 12.7 | .583 | 13.6 |
| 0.02 | .847 | 12.9 | .575 | 11.2 |
"""


class QueryParser:
    """Makes queries for one state of the index: `engine` is the tantivy module, with its schema and a searcher."""

    def __init__(self, engine: Any, schema: Any, searcher: Any) -> None:
        self._engine, self._schema, self._searcher = engine, schema, searcher

    def of_words(self, query: Query) -> Any | None:
        """The query's words as BM25 terms, with its filters; None where it has no word."""
        stemmed = stems(query.text)
        terms = [
            *self._terms(query.language, "stems", stemmed),
            *self._terms(query.language, "grams", _telling(grams(query.text), self._searcher)),
            *self._terms(query.language, "title", stemmed),
        ]
        return self._any_of(terms, query)

    def of_rare_words(self, query: Query) -> tuple[Any | None, tuple[str, ...]]:
        """Passages with a rare word in text or title, scored by the sum of the words' weights, with the stems; or None, ()."""
        one = self._engine.Query

        def frequency(stem: str) -> int:
            return int(self._searcher.doc_freq("stems", stem) or self._searcher.doc_freq("title", stem))

        found = rare_words(query.text, query.language, int(self._searcher.num_docs), frequency)
        terms = [
            one.disjunction_max_query(
                [one.const_score_query(one.term_query(self._schema, field, stem, "basic"), w) for field in ("stems", "title")]
            )
            for stem, w in found.items()
        ]
        return self._any_of(terms, query), tuple(found)

    def _any_of(self, terms: Sequence[Any], query: Query) -> Any | None:
        if not terms:
            return None
        occur, boolean = self._engine.Occur, self._engine.Query.boolean_query
        should = boolean([(occur.Should, term) for term in terms])
        filters = self._filters(query)
        return boolean([(occur.Must, should), *((occur.Must, f) for f in filters)]) if filters else should

    def _terms(self, language: str, field: str, found: Iterable[str]) -> list[Any]:
        weight = WEIGHTS[language][field]
        counted = Counter(found).most_common(MAX_TERMS)
        return [
            self._engine.Query.boost_query(self._engine.Query.term_query(self._schema, field, term, "freq"), weight * n)
            for term, n in counted
        ]

    def _filters(self, query: Query) -> list[Any]:
        filters = []
        if query.days is not None:
            first, last = query.days
            filters.append(self._engine.Query.range_query(self._schema, "first_day", self._engine.FieldType.Integer, None, last))
            filters.append(self._engine.Query.range_query(self._schema, "last_day", self._engine.FieldType.Integer, first, None))
        if query.sources is not None:
            filters.append(self._engine.Query.term_set_query(self._schema, "source", sorted(query.sources)))
        return [self._engine.Query.const_score_query(f, 0.0) for f in filters]


def _telling(found: Sequence[str], searcher: Any) -> list[str]:
    """The grams that are not in so many passages that looking through them costs more than they tell; see `COMMON_SHARE`."""
    if searcher.num_docs <= COMMON_FROM:
        return list(found)
    limit = max(COMMON_FROM, int(COMMON_SHARE * searcher.num_docs))
    common = {gram for gram in set(found) if searcher.doc_freq("grams", gram) > limit}
    return [gram for gram in found if gram not in common]
