"""German compounds: "Haubitzen" is found in "Panzerhaubitzen", and the other way round. Pure; on stems, without a dictionary.

Plurals and genitives such as "Kitas" and "Babys" too: the stemmer takes an -s only behind certain consonants.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

MIN_PART = 5
"""Letters a part must have: shorter ones begin or end too many unrelated words."""
_MIN_REST = 3
_OPEN_ENDS = ("a", "i", "o", "y")


@lru_cache(maxsize=50_000)
def parts(stem: str) -> frozenset[str]:
    """Every beginning and end of `stem` that may be a word of a compound: at least 5 letters, with at least 3 left over.

    Example:
        >>> "haubitz" in parts("panzerhaubitz"), parts("haubitz")
        (True, frozenset())
    """
    if len(stem) < MIN_PART + _MIN_REST or not stem.isalpha():
        return frozenset()
    cuts = range(MIN_PART, len(stem) - _MIN_REST + 1)
    return frozenset([stem[:n] for n in cuts] + [stem[-n:] for n in cuts])


def all_parts(stems: Iterable[str]) -> frozenset[str]:
    """The `parts` of all these stems."""
    return frozenset().union(*(parts(stem) for stem in stems))


def found_in(asked: str, stems: frozenset[str] | set[str], stem_parts: frozenset[str] | set[str]) -> bool:
    """Whether the stem `asked` is among `stems`, with or without an -s, is part of one of them, or has one as a part of its own.

    `stem_parts` are `all_parts` of `stems`.

    Example:
        >>> found_in("haubitz", {"panzerhaubitz"}, all_parts(["panzerhaubitz"])), found_in("rathaus", {"haus"}, frozenset())
        (True, False)
    """
    forms = _with_and_without_s(asked)
    return any(form in stems or form in stem_parts for form in forms) or not parts(asked).isdisjoint(stems)


def _with_and_without_s(stem: str) -> tuple[str, ...]:
    """The stem, and where an -s follows or may follow a vowel the other form: "kita" and "kitas", both ways."""
    if stem.endswith(_OPEN_ENDS):
        return stem, stem + "s"
    return (stem, stem[:-1]) if stem.endswith("s") and stem[:-1].endswith(_OPEN_ENDS) else (stem,)
