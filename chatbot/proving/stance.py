"""Who is for it and who against? "388 stimmten für den Antrag, 201 dagegen" proves nothing about 388 who voted against it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.proving.meaning import found_in
from chatbot.proving.opposites import axes, clause_axes
from chatbot.proving.words import Reading, Word

_STANDS = ("stimm", "votier", "spr", "plädier", "vot", "speak", "spok")
_IS = frozenset("ist sind war waren sei seien is are was were".split())
_FOR, _AGAINST = frozenset(("für", "dafür", "for")), frozenset(("gegen", "dagegen", "against"))
_SIDES = axes("ablehn")


def wrong_stance(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why somebody stands on the other side, in German; empty where nobody does, or where the sentence is about something else.

    Only "ist für", "stimmte gegen" and the like are looked at: elsewhere "für" and "gegen" are words like any other.
    """
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    known = [clause for reading in evidence for clause in reading.clauses()]
    for clause in sentence.clauses():
        mine = _stance(clause)
        if not mine or not _takes_one(clause):
            continue
        who = _before(clause)
        beside = [_side(other) for other in known if any(_same(word, other) for word in who)]
        taken = {side for side in beside if side}
        others = {_side(other) for other in known}
        if -mine in taken and mine not in taken or (beside and not taken and mine in others):
            return ("Wer dafür und wer dagegen ist, weicht vom Beleg ab",)
    return ()


def _takes_one(clause: Sequence[Word]) -> bool:
    """Whether being for or against is all the clause says: a verb of voting, or "ist" without any other verb."""
    if any(word.low.startswith(_STANDS) for word in clause):
        return True
    return any(word.low in _IS for word in clause) and all(word.capital for word in clause if word.content)


def _stance(clause: Sequence[Word]) -> int:
    """+1 for, -1 against, 0 neither or both."""
    lows = {word.low for word in clause}
    return bool(lows & _FOR) - bool(lows & _AGAINST)


def _side(clause: Sequence[Word]) -> int:
    """The stance of a clause, by its preposition or by a verb such as "lehnt … ab"."""
    places = {place for found in clause_axes(clause).values() for place in found}
    by_verb = next((side for pair, side in places if (pair, -1) in _SIDES), 0)
    return _stance(clause) or by_verb


def _before(clause: Sequence[Word]) -> list[Word]:
    """The nouns, names and numbers of a clause before "für" or "gegen"."""
    end = next((n for n, word in enumerate(clause) if word.low in _FOR | _AGAINST), len(clause))
    return [word for word in clause[:end] if (word.capital and word.content) or word.low.isdigit()]


def _same(word: Word, clause: Sequence[Word]) -> bool:
    if word.low.isdigit():
        return any(word.low == other.low for other in clause)
    return found_in(word, [other for other in clause if other.content])
