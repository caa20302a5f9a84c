"""From ranked candidates to the sentences that are said: the best, who else says it, what completes it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chatbot.answer_type import NEEDS_KIND
from chatbot.candidates import Candidate
from chatbot.features import QuestionView, sentence_view
from chatbot.question_type import QuestionType
from chatbot.ranker import Ranking
from chatbot.sameness import disagree, overlap, says_same
from chatbot.standalone import depends, goes_on, opener

_N_LOOKED_AT = 24
_CLOSE = 1.2
"""A further sentence must not be this many logits below the best one."""
_ADDS = 0.2
"""Share of the question's weight a further sentence must add to what is already covered."""
_ALSO = 0.9
"""A further sentence that adds no cover must be nearly as likely as the best: this share of its probability."""
_ONE_FACT = (QuestionType.COUNT, QuestionType.AMOUNT, QuestionType.TIME, QuestionType.PLACE)
"""Questions with one short answer: a further sentence must hold a number, date or name too, or it is padding."""
_FITS = ("count_number", "amount_number", "time_date", "time_word", "place_known", "place_phrase", "person_new_name")
_GOES_ON_AMONG = 5
"""A sentence that goes on about the one chosen ("Darin versprach er …") joins it when it is among so many best ones."""
_SAME_WITHIN = 4.0
"""A sentence that says the same counts as a source until this many logits below, or while it is by itself likely to answer."""
_MAX_SOURCES = 4


@dataclass(frozen=True)
class Said:
    """One sentence of the answer with the other candidates that say the same, and the sentence that introduces it.

    `unread` are those of them that only the quick layer has judged.
    """

    candidate: int
    same: tuple[int, ...] = ()
    unread: tuple[Candidate, ...] = ()
    opening: tuple[int, int] | None = None


@dataclass(frozen=True)
class Extract:
    """What is said, in order, and pairs of candidates that disagree with the values they give."""

    said: tuple[Said, ...] = ()
    conflicts: tuple[tuple[int, int, str, str], ...] = field(default=())


def extract(question: QuestionView, ranked: Ranking, max_sentences: int = 3) -> Extract:
    """The sentences to say: the best one; one that covers an open part of the question; both sides of a disagreement."""
    if not ranked.order:
        return Extract()
    found, logits = ranked.found, ranked.logits
    looked = [n for n in ranked.order[:_N_LOOKED_AT] if _sayable(found[n])] or list(ranked.order[:1])
    first = looked[0]
    chosen = [first]
    conflicts = _conflicts(question, ranked, first, looked)
    chosen += [other for _, other, _, _ in conflicts]
    for n in looked[1:]:
        if len(chosen) >= max_sentences or logits[n] < logits[first] - _CLOSE:
            break
        if n in chosen or any(
            says_same(question, found[n], found[m]) or overlap(found[n].text, found[m].text) > 0.6 for m in chosen
        ):
            continue
        one_fact = question.kind in _ONE_FACT
        if one_fact and not any(ranked.feature(n, name) for name in _FITS):
            continue
        nearly = not one_fact and ranked.shares[n] >= _ALSO * ranked.shares[first]
        if nearly or _adds(question, found, chosen, n) >= _ADDS:
            chosen.append(n)
    further = _continuation(question, ranked, first)
    if further is not None and further not in chosen:
        chosen = [first, further, *chosen[1 : max_sentences - 1]]
    said = [_said(question, ranked, n, looked, chosen) for n in chosen]
    openings = {(found[s.candidate].hit.article.id, s.opening[0]) for s in said if s.opening}
    kept = [s for s in said if (found[s.candidate].hit.article.id, found[s.candidate].start) not in openings]
    return Extract(tuple(kept), tuple(conflicts))


def _continuation(question: QuestionView, ranked: Ranking, first: int) -> int | None:
    """The sentence right behind the best one, where it goes on about it and may hold what the question asks; else None.

    The best sentence often only names what the question names ("Die Botschaft protestierte."), and the next one, which points
    back to it with a pronoun, says the rest.
    """
    one = ranked.found[first]
    for n in ranked.order[:_GOES_ON_AMONG]:
        c = ranked.found[n]
        if c.hit.article.id == one.hit.article.id and c.start >= one.end and not one.hit.article.text[one.end : c.start].strip():
            if not (_sayable(c) and goes_on(question, c.text)):
                return None
            if question.kind not in NEEDS_KIND:
                return n
            fits = any(ranked.feature(n, name) for name in _FITS)
            return n if fits and not any(ranked.feature(first, name) for name in _FITS) else None
    return None


def _sayable(c: Candidate) -> bool:
    return not c.is_heading and not c.text.rstrip('"“”»«').endswith("?")


def _adds(question: QuestionView, found: Sequence[Candidate], chosen: Sequence[int], n: int) -> float:
    """Share of the question's weight that sentence `n` has and the chosen ones have not."""
    covered = frozenset().union(*(sentence_view(found[m].text).stems for m in chosen))
    total = sum(question.stems.values()) or 1.0
    mine = sentence_view(found[n].text).stems
    return sum(w for s, w in question.stems.items() if s in mine and s not in covered) / total


def _conflicts(question: QuestionView, ranked: Ranking, first: int, looked: Sequence[int]) -> list[tuple[int, int, str, str]]:
    """The first sentence that answers with another number or date, if one is near enough to the best."""
    for n in looked[1:]:
        if ranked.logits[n] < ranked.logits[first] - _CLOSE:
            break
        values = disagree(question, ranked.found[first], ranked.found[n])
        if values:
            return [(first, n, *values)]
    return []


def _said(question: QuestionView, ranked: Ranking, n: int, looked: Sequence[int], chosen: Sequence[int]) -> Said:
    found, logits = ranked.found, ranked.logits
    same: list[int] = []
    articles = {found[n].hit.article.id}
    for m in looked:
        if m == n or m in chosen or logits[m] < min(logits[n] - _SAME_WITHIN, 0.0) or len(same) >= _MAX_SOURCES:
            continue
        if found[m].hit.article.id not in articles and says_same(question, found[n], found[m]):
            same.append(m)
            articles.add(found[m].hit.article.id)
    unread: list[Candidate] = []
    for c in ranked.unread:
        room = len(same) + len(unread) < _MAX_SOURCES
        if room and _sayable(c) and c.hit.article.id not in articles and says_same(question, found[n], c):
            unread.append(c)
            articles.add(c.hit.article.id)
    opening = opener(question, found[n]) if depends(question, found[n].text) else None
    before = {(found[m].hit.article.id, found[m].start) for m in chosen[: chosen.index(n)]}
    if opening and (found[n].hit.article.id, opening[0]) in before:
        opening = None
    return Said(n, tuple(same), tuple(unread), opening)
