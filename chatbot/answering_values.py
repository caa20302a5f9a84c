"""What a sentence gives of what a question asks: numbers with what they count, days, people, places. Pure; nothing is compared.

Of several, those count that stand in the clause of the question's verb ("40 wurden verletzt"), else those of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from chatbot.calendar_words import date_spans
from chatbot.features import QuestionView
from chatbot.first_names import is_first_name
from chatbot.names import canonical, is_ordinary, is_place, name_spans, names
from chatbot.numerals import Quantity, quantities
from chatbot.proving.words import read, stem
from chatbot.question_type import QuestionType, content_words

_MIN_PART = 4
_BEHIND = re.compile(r"\.?[\s\u00a0-]{0,2}([€$£%]|[^\W\d_]+(?:-[^\W\d_]+)*)")
_SIGNS = {"€": "euro", "$": "dollar", "£": "pfund", "%": "prozent"}
_BRACKETS = re.compile(r"\([^()]*\)")
_MAX_ADJECTIVES = 3
_ROUGH = re.compile(
    r"\b(?:rund|etwa|ungefähr|circa|ca\.|knapp|fast|nahezu|gut|über|mehr als|mindestens|wenigstens|unter|weniger als|bis zu|"
    r"höchstens|about|around|nearly|almost|over|more than|at least|up to)\s+$",
    re.I,
)
_IN = re.compile(r"\b(?:in|im|nach|aus|bei|from|at)\s+(?:(?:der|dem|den|the)\s+)?$", re.I)
_AT = re.compile(
    r"\b(?i:in|im|nach|aus|nahe|auf|from|to|at|near)\s+(?:(?:der|dem|den|einer|einem|the|a)\s+)?(?:[a-zäöüß]+\s+)?"
    r"(?:\w*(?i:stadt|ort|dorf|gemeinde|region|provinz|kreis|bezirk|insel|city|town|village|province|island)\s+)?$"
)


class Told(IntEnum):
    """How nearly a value is told as the answer."""

    SOMEWHERE = 0
    OF_WHAT_IS_COUNTED = 1
    OF_WHAT_IS_ASKED = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One number or day: plain decimal or canonical date, the words as written, and its place in the sentence.

    `counts` are the stems of what a number counts ("haubitz"; "prozent"), none where it is not told. `rough` says that the
    number is rounded or a bound ("rund", "mehr als").
    """

    value: str
    written: str
    start: int
    counts: frozenset[str] = frozenset()
    rough: bool = False
    ordinal: bool = False
    told: Told = Told.SOMEWHERE


@lru_cache(maxsize=8_192)
def numbers_in(text: str) -> tuple[Value, ...]:
    """The numbers of a sentence outside its dates, in order.

    Example:
        >>> [(n.value, sorted(n.counts)) for n in numbers_in("Im Jahr 2023 kaufte Estland 12 neue Haubitzen.")]
        [('12', ['haubitz'])]
    """
    dated = [(start, end) for start, end, _ in date_spans(text)]
    found = [q for q in quantities(text) if not any(start <= q.start < end for start, end in dated)]
    return tuple(
        Value(q.value, text[q.start : q.end], q.start, _counted(text, q), bool(_ROUGH.search(text[: q.start])), q.ordinal)
        for q in found
    )


def _counted(text: str, q: Quantity) -> frozenset[str]:
    """The stems of the noun behind a number, adjectives between; of per cent and money the unit's."""
    if q.value.endswith("%"):
        return frozenset(["prozent"])
    at, nouns = q.end, set[str]()
    for _ in range(_MAX_ADJECTIVES):
        match = _BEHIND.match(text, at)
        if match is None or (match.group().startswith(".") and not text[:at].endswith(("Mio", "Mrd", "Tsd"))):
            break
        word, at = match[1], match.end()
        if word in _SIGNS:
            return frozenset([_SIGNS[word]])
        if word[0].isupper():
            nouns.add(stem(word.lower().rsplit("-", 1)[-1]))
        elif nouns or not content_words(word):
            break
    return frozenset(nouns)


@lru_cache(maxsize=8_192)
def days_in(text: str) -> tuple[Value, ...]:
    """The dates of a sentence, each at its finest, in order; weekdays left out."""
    finest: dict[tuple[int, int], str] = {}
    for start, end, key in date_spans(text):
        if not key.startswith("wd") and len(key) > len(finest.get((start, end), "")):
            finest[start, end] = key
    return tuple(Value(key, text[start:end], start) for (start, end), key in sorted(finest.items()))


def numbers_given(question: QuestionView, text: str) -> tuple[Value, ...]:
    """The numbers that answer: not in the question, ordinals only for "wievielt", told most nearly of those there are."""
    ordinals = "wievielt" in question.text.lower()
    new = [n for n in numbers_in(text) if n.value not in question.numbers and n.ordinal <= ordinals]
    return _nearest(question, text, new)


def days_given(question: QuestionView, text: str) -> tuple[Value, ...]:
    """The dates that answer: not in the question, told most nearly of those there are."""
    return _nearest(question, text, [day for day in days_in(text) if day.value not in question.dates])


def _nearest(question: QuestionView, text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    clauses = {value: _clause(text, value.start) for value in values}
    told = [replace(value, told=_told(question, value, clauses[value])) for value in values]
    most = max((value.told for value in told), default=Told.SOMEWHERE)
    nearest = [value for value in told if value.told is most]
    if most is not Told.SOMEWHERE or len(nearest) < 2:
        return tuple(nearest)
    shared = [len(_clause(text, value.start) & question.stems.keys()) for value in nearest]
    return tuple(value for value, n in zip(nearest, shared, strict=True) if n == max(shared))


def _told(question: QuestionView, value: Value, clause: frozenset[str]) -> Told:
    of_head = any(is_kind_of(noun, head) for noun in value.counts for head in question.head)
    amount = question.kind is QuestionType.AMOUNT
    if clause & _verbs(question) and (of_head or not value.counts or not question.head or amount):
        return Told.OF_WHAT_IS_ASKED
    return Told.OF_WHAT_IS_COUNTED if of_head else Told.SOMEWHERE


def is_kind_of(one: str, other: str) -> bool:
    """Whether two stems name one thing, or one ends in the other: "panzerhaubitz" and "haubitz"."""
    return one == other or (min(len(one), len(other)) >= _MIN_PART and (one.endswith(other) or other.endswith(one)))


@lru_cache(maxsize=256)
def _verbs_of(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in read(text).words if word.text.islower() and content_words(word.low))


def _verbs(question: QuestionView) -> frozenset[str]:
    """What a German question writes small and means: its verbs, participles and adjectives."""
    return _verbs_of(question.text) if question.language == "de" else frozenset()


def _clause(text: str, place: int) -> frozenset[str]:
    """The stems of the clause that has the word at `place`, none within brackets: "Anna Weber (SPD) gewann" is one clause."""
    words = read(_BRACKETS.sub(lambda match: " " * len(match.group()), text)).words
    own = next((word.clause for word in words if word.start <= place < word.end), None)
    return frozenset(word.stem for word in words if word.clause == own)


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its words in canonical form, and whether it is clearly of the kind asked for."""

    words: tuple[str, ...]
    clear: bool

    def may_be(self, other: Name) -> bool:
        """Whether both may name one: the last word of either is in the other, and no two first names differ in front."""
        first = {name.words[0] for name in (self, other) if len(name.words) > 1 and is_first_name(name.words[0].capitalize())}
        both = len(self.words) > 1 < len(other.words)
        return (self.words[-1] in other.words or other.words[-1] in self.words) and not (both and len(first) > 1)


def people_given(question: QuestionView, text: str) -> tuple[Name, ...]:
    """Who answers: the names that are not in the question, no places that something is in or comes from.

    Clearly a person is what is no place, abbreviation or role ("SPD", "US-Präsident").
    """
    runs = [(start, end) for start, end in name_spans(text) if not _IN.search(text[:start])]
    return _named(question, text, runs, lambda start, end: _is_person(text[start:end]))


def places_given(question: QuestionView, text: str) -> tuple[Name, ...]:
    """Where: the places that are not in the question. Clearly told are those that something is in, comes from or goes to."""
    at = {start for start, _ in name_spans(text) if _AT.search(text[:start])}
    runs = [(start, end) for start, end in name_spans(text) if start in at or is_place(text[start:end].split()[-1])]
    return _named(question, text, runs, lambda start, _: start in at)


def _is_person(run: str) -> bool:
    role = "-" in run and " " not in run and is_ordinary(run.rsplit("-", 1)[-1])
    return not (run.isupper() or role or is_place(run.split()[-1]))


def _named(
    question: QuestionView, text: str, runs: Sequence[tuple[int, int]], clear: Callable[[int, int], bool]
) -> tuple[Name, ...]:
    """The names of these runs that the question lacks; only those in the clauses of its verb where one of them is clear."""
    new = [(start, end) for start, end in runs if not names(text[start:end]) <= question.names]
    asked = [(start, end) for start, end in new if _clause(text, start) & _verbs(question)]
    if any(clear(*run) for run in asked):
        new = asked
    return tuple(Name(tuple(canonical(word) for word in text[a:b].split()), clear(a, b)) for a, b in new)
