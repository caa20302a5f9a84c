"""The reranker seam: reading question and passage together for the first hits. A protocol and a pure re-ordering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

import numpy as np

from index.types import Hit

FIRST = 20
"""How many hits a reranker reads: cross-encoders cost a transformer pass a passage."""


@runtime_checkable
class Reranker(Protocol):
    """Says how well each passage answers a query, having read both together."""

    name: str

    def relevance(self, query: str, passages: Sequence[str]) -> np.ndarray:
        """One number per passage, float32, higher is better, comparable within one call only."""
        ...


def rerank(reranker: Reranker, query: str, hits: Sequence[Hit], first: int = FIRST) -> tuple[Hit, ...]:
    """The hits with the `first` of them in the reranker's order, ranks counted anew; ties keep their order.

    Scores stay in 0..1 and falling: the reranked hits take over, best first, the scores that stood in their places.
    """
    head, tail = list(hits[:first]), list(hits[first:])
    relevance = reranker.relevance(query, [hit.passage.text for hit in head])
    order = sorted(range(len(head)), key=lambda i: (-float(relevance[i]), i))
    scores = sorted((hit.score for hit in head), reverse=True)
    moved = [replace(head[i], score=score) for i, score in zip(order, scores, strict=True)]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(moved + tail, start=1))
