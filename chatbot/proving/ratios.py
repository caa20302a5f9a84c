"""Claims about how many times something became more or less: "verdoppelt", "halved", "dreimal so viel". Numbers are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from chatbot.number_words import cardinal
from chatbot.proving.measures import Number, in_smallest
from chatbot.proving.number_roles import role
from chatbot.proving.words import Reading

_HALF = Decimal("0.5")
_TIMES = re.compile(
    r"\b(?:ver(?P<fold>\w{2,}?)fach(?:t\w*|en|ung\w*)|(?P<times>\w+?)[ -]?(?:mal|times)\s(?:so|as)\b|das (?P<of>\w+)fache|"
    r"(?P<double>verdopp?el\w*|verdoppl\w*|doubl(?:ed|es|ing)|(?:to|will|would|could|nearly|almost|than) double|"
    r"doppelt so|das doppelte|twice as)|(?P<treble>(?:tripl|trebl)(?:ed?|es|ing))|(?P<quadruple>quadrupl(?:ed?|es|ing))|"
    r"(?P<half>halbier\w*|halv(?:ed?|es|ing)|halb so|half as))",
    re.I,
)
_NAMED = {"double": Decimal(2), "treble": Decimal(3), "quadruple": Decimal(4), "half": _HALF}
_ALSO = {
    Decimal(2): re.compile(r"\b(?:doppel|doubl|twice|zweifach|twofold)", re.I),
    _HALF: re.compile(r"\b(?:hälfte|half\b)", re.I),
}
"""Other words that prove a ratio, and alone claim none ("Doppelspitze")."""
_MORE = re.compile(r"\b(?:gut|mehr als|über|more than|over)\W*$", re.I)
_LESS = re.compile(r"\b(?:knapp|fast|beinahe|nahezu|annähernd|almost|nearly)\W*$", re.I)
_AROUND = re.compile(r"\b(?:rund|etwa|ungefähr|circa|about|around|roughly)\W*$", re.I)
_RANGES = ((_MORE, "1", "1.5"), (_LESS, "0.8", "1"), (_AROUND, "0.9", "1.1"), (re.compile(""), "0.95", "1.05"))
"""How far from the claimed ratio the true one may lie, by the word before it."""


def ratios(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """(start, end, how many times) of every ratio that a text claims in words.

    Example:
        >>> [(times, "Der Preis verdreifachte sich."[a:b]) for a, b, times in ratios("Der Preis verdreifachte sich.")]
        [(Decimal('3'), 'verdreifachte')]
    """
    for match in _TIMES.finditer(text):
        counted = match["fold"] or match["times"] or match["of"]
        low = counted.lower() if counted else ""
        times = Decimal(low) if low.isdigit() else cardinal(low) if low else _NAMED[str(match.lastgroup)]
        if times:
            yield match.start(), match.end(), times


def wrong_ratios(text: str, known: Sequence[tuple[Number, Reading]], evidence: Sequence[str]) -> tuple[str, ...]:
    """Which ratio of a text is not proved, in German; empty where the evidence claims it too, or has two numbers or a percentage
    that prove it. `known` are the evidence's numbers.
    """
    for start, end, times in ratios(text):
        told = any(times == other for words in evidence for _, _, other in ratios(words))
        also = times in _ALSO and any(_ALSO[times].search(words) for words in evidence)
        if not (told or also or _percentage(times, known) or _two_numbers(text[:start], times, known)):
            return (f"Das Verhältnis „{text[start:end]}“ steht nicht im Beleg",)
    return ()


def _percentage(times: Decimal, known: Sequence[tuple[Number, Reading]]) -> bool:
    """Whether a change in per cent is the ratio: 100 per cent more is twice as much."""
    change = abs(times - 1) * 100
    return any(
        n.value.endswith("%") and Decimal(n.value[:-1]) == change and role(reading.text, n.start, n.end) != "to"
        for n, reading in known
    )


def _two_numbers(before: str, times: Decimal, known: Sequence[tuple[Number, Reading]]) -> bool:
    """Whether one number of the evidence is so many times another one of its unit, told before it where that is said."""
    more = max(times, 1 / times)
    low, high = next((more * Decimal(a), more * Decimal(b)) for hedge, a, b in _RANGES if hedge.search(before))
    measured = [(*in_smallest(n), role(reading.text, n.start, n.end)) for n, reading in known if not n.ordinal]
    for (first, unit, one), (then, other, two) in permutations(measured, 2):
        if first <= 0 or then <= 0 or (unit and other and unit != other) or (one, two) == ("to", "from"):
            continue
        if low <= (then / first if times > 1 else first / then) <= high:
            return True
    return False
