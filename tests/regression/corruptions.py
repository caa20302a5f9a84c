"""Makes wrong sentences out of right ones, by rules of its own: nothing of the checks it measures is used here."""

from __future__ import annotations

import random
import re

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
COUNTS = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
PEOPLE = "Scholz Merkel Macron Biden Xi Erdogan Lawrow Schoigu Orban Guterres Baerbock Modi".split()
PLACES = "Bangkok Berlin Paris Warschau Oslo Kairo Lissabon Manila Jakarta Ankara".split()
NAMES = (
    "Putin Kim Trong Lam Stoltenberg Selenskyj Thayer Haman Fomin Schugajew Michejew Rosoboronexport Interfax TASS KCNA "
    "Hanoi Pjöngjang "
    "Moskau Tallinn Ottawa Washington Vietnam Nordkorea Russland China Iran Japan Südkorea Neuseeland Australien "
    "Estland Frankreich "
    "Ukraine Kreml Nato ASEAN Caesar Saudiarabien Kiew"
).split()
"""Names that stand in the starter articles; which of them a sentence has is looked up word by word."""
STILL_TRUE = {
    "Hanoi": "Vietnam",
    "Pjöngjang": "Nordkorea",
    "Moskau": "Russland",
    "Kreml": "Russland",
    "Tallinn": "Estland",
    "Kiew": "Ukraine",
}
"""A capital stands for its state in the news: putting the state in its place makes nothing wrong."""
_YEAR = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?![\w]|[.,]\d)")
_FINITE = (
    "ist sind war waren wird werden wurde wurden hat haben hatte kann soll sollen will muss gilt bekommt kauft gehören "
    "zählt liegt"
).split()


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def number(text: str, rng: random.Random) -> str | None:
    """The sentence with one digit or one number word changed; years are left to `date`."""
    years = [m.span() for m in _YEAR.finditer(text)]
    found = [m for m in re.finditer(r"(?<![\w.,-])\d+(?:[.,]\d+)*", text) if m.span() not in years]
    found += list(re.finditer(rf"\b(?:{'|'.join(COUNTS)})\b", text))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    if old in COUNTS:
        return _put(text, match, rng.choice([word for word in COUNTS if word != old]))
    place = rng.choice([n for n, c in enumerate(old) if c.isdigit()])
    return _put(text, match, old[:place] + rng.choice([d for d in "123456789" if d != old[place]]) + old[place + 1 :])


def date(text: str, rng: random.Random) -> str | None:
    """The sentence with a year, month or weekday changed."""
    found = [(m, str(int(m.group()) + rng.choice([-3, -2, -1, 1, 2, 3]))) for m in _YEAR.finditer(text)]
    for names in (MONTHS, DAYS):
        for m in re.finditer(rf"\b(?:{'|'.join(names)})", text):
            found.append((m, rng.choice([name for name in names if name != m.group()])))
    return _put(text, *rng.choice(found)) if found else None


def name(text: str, rng: random.Random) -> str | None:
    """The sentence with one name exchanged for one that it has not: from the articles, or from elsewhere."""
    found = [word for word in NAMES if re.search(rf"\b{word}\b", text)]
    if not found:
        return None
    old = rng.choice(found)
    others = [
        word for word in (*PEOPLE, *PLACES, *NAMES) if word not in text and word[:4] != old[:4] and word != STILL_TRUE.get(old)
    ]
    return re.sub(rf"\b{old}\b", rng.choice(others), text)


def negation(text: str, rng: random.Random) -> str | None:
    """The sentence with a negation taken out, or put in."""
    found = [_put(text, m, "") for m in re.finditer(r"\bnicht (?!nur|zuletzt|bloß)", text)]
    found += [
        _put(text, m, m.group()[1:].capitalize() if m.group()[0] == "K" else m.group()[1:])
        for m in re.finditer(r"\b[kK]eine?[nmr]?\b", text)
    ]
    if not found:
        found = [_put(text, m, f"{m.group()} nicht") for m in re.finditer(rf"\b(?:{'|'.join(_FINITE)})\b", text)]
        found += [_put(text, m, f"k{m.group()}") for m in re.finditer(r"(?<=[a-zäöüß] )eine?[nmr]?\b(?= )", text)]
    return rng.choice(found) if found else None


def attribution(text: str, rng: random.Random) -> str | None:
    """The sentence with its speaker or actor exchanged: two of its names change places, or another one is said to speak."""
    here = [word for word in NAMES if re.search(rf"\b{word}\b", text)]
    found = []
    for n, one in enumerate(here):
        for other in here[n + 1 :]:
            if re.search(rf"\b(?:{one}|{other})(?:, | und | oder |, [A-ZÄÖÜ]\w+,? (?:und )?){{1}}(?:{one}|{other})\b", text):
                continue  # an enumeration says the same in any order
            found.append(re.sub(rf"\b(?:{one}|{other})\b", lambda m, a=one, b=other: b if m.group() == a else a, text))
    for m in re.finditer(
        r"(?:sagte|nannte|versprach|forderte|erwartet|vermeldete|[Ll]aut|meldete) (?:der |die |das )?([A-ZÄÖÜ]\w+)", text
    ):
        if m.group(1) in NAMES:
            found.append(text[: m.start(1)] + rng.choice([p for p in PEOPLE if p not in text]) + text[m.end(1) :])
    return rng.choice(found) if found else None


KINDS = {"number": number, "date": date, "name": name, "negation": negation, "attribution": attribution}
