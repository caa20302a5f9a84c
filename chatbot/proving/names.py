"""Are the names of a sentence in its evidence? Inflection, compounds, German and English spelling and transliteration are bridged."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from chatbot.names import canonical, is_ordinary, name_spans
from chatbot.proving.places import many_worded, place, state_of
from chatbot.proving.words import Reading, Word

_SOUNDS = (
    ("schtsch", "c"), ("shch", "c"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("zh", "s"), ("kh", "c"), ("ch", "c"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("ö", "o"), ("ä", "a"), ("ü", "u"), ("ß", "s"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k"),
)  # fmt: skip
_DERIVED = frozenset("er ers ern erin isch ische ischen ischer isches ischem s n en e in innen ner nern aner anern ianer".split())
_NAME_PART = re.compile(r"[^\W_]+")
_MANY_WORDED = frozenset("vereinigte vereinigten vereinten vereinte staaten nationen united states nations kingdom union republic".split())


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A coarse spelling that German and English transliterations of a name share.

    Example:
        >>> sound("Schoigu") == sound("Shoigu"), sound("Lawrow") == sound("Lavrov")
        (True, True)
    """
    word = canonical(word)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def sentence_names(sentence: Reading) -> tuple[Word, ...]:
    """The words of a sentence that are names or parts of names, in order, letters with digits ("G7") included."""
    spans = name_spans(sentence.text)
    found = []
    for word in sentence.words:
        coded = any(c.isdigit() for c in word.text) and word.capital and len(word.text) > 1
        inside = any(start <= word.start < end for start, end in spans)
        if coded or place(word.low) is not None or (inside and word.capital):
            found.append(word)
    return tuple(found)


def missing_names(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """The names of a sentence that its evidence does not have, as written, in order."""
    across = any(reading.language != sentence.language for reading in evidence)
    things = many_worded(sentence.text) | frozenset()
    known = [word for reading in evidence for word in reading.words]
    known_things = frozenset().union(*(many_worded(reading.text) for reading in evidence)) | {
        thing for word in known for thing in (place(word.low), state_of(word.low)) if thing is not None
    }
    parts = _known_parts(known)
    missing = []
    for word in sentence_names(sentence):
        if word.low in _MANY_WORDED and things and things <= known_things:
            continue
        if not _is_known(word, parts, known_things, across):
            missing.append(word.text)
    return tuple(missing)


def _known_parts(known: list[Word]) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Canonical forms, sounds of capital words, and whole lower-case words of the evidence."""
    parts = {part for word in known for part in (word.low, *_NAME_PART.findall(word.low))}
    sounds = {sound(part) for word in known if word.capital for part in (word.low, *_NAME_PART.findall(word.low))}
    return frozenset(canonical(part) for part in parts), frozenset(sounds), tuple(sorted(parts))


def _is_known(word: Word, parts: tuple[frozenset[str], frozenset[str], tuple[str, ...]], things: frozenset[int] | set[int], across: bool) -> bool:
    canonicals, sounds, wholes = parts
    thing = place(word.low)
    if thing is not None:
        if thing in things:
            return True
        return any(thing == place(piece) for whole in wholes for piece in (whole[: len(word.low)],) if len(piece) > 4)
    pieces = [p for p in _NAME_PART.findall(word.low) if len(p) > 1] or [word.low]
    if len(pieces) > 1:
        pieces = [p for p in pieces if not is_ordinary(p)] or pieces
    return all(_piece_known(piece, canonicals, sounds, wholes, things, across) for piece in pieces)


def _piece_known(
    piece: str, canonicals: frozenset[str], sounds: frozenset[str], wholes: tuple[str, ...], things: frozenset[int] | set[int], across: bool
) -> bool:
    low = canonical(piece)
    if low in canonicals or sound(low) in sounds or (place(piece) is not None and place(piece) in things):
        return True
    if len(low) < 4:
        return False
    for whole in wholes:
        if whole.startswith(low) and (whole[len(low) :] in _DERIVED or len(low) > 4):
            return True
        if low.startswith(whole) and len(whole) > 3 and low[len(whole) :] in _DERIVED:
            return True
        if len(low) > 5 and low in whole:
            return True
    return across and len(low) > 4 and any(_alike(sound(low), other) for other in sounds)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    """Whether two sounds are one name under two transliterations (Selenskyj, Zelensky)."""
    if abs(len(one) - len(other)) > 2 or one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8
