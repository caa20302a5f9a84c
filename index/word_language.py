"""Does a word look English or German by its letters? For key words, which no function word tells. Pure; the weights are data.

The weights are from `index.training.word_language`, which says how they were fitted and how well they tell.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "word_languages.json"
MIN_LETTERS = 4


def pieces(word: str) -> list[str]:
    """The three-letter pieces of a word, its ends marked: "_ta", "tag", "ag_"."""
    marked = f"_{word}_"
    return [marked[n : n + 3] for n in range(len(marked) - 2)]


@lru_cache(maxsize=1)
def _weights() -> tuple[float, dict[str, int]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return float(data["constant"]), data["tenths"]


def englishness(word: str) -> float:
    """Log odds that a word is English: above 0 for English, below for German; 0 for one of under four letters or with a digit.

    Example:
        >>> englishness("summit") > 1, englishness("gipfel") < -1, englishness("eu")
        (True, True, 0.0)
    """
    if len(word) < MIN_LETTERS or not word.isalpha():
        return 0.0
    constant, tenths = _weights()
    found = pieces(word.lower())
    return constant + sum(tenths.get(piece, 0) for piece in found) / 10 / len(found) ** 0.5
