"""Evidence held against the time a question names: what is judged without the words of time, and what is from then. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from chatbot.calendar_words import dates
from chatbot.candidates import Candidate
from chatbot.compose import Part
from chatbot.extract import Extract
from chatbot.question_type import QuestionType, asks_what_happened
from chatbot.timerange import TimeRange, without_report, without_time
from index.days import day_range, filter_range
from index.types import Hit

Judge = Callable[[str, tuple[Hit, ...]], Part]


def judged_in_time(asked: str, named: TimeRange | None, hits: tuple[Hit, ...], elsewhere: bool, judge: Judge) -> Part:
    """One thing asked with what answers it at the time `named`; `elsewhere`: no article is from then, all were searched.

    The words of a time that counts from today are not looked for in articles: one from then answers without them. Other words
    of time may well stand in an article and help; those of a span need not, where the article is from within it. A number over
    a span is a sum, which no article from within it can know.
    """
    if named is None:
        return judge(asked, hits)
    words = without_report(asked, named)
    bare = without_time(words, named)
    happened = asks_what_happened(asked)
    if elsewhere:
        part = judge(bare, hits)
        return _unproved(part) if happened else part
    of_then = tuple(hit for hit in hits if _appeared(hit, named))
    if named.form == "near":
        part = judge(bare, of_then)
        if part.chosen or named.strict:
            return part
        told = only_from(judge(bare, hits), named)
        part = told if told.chosen or happened else judge(words, hits)
        return part if part.chosen else told
    part = judge(words, hits)
    if happened:
        part = only_from(part, named, around=True)
    summed = part.view.kind in (QuestionType.COUNT, QuestionType.AMOUNT)
    if part.chosen or summed or not (happened or named.form == "span"):
        return part
    then = judge(bare, of_then)
    return then if then.chosen else part


def told_elsewhere(parts: Sequence[Part], named: TimeRange) -> tuple[list[Part], bool]:
    """What a search of all articles may say where those of the time `named` prove nothing, and whether any of it is from then.

    What happened then no article from other days can tell; what is from then after all stands alone.
    """
    told = [_unproved(part) if asks_what_happened(part.view.text) else part for part in parts]
    then = [only_from(part, named) for part in told]
    from_then = any(part.chosen for part in then)
    return then if from_then else told, from_then


def only_from(part: Part, named: TimeRange, around: bool = False) -> Part:
    """The part with those of its sentences that somebody from the time `named` says, or that date from it what they tell.

    `around`: it is enough that a sentence of their passage does.
    """
    if part.chosen is None:
        return part
    found = part.ranked.found
    sayers = [(said, (found[said.candidate], *(found[n] for n in said.same), *said.unread)) for said in part.chosen.said]
    kept = tuple(said for said, who in sayers if any(_is_from(c, named, around) for c in who))
    if len(kept) == len(sayers):
        return part
    return replace(part, chosen=Extract(kept)) if kept else _unproved(part)


def _unproved(part: Part) -> Part:
    return replace(part, ranked=replace(part.ranked, confidence=0.0), chosen=None)


def _is_from(c: Candidate, named: TimeRange, around: bool) -> bool:
    """Whether the article appeared in the time `named`, or the sentence has a date in it that is at least as exact.

    A date without a year is of the year in which the article appeared.
    """
    if _appeared(c.hit, named):
        return True
    first, last = _range(named)
    year = (c.hit.article.published or "*")[:4]
    told = [_days(key.replace("*", year)) for key in dates(c.hit.passage.text if around else c.text)]
    return any(first <= (begin + end) // 2 <= last and end - begin <= last - first for begin, end in told)


def _appeared(hit: Hit, named: TimeRange) -> bool:
    """Whether the article appeared in the time `named`."""
    first, last = _range(named)
    begin, end = day_range(hit.article.published) if hit.article.published else (0, 0)
    return begin <= last and first <= end


def _range(named: TimeRange) -> tuple[int, int]:
    return filter_range(named.since, named.until) or (1, date.max.toordinal())


def _days(key: str) -> tuple[int, int]:
    """The days of a canonical date; those before all others for a weekday and for what no calendar has."""
    try:
        return day_range(key)
    except ValueError:
        return 0, 0
