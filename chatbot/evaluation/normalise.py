"""Answers in a form that can be compared: the published MLQA normaliser, and ours, which knows how German is written. Pure."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache, lru_cache

from chatbot.calendar_words import date_spans
from chatbot.numerals import quantities

_GERMAN_ARTICLES = ("ein", "eine", "einen", "einem", "eines", "einer", "der", "die", "das", "den", "dem", "des")
_MLQA_ARTICLES = {
    "de": re.compile(rf"\b(?:{'|'.join(_GERMAN_ARTICLES)})\b"),
    "en": re.compile(r"\b(?:a|an|the)\b"),
}
_ARTICLES = frozenset([*_GERMAN_ARTICLES, "a", "an", "the"])
_FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_WORD = re.compile(r"month\d+|\d+(?:\.\d+)?|[^\W\d_]+")
_COMMON_SYMBOLS = {"%": " prozent ", "€": " euro ", "$": " dollar ", "£": " pfund ", "&": " und ", "§": " paragraf "}
_UNITS = str.maketrans(_COMMON_SYMBOLS)
_ENGLISH_UNITS = {"percent": "prozent", "pounds": "pfund", "euros": "euro", "dollars": "dollar", "and": "und"}
_ENDINGS = frozenset(["", "e", "en", "n", "s", "es", "er", "em", "ns", "se", "sen"])
_MIN_STEM = 4  # letters: shorter words take no ending, so that "Iran" meets "Irans" and "Rat" does not meet "Rate"


@cache
def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character).startswith("P")


def normalise_mlqa(text: str, language: str = "de") -> str:
    """The text as MLQA's evaluation compares it: lower case, no punctuation, no articles, single spaces.

    Source: Lewis et al. 2020, "MLQA: Evaluating Cross-lingual Extractive Question Answering" (arXiv 1910.07475), whose script
    drops every Unicode P* character and ASCII symbol, then the language's articles; re-written from that definition.

    Example:
        >>> normalise_mlqa("Die „Straße“ – 3,5 Millionen")
        'straße 35 millionen'
    """
    bare = "".join(character for character in text.lower() if not _is_punctuation(character))
    return " ".join(_MLQA_ARTICLES[language].sub(" ", bare).split())


def _date_words(key: str) -> str:
    """The date 2024-08-15 as "15 month8 2024": three words, so that half a date is half right and no month is an 8."""
    year, *rest = key.split("-")
    return " ".join([str(int(part)) for part in rest[1:]] + [f"month{int(part)}" for part in rest[:1]] + [year] * (year != "*"))


def _canonical(text: str, language: str) -> str:
    """Dates as "day month<n> year" and numbers as plain decimals, in the place where they stood."""
    finest: dict[tuple[int, int], str] = {}
    for start, end, key in date_spans(text):
        if not key.startswith("wd") and len(key) > len(finest.get((start, end), "")):
            finest[start, end] = key
    pieces = [(start, end, _date_words(key)) for (start, end), key in finest.items()]
    for quantity in quantities(text, language):
        if not any(quantity.start < end and start < quantity.end for start, end, _ in pieces):
            pieces.append((quantity.start, quantity.end, quantity.value))
    out, at = [], 0
    for start, end, words in sorted(pieces):
        out += [text[at:start], f" {words} "]
        at = end
    return "".join([*out, text[at:]])


@lru_cache(maxsize=100_000)
def tokens(text: str, language: str = "de") -> tuple[str, ...]:
    """The words of an answer, comparable over spellings.

    Beyond MLQA's rules: umlauts and ß in one spelling (Köln, Koeln), decimal comma and thousands (3,5; 1.000), number words
    (zwölf, drei Millionen), dates (15. August 2024, 15.08.2024, 2024-08-15), common signs (% as Prozent, € as Euro), and a
    hyphen parts words. `language` decides "1,200": 1.2 in German, 1200 in English.

    Example:
        >>> tokens("am 15. August 2024") == tokens("Am 15.08.2024")
        True
    """
    plain = _canonical(unicodedata.normalize("NFKC", text), language).lower().translate(_UNITS).translate(_FOLD)
    words = (_ENGLISH_UNITS.get(word, word) for word in _WORD.findall(plain))
    return tuple(word for word in words if word not in _ARTICLES)


def _same_word(a: str, b: str) -> bool:
    """Equal, or one is the other with a German ending ("Putin", "Putins")."""
    short, long = sorted((a, b), key=len)
    if a == b:
        return True
    return len(short) >= _MIN_STEM and short.isalpha() and long.startswith(short) and long[len(short) :] in _ENDINGS


def holds(text: str, answer: str, language: str = "de") -> bool:
    """Whether the words of `answer` stand in `text`, in order and next to each other; German endings may differ.

    An answer without any word (only articles or signs) is held by nothing.

    Example:
        >>> holds("Putins Delegation umfasste zwölf Leute.", "12"), holds("150 Tote", "50")
        (True, False)
    """
    sought, words = tokens(answer, language), tokens(text, language)
    if not sought:
        return False
    return any(
        all(_same_word(word, other) for word, other in zip(words[at : at + len(sought)], sought, strict=True))
        for at in range(len(words) - len(sought) + 1)
    )
