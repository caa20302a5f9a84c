"""Passages for questions: windows of consecutive sentences with or without the answer, and near-miss questions."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_NAME = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][\wäöüß]+(?: [A-ZÄÖÜ][\wäöüß]+)*")


@dataclass(frozen=True)
class Example:
    """A question, a German passage, and the answer's text and start (code points) in it; an empty answer means there is none."""

    question: str
    passage: str
    answer: str
    start: int
    kind: str
    language: str

    def as_record(self) -> dict[str, object]:
        """The example in the SQuAD layout, as one JSON record."""
        answers = {"text": [self.answer], "answer_start": [self.start]} if self.answer else {"text": [], "answer_start": []}
        return {"question": self.question, "context": self.passage, "answers": answers, "kind": self.kind, "language": self.language}


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


def near_miss(question: str, passage: str, names: Sequence[str], chance: random.Random) -> str | None:
    """The question with a number, year or name exchanged for one the passage does not state; None where there is none."""
    found = [m for m in _NUMBER.finditer(question)]
    if found and chance.random() < 0.6:
        match = chance.choice(found)
        old = match.group()
        if _YEAR.fullmatch(old):
            new = str(int(old) + chance.choice((-30, -12, -10, -7, -5, -3, -2, -1, 1, 2, 3, 4, 5, 8, 10, 20)))
        else:
            new = re.sub(r"[1-9]", lambda m: str(chance.randrange(1, 10)), old)
    else:
        places = [m for m in _NAME.finditer(question) if m.group() in passage and len(m.group()) > 3]
        if not places or not names:
            return None
        match, new = chance.choice(places), chance.choice(list(names))
    if new in passage or new in question:
        return None
    return question[: match.start()] + new + question[match.end() :]
