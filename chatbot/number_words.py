"""Number words in German and English as values: "zwölf", "dreiundzwanzig", "fünfte", "twenty-one". No text is scanned here."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_UNITS = {
    "null": 0, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80,
    "neunzig": 90,
}  # fmt: skip
_PREFIX = {**_UNITS, "ein": 1, "eine": 1}
_EN_UNITS = {
    "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_EN_ORDINALS = {
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
}  # fmt: skip
_ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}
_ENDINGS = ("e", "en", "er", "es", "em")
MULTIPLIERS = {
    "tausend": 10**3, "tsd": 10**3, "thousand": 10**3, "million": 10**6, "millionen": 10**6, "millions": 10**6, "mio": 10**6,
    "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "billionen": 10**12, "trillion": 10**12, "trillions": 10**12,
    "dutzend": 12, "dozen": 12, "hundert": 100, "hundred": 100,
}  # fmt: skip
"""Words that multiply the number before them. "Billion" is not here: it is 10^12 in German and 10^9 in English."""
_HALVES = {
    "anderthalb": "1.5", "anderthalbe": "1.5", "eineinhalb": "1.5", "einhalb": "0.5", "zweieinhalb": "2.5",
    "dreieinhalb": "3.5", "viereinhalb": "4.5", "fünfeinhalb": "5.5", "sechseinhalb": "6.5", "siebeneinhalb": "7.5",
    "achteinhalb": "8.5", "neuneinhalb": "9.5",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def cardinal(word: str) -> Decimal | None:
    """The value of a German or English cardinal written as one lower-case word; None when it is none ("ein" alone is none).

    Example:
        >>> cardinal("dreiundzwanzig"), cardinal("zweitausendvierhundert"), cardinal("twenty-one"), cardinal("haus")
        (Decimal('23'), Decimal('2400'), Decimal('21'), None)
    """
    if word in _HALVES:
        return Decimal(_HALVES[word])
    if word in _EN_UNITS:
        return Decimal(_EN_UNITS[word])
    if "-" in word:
        tens, _, unit = word.partition("-")
        if _EN_UNITS.get(tens, 0) >= 20 and (unit == "one" or 0 < _EN_UNITS.get(unit, 0) < 10):
            return Decimal(_EN_UNITS[tens] + (1 if unit == "one" else _EN_UNITS[unit]))
        return None
    value = _german(word)
    return None if value is None else Decimal(value)


def _german(word: str) -> int | None:
    """German compound cardinals below a million."""
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    for big, factor in (("tausend", 1000), ("hundert", 100)):
        before, found, after = word.partition(big)
        if found:
            left = 1 if not before else _PREFIX.get(before, _german(before))
            right = 0 if not after else _PREFIX.get(after.removeprefix("und"), _german(after.removeprefix("und")))
            return None if left is None or right is None or left == 0 else left * factor + right
    unit, found, tens = word.partition("und")
    if found and tens in _TENS and 0 < _PREFIX.get(unit, 0) < 10:
        return _PREFIX[unit] + _TENS[tens]
    return None


@lru_cache(maxsize=20_000)
def ordinal(word: str) -> int | None:
    """The value of a German or English ordinal written as one lower-case word; None when it is none.

    Example:
        >>> ordinal("fünfte"), ordinal("zwanzigsten"), ordinal("fifth"), ordinal("achte")
        (5, 20, 5, 8)
    """
    if word in _EN_ORDINALS:
        return _EN_ORDINALS[word]
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        if stem in _ORDINALS:
            return _ORDINALS[stem]
        for mark in ("st", "t"):
            base = _german(stem.removesuffix(mark)) if stem.endswith(mark) else None
            if base and (mark == "st") == (base % 100 >= 20 or base % 100 == 0):
                return base
    return None
