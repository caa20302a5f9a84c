"""Are the dates of a sentence in its evidence? Day, month, year and weekday are compared at the precision the sentence claims."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from chatbot.calendar_words import date_spans
from chatbot.proving.words import Reading

_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_RELATIVE = re.compile(r"\b(heute|gestern|vorgestern|today|yesterday)\b", re.I)
_BOUND = (
    ("until", re.compile(r"\b(?:bis|until|till|by|spätestens)(?: zum| zu| the)?(?: ende| anfang| mitte| end of| jahr)?\W*$", re.I)),
    ("since", re.compile(r"\b(?:seit|ab|since|from|starting|frühestens)(?: dem| der| anfang| mitte| ende| jahr)?\W*$", re.I)),
    ("before", re.compile(r"\b(?:vor|before)(?: dem)?\W*$", re.I)),
    ("after", re.compile(r"\b(?:nach|after)(?: dem)?\W*$", re.I)),
)
_OPPOSITE = {("until", "since"), ("since", "until"), ("before", "after"), ("after", "before")}


def wrong_dates(sentence: Reading, evidence: tuple[Reading, ...], published: Iterable[str] = ()) -> tuple[str, ...]:
    """What is wrong with the sentence's dates, in German, one reason a date; empty where every one is proved.

    `published` are the ISO dates of the cited articles: a weekday of the evidence is turned into the day it must mean, and
    a missing year is taken from there; the date itself proves something only where the evidence names no year.
    """
    claimed = _finest(date_spans(sentence.text))
    if not claimed:
        return ()
    proved = [(key, _bound(reading.text, start)) for reading in evidence for start, _, key in date_spans(reading.text)]
    own_year = any(key[:4].isdigit() for key, _ in proved)
    issued = [day for day in published if day]
    known = [key for key, _ in proved] + ([] if own_year else issued)
    known += [key for reading in evidence for day in issued for key in _resolved(reading.text, day)]
    years = {key[:4] for key in known + issued if key[:4].isdigit()}
    plain_numbers = {year for reading in evidence for year in re.findall(r"\d{4}", reading.text)}
    reasons = []
    for start, end, key in claimed:
        written = sentence.text[start:end]
        if key not in plain_numbers and not any(_covers(other, key, years) for other in known):
            reasons.append(f"Datum „{written}“ steht nicht im Beleg")
            continue
        bound = _bound(sentence.text, start)
        bounds = {other_bound for other, other_bound in proved if _covers(other, key, years)}
        if bound and bounds and all((bound, other) in _OPPOSITE for other in bounds):
            reasons.append(f"Zeitangabe „{written}“ ist im Beleg anders begrenzt")
    return tuple(reasons)


def _finest(spans: tuple[tuple[int, int, str], ...]) -> list[tuple[int, int, str]]:
    """One entry a place: the most precise form written there."""
    best: dict[int, tuple[int, int, str]] = {}
    for start, end, key in spans:
        if start not in best or len(key.replace("*", "")) > len(best[start][2].replace("*", "")):
            best[start] = (start, end, key)
    return list(best.values())


def _covers(known: str, claimed: str, years: Collection[str]) -> bool:
    """Whether a known date proves a claimed one: every part that is claimed is known, and alike.

    "*" stands for no year; where the known date has none, a claimed year must be one of `years`.
    """
    if claimed.startswith("wd"):
        return known == claimed or (len(known) == 10 and known[0] not in "*w" and _weekday(known) == claimed)
    if known.startswith("wd"):
        return False
    known_year, *known_rest = known.split("-")
    claimed_year, *claimed_rest = claimed.split("-")
    if claimed_rest != known_rest[: len(claimed_rest)]:
        return False
    return claimed_year in ("*", known_year) or (known_year == "*" and bool(claimed_rest) and claimed_year in years)


def _weekday(iso: str) -> str:
    try:
        return f"wd{date.fromisoformat(iso).isoweekday()}"
    except ValueError:
        return ""


def _resolved(text: str, published: str) -> list[str]:
    """The days that weekdays and "gestern" in `text` mean in an article published that day; the last such day counts."""
    if len(published) != 10:
        return []
    try:
        issue = date.fromisoformat(published)
    except ValueError:
        return []
    days = [issue - timedelta(days=_AGO[match.group().lower()]) for match in _RELATIVE.finditer(text)]
    for _, _, key in date_spans(text):
        if key.startswith("wd"):
            days.append(issue - timedelta(days=(issue.isoweekday() - int(key[2:])) % 7))
    return [day.isoformat() for day in days]


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    for name, pattern in _BOUND:
        if pattern.search(before):
            return name
    return ""
