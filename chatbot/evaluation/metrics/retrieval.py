"""How well the right articles were found. Pure functions of a ranking (ids, best first, no id twice) and the graded right ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def any_article(ranked: Sequence[str], relevant: Mapping[str, int]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Ranking and grades in which every right article counts as the same one, at the place of the first.

    For questions that any one of several articles answers: without it, finding one of three prints of an agency's report
    would count as a third. Recall at k then is the "top-k retrieval accuracy" of open-domain question answering.

    Source: Karpukhin et al. 2020, "Dense Passage Retrieval for Open-Domain Question Answering" (arXiv 2004.04906), section 5.1.
    """
    if not relevant:
        return tuple(ranked), {}
    one = min(relevant)
    return tuple(dict.fromkeys(one if key in relevant else key for key in ranked)), {one: max(relevant.values())}


def recall(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """The share of the right articles among the first `k`, 0..1; 0 where nothing is right.

    Source: Manning, Raghavan and Schütze 2008, "Introduction to Information Retrieval", section 8.4; trec_eval's ``recall``.
    """
    return sum(key in relevant for key in ranked[:k]) / len(relevant) if relevant else 0.0


def first_rank(ranked: Sequence[str], relevant: Mapping[str, int]) -> int | None:
    """The place of the first right article, counted from 1; None where there is none."""
    return next((place for place, key in enumerate(ranked, start=1) if key in relevant), None)


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], k: int = 10) -> float:
    """One over the place of the first right article, 0 when it is not among the first `k`.

    Source: Voorhees 1999, "The TREC-8 Question Answering Track Report"; cut at 10 as in MS MARCO (arXiv 1611.09268).
    """
    rank = first_rank(ranked[:k], relevant)
    return 1.0 / rank if rank else 0.0


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], k: int = 10) -> float:
    """Normalised discounted cumulative gain at `k` with the grade itself as gain, 0..1; 0 where nothing is right.

    Source: Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques", in the form of trec_eval's
    ``ndcg_cut`` (gain = grade, discount = log2(rank + 1)), the one BEIR reports.
    """
    gains = [relevant.get(key, 0) for key in ranked[:k]]
    best = sorted(relevant.values(), reverse=True)[:k]
    ideal = sum(gain / log2(place + 1) for place, gain in enumerate(best, start=1))
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1)) / ideal if ideal else 0.0
