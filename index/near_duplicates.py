"""Recognising that two passages print the same text. Pure functions over word 5-grams; the store keeps the samples.

Two prints of one agency text begin and end their passages at different sentences, so passages are compared by
containment, and their samples are taken by value ("0 mod p"), not by place.

Source: Broder, "On the resemblance and containment of documents", 1997 (containment, sampling 0 mod p).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain

import numpy as np

from index.analysis import words
from index.memo import Memo

SHINGLE_WORDS = 5
SAMPLE_ONE_IN = 16
CONTAINMENT = 0.6
"""Share of the shorter passage's 5-grams that the other must hold; measured on real agency prints by the tests."""

EDITED = 0.5
"""Share of the shorter sentence's 5-grams from which on it is the other one, edited."""

_ENOUGH_SHINGLES = 4  # eight words in a row: two reporters seldom choose the same ones

_MIX = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = np.array([pow(0x100000001B3, i, 1 << 64) for i in range(SHINGLE_WORDS)], dtype=np.uint64)


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8"), digest_size=8).digest(), "little")


_NUMBERS = Memo(_number, 200_000)


def shingles(text: str) -> np.ndarray:
    """The distinct word 5-grams of `text` as sorted int64 hashes; a text of fewer words is one shingle, an empty one none."""
    numbers = _word_numbers(text)
    return np.unique(_mixed(np.array(numbers, dtype=np.uint64))) if numbers else np.empty(0, dtype=np.int64)


def _word_numbers(text: str) -> list[int]:
    """A number for each word, with zeros behind a text too short for one shingle; none for an empty text."""
    numbers = [_NUMBERS[word] for word in words(text)]
    return numbers + [0] * (SHINGLE_WORDS - len(numbers)) if 0 < len(numbers) < SHINGLE_WORDS else numbers


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """The int64 hash of each run of `SHINGLE_WORDS` numbers, in order."""
    n = len(numbers) - SHINGLE_WORDS + 1
    mixed = np.zeros(n, dtype=np.uint64)
    for i, factor in enumerate(_FACTORS):
        mixed += numbers[i : i + n] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    return mixed.view(np.int64)


def samples(texts: Sequence[str]) -> list[list[int]]:
    """The shingles of each text kept for finding prints later, ascending: those divisible by `SAMPLE_ONE_IN`, and the smallest.

    Hashed in one go: an article's passages cost little more than one.
    """
    numbers = [_word_numbers(text) for text in texts]
    flat = np.fromiter(chain.from_iterable(numbers), dtype=np.uint64)
    mixed = _mixed(flat) if len(flat) else flat.view(np.int64)
    kept, start = [], 0
    for of_text in numbers:
        hashes = mixed[start : start + len(of_text) - SHINGLE_WORDS + 1] if of_text else mixed[:0]
        start += len(of_text)
        kept.append(sorted({*hashes[hashes % SAMPLE_ONE_IN == 0].tolist(), int(hashes.min())}) if len(hashes) else [])
    return kept


def containment(one: np.ndarray, other: np.ndarray) -> float:
    """The share in 0..1 of the smaller set's shingles that the larger one holds; 0 where either is empty."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def same_words(one: str, other: str) -> bool:
    """Whether two sentences are one sentence printed twice, perhaps edited a little, and not alike by chance."""
    a, b = shingles(one), shingles(other)
    return containment(a, b) >= EDITED and len(np.intersect1d(a, b, assume_unique=True)) >= _ENOUGH_SHINGLES


def same_print(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two passages, given by their `shingles`, print the same text."""
    return containment(one, other) >= CONTAINMENT
