"""Countries and cities in German and English: what is a place, and what "Moscow" is called in a German article."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_NO_PLACE_ALONE = frozenset(("united", "new", "the", "great", "states", "city"))
_FURTHER = {"united kingdom": "großbritannien", "great britain": "großbritannien", "america": "usa", "united states": "usa",
            "the hague": "den haag", "kiev": "kiew", "czech republic": "tschechien"}  # fmt: skip
_LIST = Path(__file__).parent / "bundled" / "countries.txt"


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], dict[str, str]]:
    """Words of place names, lower case; English name to German name, both lower case.

    A line is ``German|English|capital`` with the capital's English name behind it where it differs, and further names.
    """
    words: set[str] = set()
    german: dict[str, str] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        names = line.split("|")
        words.update(word for name in names for word in name.lower().split() if len(word) > 2)
        if len(names) > 1 and names[0] != names[1]:
            german[names[1].lower()] = names[0].lower()
        if len(names) > 3 and names[2] != names[3]:
            german[names[3].lower()] = names[2].lower()
    return frozenset(words - _NO_PLACE_ALONE), german | _FURTHER


def is_known_place(word: str) -> bool:
    """Whether a word (any case) is part of a country's or city's name.

    Example:
        >>> is_known_place("Hanoi"), is_known_place("Putin")
        (True, False)
    """
    low = word.lower()
    return low in _table()[0] or low.removesuffix("'s").removesuffix("s") in _table()[0]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, _table()[1]), key=len, reverse=True)) + r")(?:'s)?\b", re.I)


def german_places(text: str) -> tuple[tuple[str, str], ...]:
    """(as written, German name) of every English place name in `text` that German writes otherwise.

    Example:
        >>> german_places("Why did Moscow help North Korea?")
        (('Moscow', 'moskau'), ('North Korea', 'nordkorea'))
    """
    table = _table()[1]
    return tuple((match[1], table[match[1].lower()]) for match in _pattern().finditer(text) if match[1][0].isupper())


_AT_HOME = frozenset(("deutschland", "österreich", "schweiz"))
"""Countries that German papers take for granted."""


@lru_cache(maxsize=1)
def _countries() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """What names a country in a question, and for each such name the beginning of its German words and its capital."""
    known: dict[str, tuple[str, str]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        german, *others = line.lower().split("|")
        if len(others) < 2 or german in _AT_HOME or " " in german:
            continue
        bare = german.removesuffix("land")
        begins = "us" if german == "usa" else bare[:3] if len(bare) < 7 else bare[:4]
        known |= dict.fromkeys((german, others[0]), (begins, others[1]))
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return re.compile(rf"\b({names})(?:'?s)?\b", re.I), known


def missing_country(question: str, text: str) -> str | None:
    """The first country that `question` names and German `text` does not: neither it, its people or adjective, nor its capital.

    None where there is none. Told by the beginning of the word, so rather too few are missed than too many.

    Example:
        >>> missing_country("How many howitzers did Latvia order?", "Estland kauft zwölf Haubitzen."), missing_country(
        ...     "Was bestellte Lettland?", "Die lettische Armee bestellte Haubitzen.")
        ('Latvia', None)
    """
    pattern, known = _countries()
    low = text.lower()
    for match in pattern.finditer(question):
        begins, capital = known[match[1].lower()]
        if not match[1][0].isupper() or match[1].lower() in low or capital in low:
            continue  # also a person who is called like a country: "Chad Smith"
        if not re.search(rf"\b{re.escape(begins)}", low):
            return match[1]
    return None
