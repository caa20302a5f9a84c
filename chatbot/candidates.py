"""The sentences of the hits, each once, with its neighbours: what an answer is chosen from. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.orders import gives_orders
from index.sentences import sentence_spans
from index.types import Hit

_spans = lru_cache(maxsize=4096)(sentence_spans)
_END_MARKS = ".!?…:\"'“”»«‹›’)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a hit: ``hit.article.text[start:end] == text``. `before` and `after` are its neighbours, "" at an edge.

    `place` counts sentences within the passage from 0, `n` is how many the passage has. `hit` is the best hit that has it.
    """

    hit: Hit
    start: int
    end: int
    text: str
    before: str
    after: str
    place: int
    n: int

    @property
    def is_heading(self) -> bool:
        """Whether the text looks like a heading or caption: short and without an end mark."""
        return len(self.text) < 120 and self.text[-1:] not in _END_MARKS


def candidates(hits: Sequence[Hit]) -> tuple[Candidate, ...]:
    """Every sentence of `hits` in the order of the hits; one that two overlapping passages share comes once.

    A sentence that gives orders to a language model is no evidence and left out.
    """
    found: dict[tuple[str, int, int], Candidate] = {}
    for hit in hits:
        offset, text = hit.passage.start, hit.passage.text
        spans = _spans(text)
        pieces = [text[start:end] for start, end in spans]
        for n, (start, end) in enumerate(spans):
            before = pieces[n - 1] if n else ""
            after = pieces[n + 1] if n + 1 < len(pieces) else ""
            key = (hit.article.id, offset + start, offset + end)
            if gives_orders(pieces[n]):
                continue
            if key not in found:
                found[key] = Candidate(hit, key[1], key[2], pieces[n], before, after, n, len(pieces))
            elif before and not found[key].before:
                old = found[key]
                found[key] = Candidate(old.hit, old.start, old.end, old.text, before, old.after or after, old.place, old.n)
    return tuple(found.values())
