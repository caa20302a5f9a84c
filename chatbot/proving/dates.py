"""Are the dates of a sentence in its evidence? Day, month, year and weekday are compared at the precision the sentence claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from chatbot.calendar_words import MONTH_PATTERN, MONTHS, WEEKDAY_PATTERN, WEEKDAYS, date_spans
from chatbot.proving.numbers import find_numbers
from chatbot.proving.times import relative_days, relative_years, wrong_times, years_of
from chatbot.proving.words import Reading

_BOUND = (
    (
        "until",
        re.compile(r"\b(?:bis|until|till|by|spätestens)(?: zum| zu| the)?(?: ende| anfang| mitte| end of| jahr)?\W*$", re.I),
    ),
    ("since", re.compile(r"\b(?:seit|ab|since|from|starting|frühestens)(?: dem| der| anfang| mitte| ende| jahr)?\W*$", re.I)),
    ("before", re.compile(r"\b(?:vor|before)(?: dem)?\W*$", re.I)),
    ("after", re.compile(r"\b(?:nach|after)(?: dem)?\W*$", re.I)),
)
_ON = re.compile(r"\b(?:am|on)\W*$", re.I)
_ENDS = re.compile(
    r"\b(?:end|schlie|schloss|läuft|lief|letzt|frist|stichtag|clos|last|expire)", re.I
)  # "bis" a day is "am" it then
_OPPOSITE = {("on", "until"), ("until", "since"), ("since", "until"), ("before", "after"), ("after", "before")}


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
    """What is wrong with the sentence's dates and words of time, in German, one reason each; empty where every one is proved.

    `published` are the ISO dates of the cited articles: a weekday of the evidence is turned into the day it must mean, and a
    missing year is taken from there. Where the evidence names no year, they prove the month and the year, never the day.
    """
    issued = tuple(day for day in published if day)
    bounded = [(key, _bound(reading.text, start)) for reading in evidence for start, _, key in date_spans(reading.text)]
    proved = [key for reading in evidence for key in known_dates(reading.text)]
    known = proved + [key for reading in evidence for key in _with_year(reading, evidence, issued)]
    resolved = [key for reading in evidence for day in issued for key in _resolved(reading.text, day)]
    known += resolved
    relative = [year for reading in evidence for day in issued for year in relative_years(reading.text, day)]
    known += relative
    if not relative and not any(key[:4].isdigit() for key in proved):
        known += [day[:4] for day in issued] + [day[:7] for day in issued if not proved and not resolved]
    plain_numbers = {year for reading in evidence for year in re.findall(r"\d{4}", reading.text)}
    plain_numbers |= {number.value for reading in evidence for number in find_numbers(reading.text, reading.language)}
    reasons = []
    for start, end, key in _finest(date_spans(sentence.text)):
        written = sentence.text[start:end]
        if key not in plain_numbers and not any(_covers(other, key) for other in known):
            reasons.append(f"Datum „{written}“ steht nicht im Beleg")
            continue
        bound = _bound(sentence.text, start)
        if not bound and _ON.search(sentence.text[:start]) and not _ENDS.search(sentence.text):
            bound = "on"
        bounds = {other_bound for other, other_bound in bounded if _covers(other, key) or other.endswith(key[4:])}
        if bound and bounds and all((bound, other) in _OPPOSITE for other in bounds):
            reasons.append(f"Zeitangabe „{written}“ ist im Beleg anders begrenzt")
    return tuple(reasons) + wrong_times(sentence, evidence, set(resolved), issued)


def _with_year(reading: Reading, evidence: tuple[Reading, ...], issued: tuple[str, ...]) -> list[str]:
    """The dates that a reading has without a year, with the year they must be of; every named one where nothing tells which."""
    found = []
    for start, end, key in date_spans(reading.text):
        if not key.startswith("*"):
            continue
        years = years_of(reading.text, start, end, issued)
        if not years or not issued:
            years |= {k[:4] for other in evidence for _, _, k in date_spans(other.text) if k[:4].isdigit()}
        found += [year + key[1:] for year in sorted(years)]
    return found


def _finest(spans: tuple[tuple[int, int, str], ...]) -> list[tuple[int, int, str]]:
    """One entry a place: the most precise form written there."""
    best: dict[int, tuple[int, int, str]] = {}
    for start, end, key in spans:
        if start not in best or len(key.replace("*", "")) > len(best[start][2].replace("*", "")):
            best[start] = (start, end, key)
    return list(best.values())


def _covers(known: str, claimed: str) -> bool:
    """Whether a known date proves a claimed one: every part that is claimed is known, and alike. "*" stands for no year."""
    if claimed.startswith("wd"):
        return known == claimed or (len(known) == 10 and known[0] not in "*w" and _weekday(known) == claimed)
    if known.startswith("wd"):
        return False
    known_year, *known_rest = known.split("-")
    claimed_year, *claimed_rest = claimed.split("-")
    if claimed_rest != known_rest[: len(claimed_rest)]:
        return False
    return claimed_year in ("*", known_year)


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
    weekdays = [int(key[2:]) for _, _, key in date_spans(text) if key.startswith("wd")]
    days = [(issue - timedelta(days=(issue.isoweekday() - weekday) % 7)).isoformat() for weekday in weekdays]
    return days + relative_days(text, published)


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 24) : start]
    for name, pattern in _BOUND:
        if pattern.search(before):
            return name
    return ""
