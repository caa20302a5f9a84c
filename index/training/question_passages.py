"""Passages for questions: windows of consecutive sentences with or without the answer, and near-miss questions."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_PAIRS = (
    "größte kleinste|größten kleinsten|erste letzte|ersten letzten|älteste jüngste|ältesten jüngsten|höch"
    "ste niedrigste|höchsten niedrigsten|mehr weniger|meisten wenigsten|nördlich südlich|nördlichen südli"
    "chen|östlich westlich|östlichen westlichen|neue alte|neuen alten|lange kurze|langen kurzen|gute schl"
    "echte|guten schlechten|früher später|häufig selten|männlichen weiblichen|immer nie|innen außen|first"
    " last|largest smallest|biggest smallest|highest lowest|oldest youngest|more fewer|most least|norther"
    "n southern|eastern western|new old|before after|early late|male female|higher lower|increase decreas"
    "e|increased decreased|reject accept|with without|mit ohne|vor nach|über unter|öffentlichen privaten|"
    "starken schwachen|warmen kalten"
)
_OPPOSITE = {a: b for pair in _PAIRS.split("|") for a, b in (pair.split(" "), pair.split(" ")[::-1])}


@dataclass(frozen=True)
class Example:
    """A question, a German passage, and the answer's text and start (code points) in it; an empty answer means there is none.

    `title` and `day` (YYYY-MM-DD) are those of the passage's article, "" where they are not known.
    """

    question: str
    passage: str
    answer: str
    start: int
    kind: str
    language: str
    title: str = ""
    day: str = ""

    def as_record(self) -> dict[str, object]:
        """The example in the SQuAD layout, as one JSON record."""
        answers = {"text": [self.answer], "answer_start": [self.start]} if self.answer else {"text": [], "answer_start": []}
        return {
            "question": self.question,
            "context": self.passage,
            "answers": answers,
            "kind": self.kind,
            "language": self.language,
            "title": self.title,
            "day": self.day,
        }


@dataclass(frozen=True)
class Window:
    """A passage and where each of its sentences (number in the article) starts in it."""

    text: str
    starts: dict[int, int]


def window(sentences: Sequence[str], at: int, words: int, chance: random.Random, without: int = -1) -> Window:
    """About ``words`` words of consecutive sentences around sentence ``at``, which may stand anywhere in them.

    Sentence ``without`` is left out (the passage closes up over it).
    """
    first = last = at
    count = 0 if at == without else len(sentences[at].split())
    before = chance.random()
    while count < words and (first > 0 or last < len(sentences) - 1):
        back = first > 0 and (chance.random() < before or last == len(sentences) - 1)
        step = first - 1 if back else last + 1
        first, last = min(first, step), max(last, step)
        count += 0 if step == without else len(sentences[step].split())
    starts: dict[int, int] = {}
    pieces: list[str] = []
    place = 0
    for number in range(first, last + 1):
        if number == without:
            continue
        if count > 190 and number not in {at} and number in {first, last} and first != last:
            continue
        starts[number] = place
        pieces.append(sentences[number])
        place += len(sentences[number]) + 1
    return Window(" ".join(pieces), starts)


@dataclass(frozen=True)
class Swaps:
    """What may take another's place in a near-miss question: places, surnames, and common nouns of the same form."""

    places: Sequence[str]
    surnames: Sequence[str]
    nouns: Mapping[str, Sequence[str]]


def _candidates(question: str, swaps: Swaps, chance: random.Random) -> list[tuple[int, int, str]]:
    """Slices of the question with what could stand there instead, in order of preference by chance."""
    found: list[tuple[float, int, int, str]] = []
    places, people = frozenset(swaps.places), frozenset(swaps.surnames)
    for match in _NUMBER.finditer(question):
        old = match.group()
        if _YEAR.fullmatch(old):
            new = str(int(old) + chance.choice((-30, -12, -10, -7, -5, -3, -2, -1, 1, 2, 3, 4, 5, 8, 10, 20)))
        else:
            new = re.sub(r"[1-9]", lambda _: str(chance.randrange(1, 10)), old)
        found.append((chance.random(), *match.span(), new))
    for match in re.finditer(r"\w[\w-]*", question):
        word = match.group()
        if match.start() == 0:
            continue
        if word in places and swaps.places:
            found.append((chance.random(), *match.span(), chance.choice(swaps.places)))
        elif word in people and swaps.surnames:
            found.append((chance.random(), *match.span(), chance.choice(swaps.surnames)))
        elif swaps.nouns.get(word):
            found.append((0.35 + chance.random(), *match.span(), chance.choice(swaps.nouns[word])))
        elif word.lower() in _OPPOSITE:
            found.append((0.6 * chance.random(), *match.span(), _OPPOSITE[word.lower()]))
    return [(start, end, new) for _, start, end, new in sorted(found)]


def near_miss(question: str, passage: str, swaps: Swaps, chance: random.Random) -> str | None:
    """The question with one number, year, name, noun or opposite exchanged for one that the passage does not state.

    None where nothing fits. Exchanged words keep their kind, so that the question still reads well.
    """
    for start, end, new in _candidates(question, swaps, chance):
        if new not in passage and new not in question and new != question[start:end]:
            return question[:start] + new + question[end:]
    return None
