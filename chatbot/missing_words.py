"""What of a question none of the evidence has, so that a refusal can name it. Pure; the sentence around it is in `compose`."""

from __future__ import annotations

import re
from collections.abc import Collection

from chatbot.calendar_words import date_spans
from chatbot.compounds import found_in
from chatbot.features import QuestionView, SentenceView, published_view, sentence_view
from chatbot.names import canonical, name_spans, names
from chatbot.numerals import quantities
from chatbot.ranker import Ranking
from index.analysis import stems

_MOST = 4
_NOUN = re.compile(r"(?<=[^\W_] )[A-ZÄÖÜ][a-zäöüß]{2,}(?:-[A-ZÄÖÜ]?[a-zäöüß]+)*")
"""A capital inside a German sentence: a noun (or a name)."""
_NAMED = re.compile(r"\b(?:[^\W\d_]+\d[\w-]*|\d+(?:st|nd|rd|th)\b)")
"""A word with a number in it: "G7-Gipfel", "80th"."""
_Span = tuple[int, int]


def missing_words(question: QuestionView, ranked: Ranking) -> tuple[str, ...]:
    """What of the question none of the evidence has, as the question writes it, in its order; at most four.

    Names, numbers and dates; of a German question also its nouns, which are known by their capital. A number with its
    multiplier and a date are one thing each. Weekdays are left out: nothing tells which day an article means by one.
    """
    views = [sentence_view(c.text) for c in ranked.found]
    views += [published_view(day) for day in {c.hit.article.published for c in ranked.found}]
    dated = _dates(question, views)
    counted = _numbers(question, views, dated)
    worded = _words(question, ranked, views, [*dated, *counted])
    missing = sorted(span for span, found in (dated | counted | worded).items() if not found)
    return tuple(dict.fromkeys(question.text[start:end] for start, end in missing))[:_MOST]


def _dates(question: QuestionView, views: Collection[SentenceView]) -> dict[_Span, bool]:
    """The dates of the question and whether the evidence has them, at the precision the question writes."""
    finest: dict[_Span, str] = {}
    for start, end, key in date_spans(question.text):
        if len(key) > len(finest.get((start, end), "")):
            finest[start, end] = key
    have = frozenset().union(*(v.dates for v in views), frozenset())
    return {span: key.startswith("wd") or any(_is_day(key, other) for other in have) for span, key in finest.items()}


def _is_day(asked: str, known: str) -> bool:
    """Whether a known date is the one asked for, which may lack the year: "*-03-20" is "2024-03-20" too."""
    return known == asked or (asked.startswith("*") and known.partition("-")[2] == asked.partition("-")[2])


def _numbers(question: QuestionView, views: Collection[SentenceView], dated: Collection[_Span]) -> dict[_Span, bool]:
    """The numbers of the question outside its dates, or the words they are in, and whether the evidence has the number."""
    values = {q.value for v in views for q in v.quantities}
    named = [match.span() for match in _NAMED.finditer(question.text)]
    return {
        next((span for span in named if _within(q.start, [span])), (q.start, q.end)): q.value in values
        for q in quantities(question.text, question.language)
        if q.value in question.numbers and not _within(q.start, dated)
    }


def _words(
    question: QuestionView, ranked: Ranking, views: Collection[SentenceView], taken: Collection[_Span]
) -> dict[_Span, bool]:
    """The names and, in German, the nouns of the question outside `taken`, and whether the evidence or a title has them."""
    titles = frozenset().union(*(names(c.hit.article.title) for c in ranked.found), frozenset())
    have = frozenset().union(*(v.names for v in views), titles) | {canonical(word) for word in ranked.known}
    found_stems = frozenset().union(*(v.stems for v in views), frozenset())
    found_parts = frozenset().union(*(v.parts for v in views), frozenset())
    spans = list(name_spans(question.text))
    if question.language == "de":
        spans += [m.span() for m in _NOUN.finditer(question.text) if not _within(m.start(), spans)]

    def has(word: str) -> bool:
        return canonical(word) in have or any(found_in(stem, found_stems, found_parts) for stem in stems(word))

    return {
        (start, end): any(has(word) for word in question.text[start:end].split())
        for start, end in spans
        if not _within(start, taken)
    }


def _within(place: int, spans: Collection[_Span]) -> bool:
    return any(start <= place < end for start, end in spans)
