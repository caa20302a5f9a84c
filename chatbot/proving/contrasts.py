"""Little words that rule each other out: "alle" and "einige", "nur" and "auch", "vor" and "nach", "muss" and "darf", "täglich"
and "monatlich". They are compared where they stand with the same word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.proving.words import Reading, Word

_WITH_NOUN = (
    ("alle allen aller sämtliche sämtlichen sämtlicher all every jeder jede jedes jeden jedem", "die_meisten meisten most",
     "einige einigen einiger manche manchen mancher some", "wenige wenigen weniger few"),
    ("nur lediglich ausschließlich only solely", "auch ebenfalls also"),
    ("frühestens earliest", "spätestens latest"),
    ("vor before ahead", "nach after"),
    ("über above over", "unter unterhalb below under beneath"),
)  # fmt: skip
"""Sides of words that belong to the noun or number behind them, one line for each contrast."""
_WITH_VERB = (
    ("muss müssen musste mussten must", "darf dürfen durfte durften kann können konnte konnten may can"),
    ("täglich tägliche täglichen daily", "wöchentlich wöchentliche wöchentlichen weekly",
     "monatlich monatliche monatlichen monthly", "jährlich jährliche jährlichen yearly annually annual", "stündlich hourly"),
)  # fmt: skip
"""Sides of words that belong to their clause, one line for each contrast."""
_REACH = 3  # words behind "alle" or "nach" in which its noun is looked for


def _sides(lines: tuple[tuple[str, ...], ...], first: int) -> dict[str, tuple[int, int]]:
    return {word: (first + n, m) for n, line in enumerate(lines) for m, side in enumerate(line) for word in side.split()}


_NOUN_SIDES, _VERB_SIDES = _sides(_WITH_NOUN, 0), _sides(_WITH_VERB, len(_WITH_NOUN))


def contrasted(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a little word is another one than the evidence has with the same noun or verb, in German; empty where none is."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    known: dict[tuple[int, str], dict[int, str]] = {}
    for reading in evidence:
        for contrast, side, governed, word in _uses(reading):
            known.setdefault((contrast, governed), {})[side] = word.text
    mine: dict[Word, list[dict[int, str]]] = {}
    agreed: set[Word] = set()
    for contrast, side, governed, word in _uses(sentence):
        theirs = known.get((contrast, governed), {})
        if side in theirs:
            agreed.add(word)
        elif theirs:
            mine.setdefault(word, []).append(theirs)
    for word, found in mine.items():
        if word not in agreed:
            return (f"Im Beleg steht „{next(iter(found[0].values()))}“, nicht „{word.text}“",)
    return ()


def _uses(reading: Reading) -> Iterator[tuple[int, int, str, Word]]:
    """(contrast, side, stem of the word it stands with, the word itself) of every little word of a contrast."""
    for clause in reading.clauses():
        for n, word in enumerate(clause):
            if word.low in _NOUN_SIDES and not (n and clause[n - 1].low in ("nicht", "not")):
                noun = _noun(clause[n + 1 : n + 1 + _REACH])
                if noun is not None:
                    yield (*_NOUN_SIDES[word.low], noun.stem, word)
            elif word.low in _VERB_SIDES:
                for other in clause:
                    if other.content and not other.capital and other.low not in _VERB_SIDES:
                        yield (*_VERB_SIDES[word.low], other.stem, word)


def _noun(words: Sequence[Word]) -> Word | None:
    """The first noun, name or number of some words; None where another preposition comes first."""
    for word in words:
        if word.low in _NOUN_SIDES:
            return None
        if (word.capital and word.content) or word.low[0].isdigit():
            return word
    return None
