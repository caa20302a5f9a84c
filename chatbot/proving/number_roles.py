"""What a number is in its sentence: the change ("um 3 Prozent"), the state reached ("auf 5"), the one before ("von 2 auf 5"),
or the whole that another one is a part of ("12 der 15").
"""

from __future__ import annotations

import re
from decimal import Decimal

from chatbot.proving.words import Reading

_HEDGE = r"(?:(?:rund|etwa|gut|knapp|fast|nur|noch|mehr als|über|circa|ca\.|about|around|only|nearly|almost|insgesamt|je)\s+)*"
_BY = re.compile(rf"\b(?:um|by)\s+{_HEDGE}$", re.I)
_TO = re.compile(rf"\b(?:auf|to|bei|at|betr[äu]gt?|betrug)\s+{_HEDGE}$", re.I)
_FROM = re.compile(rf"\b(?:von|from)\s+{_HEDGE}$", re.I)
_THEN_TO = re.compile(r"[^.;,]{0,25}?\s(?:auf|to)\s+\D{0,15}\d", re.I)
_PART_OF = re.compile(r"\s+(?:der|von|aus|of(?: the)?)\s+(?:insgesamt\s+)?", re.I)
_OUT_OF = re.compile(rf"\b(?:von|unter|of|out of)\s+(?:den|the|insgesamt)?\s*{_HEDGE}$", re.I)
_LESS = re.compile(r"\b(?:knapp|fast|beinahe|nahezu|unter|weniger als|almost|nearly|under|less than)\W*$", re.I)
_MORE = re.compile(r"\b(?:gut|mehr als|über|more than|over)\W*$", re.I)
_AROUND = re.compile(r"\b(?:rund|etwa|circa|ca\.|ungefähr|annähernd|about|around|roughly|some)\W*$", re.I)
_APART = {("by", "to"), ("to", "by"), ("by", "from"), ("from", "by"), ("to", "from"), ("from", "to")}
_REACH = 40  # characters before a number in which its role is told


def role(text: str, start: int, end: int) -> str:
    """The role of a number: "by", "to", "from" (only where "auf" and another number follow), or "" where nothing tells.

    Example:
        >>> text = "Die Quote sank um 0,3 Punkte auf 5,8 Prozent."
        >>> role(text, text.index("0,3"), text.index("0,3") + 3), role(text, text.index("5,8"), text.index("5,8") + 3)
        ('by', 'to')
    """
    before = text[max(0, start - _REACH) : start]
    if _BY.search(before):
        return "by"
    if _TO.search(before):
        return "to"
    return "from" if _FROM.search(before) and _THEN_TO.match(text, end) else ""


def roles_differ(mine: str, theirs: set[str]) -> bool:
    """Whether a number's role is another one than all those it has in the evidence."""
    return bool(mine) and bool(theirs) and all((mine, other) in _APART for other in theirs)


def wholes(reading: Reading, spans: list[tuple[int, int]]) -> set[int]:
    """The starts of the numbers that others are a part of: the second of "12 der 15", the first of "Von 620 stimmten 388"."""
    found = {
        later[0]
        for earlier, later in zip(spans, spans[1:], strict=False)
        if _PART_OF.fullmatch(reading.text[earlier[1] : later[0]])
    }
    clause = {start: next((w.clause for w in reading.words if w.end > start), 0) for start, _ in spans}
    for n, (start, _) in enumerate(spans[:-1]):
        out_of = _OUT_OF.search(reading.text[max(0, start - _REACH) : start]) and not _THEN_TO.match(reading.text, spans[n][1])
        if out_of and clause[spans[n + 1][0]] == clause[start]:
            found.add(start)
    return found


def rounded(before: str, claimed: str, known: str) -> bool:
    """Whether a claimed number with a word for "about" before it is the known one, rounded to one or two digits.

    Example:
        >>> rounded("mit rund ", "1200000000", "1234500000"), rounded("", "1200", "1234"), rounded("knapp ", "1200", "1234")
        (True, False, False)
    """
    if claimed.endswith("%") != known.endswith("%") or {":", "+"} & set(claimed + known):
        return False
    mine, theirs = Decimal(claimed.rstrip("%")), Decimal(known.rstrip("%"))
    if not theirs or not any(mine == _to_digits(theirs, n) for n in (1, 2)):
        return False
    if _LESS.search(before):
        return theirs < mine
    return theirs > mine if _MORE.search(before) else bool(_AROUND.search(before))


def _to_digits(value: Decimal, n: int) -> Decimal:
    """A number rounded to its first `n` digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - n + 1))
