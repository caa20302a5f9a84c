"""Words of time that are no dates: "gestern", "im Herbst", "Ende 2025", "am Abend". A sentence may not say another one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from chatbot.calendar_words import MONTH_PATTERN, date_spans
from chatbot.proving.words import Reading

DAYS_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2, "morgen": -1, "tomorrow": -1, "übermorgen": -2}
_RELATIVE = re.compile(r"\b(?:[Hh]eute|[Gg]estern|[Vv]orgestern|morgen|[Üü]bermorgen|[Tt]oday|[Yy]esterday|[Tt]omorrow)\b")
_YEARS = {
    -1: re.compile(r"\b(?:vergangene[nsmr]? jahr|letzte[nsmr]? jahr|vorjahr|last year|previous year)", re.I),
    0: re.compile(r"\b(?:diese[msr]? jahr|laufende[nsm]? jahr|this year)", re.I),
    1: re.compile(r"\b(?:(?:kommende|nächste)[nsmr]? jahr|next year|coming year)", re.I),
}
_NOW = re.compile(r"\b(?:heutig\w*|derzeit|aktuell\w*|jetzt|inzwischen|mittlerweile|gegenwärtig|now|currently)\b", re.I)
_KINDS = (
    {
        "spring": re.compile(r"\b(?:frühjahrs?|frühlings?|spring)\b", re.I),
        "summer": re.compile(r"\b(?:sommers?|summer)\b", re.I),
        "autumn": re.compile(r"\b(?:herbst(?:e?s)?|autumn)\b", re.I),
        "winter": re.compile(r"\bwinters?\b", re.I),
    },
    {
        "morning": re.compile(r"(?:\bam (?:frühen )?|tag|mittwoch)(?:vormittag|morgen)s?\b|tagfrüh|in the morning\b", re.I),
        "afternoon": re.compile(r"(?:\bam (?:späten )?|tag|mittwoch)nachmittags?\b|in the afternoon\b", re.I),
        "evening": re.compile(r"(?:\bam (?:späten )?|tag|mittwoch)abends?\b|in the evening\b", re.I),
        "night": re.compile(r"\bin der nacht\b|(?:tag|mittwoch)nacht\b|at night\b", re.I),
    },
)
_PART = re.compile(
    rf"\b(anfang|mitte|ende|early|mid|late|end of)[ -](?:des |of |the )?({MONTH_PATTERN}|\d{{4}}|jahres|monats|woche)\b", re.I
)
_PARTS = {"anfang": 0, "early": 0, "mitte": 1, "mid": 1, "ende": 2, "late": 2, "end of": 2}


def relative_days(text: str, published: str) -> list[str]:
    """The ISO days that "gestern", "morgen" and the like mean in a text of that day; none where the day is not known."""
    try:
        issue = date.fromisoformat(published)
    except ValueError:
        return []
    return [(issue - timedelta(days=DAYS_AGO[match.group().lower()])).isoformat() for match in _RELATIVE.finditer(text)]


def relative_years(text: str, published: str) -> list[str]:
    """The years that "im vergangenen Jahr", "in diesem Jahr" and the like mean in a text of that day; none if it is not known."""
    if not published[:4].isdigit():
        return []
    return [str(int(published[:4]) + step) for step, pattern in _YEARS.items() if pattern.search(text)]


def relative_spans(text: str) -> list[tuple[int, int, str]]:
    """(start, end, "ago<n>") of every "gestern", "morgen" and the like in a text."""
    return [(match.start(), match.end(), f"ago{DAYS_AGO[match.group().lower()]}") for match in _RELATIVE.finditer(text)]


def day_parts(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of every part of a day in a text: "am Nachmittag", "Dienstagmorgen"."""
    return [(m.start(), m.end(), name) for name, pattern in _KINDS[1].items() for m in pattern.finditer(text)]


def wrong_times(
    sentence: Reading, evidence: tuple[Reading, ...], known_days: set[str], published: tuple[str, ...]
) -> tuple[str, ...]:
    """What is wrong with the sentence's words of time, in German; empty where nothing is.

    `known_days` are the ISO days the evidence is about: "gestern" is proved where its day is one of them.
    """
    texts = [reading.text for reading in evidence]
    reasons = []
    theirs = {DAYS_AGO[match.group().lower()] for text in texts for match in _RELATIVE.finditer(text)}
    for match in _RELATIVE.finditer(sentence.text):
        ago = DAYS_AGO[match.group().lower()]
        days = {day for issue in published for day in relative_days(match.group(), issue)}
        if ago in theirs or days & known_days or (ago == 0 and any(_NOW.search(text) for text in texts)):
            continue
        reasons.append(f"Zeitangabe „{match.group()}“ steht nicht im Beleg")
    for kinds in _KINDS:
        mine = {name for name, pattern in kinds.items() if pattern.search(sentence.text)}
        other = {name for name, pattern in kinds.items() for text in texts if pattern.search(text)}
        if mine and other and not mine & other:
            reasons.append("Jahres- oder Tageszeit weicht vom Beleg ab")
    return tuple(reasons) + _wrong_parts(sentence.text, texts)


def _wrong_parts(text: str, texts: list[str]) -> tuple[str, ...]:
    """Parts of a year, month or week that are others in the evidence: "Anfang 2025" where it has only "Ende 2025"."""
    theirs: dict[str, set[int]] = {}
    for other in texts:
        for match in _PART.finditer(other):
            theirs.setdefault(match[2].lower(), set()).add(_PARTS[match[1].lower()])
    return tuple(
        f"Zeitangabe „{match.group()}“ steht nicht im Beleg"
        for match in _PART.finditer(text)
        if (known := theirs.get(match[2].lower())) and _PARTS[match[1].lower()] not in known
    )


def years_of(text: str, start: int, end: int, published: tuple[str, ...]) -> set[str]:
    """The years a date without one, written at `start`..`end`, may be of: the year named before it or right behind it as the end
    of a span ("1. bis 9. Mai 2024"), else the one in which it is nearest to the articles' days. Empty where nothing tells.
    """
    dated = [(a, b, key[:4]) for a, b, key in date_spans(text) if len(key) >= 4 and key[:4].isdigit()]
    behind = [
        year for a, _, year in dated if a >= end and re.fullmatch(r"\s*(?:bis|und|to|and|–|-|,)\s*(?:zum\s*)?", text[end:a])
    ]
    before = [year for _, b, year in dated if b <= start]
    if behind or before:
        return {behind[0] if behind else before[-1]}
    month = next((key.split("-")[1] for a, _, key in date_spans(text) if a == start and key.startswith("*-")), "06")
    return {_nearest_year(int(month), issue) for issue in published if issue[:4].isdigit()}


def _nearest_year(month: int, issue: str) -> str:
    """The year in which `month` lies nearest to an ISO day or month."""
    year, here = int(issue[:4]), int(issue[5:7]) if issue[5:7].isdigit() else 6
    return str(min((year - 1, year, year + 1), key=lambda y: (abs((y - year) * 12 + month - here), y)))
