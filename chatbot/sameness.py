"""Do two sentences say the same, do they disagree, and how many independent sources say it? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chatbot.answer_type import fit
from chatbot.answering_values import (
    Name,
    Told,
    Value,
    days_given,
    days_in,
    is_kind_of,
    numbers_given,
    numbers_in,
    people_given,
    places_given,
)
from chatbot.candidates import Candidate
from chatbot.compounds import found_in
from chatbot.features import QuestionView, sentence_view
from chatbot.proving.polarity import contradictions
from chatbot.proving.roles import exchanged
from chatbot.proving.words import read
from chatbot.question_type import QuestionType, content_words
from chatbot.telling import opposed, tells_same
from index.analysis import stems
from index.near_duplicates import same_words
from index.types import Article
from index.word_weights import stem_weight

SAME_SHARE = 0.5
"""From this share of the lighter sentence's weighted content on, two sentences say the same."""
_ENOUGH_WORDS = 4
SIMILAR = 0.3
"""From this share on, two sentences speak of the same thing."""
_NUMERIC = (QuestionType.COUNT, QuestionType.AMOUNT)
_DIGITS = re.compile(r"\d+")
_NUMBER_OF = re.compile(r"\b(?:(?:An)?[Zz]ahl (?:der|von)|[Nn]umber of) (?:[a-zäöüß]+ )?(?P<noun>[^\W\d_]+)")
_PEOPLE = frozenset(("mensch", "person", "leut", "peopl"))
"""What counts the dead as well as the guests."""
_BEFORE = re.compile(r"(?:\w+\s+(?=(?:als|zu|than|least|to)\s))?[\w.]+\s+$")
_NO_NOUN = re.compile(r"\b[kK]ein(?:e[mnrs]?)?(?:\s+[a-zäöüß]+){0,2}\s+(?P<noun>[A-ZÄÖÜ][^\W\d_]*)")
_ROUNDED = 0.1
"""By this share a round number or a bound ("rund", "mehr als") may differ from what it stands for."""
_ALIKE = 0.7
"""Share of the question's weight, of what either of two sentences has, that both have when they differ in a number."""


def _content(text: str) -> dict[str, float]:
    return {stem: stem_weight(stem) for word in content_words(text) for stem in stems(word)}


def overlap(one: str, other: str) -> float:
    """Weighted share of the lighter text's content stems that the other has, 0..1.

    Example:
        >>> overlap("Estland kauft zwölf Haubitzen.", "Haubitzen kauft Estland, zwölf.") > 0.9
        True
    """
    a, b = _content(one), _content(other)
    lighter, heavier = (a, b) if sum(a.values()) <= sum(b.values()) else (b, a)
    total = sum(lighter.values())
    return sum(weight for stem, weight in lighter.items() if stem in heavier) / total if total else 0.0


def says_same(question: QuestionView, one: Candidate, other: Candidate) -> bool:
    """Whether two sentences give the same answer: alike in words, or alike enough with the same new names or numbers.

    Never where they differ in what answers, in what they tell of those they name, in a number of the same things or in their
    dates, or contradict each other.
    """
    share = overlap(one.text, other.text)
    if share < SIMILAR or not _same_topic(question, one, other) or not _same_answer(question, one.text, other.text):
        return False
    if share < SAME_SHARE or min(len(content_words(c.text)) for c in (one, other)) < _ENOUGH_WORDS:
        new_a, new_b = (sentence_view(c.text).names - question.names for c in (one, other))
        counted = question.kind in _NUMERIC and bool(numbers_given(question, one.text))
        named = len(new_a & new_b) >= 2 and len(new_a & new_b) >= 0.6 * min(len(new_a), len(new_b))
        if not (counted or named):
            return False
    return tells_same(question, one.text, other.text) and not _contradict(one.text, other.text)


def _same_answer(question: QuestionView, one: str, other: str) -> bool:
    """Whether two sentences agree in what answers the question, and in every date and number of the same things."""
    if not _dates_agree(days_in(one), days_in(other)) or not _dates_agree(days_given(question, one), days_given(question, other)):
        return False
    if _number_differs(numbers_in(one), numbers_in(other)):
        return False
    if question.kind in _NUMERIC:
        return _same_number(question, one, other)
    if question.kind is QuestionType.TIME:
        dated = bool(days_given(question, one)), bool(days_given(question, other))
        return dated[0] == dated[1] or all(fit(question.kind, _DIGITS.sub("", text)) >= 0 for text in (one, other))
    if question.kind is QuestionType.PERSON:
        return _same_name(people_given(question, one), people_given(question, other))
    if question.kind is QuestionType.PLACE:
        return _same_name(places_given(question, one), places_given(question, other))
    return True


def _same_number(question: QuestionView, one: str, other: str) -> bool:
    """Whether a number that answers is in both; two sentences without one differ in none.

    Where one tells how many of what is asked, and the other a number of something else, they do not say the same.
    """
    a, b = _numbers(question, one), _numbers(question, other)
    if not a and not b:
        return True
    amount = question.kind is QuestionType.AMOUNT
    if not any(_agree(x, y) and not (amount and x.counts and y.counts and not _alike_things(x, y)) for x in a for y in b):
        return False
    return amount or not question.head or (a[0].told > 0) == (b[0].told > 0)


def _numbers(question: QuestionView, text: str) -> tuple[Value, ...]:
    """The numbers that answer; the only one counts what the sentence tells the number of: "Die Zahl der Toten stieg auf neun"."""
    given, of = numbers_given(question, text), _NUMBER_OF.search(text)
    if len(given) != 1 or given[0].counts or of is None:
        return given
    counts = frozenset(stems(of["noun"]))
    asked = any(is_kind_of(noun, head) for noun in counts for head in question.head)
    return (replace(given[0], counts=counts, told=Told.OF_WHAT_IS_COUNTED if asked else given[0].told),)


def _agree(one: Value, other: Value) -> bool:
    """Whether two numbers may be one: equal, or about equal where one is a round one or a bound."""
    if one.value == other.value:
        return True
    if not (one.rough or other.rough) or one.value.endswith("%") != other.value.endswith("%"):
        return False
    x, y = float(one.value.rstrip("%")), float(other.value.rstrip("%"))
    return abs(x - y) <= _ROUNDED * max(abs(x), abs(y))


def _alike_things(one: Value, other: Value) -> bool:
    """Whether two numbers count the same things, as far as told."""
    return one.ordinal == other.ordinal and any(is_kind_of(a, b) for a in one.counts for b in other.counts)


def _number_differs(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether both sentences count the same things and no number of them, or of things not told, agrees."""
    pairs = [(a, b) for a in one for b in other if a.ordinal == b.ordinal]
    if not any(_alike_things(a, b) for a, b in pairs):
        return False
    return not any(_agree(a, b) for a, b in pairs if _alike_things(a, b) or not (a.counts and b.counts))


def _dates_agree(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether two sentences may speak of one day: a date of one may be one of the other, or one of them has none."""
    return not one or not other or any(_may_agree(a.value, b.value) for a in one for b in other)


def _same_name(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Whether a name that answers is in both, clear ones where both have them; two sentences without one differ in none."""
    if any(name.clear for name in one) and any(name.clear for name in other):
        one, other = [name for name in one if name.clear], [name for name in other if name.clear]
    if not one and not other:
        return True
    return any(a.may_be(b) for a in one for b in other)


def _contradict(one: str, other: str) -> bool:
    """Whether each sentence denies or turns round what the other says, or two names have changed places.

    What only one of them seems to contradict is a clause that the other lacks ("drei starben, 40 wurden verletzt").
    """
    a, b = read(one), read(other)
    if exchanged(a, (b,)):
        return True
    if not (contradictions(a, (b,)) and contradictions(b, (a,))):
        return False
    a, b = read(_only_shared_denials(one, other)), read(_only_shared_denials(other, one))
    return bool(contradictions(a, (b,)) and contradictions(b, (a,)))


def _only_shared_denials(text: str, other: str) -> str:
    """`text` with "ein" for "kein" before nouns the other lacks: "steht auf keiner Seite" denies nothing of "ist neutral"."""
    known = sentence_view(other)

    def kept(match: re.Match[str]) -> str:
        shared = any(found_in(stem, known.stems, known.parts) for stem in stems(match["noun"]))
        return match.group() if shared else match.group().lstrip("kK")

    return _NO_NOUN.sub(kept, text)


def _same_topic(question: QuestionView, one: Candidate, other: Candidate) -> bool:
    """Whether the names of the question that stand in or around one sentence also stand in or around the other.

    Of a question without names, whether any name stands around both: what neither article names alike are two things.
    """
    asked = question.names
    here, there = _names_around(one), _names_around(other)
    if not asked:
        return not (here and there) or bool(here & there)
    return bool(asked & there) and len(asked & there) >= len(asked & here) if asked & here else True


def _names_around(c: Candidate) -> frozenset[str]:
    texts = (c.text, c.before, c.after, c.hit.article.title)
    return frozenset().union(*(sentence_view(text).names for text in texts))


def disagree(question: QuestionView, one: Candidate, other: Candidate) -> tuple[str, str] | None:
    """The two differing values when both sentences answer a question for a number or a date with different ones, else None."""
    if (
        one.hit.article.id == other.hit.article.id
        or overlap(one.text, other.text) < SIMILAR
        or not _same_topic(question, one, other)
    ):
        return None
    if question.kind in _NUMERIC:
        return _differing_numbers(question, one.text, other.text)
    if question.kind is QuestionType.TIME:
        return _differing_days(days_given(question, one.text), days_given(question, other.text))
    return None


def _differing_numbers(question: QuestionView, one: str, other: str) -> tuple[str, str] | None:
    """The two numbers of the same things, where none agrees and the sentences' own dates do not differ."""
    a, b = _numbers(question, one), _numbers(question, other)
    if any(_agree(x, y) for x in a for y in b) or not _dates_agree(days_in(one), days_in(other)):
        return None
    if _counts_people(a, b) and not opposed(one, other):
        return _as_written(one, a[0]), _as_written(other, b[0])
    sure = all(value.told for value in (*a, *b)) or _covers_alike(question, one, other)
    pairs = [(x, y) for x in a for y in b if _alike_things(x, y) or (x.told and y.told and not x.counts and not y.counts)]
    return (_as_written(one, pairs[0][0]), _as_written(other, pairs[0][1])) if pairs and sure else None


def _counts_people(one: Sequence[Value], other: Sequence[Value]) -> bool:
    """Whether one of two sentences has a number of those asked for, and the other a number of people, each the only one."""
    if len(one) != 1 or len(other) != 1:
        return False
    return any(
        x.told and not x.counts <= _PEOPLE and y.counts and y.counts <= _PEOPLE
        for x, y in ((one[0], other[0]), (other[0], one[0]))
    )


def _as_written(text: str, value: Value) -> str:
    """A number in the sentence's words, with what rounds or bounds it: "Mehr als 1.500"."""
    before = _BEFORE.search(text[: value.start]) if value.rough else None
    return f"{before.group() if before else ''}{value.written}"


def _covers_alike(question: QuestionView, one: str, other: str) -> bool:
    """Whether two sentences have nearly the same of the question's words."""
    a, b = (sentence_view(text).stems & question.stems.keys() for text in (one, other))
    both = sum(question.stems[stem] for stem in a | b)
    return both > 0 and sum(question.stems[stem] for stem in a & b) >= _ALIKE * both


def _differing_days(one: Sequence[Value], other: Sequence[Value]) -> tuple[str, str] | None:
    """The two dates, where each sentence has one and they differ; bare years only where they are told of what is asked."""
    a, b = ([day for day in days if day.told or not day.value.isdigit()] for days in (one, other))
    if len(a) == 1 and len(b) == 1 and not _may_agree(a[0].value, b[0].value):
        return a[0].written, b[0].written
    return None


def _may_agree(one: str, other: str) -> bool:
    """Whether two dates can mean the same day: equal, or one a coarser form of the other, or without a year."""
    a, b = one.split("-"), other.split("-")
    return all(x == y or "*" in (x, y) for x, y in zip(a, b, strict=False))


def n_independent(articles: Sequence[tuple[Article, str, str]]) -> int:
    """How many independent sources stand behind articles, each with its quote and the near-duplicate group it is in.

    One publisher counts once; so do articles that share a group, a credited agency or the quote's very words, because they
    print one report.
    """
    parent = list(range(len(articles)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for n, (article, quote, group) in enumerate(articles):
        for m in range(n):
            other, other_quote, other_group = articles[m]
            same_paper = bool(article.source) and article.source.lower() == other.source.lower()
            agencies = {a.lower() for a in article.agencies} & {a.lower() for a in other.agencies}
            printed = group == other_group or same_words(quote, other_quote)
            if article.id == other.id or same_paper or printed or agencies:
                parent[root(n)] = root(m)
    return len({root(n) for n in range(len(articles))})
