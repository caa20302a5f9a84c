"""Which side of a comparison is more? "Mehr nach China als in die USA" is not "mehr in die USA als nach China"."""

from __future__ import annotations

from decimal import Decimal

from chatbot.number_words import cardinal
from chatbot.proving.numbers import find_numbers
from chatbot.proving.opposites import axes
from chatbot.proving.words import Reading, Word, stem

_THAN = frozenset(("als", "than"))
_FEWER = frozenset(stem(word) for word in ("weniger", "less", "fewer"))
_MORE = frozenset(stem(word) for word in ("mehr", "weniger", "more", "less", "fewer"))
_REACH = 4  # words behind "als" in which the other side is named


def exchanged_sides(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why the two sides of a comparison have changed places, in German; empty where they have not, or the word that compares is
    another one.
    """
    mine = _sides(sentence)
    for reading in evidence:
        theirs = _sides(reading)
        if not mine or not theirs or mine[0] != theirs[0]:
            continue
        if mine[2] and mine[2] <= theirs[1] and theirs[2] and theirs[2] <= mine[1]:
            return ("Die Seiten eines Vergleichs sind gegenüber dem Beleg vertauscht",)
    return ()


def unproved_comparison(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a "mehr … als" is not proved, in German; empty where the evidence compares too, or gives two numbers that prove it."""
    mine = _sides(sentence)
    if mine is None or mine[0] not in _MORE or not mine[2]:
        return ()
    if any(_sides(reading) or any(_compares(word) for word in reading.words) for reading in evidence):
        return ()
    left, right = _value_beside(mine[1] - mine[2], evidence), _value_beside(mine[2], evidence)
    more = mine[0] not in _FEWER
    if left is None or right is None or left == right or (left > right) != more:
        return ("Der Vergleich steht nicht im Beleg",)
    return ()


def _value_beside(keys: frozenset[str], evidence: tuple[Reading, ...]) -> Decimal | None:
    """The only number of the clause that has most of `keys`; None where there is not just one."""
    best: tuple[int, list[str]] = (0, [])
    for reading in evidence:
        values = [n for n in find_numbers(reading.text, reading.language) if not {":", "+"} & set(n.value)]
        for clause in reading.clauses():
            shared = len(keys & {_key(word) for word in clause})
            own = [n.value for n in values if clause[0].start <= n.start < clause[-1].end]
            if shared > best[0]:
                best = shared, own
    return Decimal(best[1][0].rstrip("%")) if len(best[1]) == 1 else None


def _sides(reading: Reading) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """(the comparing word's stem, what stands before "als", the nouns right behind it), the last two as stems or places."""
    for n, word in enumerate(reading.words):
        if word.low not in _THAN:
            continue
        before = [w for w in reading.words[:n] if w.clause == word.clause]
        compares = next((w for w in reversed(before) if _compares(w)), None)
        behind = [w for w in reading.words[n + 1 : n + 1 + _REACH] if w.clause == word.clause]
        counted = behind and (behind[0].low[0].isdigit() or cardinal(behind[0].low) is not None)
        if compares is None or counted:
            continue  # "mehr als 3,2 Milliarden" is a bound, no comparison
        return compares.stem, frozenset(_key(w) for w in before if w.capital and w.content), _nouns(behind)
    return None


def _nouns(words: list[Word]) -> frozenset[str]:
    run: list[Word] = []
    for word in words:
        if word.capital and word.content:
            run.append(word)
        elif run:
            break
    return frozenset(_key(word) for word in run)


def _compares(word: Word) -> bool:
    if word.stem in _MORE:
        return True
    return not word.capital and word.content and (word.low.endswith("er") or bool(axes(word.stem)))


def _key(word: Word) -> str:
    return word.stem if word.thing is None else f"#{word.thing}"
