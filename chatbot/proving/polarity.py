"""Does a sentence affirm what its evidence denies, or say the opposite of it?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from chatbot.names import is_ordinary
from chatbot.proving.opposites import DENIALS, HARMLESS_AFTER, NEGATORS, RAISING, axes
from chatbot.proving.words import Reading, Word

_THAT = frozenset("dass daß that".split())
_AND = frozenset("und oder and or".split())
_MIN_SHARED = 2  # content words a clause and its counterpart share before their negation is compared


@lru_cache(maxsize=4_096)
def _signs(reading: Reading) -> tuple[tuple[tuple[Word, ...], int], ...]:
    """The clauses of a reading with +1 where they affirm and -1 where they are negated."""
    signed: list[tuple[tuple[Word, ...], int]] = []
    handed_on, used, depended = 1, 1, False
    for clause in reading.clauses():
        own = -1 if _n_negators(clause) % 2 else 1
        goes_on = depended and clause[0].low in _AND
        depends = goes_on or clause[0].low in _THAT or (len(clause) > 1 and clause[-2].low in ("zu", "to"))
        used = used if goes_on else handed_on if depends else 1
        signed.append((clause, own * used))
        denies = any(word.stem in DENIALS for word in clause)
        raises = any(word.stem in RAISING for word in clause)
        handed_on = -1 if (denies and own == 1) or (raises and own == -1 and not denies) else 1
        depended = depends
    return tuple(signed)


def _n_negators(clause: Sequence[Word]) -> int:
    """How many words negate the clause; "nicht nur" and the like do not, "weniger pompös" does."""
    lows = [word.low for word in clause] + ["", ""]
    count = 0
    for place, word in enumerate(clause):
        after, then = lows[place + 1], lows[place + 2]
        if word.low in NEGATORS or word.low.endswith("n't"):
            bound = after in ("mehr", "weniger", "more", "less") and then not in ("als", "than")
            count += bound or word.low not in ("nicht", "not", "no") or after not in HARMLESS_AFTER
        elif word.low in ("weniger", "less") and after.isalpha() and after not in ("als", "than"):
            count += not clause[place + 1].capital
    return count


def contradictions(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why the sentence contradicts its evidence, in German; empty where it does not.

    Every clause of the sentence is laid beside the clause of the evidence that shares most words with it; where one of the two
    is negated and the other is not, or a word meets its opposite, they contradict each other.
    """
    if any(reading.language != sentence.language for reading in evidence):
        return _across(sentence, evidence)
    known = [(clause, sign) for reading in evidence for clause, sign in _signs(reading)]
    everything = {word.stem for clause, _ in known for word in clause}
    for clause, sign in _signs(sentence):
        best = _counterparts(clause, known)
        if not best:
            continue
        turned = _turned(clause, best, everything)
        agree = any(other == sign for _, other in best)
        if agree and turned:
            return (f"„{turned}“ sagt das Gegenteil des Belegs",)
        if not agree and not turned:
            return ("Verneinung weicht vom Beleg ab",)
    return _added(sentence, evidence, everything)


def _added(sentence: Reading, evidence: tuple[Reading, ...], everything: set[str]) -> tuple[str, ...]:
    """A negation in the sentence where the evidence denies nothing, in no way: no negator, no opposite, no "un-"."""
    if not any(_n_negators(clause) for clause in sentence.clauses()):
        return ()
    if any(_n_negators(clause) for reading in evidence for clause in reading.clauses()) or everything & DENIALS:
        return ()
    theirs = {place for stem in everything for place in axes(stem)}
    for word in sentence.words:
        mine = axes(word.stem)
        if any((pair, -side) in theirs for pair, side in mine) or _opposite_by_prefix(word.stem, everything):
            return ()
    return ("Verneinung steht nicht im Beleg",)


def _counterparts(clause: tuple[Word, ...], known: list[tuple[tuple[Word, ...], int]]) -> list[tuple[tuple[Word, ...], int]]:
    """The clauses of the evidence that share most content words with `clause`; none where too few are shared."""
    mine = {
        word.stem: 0.5 if word.capital and not is_ordinary(word.low) else 1.0
        for word in clause
        if word.content and word.low.isalpha()
    }
    shared = [(sum(mine[stem] for stem in mine.keys() & {word.stem for word in other}), (other, sign)) for other, sign in known]
    most = max((n for n, _ in shared), default=0.0)
    if most < 1.0 or (most < _MIN_SHARED and sum(mine.values()) > most):
        return [pair for n, pair in shared if n == most] if most >= 1.0 and len(known) == 1 else []
    return [pair for n, pair in shared if n == most]


def _turned(clause: tuple[Word, ...], counterparts: list[tuple[tuple[Word, ...], int]], everything: set[str]) -> str:
    """The first word of `clause` whose opposite, but not itself or a word of its side, stands in the counterparts; else ""."""
    others = [word for other, _ in counterparts for word in other]
    other_axes = {place for word in others for place in axes(word.stem)}
    other_stems = {word.stem for word in others}
    for word in clause:
        if word.stem in everything:
            continue
        mine = axes(word.stem)
        if mine and any((pair, -side) in other_axes for pair, side in mine) and not mine & other_axes:
            return word.text
        if _opposite_by_prefix(word.stem, other_stems):
            return word.text
    return ""


def _opposite_by_prefix(one: str, others: set[str]) -> bool:
    """Whether a word meets itself with or without "un-" ("möglich", "unmöglich")."""
    return (len(one) > 3 and f"un{one}" in others) or (one.startswith("un") and len(one) > 5 and one[2:] in others)


def _across(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """The coarse check between two languages: a negation in one whole side only."""
    mine = [sign for _, sign in _signs(sentence)]
    theirs = [sign for reading in evidence for _, sign in _signs(reading)]
    if -1 in mine and -1 not in theirs:
        return ("Verneinung steht nicht im Beleg",)
    if -1 not in mine and theirs and all(sign == -1 for sign in theirs):
        return ("Der Beleg verneint, der Satz nicht",)
    return ()
