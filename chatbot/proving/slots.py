"""A noun put in the place of another one: "die Zuschüsse des Bundes" where the evidence has "die Zuschüsse des Landes"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.proving.meaning import uncounted
from chatbot.proving.opposites import clause_axes
from chatbot.proving.words import Reading, Word


def replaced(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a noun is not proved, in German: the evidence does not have it, and has another one, which the sentence lacks, between
    the same two words or behind the same two; empty where there is none. One that the other one contains ("Reise",
    "Vietnamreise") may be the same.
    """
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    known = {word.stem for reading in evidence for word in reading.words}
    things = {word.thing for reading in evidence for word in reading.words} - {None}
    sides = {place for reading in evidence for places in clause_axes(reading.words).values() for place in places}
    meant = {stem for stem, places in clause_axes(sentence.words).items() if places & sides}
    mine = {word.stem for word in sentence.words}
    for word in uncounted(sentence):
        if not word.capital or word.stem in known | meant or word.thing in things:
            continue
        beside = _beside(sentence.words, sentence.words.index(word))
        for reading in evidence:
            for n, other in enumerate(reading.words):
                if not other.capital or not other.content or other.stem in mine or _one_in_other(word, other):
                    continue
                if any(one and one == two for one, two in zip(beside, _beside(reading.words, n), strict=True)):
                    return (f"Im Beleg steht „{other.text}“, nicht „{word.text}“",)
    return ()


def _beside(words: Sequence[Word], n: int) -> tuple[str, str]:
    """The stems right before and behind a word, and the two before it where one says something; "" where a word is missing."""
    before, behind = words[max(0, n - 2) : n], words[n + 1 : n + 2]
    around = f"{before[-1].stem} {behind[0].stem if behind else ''}" if before else ""
    told = len(before) == 2 and any(word.content for word in before)
    return around, " ".join(word.stem for word in before) if told else ""


def _one_in_other(word: Word, other: Word) -> bool:
    one, two = (w.low.removeprefix("e-") for w in (word, other))  # "E-Autos" are "Elektroautos"
    return word.stem in two or other.stem in one or one in two or two in one
