"""From a question to its hits: filters, the time its words name, the German names of its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chatbot.gazetteer import german_places
from chatbot.settings import Settings
from chatbot.time_points import later
from chatbot.timerange import TimeRange
from chatbot.wording import say
from index.news_index import NewsIndex
from index.reranking import FIRST, Reranker, rerank
from index.types import Hit

_REPORTED_WITHIN = 7
"""How many days after a time that a question names articles on it still appear."""
_RANK_CONSTANT = 60
"""Of reciprocal rank fusion: Cormack, Clarke and Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet"."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is limited to: ISO dates of any precision and publishers; None limits nothing."""

    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] | None = None


def search(
    index: NewsIndex,
    asked: str,
    settings: Settings,
    limits: Limits,
    named: TimeRange | None,
    language: str,
    reranker: Reranker | None = None,
) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
    """The hits, best first, and a note where the question's words name a time of reporting from which there is none.

    Words that name a time of reporting limit the search to it ("Was geschah vorige Woche?"). Any other time named ("im März
    2008") may be that of the report or of what it tells: articles from then come earlier, none is left out.
    A `reranker` orders the first hits anew.

    Raises:
        QueryError: a limit is not usable.
    """
    k = settings.k_hits
    places = " ".join(german.title() for _, german in german_places(asked)) if language == "en" else ""
    query = f"{asked} {places}".strip()[: settings.max_question_chars]

    def within(since: str | None, until: str | None) -> tuple[Hit, ...]:
        hits = index.search(query, max(k, FIRST) if reranker else k, since, until, limits.sources, language)
        return rerank(reranker, asked, hits)[:k] if reranker else hits

    if named is None:
        return within(limits.since, limits.until), ()
    if named.strict:
        hits = within(named.since, named.until)
        return (hits, ()) if hits else (within(None, None), (say("no_range", language, words=named.words),))
    until = named.until and later(date.fromisoformat(named.until), _REPORTED_WITHIN).isoformat()
    return fused([within(None, None), within(named.since, until)], k), ()


def fused(lists: Sequence[tuple[Hit, ...]], k: int) -> tuple[Hit, ...]:
    """At most `k` hits of several searches by the sum of their reciprocal ranks, each passage once, ranked anew."""
    scores: dict[str, float] = {}
    kept: dict[str, Hit] = {}
    for hits in lists:
        for rank, hit in enumerate(hits, start=1):
            scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + 1 / (_RANK_CONSTANT + rank)
            kept.setdefault(hit.passage.id, hit)
    order = sorted(kept.values(), key=lambda hit: (-scores[hit.passage.id], hit.passage.id))
    return _ranked(order[:k])


def in_turns(lists: Sequence[tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """The hits of several searches, in turns, each passage once, ranked anew."""
    if len(lists) == 1:
        return lists[0]
    kept: dict[str, Hit] = {}
    for n in range(max(map(len, lists))):
        for hits in lists:
            if n < len(hits):
                kept.setdefault(hits[n].passage.id, hits[n])
    return _ranked(list(kept.values()))


def _ranked(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))
