"""Cause and effect that have changed places around "weil", "da" and "nachdem"."""

from __future__ import annotations

from collections.abc import Iterator

from chatbot.proving.clause_parts import Part, parts
from chatbot.proving.meaning import found_in
from chatbot.proving.words import Reading

_CAUSES = frozenset("weil da nachdem because after since".split())


def causes_exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why what comes first and what follows from it have changed places, in German; empty where they have not."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    for cause, effect in _pairs(sentence):
        for reading in evidence:
            for other_cause, other_effect in _pairs(reading):
                straight = _shared(cause, other_cause) + _shared(effect, other_effect)
                crossed = min(_shared(cause, other_effect), _shared(effect, other_cause))
                if crossed > 0 and 2 * crossed > straight:
                    return ("Ursache und Folge sind gegenüber dem Beleg vertauscht",)
    return ()


def _pairs(reading: Reading) -> Iterator[tuple[Part, Part]]:
    """(cause, effect) of every clause that opens with a word of cause and the clause before it, or behind it if it is first."""
    clauses = parts(reading)
    for n, clause in enumerate(clauses):
        if clause.words[0].low in _CAUSES and len(clauses) > 1:
            yield clause, clauses[n - 1 if n else 1]


def _shared(one: Part, other: Part) -> float:
    """The share of a clause's content words that stand in another one, 0..1."""
    return sum(found_in(word, other.content) for word in one.content) / max(1, len(one.content))
