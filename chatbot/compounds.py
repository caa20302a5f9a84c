"""German compounds: "Haubitzen" is found in "Panzerhaubitzen", and the other way round. Pure; on stems, without a dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

MIN_PART = 5
"""Letters a part must have: shorter ones begin or end too many unrelated words."""
_MIN_REST = 3


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
    """Whether the stem `asked` is among `stems`, is part of one of them, or has one of them as a part of its own.

    `stem_parts` are `all_parts` of `stems`.

    Example:
        >>> found_in("haubitz", {"panzerhaubitz"}, all_parts(["panzerhaubitz"])), found_in("rathaus", {"haus"}, frozenset())
        (True, False)
    """
    return asked in stems or asked in stem_parts or not parts(asked).isdisjoint(stems)
