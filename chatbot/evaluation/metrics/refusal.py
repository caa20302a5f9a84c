"""Whether the bot knows when it does not know. Pure functions of what was true, what was done and how sure the bot was."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def precision_recall(refused: Sequence[bool], answerable: Sequence[bool]) -> tuple[float | None, float | None]:
    """Of the refusals, the share that was due; of the unanswerable questions, the share refused.

    Both None where no question is unanswerable, as nothing then could be due; the first also where nothing was refused.
    """
    due = sum(r and not a for r, a in zip(refused, answerable, strict=True))
    n_refused, n_unanswerable = sum(refused), len(answerable) - sum(answerable)
    if not n_unanswerable:
        return None, None
    return (due / n_refused if n_refused else None), due / n_unanswerable


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The chance that a random positive scores above a random negative, ties counting half; None without both kinds.

    Source: Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve"; the Mann-Whitney U statistic.
    """
    values, is_positive = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=bool)
    n_positive, n_negative = int(is_positive.sum()), int((~is_positive).sum())
    if not n_positive or not n_negative:
        return None
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2.0
    rank_sum = float(mean_rank[inverse][is_positive].sum())
    return (rank_sum - n_positive * (n_positive + 1) / 2.0) / (n_positive * n_negative)


def reliability(confidence: Sequence[float], right: Sequence[bool], n_bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, how many) of each non-empty bin of equal width over 0..1; 1.0 falls into the last bin."""
    sure, ok = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    bins = np.minimum((sure * n_bins).astype(int), n_bins - 1)
    return [
        (float(sure[bins == b].mean()), float(ok[bins == b].mean()), int((bins == b).sum()))
        for b in range(n_bins)
        if (bins == b).any()
    ]


def expected_calibration_error(confidence: Sequence[float], right: Sequence[bool], n_bins: int = 10) -> float | None:
    """The mean distance between confidence and share right over `n_bins` equal bins, weighted by size; None for no answer.

    Source: Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning"; Guo et al. 2017
    (arXiv 1706.04599).
    """
    if not len(confidence):
        return None
    return sum(n * abs(sure - ok) for sure, ok, n in reliability(confidence, right, n_bins)) / len(confidence)


def coverage_curve(confidence: Sequence[float], right: Sequence[bool], total: int) -> list[tuple[float, float]]:
    """(coverage, accuracy) when only the surest answers are given, one point for each number of answers, rising coverage.

    `confidence` and `right` are those of the answers given, `total` the number of questions, so the curve ends at the share
    answered. Equal confidences enter together.

    Source: El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification".
    """
    if not len(confidence) or not total:
        return []
    sure = np.asarray(confidence, dtype=np.float64)
    order = np.argsort(-sure, kind="stable")
    ok = np.cumsum(np.asarray(right, dtype=np.float64)[order])
    last_of_tie = np.append(np.diff(sure[order]) != 0, True)
    return [(float((i + 1) / total), float(ok[i] / (i + 1))) for i in np.flatnonzero(last_of_tie)]
