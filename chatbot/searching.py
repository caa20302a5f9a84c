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
_MORE = 4
"""How many passages of a named time join the hits though the search of all did not find them."""


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
    return preferring(within(None, None), within(named.since, until)), ()


def preferring(hits: Sequence[Hit], of_then: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, those that the search of a named time found too moved up by the sum of their reciprocal ranks; none is left out.

    Behind them come the best few that only the search of that time found. Ranked anew.
    """
    there = {hit.passage.id: hit.rank for hit in of_then}
    known = {hit.passage.id for hit in hits}

    def score(hit: Hit) -> float:
        also = there.get(hit.passage.id)
        return 1 / (_RANK_CONSTANT + hit.rank) + (1 / (_RANK_CONSTANT + also) if also else 0.0)

    order = sorted(hits, key=lambda hit: (-score(hit), hit.rank))
    return _ranked([*order, *[hit for hit in of_then if hit.passage.id not in known][:_MORE]])


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
