"""Are the numbers of a sentence in its evidence, with the same unit and the same bound? Notation is `chatbot.numerals`' business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chatbot.calendar_words import date_spans
from chatbot.number_words import cardinal
from chatbot.numerals import quantities
from chatbot.proving.words import Reading

_UNIT_NAMES = {
    "eur": "€ euro euros eur", "usd": "$ dollar dollars usd us", "gbp": "£ pfund pounds", "chf": "franken francs chf",
    "km": "km kilometer kilometern kilometers kilometres", "m": "m meter metern meters metres", "cm": "cm zentimeter zentimetern",
    "mm": "mm millimeter millimetern millimetre millimetres millimeters", "kmh": "stundenkilometer stundenkilometern kph",
    "t": "t tonne tonnen tons tonnes", "kg": "kg kilo kilogramm kilograms", "g": "gramm grams", "l": "liter litern litres",
    "gw": "gw gigawatt gigawatts", "mw": "mw megawatt megawatts", "kw": "kw kilowatt", "grad": "grad degrees",
    "jahr": "jahr jahre jahren jahres year years", "monat": "monat monate monaten monats month months",
    "woche": "woche wochen week weeks", "tag": "tag tage tagen tages day days", "stunde": "stunde stunden hour hours",
    "minute": "minute minuten minutes", "sekunde": "sekunde sekunden seconds", "ha": "hektar hectares", "uhr": "uhr",
}  # fmt: skip
_UNIT = {name: unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
_COUNTED = re.compile(r"\b([^\W_]+?)-?(jährig|tägig|monatig|wöchig|stündig|minütig|köpfig|fach|mal|prozentig)(?:e[nrsm]?)?\b", re.I)
_COUNT_UNIT = {"jährig": "jahr", "tägig": "tag", "monatig": "monat", "wöchig": "woche", "stündig": "stunde", "minütig": "minute"}
_SHARES = {"0.5": re.compile(r"\b(?:hälfte|half|halb(?:e[nrsm]?)?)\b", re.I), "0.25": re.compile(r"\b(?:ein )?viertel\b|\bquarter\b", re.I)}
_TWO = re.compile(r"\b(?:beide[nrs]?|both|doppelt|verdoppelt\w*|twice|doubled?|paar)\b", re.I)
_BOUNDS = (
    ("over", re.compile(r"\b(?:mehr als|über|mindestens|wenigstens|more than|over|at least|above|exceed\w*)\W*(?:\w+\W+)?$", re.I)),
    ("under", re.compile(r"\b(?:weniger als|unter|höchstens|maximal|bis zu|fewer than|less than|under|below|at most|up to)\W*(?:\w+\W+)?$", re.I)),
)
_ROUND = re.compile(r"\b(?:knapp|fast|beinahe|nahezu|almost|nearly)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """One number outside dates: its value as a plain decimal, its unit ("" where none is known), its bound, its place.

    `bound` is "over", "under" or "". `ordinal` tells "die fünfte" from "fünf".
    """

    value: str
    unit: str
    bound: str
    start: int
    end: int
    written: str
    ordinal: bool = False


@lru_cache(maxsize=4_096)
def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of `text` that are no part of a date, in order, compounds such as "zweitägig" included."""
    dated = [(start, end) for start, end, key in date_spans(text) if not key.startswith("wd")]
    found = []
    for quantity in quantities(text, language):
        if any(start <= quantity.start < end for start, end in dated) or _part_of_name(text, quantity.start):
            continue
        found.append(
            Number(
                quantity.value,
                _UNIT.get(quantity.unit, ""),
                _bound(text[max(0, quantity.start - 24) : quantity.start]),
                quantity.start,
                quantity.end,
                text[quantity.start : quantity.end].strip(),
                quantity.ordinal,
            )
        )
    taken = [(n.start, n.end) for n in found]
    for match in _COUNTED.finditer(text):
        word = match.group(1).lower()
        value = word if word.isdigit() else cardinal(word)
        if value is not None and not any(start <= match.start() < end for start, end in taken):
            kind = match.group(2).lower()
            plain = f"{value}%" if kind == "prozentig" else str(value)
            found.append(Number(plain, _COUNT_UNIT.get(kind, ""), "", match.start(), match.end(1), match.group()))
    return tuple(sorted(found, key=lambda n: n.start))


def _part_of_name(text: str, start: int) -> bool:
    """Whether the digits belong to a name such as "F-16", "G7" or "A 380"."""
    return bool(re.search(r"(?:[A-Za-zÄÖÜ]-?)$", text[max(0, start - 2) : start])) and text[start : start + 1].isdigit()


def _bound(before: str) -> str:
    for name, pattern in _BOUNDS:
        if pattern.search(before):
            return name
    return "under" if _ROUND.search(before) else ""


def wrong_numbers(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """What is wrong with the sentence's numbers, in German, one reason a number; empty where every one is proved."""
    proved = [n for reading in evidence for n in find_numbers(reading.text, reading.language)]
    years = {key for reading in evidence for _, _, key in date_spans(reading.text)}
    reasons = []
    for number in find_numbers(sentence.text, sentence.language):
        same = [other for other in proved if _same_value(number, other)]
        if not same:
            if number.value in years or number.value == "1" or any(_as_word(number, reading.text) for reading in evidence):
                continue
            reasons.append(f"Zahl „{number.written}“ steht nicht im Beleg")
        elif number.unit and not any(other.unit in ("", number.unit) for other in same):
            reasons.append(f"Einheit von „{number.written}“ weicht vom Beleg ab")
        elif number.bound and all(other.bound and other.bound != number.bound for other in same):
            reasons.append(f"Schranke bei „{number.written}“ weicht vom Beleg ab")
    return tuple(reasons)


def _same_value(number: Number, other: Number) -> bool:
    if number.value.rstrip("%") != other.value.rstrip("%"):
        return False
    return number.value == other.value or not (number.value.endswith("%") and other.unit)


def _as_word(number: Number, text: str) -> bool:
    """Whether the evidence gives the value in a word: "die Hälfte" for 50 %, "beide" for two."""
    share = {"50%": "0.5", "25%": "0.25"}.get(number.value, number.value)
    if share in _SHARES:
        return bool(_SHARES[share].search(text))
    return number.value == "2" and bool(_TWO.search(text))
