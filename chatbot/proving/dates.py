"""Are the dates of a sentence in its evidence? Day, month, year and weekday are compared at the precision the sentence claims."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from chatbot.calendar_words import MONTH_PATTERN, MONTHS, WEEKDAY_PATTERN, WEEKDAYS, date_spans
from chatbot.proving.words import Reading

_AGO = {"heute": 0, "today": 0, "gestern": 1, "yesterday": 1, "vorgestern": 2}
_RELATIVE = re.compile(r"\b(heute|gestern|vorgestern|today|yesterday)\b", re.I)
_BOUND = (
    (
        "until",
        re.compile(r"\b(?:bis|until|till|by|spätestens)(?: zum| zu| the)?(?: ende| anfang| mitte| end of| jahr)?\W*$", re.I),
    ),
    ("since", re.compile(r"\b(?:seit|ab|since|from|starting|frühestens)(?: dem| der| anfang| mitte| ende| jahr)?\W*$", re.I)),
    ("before", re.compile(r"\b(?:vor|before)(?: dem)?\W*$", re.I)),
    ("after", re.compile(r"\b(?:nach|after)(?: dem)?\W*$", re.I)),
)
_OPPOSITE = {("until", "since"), ("since", "until"), ("before", "after"), ("after", "before")}


_SPAN_DAYS = re.compile(rf"\b(\d{{1,2}})\.?(?: (?:bis|und|to|and)(?: zum)? |[-–/])(\d{{1,2}})\.? ({MONTH_PATTERN})\b", re.I)
_SPAN_DAYS_EN = re.compile(rf"\b({MONTH_PATTERN}) (\d{{1,2}})(?: (?:to|and|until) |[-–])(\d{{1,2}})\b", re.I)
_SPAN_YEARS = re.compile(r"\b(\d\d)(\d\d)[/–-](\d\d)\b")
_NIGHT_TO = re.compile(rf"\bnacht (?:zu|zum|auf)(?: den)? ({WEEKDAY_PATTERN})\b", re.I)
_PLURAL_DAY = re.compile(rf"\b({WEEKDAY_PATTERN})(?:s|e|en)\b", re.I)


def known_dates(text: str) -> tuple[str, ...]:
    """The dates of `text` in canonical form, with those written short: "25. bis 31. Juli", "2017/18", "Nacht zu Sonntag"."""
    found = [key for _, _, key in date_spans(text)]
    for match in _SPAN_DAYS.finditer(text):
        found.append(f"*-{MONTHS[match.group(3).lower()]:02d}-{int(match.group(1)):02d}")
    for match in _SPAN_DAYS_EN.finditer(text):
        found += [f"*-{MONTHS[match.group(1).lower()]:02d}-{int(match.group(n)):02d}" for n in (2, 3)]
    found += [match.group(1) + match.group(3) for match in _SPAN_YEARS.finditer(text)]
    found += [f"wd{(WEEKDAYS[match.group(1).lower()] - 2) % 7 + 1}" for match in _NIGHT_TO.finditer(text)]
    found += [f"wd{WEEKDAYS[match.group(1).lower()]}" for match in _PLURAL_DAY.finditer(text)]
    return tuple(found)


def wrong_dates(sentence: Reading, evidence: tuple[Reading, ...], published: Iterable[str] = ()) -> tuple[str, ...]:
    """What is wrong with the sentence's dates, in German, one reason a date; empty where every one is proved.

    `published` are the ISO dates of the cited articles: a weekday of the evidence is turned into the day it must mean, and
    a missing year is taken from there; the date itself proves something only where the evidence names no year.
    """
    claimed = _finest(date_spans(sentence.text))
    if not claimed:
        return ()
    bounded = [(key, _bound(reading.text, start)) for reading in evidence for start, _, key in date_spans(reading.text)]
    proved = [key for reading in evidence for key in known_dates(reading.text)]
    own_year = any(key[:4].isdigit() for key in proved)
    issued = [day for day in published if day]
    known = proved + ([] if own_year else issued)
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
        bounds = {other_bound for other, other_bound in bounded if _covers(other, key, years)}
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
