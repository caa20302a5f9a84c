"""One clause taken apart: its content words, its numbers and dates, its subject. Reading only; no check lives here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from chatbot.calendar_words import date_spans
from chatbot.proving.meaning import LIGHT, found_in
from chatbot.proving.measures import UNITS
from chatbot.proving.names import sentence_names
from chatbot.proving.numbers import find_numbers
from chatbot.proving.places import many_worded
from chatbot.proving.roles import role_of
from chatbot.proving.times import day_parts, relative_spans
from chatbot.proving.words import Reading, Word

_PRONOUNS = frozenset("er sie es wir ich man he she it they we i who which that".split())
_SOMEBODY = frozenset("er sie he she they".split())
_RELATIVE = frozenset("der die das dem den dessen deren denen welche welcher welches".split())
_STANCE = {"dagegen": "gegen", "dafür": "für"}
_SUBORDINATES = frozenset("während weil wenn als nachdem obwohl da bevor falls sobald ob damit indem".split())
_UNITS = (
    frozenset("prozent prozentpunkte prozentpunkten millionen milliarden million milliarde mio mrd percent".split())
    | UNITS.keys()
)


@dataclass(frozen=True, slots=True)
class Part:
    """One clause: its content words, its numbers and dates as (kind, value), its subject's words, all its words, and the places
    its sentence names in several words ("Vereinigte Staaten"), and the names behind no preposition, the subject included.
    """

    content: tuple[Word, ...]
    values: frozenset[tuple[str, str]]
    subject: tuple[Word, ...]
    words: tuple[Word, ...]
    places: frozenset[int]
    free: tuple[Word, ...]

    def has(self, word: Word) -> bool:
        """Whether a content word of another clause stands here too."""
        stance = _STANCE.get(word.low)
        here = found_in(word, self.content) or any(found_in(other, (word,)) for other in self.content)
        return here or word.low in LIGHT or word.thing in self.places or any(w.low == stance for w in self.words)

    @property
    def pronoun(self) -> bool:
        """Whether it is a main clause about somebody whom it only calls "er" or "sie"."""
        return self.words[0].low not in _SUBORDINATES and any(word.low in _SOMEBODY for word in self.words)

    @property
    def solid(self) -> tuple[Word, ...]:
        """The content words without verbs that say nothing of their own."""
        return tuple(word for word in self.content if word.low not in LIGHT)

    @property
    def rest(self) -> tuple[Word, ...]:
        """The content words without the subject."""
        return tuple(word for word in self.content if word not in self.subject)


@lru_cache(maxsize=4_096)
def parts(reading: Reading) -> tuple[Part, ...]:
    """The clauses of a reading in order, taken apart."""
    values: list[tuple[int, int, str, str]] = [
        (n.start, n.end, f"number {n.unit or '%' * n.value.endswith('%')}", n.value)
        for n in find_numbers(reading.text, reading.language)
    ]
    values += [(start, end, "date", key) for start, end, key in date_spans(reading.text)]
    values += [(start, end, "date", key) for start, end, key in relative_spans(reading.text)]
    values += [(start, end, "day part", key) for start, end, key in day_parts(reading.text)]
    counted = [(start, end) for start, end, _, _ in values]
    joined = many_worded(reading.text)
    names = set(sentence_names(reading)) | {w for w in reading.words if any(start <= w.start < end for start, end, _ in joined)}
    places = frozenset(thing for _, _, thing in joined)
    found: list[Part] = []
    for words in reading.clauses():
        content = tuple(w for w in words if w.content and w.low not in _UNITS and not any(a <= w.start < b for a, b in counted))
        own = frozenset((kind, value) for start, end, kind, value in values if words[0].start < end and start < words[-1].end)
        inverted = bool(found) and found[-1].words[0].low in _SUBORDINATES
        subject = _subject(reading, words, content, None if inverted else names)
        free = tuple(word for word in content if word in subject or (word in names and _stands_free(reading, word)))
        found.append(Part(content, own, subject, words, places, free))
    return tuple(found)


def _subject(reading: Reading, words: Sequence[Word], content: Sequence[Word], names: set[Word] | None) -> tuple[Word, ...]:
    """The first run of nouns or names that stands behind no preposition; empty behind a pronoun, and in a clause that begins with
    its verb unless it holds one of `names` (None: any noun will do, as behind a subordinate clause).
    """
    if (
        words[0].low in _RELATIVE
        and len(words) > 1
        and not words[1].capital
        and not words[1].low.endswith(("e", "en", "er", "es"))
    ):
        return ()
    verb_first = not words[0].capital and words[0].content
    run: list[Word] = []
    for word in words:
        if word.low in _PRONOUNS and not run:
            return ()
        if word.capital and word in content and (run or _stands_free(reading, word)):
            run.append(word)
        elif run:
            break
    return () if verb_first and names is not None and not any(word in names for word in run) else tuple(run)


def _stands_free(reading: Reading, word: Word) -> bool:
    return role_of(reading, word) in ("", "subject")
