"""Are the names of a sentence in its evidence? Inflection, compounds, German and English spelling and transliteration are
bridged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import combining, normalize

from chatbot.calendar_words import MONTHS, WEEKDAYS
from chatbot.names import canonical, is_listed, is_ordinary, is_place, name_spans
from chatbot.proving.places import many_worded, place, state_of
from chatbot.proving.words import Reading, Word

_SOUNDS = (
    ("schtsch", "c"), ("shch", "c"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("zh", "s"), ("kh", "c"),
    ("ch", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("ks", "x"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ö", "o"), ("ä", "a"), ("ü", "u"), ("ß", "s"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k"),
)  # fmt: skip
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})  # letters that Unicode does not take apart
_DERIVED = frozenset("er ers ern erin isch ische ischen ischer isches ischem s n en e in innen ner nern aner anern ianer".split())
_NAME_PART = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner seine seinen seinem "
    "seiner ihre ihren ihrem "
    "ihrer diese diesen diesem dieser jede jeden jedem jeder im am zum zur beim vom ins ans viele mehrere einige alle "
    "unser unsere".split()
)
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
MEASURES = frozenset(
    "ende anfang mitte millionen million milliarden milliarde tonnen prozent euro dollar liter meter kilometer dutzend "
    "paar hundert "
    "tausend typ art sorte jahr uhr seite nummer kapitel".split()
)
"""Nouns that stand before a noun without being its title."""
_TRUSTED = 7  # letters from which on an inflected form or a compound of the list of ordinary words is believed
_PLURALS = ("en", "er", "e", "ern", "eln", "ungen", "s")
_BARE = frozenset("in aus nach von bei laut und dass weil als".split())
_NOUN_ENDS = ("ung", "heit", "keit", "schaft", "tion", "tät", "ismus", "nis", "tum", "ling", "chen", "lein")
_ENGLISH_OPENERS = frozenset("i we you they there it that he she what who here let'".split())
_NEARLY_ALL = 0.7  # share of a sentence's words from which on it counts as the evidence's own words


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A coarse spelling that German and English transliterations of a name share.

    Example:
        >>> sound("Schoigu") == sound("Shoigu"), sound("Grindavík") == sound("Grindavik")
        (True, True)
    """
    word = canonical(word)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = "".join(letter for letter in normalize("NFKD", word.translate(_BARRED)) if not combining(letter))
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=4_096)
def sentence_names(sentence: Reading) -> tuple[Word, ...]:
    """The words of a sentence that are names or parts of names, in order, letters with digits ("G7") included."""
    spans = name_spans(sentence.text)
    found = []
    for word in sentence.words:
        coded = any(c.isdigit() for c in word.text) and word.capital and len(word.text) > 1
        inside = any(start <= word.start < end for start, end in spans)
        if word.low.endswith("dollar"):
            continue
        short = word.capital and word.content and 2 < len(word.low) < _TRUSTED and not is_listed(word.low)
        joined = word.capital and "-" in word.text and _names_first(word.low)
        if coded or joined or word.thing is not None or (inside and word.capital) or (short and word.low not in _CALENDAR):
            found.append(word)
    return tuple(found)


def _names_first(low: str) -> bool:
    """Whether the first part of a hyphenated word is a name ("Vietnam-Visite", "Merkel-Besuch")."""
    first = low.split("-")[0]
    return len(first) > 2 and (place(first) is not None or not is_ordinary(first))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the evidence has, ready for look-ups."""

    language: str
    stems: frozenset[str]
    wholes: tuple[str, ...]
    canonicals: frozenset[str]
    sounds: frozenset[str]
    things: frozenset[int]
    beside: frozenset[tuple[str, str]]


@lru_cache(maxsize=4_096)
def _known(reading: Reading) -> _Known:
    words = reading.words
    parts = {part for word in words for part in (word.low, *_NAME_PART.findall(word.low))}
    names = set(sentence_names(reading))
    return _Known(
        reading.language,
        frozenset(word.stem for word in words),
        tuple(sorted(parts)),
        frozenset(canonical(part) for part in parts),
        frozenset(sound(part) for word in words if word.capital for part in (word.low, *_NAME_PART.findall(word.low))),
        frozenset(thing for word in words for thing in _things(word)) | {thing for _, _, thing in many_worded(reading.text)},
        frozenset(_neighbours(words, n) for n, word in enumerate(words) if word in names and word.capital) - {("", "")},
    )


def _things(word: Word) -> set[int]:
    """The places a word names, whole, by its parts or by its beginning ("US-Botschaft", "Vietnamkrieg"), and capitals' states."""
    found = {word.thing, state_of(word.low, word.capital)}
    if word.capital:
        for part in _NAME_PART.findall(word.low):
            found.add(place(part))
            found.update(place(part[:end]) for end in range(5, len(part) - 2))
    return {thing for thing in found if thing is not None}


def _neighbours(words: Sequence[Word], n: int) -> tuple[str, str]:
    """The stems before and after a word; "" at the ends."""
    return words[n - 1].stem if n else "", words[n + 1].stem if n + 1 < len(words) else ""


def missing_names(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """The names of a sentence that its evidence does not have, as written, in order.

    A sentence that is nearly the evidence's own words is read strictly: there an ordinary word in the place of a name
    ("Markus Frost") counts as a name too. Elsewhere an unknown noun behind an article is taken for a noun.
    """
    known = [_known(reading) for reading in evidence]
    across = any(one.language != sentence.language for one in known)
    things = frozenset().union(*(one.things for one in known))
    spanning = [(start, end) for start, end, thing in many_worded(sentence.text) if thing in things]
    names = set(sentence_names(sentence))
    stems = frozenset().union(*(one.stems for one in known))
    strict = not across and sum(word.stem in stems for word in sentence.words) >= _NEARLY_ALL * len(sentence.words)
    missing = []
    for n, word in enumerate(sentence.words):
        if word.stem in stems or word.low in _CALENDAR or any(start <= word.start < end for start, end in spanning):
            continue  # months and weekdays are for `chatbot.proving.dates` to judge
        named = word in names and (strict or not _looks_ordinary(sentence.words, n, sentence.language))
        if not named and not across and word.capital and word.content:
            named = _stands_for_name(sentence.words, n, names, known, strict)
        if named and not any(_is_known(word, one, things, across) for one in known):
            missing.append(word.text)
    return tuple(missing)


def _looks_ordinary(words: Sequence[Word], n: int, language: str) -> bool:
    """Whether a word that no list knows looks like a common noun: an article or an inflected adjective stands before it."""
    word = words[n]
    if language == "en" and (word.low in _ENGLISH_OPENERS or (is_listed(word.low) and not word.text.isupper())):
        return True
    if word.text.isupper() and len(word.text) > 3 and is_ordinary(word.low):
        return True
    if (
        language == "en"
        or word.thing is not None
        or word.text.isupper()
        or any(c.isdigit() for c in word.text)
        or "-" in word.text
        or not n
    ):
        return False
    if is_place(word.text):
        return False
    before = words[n - 1]
    if len(word.low) < _TRUSTED and not is_ordinary(word.low):
        return False
    return before.low in _ARTICLES or (
        not before.capital and before.content and before.low.endswith(("e", "en", "er", "es", "em"))
    )


def _stands_for_name(words: Sequence[Word], n: int, names: set[Word], known: list[_Known], strict: bool) -> bool:
    """Whether an ordinary word is used as a name.

    In German a noun right behind a noun is one ("Präsident Frost"). Where the sentence is nearly the evidence's own words, so is
    a word that stands just where the evidence has a name, and a singular noun without anything before it that nouns have.
    """
    word, before = words[n], words[n - 1] if n else None
    right_behind = before and before.clause == word.clause and before.capital and word.start == before.end + 1
    if before and right_behind and (before in names or (not before.opens and before.low not in MEASURES)):
        return before in names or word.low not in MEASURES
    if not strict:
        return False
    if any(_neighbours(words, n) in one.beside for one in known):
        return True
    bare = before is None or before.clause != word.clause or before.low in _BARE
    verb_follows = n + 1 < len(words) and not words[n + 1].capital
    return bare and verb_follows and not word.low.endswith(_PLURALS) and not word.low.endswith(_NOUN_ENDS)


def _is_known(word: Word, known: _Known, things: frozenset[int], across: bool) -> bool:
    if word.thing is not None:
        return word.thing in things
    pieces = [part for part in _NAME_PART.findall(word.low) if len(part) > 1] or [word.low]
    if len(pieces) > 1:
        pieces = [part for part in pieces if not is_ordinary(part) or place(part) is not None] or pieces
    return all(_piece_known(piece, known, things, across) for piece in pieces)


def _piece_known(piece: str, known: _Known, things: frozenset[int], across: bool) -> bool:
    low = canonical(piece)
    if low in known.canonicals or sound(low) in known.sounds or place(piece) in things:
        return True
    if len(low) < 4:
        return False
    for whole in known.wholes:
        if whole.startswith(low) and (whole[len(low) :] in _DERIVED or len(low) > 4):
            return True
        if low.startswith(whole) and len(whole) > 3 and low[len(whole) :] in _DERIVED:
            return True
        if len(low) > 5 and low in whole:
            return True
    return across and len(low) > 4 and any(_alike(sound(low), other) for other in known.sounds)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    """Whether two sounds are one name under two transliterations (Selenskyj, Zelensky)."""
    if abs(len(one) - len(other)) > 2 or one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8
