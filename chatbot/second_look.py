"""A second look at a model's proved sentences by a detector of unsupported words. It may lower a label, never raise one.

The rules of `chatbot.verify` stay the authority: what they do not prove is not looked at, and a sentence that stands word for
word in its evidence keeps its label. The seam `Detector` is here, the model behind it in `chatbot.generators.detector`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from chatbot.generate import beside
from chatbot.generators.turns import step_back
from chatbot.prompting import Task, harmless
from chatbot.proof import Proved
from chatbot.verify import stands_in

PROBABILITY = 0.5
"""Above this probability a token counts as unsupported: there the likelier of the two labels changes.

Source: LettuceDetect takes the likelier label too, https://github.com/KRLabsOrg/LettuceDetect (detectors/transformer.py, MIT).
"""
SHARE = 0.2
"""From this share of a sentence's tokens on it is proved in part only. Chosen, not fitted: one wrong phrase in an ordinary
sentence is about a fifth of it, a single token may be chance. Numbers, dates and names are held to the rules besides.
"""
_REASON = "Ein Teil der Worte ist nach dem Urteil eines Modells nicht gedeckt"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an answer: ``answer[start:end]``, and the probability in 0..1 that it is not supported."""

    start: int
    end: int
    unsupported: float


class Detector(Protocol):
    """Whatever tells which words of an answer its passages do not support. `name` and `revision` say what it is."""

    name: str
    revision: str

    def tokens(self, question: str, passages: Sequence[str], answer: str) -> tuple[Token, ...]:
        """The tokens of `answer` in order; the same input gives the same output."""
        ...


def second_look(
    proved: Sequence[Proved], task: Task, detector: Detector, stop: threading.Event, timeout_s: float
) -> list[Proved]:
    """The same sentences in the same order, some of them "teilweise" instead of "belegt", each with its citations.

    The proved ones are read together, so that "er" has its name, beside the passages the model was shown and whatever else
    proves them. A token belongs to the sentence its last character stands in.

    Raises:
        Stopped: `stop` was set; noticed within a tenth of a second.
        GenerationError: the detector failed or took longer than `timeout_s`; the message says what to do.
    """
    held = [p for p in proved if p.by]
    answer = " ".join(p.text for p in held)
    unshown = [harmless(c.evidence.quote) for p in held for c in p.by if not c.number]
    passages = tuple(dict.fromkeys([passage.text for passage in task.passages] + unshown))

    def look() -> Iterator[tuple[Token, ...]]:
        step_back()
        yield detector.tokens(task.question, passages, answer)

    found = [token for tokens in beside(detector.name, look, stop, timeout_s) for token in tokens]
    looked, at = [], 0
    for sentence in proved:
        if sentence.by:
            end = at + len(sentence.text)
            sentence, at = lowered(sentence, [token for token in found if at < token.end <= end]), end + 1
        looked.append(sentence)
    return looked


def lowered(sentence: Proved, tokens: Sequence[Token]) -> Proved:
    """The sentence as "teilweise" where it was "belegt" and at least `SHARE` of its own `tokens` are not supported, else as it
    is.
    """
    marked = sum(token.unsupported > PROBABILITY for token in tokens)
    if sentence.support != "belegt" or not marked or marked < SHARE * len(tokens):
        return sentence
    if stands_in(sentence.text, [candidate.evidence.quote for candidate in sentence.by]):
        return sentence
    return replace(sentence, support="teilweise", reasons=(_REASON,))
