"""How much of a sentence's meaning stands in its evidence of one language: words by stem, compound and 4-gram, and by embedding
where there is one. Two languages are compared in `chatbot.proving.across`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from chatbot.calendar_words import date_spans
from chatbot.proving.measures import UNITS
from chatbot.proving.numbers import find_numbers
from chatbot.proving.opposites import axes, clause_axes
from chatbot.proving.ratios import ratios
from chatbot.proving.words import Reading, Word
from index.analysis import grams
from index.embedder import Embedder

_ALIKE = 0.6  # share of 4-grams from which on two words count as alike
_TURNING = ("halb", "viertel", "achtel", "vize", "ex-", "anti", "gegen", "nicht")
_HEAD = 5  # letters from which on what a word has more than another is a head of its own
_PART = 3  # letters from which on what two compounds have of their own is a part of its own
_SHORT = 2  # letters up to which a unit is not written out
LIGHT = frozenset(
    "beträgt betrug betragen bleibt blieb bleiben liegt lag liegen lagen gibt gab geben kommt kam macht machte amounts".split()
)
"""Verbs that say nothing of their own."""
Similarity = Callable[[str, str], float]
"""Cosine of two texts in -1..1."""


@lru_cache(maxsize=50_000)
def _grams_of(low: str) -> frozenset[str]:
    return frozenset(grams(low))


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """How alike two words are in 0..1: the share of the shorter word's 4-grams that the longer one has."""
    mine, theirs = _grams_of(one), _grams_of(other)
    if min(len(one), len(other)) < 4:
        return float(one == other)
    return len(mine & theirs) / min(len(mine), len(theirs))


def coverage(sentence: Reading, evidence: tuple[Reading, ...]) -> float:
    """The share in 0..1 of the sentence's content words found in the evidence; 1.0 where it has none.

    Numbers and dates are not counted: they are checked on their own.

    A word counts whole when its stem is there, and by half to whole when most of its 4-grams are in one word there
    ("Vietnamreise" beside "Reise").
    """
    content = uncounted(sentence)
    if not content:
        return 1.0
    known = [word for reading in evidence for word in reading.words if word.content]
    stems = {word.stem for word in known}
    things = {word.thing for word in known} - {None}
    mine = clause_axes(sentence.words)
    theirs = {place for reading in evidence for places in clause_axes(reading.words).values() for place in places}
    meant = {stem for stem, places in mine.items() if places & theirs}
    return sum(1.0 if word.stem in meant else _found(word, stems, things, known) for word in content) / len(content)


def uncounted(sentence: Reading) -> list[Word]:
    """The content words of a sentence that are no part of a number, ratio or date, no short unit ("µg"), and say something of
    their own, in order.
    """
    checked = [(n.start, n.end) for n in find_numbers(sentence.text, sentence.language)]
    checked += [(start, end) for start, end, _ in date_spans(sentence.text)]
    checked += [(start, end) for start, end, _ in ratios(sentence.text)]
    return [
        word
        for word in sentence.words
        if word.content
        and word.low not in LIGHT
        and not (len(word.low) <= _SHORT and word.low in UNITS)
        and not any(start <= word.start < end for start, end in checked)
    ]


def found_in(word: Word, words: Sequence[Word]) -> bool:
    """Whether a word stands among others: by stem, as the same place, as part of a compound, or in a word of like meaning."""
    places = axes(word.stem)
    return any(
        word.stem == other.stem
        or (word.thing is not None and word.thing == other.thing)
        or (alike(word.low, other.low) >= _ALIKE and not _other_head(word, other))
        or bool(places & axes(other.stem))
        for other in words
    )


def _other_head(word: Word, other: Word) -> bool:
    """Whether a compound only begins with the other word ("Brandstiftung" is no "Brand": its head is what it is), or has one of
    the two a first part that makes it something else ("Halbfinale"), or both have their own ("Trinkwasser", "Grundwasser").
    """
    if _two_parts(word, other):
        return True
    short, long = sorted((word.low, other.low), key=len)
    if long.startswith(_TURNING) and short.startswith(long.removeprefix(next(p for p in _TURNING if long.startswith(p)))[:5]):
        return True
    return len(word.low) >= len(other.low) + _HEAD and word.low.startswith(other.stem) and not word.low.endswith(other.stem)


def _two_parts(word: Word, other: Word) -> bool:
    """Whether two nouns end alike, but each begins with a part of its own."""
    one, two = word.stem, other.stem
    if not (word.capital and other.capital) or one[:_PART] == two[:_PART]:
        return False
    n = 0
    while n < min(len(one), len(two)) and one[-1 - n] == two[-1 - n]:
        n += 1
    return n >= _PART and min(len(one), len(two)) - n >= _PART


def _found(word: Word, stems: set[str], things: set[int | None], known: list[Word]) -> float:
    if word.stem in stems or word.thing in things:
        return 1.0
    best = max((alike(word.low, other.low) for other in known if not _other_head(word, other)), default=0.0)
    return best if best >= _ALIKE else 0.0


def support_of_meaning(sentence: Reading, evidence: tuple[Reading, ...], similarity: Similarity | None) -> float:
    """A score in 0..1 for how much of the meaning is there: coverage of words, lifted by the embedding's cosine."""
    pooled = " ".join(reading.text for reading in evidence)
    covered = coverage(sentence, evidence)
    if similarity is None:
        return covered
    close = max([similarity(sentence.text, reading.text) for reading in evidence] + [similarity(sentence.text, pooled)])
    return max(covered, 0.6 * covered + 0.4 * max(0.0, close))


def similarity_of(embedder: Embedder) -> Similarity:
    """The cosine of two texts by an embedder, each text embedded once while it is remembered."""

    @lru_cache(maxsize=4_096)
    def vector(text: str) -> npt.NDArray[np.float32]:
        return embedder.embed([text], "passage")[0]

    def cosine(one: str, other: str) -> float:
        return float(vector(one) @ vector(other))

    return cosine
