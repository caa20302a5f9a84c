"""What a search asks the word index for: weighed terms, rare words, filters. The engine is handed in; nothing here imports it.

Terms are analysed by `index.analysis`: nothing a user types is ever parsed as query syntax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from index.analysis import grams, stems, telling_words, words
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


NEAR, N_CUT = {"de": 0.4, "en": 0.3}, 2
"""A word of a question is searched by its neighbours in the static embedder's vocabulary too, which has German and English words:
by those nearer than `NEAR` that a passage has, times the cosine; an English word also by the 4-grams of the nearest
`N_CUT` of those. An English question is weighed as a German one then.

Measured, MRR@10 on XQuAD / OMoS dev / made-up names, words alone:

| neighbours nearer than | German question | English question |
|---|---|---|
| none | .946 / .617 / .865 | .625 / .234 / – |
| .45, for English with 4-grams of all | .948 / .615 / .864 (at 0.4) | .883 / .448 / .915 |
| .4 | **.953 / .626 / .861** | – |
| .35 | .952 / .620 / – (at 0.8) | .893 / .465 / .914 |
| .3 | .951 / .617 / – (at 0.7) | .894 / .472 / .912 |
| .3, 4-grams of two | – | **.889 / .465 / .944** |
"""

Neighbours = Callable[[Sequence[str]], Sequence[Sequence[tuple[str, float]]]]
"""For each word its neighbours in meaning as (word, cosine), nearest first."""


class QueryParser:
    """Makes queries for one state of the index: `engine` is the tantivy module, with its schema and a searcher."""

    def __init__(self, engine: Any, schema: Any, searcher: Any) -> None:
        self._engine, self._schema, self._searcher = engine, schema, searcher

    def of_words(self, query: Query, neighbours: Neighbours | None = None) -> Any | None:
        """The query's words as BM25 terms, with its filters; None where it has no word.

        With `neighbours` a word counts by its neighbours in meaning, too: an English one by its translations.
        """
        if neighbours is None:
            return self._any_of(self._all_terms(query.language, query.text), query)
        meant = list(dict.fromkeys(telling_words(query.text, "de")))
        if query.language == "de" or not meant:
            others = " ".join(word for word in words(query.text) if word not in set(meant))
            terms = [
                *self._terms("de", "grams", _telling(grams(query.text), self._searcher)),
                *self._all_terms("de", others, False),
            ]
        else:
            terms = []
        return self._any_of([*terms, *self._near_terms(query.language, meant, neighbours)], query)

    def _all_terms(self, language: str, text: str, with_grams: bool = True) -> list[Any]:
        stemmed = stems(text)
        cut = self._terms(language, "grams", _telling(grams(text), self._searcher)) if with_grams else []
        return [*self._terms(language, "stems", stemmed), *cut, *self._terms(language, "title", stemmed)]

    def _near_terms(self, language: str, asked: Sequence[str], neighbours: Neighbours) -> list[Any]:
        """Terms for words and their neighbours: of each whichever says most of a passage; 4-grams for translations only."""
        weights, parts, terms = WEIGHTS["de"], dict[str, float](), list[Any]()
        for word, near in zip(asked, neighbours(asked), strict=True):
            close = [(other, cosine) for other, cosine in near if cosine >= NEAR[language] and other != word]
            there = [(other, weight) for other, weight in close if self._has(other)]
            said = {stem: weight for other, weight in reversed(there) for stem in stems(other)} | dict.fromkeys(stems(word), 1.0)
            for field in ("stems", "title"):
                terms.append(self._best_of(field, {stem: weights[field] * weight for stem, weight in said.items()}))
            for other, weight in [*there[:N_CUT], (word, 1.0)] if language == "en" else ():
                parts |= {gram: max(parts.get(gram, 0.0), weights["grams"] * weight) for gram in grams(other)}
        telling = _telling(sorted(parts, key=lambda gram: -parts[gram]), self._searcher)[:MAX_TERMS]
        return [*terms, *(self._best_of("grams", {gram: parts[gram]}) for gram in telling)]

    def of_rare_words(self, query: Query) -> tuple[Any | None, tuple[str, ...]]:
        """Passages with a rare word in text or title, scored by the sum of the words' weights, with the stems; or None, ()."""
        one = self._engine.Query
        found = rare_words(query.text, query.language, int(self._searcher.num_docs), self._frequency)
        terms = [
            one.disjunction_max_query(
                [one.const_score_query(one.term_query(self._schema, field, stem, "basic"), w) for field in ("stems", "title")]
            )
            for stem, w in found.items()
        ]
        return self._any_of(terms, query), tuple(found)

    def _has(self, word: str) -> bool:
        """Whether some passage has the word or, it seems, a compound with it: all 4-grams inside."""
        cut = [gram for gram in grams(word) if "_" not in gram]
        return any(map(self._frequency, stems(word))) or (bool(cut) and all(self._searcher.doc_freq("grams", g) for g in cut))

    def _best_of(self, field: str, weights: Mapping[str, float]) -> Any:
        """The best score of these terms, by their weights."""
        one = self._engine.Query
        return one.disjunction_max_query(
            [one.boost_query(one.term_query(self._schema, field, term, "freq"), weight) for term, weight in weights.items()]
        )

    def _frequency(self, stem: str) -> int:
        return int(self._searcher.doc_freq("stems", stem) or self._searcher.doc_freq("title", stem))

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
