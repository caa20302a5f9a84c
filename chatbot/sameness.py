"""Do two sentences say the same, do they disagree, and how many independent sources say it? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.candidates import Candidate
from chatbot.features import QuestionView, sentence_view
from chatbot.numerals import Quantity
from chatbot.question_type import QuestionType, content_words
from chatbot.word_weights import stem_weight
from index.analysis import stems
from index.near_duplicates import same_words
from index.types import Article

SAME = 0.5
"""From this share of the lighter sentence's weighted content on, two sentences say the same."""
_ENOUGH_WORDS = 4
SIMILAR = 0.3
"""From this share on, two sentences speak of the same thing."""


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
    """Whether two sentences give the same answer: alike in words, or alike enough with the same new names or numbers."""
    if disagree(question, one, other) or not _same_topic(question, one, other):
        return False
    share = overlap(one.text, other.text)
    if share >= SAME and min(len(content_words(one.text)), len(content_words(other.text))) >= _ENOUGH_WORDS:
        return True
    a, b = sentence_view(one.text), sentence_view(other.text)
    new_a, new_b = a.names - question.names, b.names - question.names
    values_a = {q.value for q in a.quantities} - question.numbers
    values_b = {q.value for q in b.quantities} - question.numbers
    if question.kind in (QuestionType.COUNT, QuestionType.AMOUNT) and values_a & values_b:
        return share >= SIMILAR
    return len(new_a & new_b) >= 2 and len(new_a & new_b) >= 0.6 * min(len(new_a), len(new_b)) and share >= SIMILAR


def _same_topic(question: QuestionView, one: Candidate, other: Candidate) -> bool:
    """Whether the names of the question that stand in or around one sentence also stand in or around the other."""
    asked = question.names
    if not asked:
        return True
    here, there = _names_around(one), _names_around(other)
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
    a, b = sentence_view(one.text), sentence_view(other.text)
    if question.kind in (QuestionType.COUNT, QuestionType.AMOUNT):
        left, right = _asked(question, one.text, a.quantities), _asked(question, other.text, b.quantities)
        if left and right and not {q.value for q in left} & {q.value for q in right}:
            shared = {q.unit for q in left} & {q.unit for q in right}
            for x in left:
                for y in right:
                    if x.unit == y.unit and (x.unit in shared) and x.unit:
                        return one.text[x.start : x.end], other.text[y.start : y.end]
        return None
    if question.kind is QuestionType.TIME:
        left_days, right_days = _days(a.dates - question.dates), _days(b.dates - question.dates)
        if len(left_days) == 1 and len(right_days) == 1 and not _may_agree(*left_days, *right_days):
            return next(iter(left_days)), next(iter(right_days))
    return None


def _days(found: frozenset[str]) -> set[str]:
    """Dates with a month or a day, without their coarser forms; weekdays and bare years left out."""
    exact = {d for d in found if not d.startswith("wd") and not d.isdigit()}
    return {d for d in exact if not any(other != d and other.startswith(d) for other in exact)}


def _may_agree(one: str, other: str) -> bool:
    """Whether two dates can mean the same day: equal, or one a coarser form of the other, or without a year."""
    a, b = one.split("-"), other.split("-")
    return all(x == y or "*" in (x, y) for x, y in zip(a, b, strict=False))


def _asked(question: QuestionView, text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that answer: not in the question, no ordinals, nearest to what is counted where that is named."""
    new = [q for q in found if q.value not in question.numbers and not q.ordinal]
    counted = [q for q in new if question.head & set(stems(text[q.start : q.end + 40]))]
    return counted or new


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
