"""One search over all legs: candidates from each, every candidate scored on each, merged, looked at word by word, diversified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.analysis import telling_words
from index.dense import Snapshot
from index.embedder import Embedder
from index.fusion import diversify, late_share, merge, ranked, weights_for
from index.fusion_weights import STRANGE_FROM
from index.late_interaction import max_similarity
from index.lexical import LexicalIndex
from index.query import Query
from index.store import ArticleStore
from index.types import Hit
from index.word_table import WordTable

DEPTH = {"de": 60, "en": 100}
"""Each leg brings at least this many candidates, by the question's language; so many of the best are looked at word by word.

With 60, 100 and 200 the right passage is among twelve for .843, .839 and .835 of 267 German questions about 246,000 passages, for
.734, .738 and .747 of 233 English ones; 100 cost 10 ms more than 60, 200 another 20. (With every factor of `index.fusion` that
an article costs; without them behind the first few: .880 with 60, and .777 with 100.)
"""


@dataclass(frozen=True)
class DenseLeg:
    """A snapshot with the embedder that turns the query into its space."""

    snapshot: Snapshot
    embedder: Embedder


def search(query: Query, store: ArticleStore, lexical: LexicalIndex, dense: Mapping[str, DenseLeg]) -> tuple[Hit, ...]:
    """The best ``query.k`` passages, best first; equal scores order by passage number."""
    legs = scored(query, lexical, dense)
    merged = merge(legs, weights_for(query.language, sorted(legs)))
    embedder = dense["first"].embedder if "first" in legs else None
    return hits(looked_at(merged, query, store, getattr(embedder, "words", None), sorted(legs)), query, store)


def scored(query: Query, lexical: LexicalIndex, dense: Mapping[str, DenseLeg]) -> dict[str, dict[int, float]]:
    """What each leg ("lexical", "rare" or "strange", and the dense ones) gives every candidate, by passage number.

    The leg of rare words is named "strange" where one of them is strange to the embedder that every passage has a vector of.

    Every candidate of one leg is scored on the others too, so that a passage is not punished for coming just below
    another leg's cut.
    """
    depth = _depth(query)
    dense = {name: leg for name, leg in dense.items() if len(leg.snapshot)}
    asked = lexical.asked(query, getattr(dense["first"].embedder, "neighbours", None) if "first" in dense else None)
    rare = "strange" if _any_strange(asked.rare_stems, query.language, dense) else "rare"
    legs = {"lexical": dict(asked.search(depth)), rare: dict(asked.search_rare(depth))}
    vectors = {name: leg.embedder.embed([query.text], "query")[0] for name, leg in dense.items()}
    for name, leg in dense.items():
        legs[name] = dict(leg.snapshot.search(vectors[name], query, depth))
    candidates = {no for leg in legs.values() for no in leg}
    if dense:
        legs["lexical"] |= asked.scores(sorted(candidates - legs["lexical"].keys()))
    for name, leg in dense.items():
        legs[name] |= leg.snapshot.scores(vectors[name], sorted(candidates - legs[name].keys()))
    return legs


def looked_at(
    merged: Mapping[int, float], query: Query, store: ArticleStore, table: WordTable | None, legs: Sequence[str]
) -> Mapping[int, float]:
    """The best of `merged`, from these legs, with how well each has the question's single words as a part of its score.

    What is not among the best is left out. All stays as it is without a `table` of words, or a telling word in the question.
    """
    asked = list(dict.fromkeys(telling_words(query.text, "de")))
    if table is None or not asked or not merged:
        return merged
    best = dict(ranked(merged)[: _depth(query)])
    texts = store.texts(best)
    found = max_similarity(asked, list(texts.values()), table)
    share = late_share(query.language, legs)
    both = {"merged": best, "late": dict(zip(texts, found.tolist(), strict=True))}
    return merge(both, {"merged": 1 - share, "late": share}, complete=("late",))


def hits(scores: Mapping[int, float], query: Query, store: ArticleStore) -> tuple[Hit, ...]:
    """The ``query.k`` best passages that the store still has, diversified, as hits; a score of 0 is none."""
    merged = [(no, score) for no, score in ranked(scores) if score > 0][: _depth(query)]
    marks = store.marks(no for no, _ in merged)
    chosen = diversify([(no, score, *marks[no]) for no, score in merged if no in marks], query.k)
    found = store.by_number(no for no, _ in chosen)
    present = [(found[no], score) for no, score in chosen if no in found]
    return tuple(Hit(f.passage, f.article, score, rank, f.group) for rank, (f, score) in enumerate(present, start=1))


def _any_strange(words: tuple[str, ...], language: str, dense: Mapping[str, DenseLeg]) -> bool:
    """Whether a word falls into so many pieces that vectors know little of it; never where the embedder cannot tell."""
    count = getattr(dense["first"].embedder, "n_pieces", None) if "first" in dense else None
    return count is not None and any(count(word) >= STRANGE_FROM[language] for word in words)


def _depth(query: Query) -> int:
    return max(DEPTH[query.language], 5 * query.k)
