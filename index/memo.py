"""Memo: remembering what a function gave for each word, at the speed of a dict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Memo(dict[str, T]):
    """``memo[word]`` is ``function(word)``, computed once. At `limit` words everything is forgotten, so that memory has a bound.

    Several times quicker than `functools.lru_cache` on the words of a text, of which nearly all are known. Safe among threads:
    at worst a value is computed twice.
    """

    def __init__(self, function: Callable[[str], T], limit: int) -> None:
        super().__init__()
        self._function, self._limit = function, limit

    def __missing__(self, word: str) -> T:
        if len(self) >= self._limit:
            self.clear()
        value = self[word] = self._function(word)
        return value
