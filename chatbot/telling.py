"""Do two sentences tell the same of those they name? Shared names alone are no shared statement. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from chatbot.answering_values import Name, Value, days_given, is_kind_of, numbers_given, people_given, places_given
from chatbot.calendar_words import MONTHS, WEEKDAYS
from chatbot.features import QuestionView
from chatbot.names import is_ordinary, name_spans
from chatbot.number_words import MULTIPLIERS, cardinal
from chatbot.proving.opposites import NEGATORS, axes, clause_axes
from chatbot.proving.words import Word, read
from chatbot.question_type import QuestionType, content_words
from index.word_weights import stem_weight

_HALF = 0.5
"""Share of the lighter sentence's verbs, and of the question's words either has, that both must have."""
_MOST = 0.65
"""Share of what the lighter sentence adds to the question that the other must have too."""
_SOME = 0.3
"""Share of all words where both give the number that answers: "kamen ums Leben" tells the deaths that "starben" tells."""
_COMPARED = NEGATORS | MULTIPLIERS.keys() | MONTHS.keys() | WEEKDAYS.keys()
_VOWELS = re.compile("[aeiouyäöü]")
_MIN_CONSONANTS = 3
_ENDINGS, _MIN_STEM = ("n", "en", "er", "ern", "em", "es"), 4
"""What the stemmer takes off one form of a word and leaves on another: "Konzern" is "konz", "Konzerns" is "konzern"."""

_GIVEN: dict[QuestionType, Callable[[QuestionView, str], Sequence[Value | Name]]] = {
    QuestionType.COUNT: numbers_given,
    QuestionType.AMOUNT: numbers_given,
    QuestionType.TIME: days_given,
    QuestionType.PERSON: people_given,
    QuestionType.PLACE: places_given,
}
"""What answers a question of each kind."""


def tells_same(question: QuestionView, one: str, other: str) -> bool:
    """Whether two sentences that agree in the number, day or name that answers say the same besides their names and numbers.

    They share most of their verbs and cover the same of the question. Where no such value answers, they also name the same
    people and share most of what they add to the question.

    Example:
        >>> from chatbot.features import view
        >>> asked = view("Wie reagierte die SPD auf das Paket?")
        >>> tells_same(asked, "Die SPD begrüßte das Paket.", "Die SPD lehnte das Paket ab.")
        False
    """
    a, b = _told(one), _told(other)
    given = _GIVEN.get(question.kind)
    valued = given is not None and bool(given(question, one)) and bool(given(question, other))
    if valued and given is numbers_given:
        amount = question.kind is QuestionType.AMOUNT
        units = {unit for value in numbers_given(question, one) for unit in value.counts if amount}
        shared = _share(*([word for word in words if word.stem not in units] for words in (a, b)))
        return shared >= _SOME and (_have_alike(_told(question.text), a, b, small=True) or _one_in_meaning(one, other))
    small = {word.stem for word in (*a, *b) if word.text.islower()}
    if _share(*([word for word in words if word.stem in small] for words in (a, b))) < _HALF or not _covers_alike(question, a, b):
        return False
    if not _same_place(question, one, other):
        return False
    if valued or not _same_people(question, one, other):
        return valued
    if question.kind is QuestionType.YES_NO:
        return _have_alike(_told(question.text), a, b, small=False)
    new = ([word for word in words if not _asked(question, word)] for words in (a, b))
    return _share(*new) >= _MOST


def opposed(one: str, other: str) -> bool:
    """Whether a word of one sentence has its opposite in the other: "verletzt" and "Tote"."""
    theirs = {place for word in _told(other) for place in axes(word.stem)}
    return any((pair, -side) in theirs for word in _told(one) for pair, side in axes(word.stem))


@lru_cache(maxsize=8_192)
def _told(text: str) -> tuple[Word, ...]:
    """The words of a sentence that carry content and are no names, numbers, days or negators, which are compared elsewhere."""
    named = name_spans(text)
    return tuple(
        word
        for word in read(text).words
        if word.content
        and content_words(word.low)
        and not (any(start <= word.start < end for start, end in named) and not _ends_ordinarily(word.low))
        and not (word.low[0].isdigit() or word.low in _COMPARED or cardinal(word.low) is not None)
    )


def _ends_ordinarily(low: str) -> bool:
    """Whether a word with a name in front means an ordinary thing: "EU-Gipfel"."""
    return "-" in low and is_ordinary(low.rsplit("-", 1)[-1])


def _share(one: Sequence[Word], other: Sequence[Word]) -> float:
    """Weighted share of the lighter sentence's words that the other has, 0..1; 1 where it has none."""
    lighter, heavier = sorted((one, other), key=_weight)
    total = _weight(lighter)
    return _weight([word for word in lighter if any(_alike(word.stem, w.stem) for w in heavier)]) / total if total else 1.0


def _weight(words: Sequence[Word]) -> float:
    return sum(stem_weight(word.stem) for word in words)


def _alike(one: str, other: str) -> bool:
    """Whether two stems are one word: in a compound, with another ending or vowel ("gewann", "gewonnen"), or one in meaning."""
    if is_kind_of(one, other) or axes(one) & axes(other) or _consonants(one) & _consonants(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _MIN_STEM and longer.removeprefix(shorter) in _ENDINGS


def _consonants(stem: str) -> frozenset[str]:
    """What is left of a stem, with and without "ge-", when its vowels and its ending are taken off, where that is enough."""
    bare = {_VOWELS.sub("", part).rstrip("tn") for part in (stem, stem.removeprefix("ge"))}
    return frozenset(part for part in bare if len(part) >= _MIN_CONSONANTS)


def _have_alike(asked: Sequence[Word], one: Sequence[Word], other: Sequence[Word], *, small: bool) -> bool:
    """Whether each of the question's verbs (words written `small`), or of its nouns, is in both sentences or in neither."""
    of_kind = [word.stem for word in asked if word.text.islower() is small]
    return all(any(_alike(stem, w.stem) for w in one) == any(_alike(stem, w.stem) for w in other) for stem in of_kind)


def _one_in_meaning(one: str, other: str) -> bool:
    """Whether a clause of each sentence says the same by a listed meaning: "starben", "kamen ums Leben"."""
    a, b = (frozenset().union(*(p for c in read(text).clauses() for p in clause_axes(c).values())) for text in (one, other))
    return not a.isdisjoint(b)


def _asked(question: QuestionView, word: Word) -> bool:
    """Whether the question has the word; "Goethe-Schule" says more than "Schule"."""
    return any(_alike(stem, word.stem) and len(word.stem) < len(stem) + _MIN_STEM for stem in question.stems)


def _covers_alike(question: QuestionView, one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether both have most of the question's words that either has; names are not among them."""
    a, b = ({stem for stem in question.stems if any(_alike(stem, word.stem) for word in words)} for words in (one, other))
    return sum(question.stems[stem] for stem in a & b) >= _HALF * sum(question.stems[stem] for stem in a | b)


def _same_place(question: QuestionView, one: str, other: str) -> bool:
    """Whether two sentences that both say where name one of the same places: the same deed elsewhere is another one."""
    a, b = ({word for name in places_given(question, text) if name.clear for word in name.words} for text in (one, other))
    return not (a and b) or not a.isdisjoint(b)


def _same_people(question: QuestionView, one: str, other: str) -> bool:
    """Whether two sentences name one of the same people, parties and such where they name no people."""
    a, b = people_given(question, one), people_given(question, other)
    if all(any(name.clear for name in named) for named in (a, b)):
        a, b = (tuple(name for name in named if name.clear) for named in (a, b))
    return not (a and b) or any(name.may_be(named) for name in a for named in b)
