"""How sure a measured number is, and whether two runs differ. Seeded, so the same rows give the same limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

SEED = 20240620
N_RESAMPLES = 1_000
N_SHUFFLES = 10_000
_DRAWS_AT_ONCE = 20_000


def interval(
    values: Sequence[float], level: float = 0.95, n_resamples: int = N_RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """The percentile bootstrap interval of the mean; None for no value, the value itself twice for one.

    Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13.
    """
    if not len(values):
        return None
    data = np.asarray(values, dtype=np.float64)
    rng = np.random.default_rng(seed)
    at_once = max(1, _DRAWS_AT_ONCE // len(data))
    counts = [min(at_once, n_resamples - done) for done in range(0, n_resamples, at_once)]
    means = np.concatenate([data[rng.integers(0, len(data), (count, len(data)))].mean(axis=1) for count in counts])
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def interval_of(
    statistic: Callable[[np.ndarray], float | None], n: int, level: float = 0.95, n_resamples: int = 300, seed: int = SEED
) -> tuple[float, float] | None:
    """The same for any statistic of a resample, given as an array of row numbers 0..n-1.

    Resamples where the statistic is not defined are left out; None when it is defined on fewer than half of them.
    """
    if not n:
        return None
    rng = np.random.default_rng(seed)
    found = [value for _ in range(n_resamples) if (value := statistic(rng.integers(0, n, n))) is not None]
    if len(found) < n_resamples / 2:
        return None
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def paired_p(a: Sequence[float], b: Sequence[float], n_shuffles: int = N_SHUFFLES, seed: int = SEED) -> float:
    """The two-sided p-value that the paired values of two runs differ by chance: the randomisation test over swapped pairs.

    Exact over all swaps for up to 12 differing pairs, else from `n_shuffles` random ones with one added to both counts. 1.0
    where no pair differs.

    Source: Smucker, Allan and Carterette 2007, "A comparison of statistical significance tests for information retrieval
    evaluation"; Phipson and Smyth 2010, "Permutation P-values Should Never Be Zero".
    """
    difference = np.asarray(b, dtype=np.float64) - np.asarray(a, dtype=np.float64)
    difference = difference[difference != 0]
    if not len(difference):
        return 1.0
    seen = abs(float(difference.sum())) - 1e-12
    if len(difference) <= 12:
        signs = 1 - 2 * ((np.arange(2 ** len(difference))[:, None] >> np.arange(len(difference))) & 1)
        return float((np.abs(signs @ difference) >= seen).mean())
    rng = np.random.default_rng(seed)
    extreme = 0
    for start in range(0, n_shuffles, 500):
        signs = rng.choice(np.array([-1.0, 1.0]), size=(min(500, n_shuffles - start), len(difference)))
        extreme += int((np.abs(signs @ difference) >= seen).sum())
    return (extreme + 1) / (n_shuffles + 1)
