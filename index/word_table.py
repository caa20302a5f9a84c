"""WordTable: the vectors of single words, kept once computed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

from index.embedder import Kind

_MAX_KEPT = 60_000
"""At so many words all are forgotten, so that memory has a bound: 61 MB of 256 dimensions."""


class WordTable:
    """For an embedder that only looks up: a word's vector costs microseconds once, and nothing after that. Safe among threads."""

    def __init__(self, embed: Callable[[Sequence[str], Kind], np.ndarray], dim: int) -> None:
        """Use `embed` of an embedder whose vectors have `dim` dimensions."""
        self._embed = embed
        self._numbers: dict[str, int] = {}
        self._rows = np.zeros((0, dim), dtype=np.float32)
        self._changing = threading.Lock()

    def rows(self, words: Sequence[str]) -> np.ndarray:
        """One unit row per word, in order: float32, shape (len(words), dim)."""
        with self._changing:
            missing = [word for word in dict.fromkeys(words) if word not in self._numbers]
            if missing:
                if len(self._numbers) + len(missing) > _MAX_KEPT:
                    self._numbers, missing = {}, list(dict.fromkeys(words))
                self._add(missing)
            return self._rows[[self._numbers[word] for word in words]]

    def _add(self, missing: Sequence[str]) -> None:
        n_known = len(self._numbers)
        n_all = n_known + len(missing)
        if n_all > len(self._rows):
            larger = np.zeros((max(n_all, 2 * len(self._rows)), self._rows.shape[1]), dtype=np.float32)
            larger[:n_known] = self._rows[:n_known]
            self._rows = larger
        self._rows[n_known:n_all] = self._embed(missing, "passage")
        self._numbers |= {word: n for n, word in enumerate(missing, start=n_known)}
