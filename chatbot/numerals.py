"""German and English numbers, dates and names in one normal form, so that texts can be compared: three sets of strings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from chatbot.calendar_words import date_spans, dates
from chatbot.names import names
from chatbot.number_words import MULTIPLIERS, cardinal, ordinal

__all__ = ["Quantity", "dates", "names", "numbers", "quantities"]

_BIG = rf"(?i:{'|'.join(sorted(MULTIPLIERS, reverse=True))}|billions?)\b"
_PART = (
    r"(?P<part>(?i:\b(?:(?:ein(?:e[nrsm]?)?|an?|one)[\s-])?(?:(?:drei|three)[\s-]?)?"
    r"(?:viertel|quarters?|halbe?[nrsm]?|half)(?:\sof)?(?:\san?|\seiner)?)"
    rf"(?=[\s-]?{_BIG}|(?<=[Vv]iertel)\s?(?:[Ss]tunde|[Jj]ahr))"
    r"|\b(?i:ein(?:e[nrsm]?)?\shalbe[nrsm]?)(?=\s[A-ZÄÖÜ])"
    r"|\b(?i:half|(?:(?:a|one|three)[\s-])?quarters?\sof)\san?(?=\s[a-z]))"
)  # "eine halbe Million", "a quarter of a million", "Dreiviertelstunde", "ein halbes Jahr", "three quarters of an hour"
_TOKEN = re.compile(
    rf"{_PART}|\b(?:[Aa]n?|[Oo]ne)\s(?P<one>[a-z]+)\sand\sa\shalf\b|"
    r"(?P<digits>\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)(?P<ord>(?:st|nd|rd|th)\b|"
    r"\.(?=\s+[^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_PERCENT = re.compile(r"\s?(?:%|Prozentpunkte?n?\b|Prozent\b|percentage points?\b|percent\b|per cent\b)", re.I)
_AFTER = re.compile(r"[\s\u00a0-]{0,2}([^\W\d_]+)")
_AND_HALF = re.compile(r"[\s-]and[\s-]a[\s-]half\b", re.I)
_SPAN = re.compile(r"\s?(?:[–-]|\b(?:auf|bis|oder|to|or)(?: zu| rund| etwa| about)?\b)\s?", re.I)
_BETWEEN = re.compile(r"\s(?:und|and)\s", re.I)
_TWO_ENDS = re.compile(r"\b(?:zwischen|between)\s(?:\w+\s)?$", re.I)
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
    """Every number of `text` in order of position, with its unit word.

    The first of two ends shares the second's multiplier: "von 3 auf 5 Millionen" has 3000000 and 5000000.

    Example:
        >>> [q.value for q in quantities("eine halbe Million, anderthalb Dutzend, drei bis vier Millionen, ein halbes Jahr")]
        ['500000', '18', '3000000', '4000000', '0.5']
    """
    found: list[Quantity] = []
    end_of_last, bare = 0, False
    for match in _TOKEN.finditer(text):
        if match.start() < end_of_last:
            continue
        value, is_ordinal = _value(match, language)
        if value is None:
            continue
        own, end = _halved(text, match, value)
        value, end = _multiplied(text, end, own, language)
        if bare and value != own and _ends_of_one(text, found[-1], match.start()):
            found[-1] = replace(found[-1], value=_plain(Decimal(found[-1].value) * value / own))
        percent = _PERCENT.match(text, end)
        end = percent.end() if percent else end
        unit = _UNIT.match(text, end)
        word = unit[1].lower() if unit and not percent else ""
        if match["one"] and match["one"] not in MULTIPLIERS:
            word = match["one"]
        found.append(Quantity(match.start(), end, _plain(value) + "%" * bool(percent), word, is_ordinal))
        end_of_last, bare = end, value == own < 1000 and not (percent or is_ordinal)
    return tuple(found)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _ends_of_one(text: str, first: Quantity, start: int) -> bool:
    """Whether a number and the one that starts at `start` are the two ends of one span: "3 bis 5", "zwischen 3 und 5"."""
    between = text[first.end : start]
    return bool(_SPAN.fullmatch(between) or (_BETWEEN.fullmatch(between) and _TWO_ENDS.search(text[: first.start])))


def _value(match: re.Match[str], language: str) -> tuple[Decimal | None, bool]:
    if match["part"]:
        part = match["part"].lower()
        quarters = 3 if "drei" in part or "three" in part else 1
        return Decimal(quarters) / 4 if "viertel" in part or "quarter" in part else Decimal("0.5"), False
    if match["one"]:
        return Decimal("1.5") * MULTIPLIERS.get(match["one"], 1), False
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
        if word == "one" and _AND_HALF.match(match.string, match.end()):
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


def _halved(text: str, match: re.Match[str], value: Decimal) -> tuple[Decimal, int]:
    """The value with the half after it ("two and a half"), and where it ends."""
    end = match.end("digits") if match["digits"] else match.end()
    half = _AND_HALF.match(text, end)
    return (value + Decimal("0.5"), half.end()) if half else (value, end)


def _multiplied(text: str, end: int, value: Decimal, language: str) -> tuple[Decimal, int]:
    """The value times the multiplier words behind `end` ("3,5 Milliarden"), and where they end."""
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
