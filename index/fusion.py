"""Merging what the legs of the search found. Pure functions over plain values; nothing here knows an engine.

A leg is a mapping from passage number to raw score. Scores of different legs live on different scales, so each leg is
divided by its best score, and the shares are weighed by how far each leg can be trusted for the question's language.
Reciprocal-rank fusion was measured first and lost whenever one leg was weak.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from index.fusion_weights import LATE_SHARE, RARE_WEIGHT, STRANGE_WEIGHT, WEIGHTS

Leg = Mapping[int, float]
T = TypeVar("T", bound=Hashable)

SAME_PRINT_FACTOR = 0.3
"""What is left of a passage's score when a better print of the same text is listed already."""

SAME_ARTICLE_FACTOR = 0.93
"""What is left of a passage's score for every better passage of the same article listed already."""

N_DISTINCT = 5
"""So many first passages shall bring distinct evidence; behind them an article that is listed costs a passage one factor only.

Measured on 500 questions about 246,000 passages of Wikipedia, share with the right one among twelve, German / English question:
with all factors everywhere .843 / .738, so .880 / .777.
"""


def normalise(leg: Leg) -> dict[int, float]:
    """The leg's scores divided by its best one; negative scores count as 0, and a leg without a positive score is empty."""
    best = max(leg.values(), default=0.0)
    return {no: max(score, 0.0) / best for no, score in leg.items()} if best > 0 else {}


def weights_for(language: str, legs: Sequence[str]) -> dict[str, float]:
    """The fitted weights of these legs for questions in `language` ("de" or "en"); they sum to 1.

    `legs` may hold "rare" or "strange", which take their share from the others.

    Raises:
        KeyError: no weights were fitted for this set of legs.
    """
    shares = {leg: share for leg, share in (("rare", RARE_WEIGHT[language]), ("strange", STRANGE_WEIGHT)) if leg in legs}
    others = WEIGHTS[_fitted(legs)][language]
    return {leg: weight * (1 - sum(shares.values())) for leg, weight in others.items()} | shares


def late_share(language: str, legs: Sequence[str]) -> float:
    """The fitted share 0..1 of the score that single words' nearness has beside these legs; see `weights_for`.

    Raises:
        KeyError: none was fitted for this set of legs.
    """
    return LATE_SHARE[_fitted(legs)][language]


def _fitted(legs: Sequence[str]) -> str:
    return "+".join(sorted(leg for leg in legs if leg not in ("rare", "strange")))


def merge(
    legs: Mapping[str, Leg], weights: Mapping[str, float], complete: Sequence[str] = ("lexical", "rare", "strange")
) -> dict[int, float]:
    """Every passage of any leg with its weighed score in 0..1.

    A passage missing from a leg in `complete` scored nothing there. A passage missing from another leg (it has no vector yet) is
    judged by the legs it is in, their weights scaled up, so that waiting for a vector is no disadvantage. A leg that found
    nothing at all says nothing.
    """
    shares = {name: normalise(leg) for name, leg in legs.items() if weights.get(name, 0.0) > 0}
    merged = {}
    ordered = [(weights[name], shares[name], bool(name in complete and shares[name])) for name in sorted(shares)]
    for no in {no for leg in shares.values() for no in leg}:
        score = weight = 0.0
        for of_leg, leg, says_zero in ordered:
            if says_zero or no in leg:
                score += of_leg * leg.get(no, 0.0)
                weight += of_leg
        merged[no] = score / weight if weight else 0.0
    return merged


def ranked(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    """Passages as (number, score), best first, ties by the lower number."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def diversify(found: Sequence[tuple[T, float, Hashable, Hashable]], k: int) -> list[tuple[T, float]]:
    """The first `k` of `found` with repeated evidence moved down: (item, score), best first.

    `found` holds (item, score, group, article), best first; `group` names the text a passage prints. Greedily the best next
    passage is taken; a further print of a listed text keeps `SAME_PRINT_FACTOR` of its score, and the n-th passage of
    a listed article `SAME_ARTICLE_FACTOR` to the power n-1, behind `N_DISTINCT` passages once. Scores never rise. Ties keep the
    order given.

    Source: greedy re-ranking after Carbonell and Goldstein, "The Use of MMR", 1998, with sameness known instead of estimated.
    """
    left = list(range(len(found)))
    groups: set[Hashable] = set()
    articles: dict[Hashable, int] = {}
    chosen: list[tuple[T, float]] = []
    while left and len(chosen) < k:
        most = len(found) if len(chosen) < N_DISTINCT else 1
        best, best_score = left[0], -1.0
        for i in left:
            _, score, group, article = found[i]
            if score <= best_score:
                break
            score *= SAME_ARTICLE_FACTOR ** min(articles.get(article, 0), most) * (SAME_PRINT_FACTOR if group in groups else 1.0)
            if score > best_score:
                best, best_score = i, score
        item, _, group, article = found[best]
        chosen.append((item, min(best_score, chosen[-1][1]) if chosen else best_score))
        groups.add(group)
        articles[article] = articles.get(article, 0) + 1
        left.remove(best)
    return chosen
