"""Are the numbers of a sentence in its evidence, with the same unit and the same bound? Notation is `chatbot.numerals`'
business.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from chatbot.calendar_words import date_spans
from chatbot.number_words import cardinal
from chatbot.numerals import quantities
from chatbot.proving.fractions import fractions, same_share
from chatbot.proving.measures import UNITS, Number, same_measure
from chatbot.proving.number_roles import role, roles_differ, rounded, wholes
from chatbot.proving.ratios import wrong_ratios
from chatbot.proving.words import Reading

_POINTS = re.compile(r"punkt|point", re.I)
_COUNTED = re.compile(
    r"\b([^\W_]+?)-?(jährig|tägig|monatig|wöchig|stündig|minütig|köpfig|fach|mal|malig|stellig|prozentig)(?:e[nrsm]?)?\b", re.I
)
_COUNT_UNIT = {"jährig": "jahr", "tägig": "tag", "monatig": "monat", "wöchig": "woche", "stündig": "stunde", "minütig": "minute"}
_MANY = {
    "dutzende": "12+", "dutzenden": "12+", "dozens": "12+", "hunderte": "100+", "hunderten": "100+", "hundreds": "100+",
    "tausende": "1000+", "tausenden": "1000+", "thousands": "1000+", "zehntausende": "10000+", "hunderttausende": "100000+",
}  # fmt: skip
_MANY_WORDS = re.compile(rf"\b(?:{'|'.join(_MANY)})\b", re.I)
_TWO = re.compile(r"\b(?:beide[nrs]?|both|doppelt|verdoppelt\w*|twice|doubled?|paar)\b", re.I)
_TIME = re.compile(
    r"\b(\d{1,2})(?:[.:](\d{2}))?\s?(uhr\b|h\b|a\.?\s?m\b|p\.?\s?m\b)|\b(\d{1,2}):(\d{2})\b(?=\s?uhr|\s?[ap]\.?m)", re.I
)
_SCORE = re.compile(r"(?<![\d:.,])\d{1,3}:\d{1,3}(?![\d:]|[.,]\d)")
_ONE = re.compile(r"\b(?:ein(?:e[nrsm]?|s|zige?[nrsm]?)?|erst\w*|one|an?|first|single)\b", re.I)
_ONE_OF = re.compile(r"\b(?:ein(?:e[nrm]?)?|an?|one)\s([^\W\d_]{3,})\b(?! and a half)", re.I)
_PARTS = {
    "3": re.compile(r"\b(?:ein |einem |ein- )?drittel\w*|\bdritt\w+", re.I),
    "4": re.compile(r"viertel|\bviert\w+", re.I),
    "16": re.compile("achtelfinal", re.I),
}
_BOUNDS = (
    (
        "over",
        re.compile(r"\b(?:mehr als|über|mindestens|wenigstens|more than|over|at least|above|exceed\w*)\W*(?:\w+\W+)?$", re.I),
    ),
    (
        "under",
        re.compile(
            r"\b(?:weniger als|unter|höchstens|maximal|bis zu|fewer than|less than|under|below|at most|up to)\W*(?:\w+\W+)?$",
            re.I,
        ),
    ),
)
_PER = re.compile(r"[\s-]{0,2}(?:[€$£]|[^\W\d_]+)?\s?(?:/|\b(?:pro|je|per)\s)\s?([^\W\d_]+)", re.I)
_SHARE = "share"
_ROUND = re.compile(r"\b(?:knapp|fast|beinahe|nahezu|almost|nearly)\W*$", re.I)


@lru_cache(maxsize=4_096)
def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of `text` that are no part of a date, in order, compounds such as "zweitägig" included."""
    times = _times(text)
    times += _scores(text, [(n.start, n.end) for n in times])
    counted = quantities(text, language)
    times += [
        Number(value, _SHARE, "", a, b, text[a:b])
        for a, b, value in fractions(text)
        if not any(q.start <= a and b <= q.end for q in counted)  # "a quarter of a million" is a number
    ]
    dated = [(n.start, n.end) for n in times] + [(start, end) for start, end, key in date_spans(text) if not key.startswith("wd")]
    found = list(times)
    for quantity in counted:
        if any(start <= quantity.start < end for start, end in dated) or _part_of_name(text, quantity.start):
            continue
        found.append(
            Number(
                quantity.value,
                _unit(text[quantity.start : quantity.end], quantity.unit or _behind_dot(text, quantity.end)),
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
    found += [Number(_MANY[m.group().lower()], "", "", m.start(), m.end(), m.group()) for m in _MANY_WORDS.finditer(text)]
    return tuple(sorted(found, key=lambda n: n.start))


def _unit(written: str, word: str) -> str:
    """The unit of a number: its word's, or "pp" for percentage points, which are no percent."""
    return "pp" if _POINTS.search(written) else UNITS.get(word, "")


def _behind_dot(text: str, end: int) -> str:
    """The word behind the dot of a short form: "Euro" in "45 Mrd. Euro"."""
    match = re.compile(r"\.\s?([^\W\d_]+)").match(text, end)
    return match[1].lower() if match and text[:end].endswith(("Mrd", "Mio", "Tsd")) else ""


def _times(text: str) -> list[Number]:
    """The times of day in `text` as "21:30", German and English notation."""
    found = []
    for match in _TIME.finditer(text):
        hour, minute = int(match.group(1) or match.group(4)), match.group(2) or match.group(5) or "00"
        if (match.group(3) or "").lower().startswith("p") and hour < 12:
            hour += 12
        if hour <= 24 and int(minute) < 60:
            found.append(Number(f"{hour:02d}:{minute}", "", "", match.start(), match.end(), match.group().strip()))
    return found


def _scores(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Results such as "2:1" as one number each, so that their order counts."""
    return [
        Number(match.group(), "", "", match.start(), match.end(), match.group())
        for match in _SCORE.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]


def _part_of_name(text: str, start: int) -> bool:
    """Whether the digits belong to a name such as "F-16", "G7" or "A 380"."""
    return bool(re.search(r"(?:[A-Za-zÄÖÜ]-?)$", text[max(0, start - 2) : start])) and text[start : start + 1].isdigit()


def _bound(before: str) -> str:
    for name, pattern in _BOUNDS:
        if pattern.search(before):
            return name
    return "under" if _ROUND.search(before) else ""


def wrong_numbers(sentence: Reading, evidence: tuple[Reading, ...], converse: bool = False) -> tuple[str, ...]:
    """What is wrong with the sentence's numbers, in German, one reason a number; empty where every one is proved.

    Where the sentence says it from the other side (`converse`: "verlor" for "gewann"), a result is read from the other side too.
    """
    proved = [(n, reading) for reading in evidence for n in find_numbers(reading.text, reading.language)]
    years = {key for reading in evidence for _, _, key in date_spans(reading.text)}
    reasons = []
    claimed = find_numbers(sentence.text, sentence.language)
    for number in claimed:
        same = [(other, reading) for other, reading in proved if _same_value(number, other, converse)]
        if not same:
            before = sentence.text[max(0, number.start - 24) : number.start]
            if number.value in years or any(_as_word(number, reading.text) for reading in evidence):
                continue
            if any(_same_unit(number, other) and rounded(before, number.value, other.value) for other, _ in proved):
                continue
            reasons.append(f"Zahl „{number.written}“ steht nicht im Beleg")
        elif _unit_differs(number, same):
            reasons.append(f"Einheit von „{number.written}“ weicht vom Beleg ab")
        elif _per_differs(sentence, number, same):
            reasons.append(f"Bezugsgröße von „{number.written}“ weicht vom Beleg ab")
        elif number.bound and all(other.bound and other.bound != number.bound for other, _ in same):
            reasons.append(f"Schranke bei „{number.written}“ weicht vom Beleg ab")
        elif _role_differs(sentence, number, same):
            reasons.append(f"„{number.written}“ ist im Beleg Veränderung statt Stand, oder umgekehrt")
    return (
        tuple(reasons)
        or _doubled(claimed, [n for n, _ in proved])
        or _whole_for_part(sentence, evidence)
        or wrong_ratios(sentence.text, proved, [reading.text for reading in evidence])
        or _one_for_more(sentence, evidence)
    )


def _unit_differs(number: Number, same: list[tuple[Number, Reading]]) -> bool:
    """Whether the unit is another one; per cent and percentage points are two, a number without a unit goes with any."""
    units = {other.unit for other, _ in same}
    if "pp" in (number.unit, *units) and all(n.value.endswith("%") for n in (number, *(other for other, _ in same))):
        return number.unit not in units
    return bool(number.unit) and "" not in units and not any(same_measure(number, other) for other, _ in same)


def _per_differs(sentence: Reading, number: Number, same: list[tuple[Number, Reading]]) -> bool:
    """Whether "pro Jahr" is "pro Monat" in the evidence, which names one everywhere."""
    mine, *theirs = (_PER.match(text, n.end) for n, text in ((number, sentence.text), *((o, r.text) for o, r in same)))
    units = [UNITS.get(match[1].lower()) for match in (mine, *theirs) if match]
    return bool(mine) and all(theirs) and None not in units and units[0] not in units[1:]


def _role_differs(sentence: Reading, number: Number, same: list[tuple[Number, Reading]]) -> bool:
    if ":" in number.value or "uhr" in (number.unit, *(other.unit for other, _ in same)):
        return False
    return roles_differ(
        role(sentence.text, number.start, number.end), {role(reading.text, other.start, other.end) for other, reading in same}
    )


def _whole_for_part(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """The whole of "12 der 15 Drohnen abgeschossen" taken for the part: what is said of the part is said of all."""
    claimed = find_numbers(sentence.text, sentence.language)
    years = {key for _, _, key in date_spans(sentence.text)}
    for reading in evidence:
        known = find_numbers(reading.text, reading.language)
        if any(n.value in years for n in known):
            continue  # "1200 von 9500" has a number that only looks like a year
        whole = wholes(reading, [(n.start, n.end) for n in known])
        for n in known:
            if n.start not in whole or sum(other.value == n.value for other in known) > 1:
                continue
            alone = len(claimed) == 1 and claimed[0].value == n.value and not _after(sentence, claimed[0]) & {"der", "von", "of"}
            noun = _after(reading, n)
            said = {w.stem for w in sentence.words if w.content and not w.capital and w.stem not in noun}
            if alone and said & {w.stem for w in reading.words}:
                return (f"„{claimed[0].written}“ ist im Beleg die Gesamtzahl",)
    return ()


def _one_for_more(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """One of a unit where the evidence has another number of it, and no one: "ein Jahr" for "ein halbes Jahr"."""
    ones = {unit for reading in evidence for unit in _ones(reading.text)}
    known = [n for reading in evidence for n in find_numbers(reading.text, reading.language) if n.unit and not n.ordinal]
    for unit, written in _ones(sentence.text).items():
        same = [n for n in known if n.unit == unit]
        one = Number("1", unit, "", 0, 0, written)
        if same and unit not in ones and not any(same_measure(one, n) for n in known):
            return (f"„{written}“ steht nicht im Beleg",)
    return ()


def _ones(text: str) -> dict[str, str]:
    """The units of which a text has one ("ein Jahr", "an hour"), each with the words it is written in."""
    return {UNITS[m[1].lower()]: m.group() for m in _ONE_OF.finditer(text) if m[1].lower() in UNITS}


def _after(reading: Reading, number: Number) -> set[str]:
    """The stems of the two words behind a number."""
    return {word.stem for word in [w for w in reading.words if w.start >= number.end][:2]}


def _doubled(claimed: tuple[Number, ...], proved: list[Number]) -> tuple[str, ...]:
    """A number the sentence has twice and the evidence once, where the evidence has another one that the sentence lacks."""
    mine, theirs = Counter(n.value for n in claimed), Counter(n.value for n in proved)
    if sum(mine.values()) < 2 or not set(theirs) - set(mine) or sum(mine.values()) < sum(theirs.values()):
        return ()
    return tuple(f"Zahl „{value}“ steht an zwei Stellen, im Beleg an einer" for value, n in mine.items() if n > theirs[value] > 0)


def _same_value(number: Number, other: Number, converse: bool = False) -> bool:
    if converse and _SCORE.fullmatch(number.value) and _SCORE.fullmatch(other.value):
        return number.value.split(":") == other.value.split(":")[::-1]
    if _SHARE in (number.unit, other.unit) and not {":", "+"} & set(number.value + other.value):
        return all(n.unit == _SHARE or n.value.endswith("%") for n in (number, other)) and same_share(number.value, other.value)
    if number.value.rstrip("%") != other.value.rstrip("%"):
        return same_measure(number, other)
    return number.value == other.value or not (number.value.endswith("%") and other.unit)


def _same_unit(number: Number, other: Number) -> bool:
    return not number.unit or not other.unit or number.unit == other.unit


def _as_word(number: Number, text: str) -> bool:
    """Whether the evidence gives the value in a word: "die Hälfte" for 50 %, "beide" for two."""
    if number.value == "1":
        return bool(_ONE.search(text))
    if number.written.isdigit() and re.search(rf"(?<![\d.,]){number.written}(?![\d]|[.,]\d)", text):
        return True
    if number.value in _PARTS and number.ordinal:
        return bool(_PARTS[number.value].search(text))
    return number.value == "2" and bool(_TWO.search(text))
