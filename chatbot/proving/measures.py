"""Numbers with their units as the checks compare them: 18 months are one and a half years. Texts are read in `numbers`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_UNIT_NAMES = {
    "eur": "€ euro euros eur", "usd": "$ dollar dollars usd us", "gbp": "£ pfund pounds", "chf": "franken francs chf",
    "yen": "yen", "rub": "rubel rubles roubles", "kr": "kronen", "cny": "yuan renminbi", "pln": "zloty",
    "inr": "rupien rupees", "try": "lira",
    "km": "km kilometer kilometern kilometers kilometres", "m": "m meter metern meters metres", "cm": "cm zentimeter zentimetern",
    "mm": "mm millimeter millimetern millimetre millimetres millimeters", "kmh": "stundenkilometer stundenkilometern kph",
    "t": "t tonne tonnen tons tonnes", "kg": "kg kilo kilogramm kilograms", "g": "gramm grams",
    "mg": "mg milligramm milligrams", "µg": "µg μg mikrogramm micrograms", "l": "liter litern litres",
    "gw": "gw gigawatt gigawatts", "mw": "mw megawatt megawatts", "kw": "kw kilowatt", "grad": "grad degrees",
    "jahr": "jahr jahre jahren jahres year years", "monat": "monat monate monaten monats month months",
    "woche": "woche wochen week weeks", "tag": "tag tage tagen tages day days", "stunde": "stunde stunden hour hours",
    "minute": "minute minuten minutes", "sekunde": "sekunde sekunden seconds",
    "s/10": "zehntelsekunde zehntelsekunden zehntel tenths",
    "s/100": "hundertstelsekunde hundertstelsekunden hundertstel hundredths",
    "s/1000": "tausendstelsekunde tausendstelsekunden tausendstel thousandths millisekunde millisekunden",
    "ha": "hektar hectares", "uhr": "uhr",
}  # fmt: skip
UNITS = {name: unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
"""Words for units, small, to the unit's name."""
_SMALLER = {
    "jahr": (12, "monat"), "woche": (7, "tag"), "tag": (24, "stunde"), "stunde": (60, "minute"), "minute": (60, "sekunde"),
    "sekunde": (10, "s/10"), "s/10": (10, "s/100"), "s/100": (10, "s/1000"), "km": (1000, "m"), "m": (100, "cm"),
    "cm": (10, "mm"), "t": (1000, "kg"), "kg": (1000, "g"), "g": (1000, "mg"), "mg": (1000, "µg"), "gw": (1000, "mw"),
    "mw": (1000, "kw"),
}  # fmt: skip
"""How many of which smaller unit one unit is."""


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


def same_measure(one: Number, other: Number) -> bool:
    """Whether two numbers with units are the same amount: half an hour and 30 minutes."""
    return bool(one.unit and other.unit) and in_smallest(one) == in_smallest(other)


def in_smallest(number: Number) -> tuple[Decimal, str]:
    """The number and its unit, turned into the smallest unit of its kind; values such as "2:1" and "100+" have none: 0.

    Example:
        >>> in_smallest(Number("1.5", "jahr", "", 0, 0, "anderthalb"))
        (Decimal('18.0'), 'monat')
    """
    if {":", "+"} & set(number.value):
        return Decimal(0), number.value
    value, unit = Decimal(number.value.rstrip("%")), number.unit
    while unit in _SMALLER:
        times, unit = _SMALLER[unit]
        value *= times
    return value, unit
