"""Fractions in words: "ein Drittel", "drei Viertel", "two thirds", "die Hälfte"."""

from __future__ import annotations

import re
from decimal import Decimal

from chatbot.number_words import cardinal, ordinal

_PARTS = {
    "drittel": 3, "dritteln": 3, "third": 3, "thirds": 3, "viertel": 4, "vierteln": 4, "quarter": 4, "quarters": 4, "fünftel": 5,
    "fünfteln": 5, "fifth": 5, "fifths": 5, "sechstel": 6, "sixth": 6, "siebtel": 7, "achtel": 8, "eighth": 8, "neuntel": 9,
}  # fmt: skip
_FRACTION = re.compile(rf"\b(\d{{1,2}}|[^\W\d_]+)[ -]({'|'.join(_PARTS)})\b(?=(\s+\w+)?)", re.I)
_HALF = re.compile(
    r"(?P<before>\w+)?\s?\b(?P<half>hälfte|halb(?=\sso\b)|(?<=\bby )half|half(?=\s(?:of|the|as|its|his|her|their|all)\b))\b", re.I
)
_ONE = frozenset("ein eine einem einen eines einer a one".split())
_ORDINALS = frozenset("third quarter fifth sixth eighth".split())
_BEHIND = frozenset("of more less fewer higher lower".split())


def fractions(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, share as a decimal) of every fraction in a text; "a third man" and "die zweite Hälfte" are none.

    Example:
        >>> fractions("Der Gewinn sank um ein Drittel."), fractions("a third man")
        (((19, 30, '0.3333'),), ())
    """
    found = []
    for match in _FRACTION.finditer(text):
        low, part = match[1].lower(), match[2].lower()
        counted = Decimal(1) if low in _ONE else Decimal(low) if low.isdigit() else cardinal(low)
        behind = part in _ORDINALS and match[3] and match[3].strip().lower() not in _BEHIND
        if counted is not None and not behind:
            found.append((match.start(), match.end(2), format(round(counted / _PARTS[part], 4).normalize(), "f")))
    for match in _HALF.finditer(text):
        if ordinal((match["before"] or "").lower()) is None:
            found.append((match.start("half"), match.end(), "0.5"))
    return tuple(found)


def same_share(one: str, other: str) -> bool:
    """Whether two values, of which one may be a percentage ("33%"), are one share; a percentage may be rounded."""
    mine, theirs = (Decimal(v.rstrip("%")) / (100 if v.endswith("%") else 1) for v in (one, other))
    return abs(mine - theirs) < Decimal("0.005")
