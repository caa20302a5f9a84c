"""German and English numbers, dates and names in one normal form, so that texts can be compared: three sets of strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from chatbot.calendar_words import date_spans, dates
from chatbot.names import names
from chatbot.number_words import MULTIPLIERS, cardinal, ordinal

__all__ = ["Quantity", "dates", "names", "numbers", "quantities"]

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)(?P<ord>(?:st|nd|rd|th)\b|"
    r"\.(?=\s+[^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_PERCENT = re.compile(r"\s?(?:%|Prozentpunkte?n?\b|Prozent\b|percent\b|per cent\b)", re.I)
_AFTER = re.compile(r"[\s\u00a0-]{1,2}([^\W\d_]+)")
_UNIT = re.compile(r"[\s\u00a0-]{0,2}([€$£]|[^\W\d_]+)")
_ROUGH = frozenset(["ein", "eine", "einen", "einer", "einem", "a", "one"])


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number in a text: where it stands, its value, and the word after it in lower case ("dollar", "" at the end)."""

    start: int
    end: int
    value: str
    unit: str
    ordinal: bool = False


def numbers(text: str, language: str = "de") -> frozenset[str]:
    """The numbers in `text` as plain decimals ("3500000000", "12", "1.5"), percentages with a sign ("17%").

    Number words count ("zwölf", "fünfte", "anderthalb", "ein Dutzend"); "ein" and "one" alone do not. `language` decides
    "1,200" (1.2 in German, 1200 in English) and "billion".

    Example:
        >>> sorted(numbers("3,5 Milliarden Dollar, 1.200 Tote, 17 Prozent, zwölf, die fünfte"))
        ['12', '1200', '17%', '3500000000', '5']
    """
    return frozenset(q.value for q in quantities(text, language))


def quantities(text: str, language: str = "de") -> tuple[Quantity, ...]:
    """Every number of `text` in order of position, with its unit word."""
    found: list[Quantity] = []
    end_of_last = 0
    for match in _TOKEN.finditer(text):
        if match.start() < end_of_last:
            continue
        value, is_ordinal = _value(match, language)
        if value is None:
            continue
        value, end = _multiplied(text, match, value, language)
        percent = _PERCENT.match(text, end)
        end = percent.end() if percent else end
        unit = _UNIT.match(text, end)
        plain = format(value.normalize(), "f") + ("%" if percent else "")
        found.append(Quantity(match.start(), end, plain, unit[1].lower() if unit and not percent else "", is_ordinal))
        end_of_last = end
    return tuple(found)


def _value(match: re.Match[str], language: str) -> tuple[Decimal | None, bool]:
    if match["digits"]:
        return _digits(match["digits"], language), bool(match["ord"])
    word = match["word"].lower()
    exact = cardinal(word)
    if exact is not None:
        return exact, False
    rank = ordinal(word)
    if rank is not None:
        return Decimal(rank), True
    if word in _ROUGH:
        after = _AFTER.match(match.string, match.end())
        if after and (after[1].lower() in MULTIPLIERS or after[1].lower() == "billion"):
            return Decimal(1), False
    if word in ("dutzend", "dozen") and match.string[: match.start()].rstrip()[-1:].isdigit() is False:
        return Decimal(12), False
    return None, False


def _digits(raw: str, language: str) -> Decimal:
    """Digits with separators: groups of three are thousands, one last separator before other lengths is a decimal sign."""
    text = re.sub(r"[\u00a0\u202f' ]", "", raw)
    decimal_sign, group_sign = (",", ".") if language == "de" else (".", ",")
    parts = re.split(r"[.,]", text)
    if len(parts) == 1:
        return Decimal(text)
    if decimal_sign in text and group_sign not in text:
        if text.count(decimal_sign) == 1:
            return Decimal(text.replace(decimal_sign, "."))
        return Decimal("".join(parts))
    if group_sign in text and decimal_sign not in text:
        grouped = all(len(part) == 3 for part in parts[1:]) and parts[0] != "0"
        return Decimal("".join(parts)) if grouped else Decimal(".".join((parts[0], "".join(parts[1:]))))
    return Decimal("".join(parts[:-1]) + "." + parts[-1])


def _multiplied(text: str, match: re.Match[str], value: Decimal, language: str) -> tuple[Decimal, int]:
    """The value times the multiplier words after it ("3,5 Milliarden"), and where they end."""
    end = match.end("digits") if match["digits"] else match.end()
    while after := _AFTER.match(text, end):
        word = after[1].lower()
        factor = MULTIPLIERS.get(word)
        if word in ("billion", "billions"):
            factor = 10**12 if language == "de" and after[1][0].isupper() else 10**9
        if factor is None:
            break
        value, end = value * factor, after.end()
    return value, end


def date_free_numbers(text: str, language: str = "de") -> frozenset[str]:
    """`numbers` without those that are part of a date ("20. Juni 2024" gives none)."""
    spans = [(start, end) for start, end, _ in date_spans(text)]
    return frozenset(q.value for q in quantities(text, language) if not any(start <= q.start < end for start, end in spans))
