"""Builds the Answer: numbered citations, sentences, notes, or the refusal. Pure; the words are in `chatbot.wording`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chatbot.extract import Extract, Said
from chatbot.features import QuestionView
from chatbot.missing_words import missing_words
from chatbot.ranker import Ranking
from chatbot.sameness import n_independent
from chatbot.settings import Settings
from chatbot.types import Answer, Citation, Evidence, Sentence
from chatbot.wording import aspect, label, origin, say, stale
from index.types import Article, Hit, Passage

GENERATOR = "evidence"
_Quoted = tuple[Article, Evidence]


@dataclass(frozen=True)
class Frame:
    """What every Answer to one question shares."""

    question: str
    asked: str
    view: QuestionView
    hits: tuple[Hit, ...]
    index_revision: str
    today: date
    generator: str = GENERATOR


class _Numbers:
    """Gives each article its number at first use and gathers its quotes."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._quotes: dict[str, list[Evidence]] = {}

    def cite(self, article: Article, evidence: Evidence) -> int:
        self._articles.setdefault(article.id, article)
        quotes = self._quotes.setdefault(article.id, [])
        if not any((q.start, q.end) == (evidence.start, evidence.end) for q in quotes):
            quotes.append(evidence)
        return list(self._articles).index(article.id) + 1

    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(n, article, tuple(self._quotes[article.id])) for n, article in enumerate(self._articles.values(), start=1)
        )


@dataclass(frozen=True)
class Part:
    """One thing a question asks: its own words analysed, the ranking and what is said; said is None where it is refused."""

    view: QuestionView
    ranked: Ranking
    chosen: Extract | None


def answered(frame: Frame, parts: Sequence[Part], settings: Settings) -> Answer:
    """The answer made of evidence sentences with their citations and notes; parts without evidence are named in a note.

    A sentence that several say, or that answers several parts, stands once, with everybody's citation.
    """
    numbers = _Numbers()
    told: dict[str, list[_Quoted]] = {}
    groups: list[tuple[Article, str, str]] = []
    notes: list[str] = []
    for part in parts:
        if part.chosen is None:
            notes.append(say("part", frame.view.language, part=part.view.text))
            continue
        for said in part.chosen.said:
            for text, quoted in _sentences(part.ranked, said):
                told.setdefault(text, []).extend(quoted)
        first = part.chosen.said[0]
        if len(parts) == 1:
            sayers = [*(part.ranked.found[n] for n in (first.candidate, *first.same)), *first.unread]
            groups = [(c.hit.article, c.text, c.hit.group) for c in sayers]
        notes += _conflicts(part, frame.view.language)
    sentences = tuple(Sentence(text, tuple(sorted({numbers.cite(*q) for q in quoted}))) for text, quoted in told.items())
    citations = numbers.citations()
    notes += _sources(groups, frame.view.language)
    old = stale(citations, frame.today, settings.stale_days, frame.view.language)
    confidence = min(part.ranked.confidence for part in parts if part.chosen is not None)
    return _answer(frame, sentences, citations, False, confidence, (*notes, *((old,) if old else ())))


def _sentences(ranked: Ranking, said: Said) -> list[tuple[str, list[_Quoted]]]:
    """The introducing sentence where one is needed, then the answering one with everybody who says it."""
    out = []
    c = ranked.found[said.candidate]
    if said.opening:
        start, end = said.opening
        quote = c.hit.article.text[start:end]
        intro = Evidence(_passage_of(ranked, c.hit, start, end), start, end, quote, _score(ranked, said.candidate))
        out.append((_flat(quote), [(c.hit.article, intro)]))
    quoted = [(ranked.found[n].hit.article, _evidence(ranked, n)) for n in (said.candidate, *said.same)]
    score = _score(ranked, said.candidate)  # what says the same answers as well
    quoted += [(u.hit.article, Evidence(u.hit.passage, u.start, u.end, u.text, score)) for u in said.unread]
    return [*out, (_flat(c.text), quoted)]


def _passage_of(ranked: Ranking, hit: Hit, start: int, end: int) -> Passage:
    """A passage that holds the words from `start` to `end`: the hit's own, another hit's, or a slice made for them."""
    for c in ranked.found:
        p = c.hit.passage
        if p.article_id == hit.article.id and p.start <= start and end <= p.end:
            return p
    return Passage(f"{hit.article.id}#{start}-{end}", hit.article.id, start, end, hit.article.text[start:end])


def _conflicts(part: Part, language: str) -> list[str]:
    notes = []
    for first, other, left, right in part.chosen.conflicts if part.chosen else ():
        a, b = part.ranked.found[first].hit.article, part.ranked.found[other].hit.article
        notes.append(say("conflict", language, a=f"{left} ({origin(a, language)})", b=f"{right} ({origin(b, language)})"))
    return notes


def _sources(groups: Sequence[tuple[Article, str, str]], language: str) -> list[str]:
    """How many independent sources stand behind the first sentence, where more than one article says it."""
    if len(groups) < 2:
        return []
    n = n_independent(groups)
    return [say("independent", language, n=n) if n > 1 else say("prints", language, n=len(groups))]


def _flat(text: str) -> str:
    """The quote on one line; nothing else about it changes."""
    return " ".join(text.split())


def _score(ranked: Ranking, n: int) -> float:
    best = float(ranked.shares[ranked.order[0]]) or 1.0
    return round(min(1.0, ranked.confidence * float(ranked.shares[n]) / best), 4)


def _evidence(ranked: Ranking, n: int) -> Evidence:
    c = ranked.found[n]
    reading = ranked.readings[n] if ranked.readings else None
    span = reading.span if reading and reading.sure else None
    inside = span is not None and c.start <= span[0] < span[1] <= c.end
    return Evidence(c.hit.passage, c.start, c.end, c.text, _score(ranked, n), span if inside else None)


def refused(frame: Frame, parts: Sequence[Part] = (), reason: str = "weak") -> Answer:
    """The refusal: that there is no evidence, the nearest articles, and what of the question is missing in them."""
    language = frame.view.language
    texts = [say(reason, language)]
    near = list({hit.article.id: hit.article for hit in frame.hits}.values())[:3]
    if near:
        texts.append(say("near", language) + " " + "; ".join(label(article, language) for article in near) + ".")
    missing = tuple(dict.fromkeys(word for part in parts for word in missing_words(part.view, part.ranked)))[:4]
    if missing:
        texts.append(
            say("missing", language) + " " + ", ".join(f"„{m}“" if language == "de" else f"“{m}”" for m in missing) + "."
        )
    elif near and (extra := aspect(frame.view.kind.value, language)):
        texts.append(extra)
    sentences = tuple(Sentence(text, (), "nicht belegt") for text in texts)
    return _answer(frame, sentences, (), True, max((p.ranked.confidence for p in parts), default=0.0), ())


def _answer(
    frame: Frame,
    sentences: tuple[Sentence, ...],
    citations: tuple[Citation, ...],
    no: bool,
    confidence: float,
    notes: tuple[str, ...],
) -> Answer:
    return Answer(
        question=frame.question,
        asked=frame.asked,
        sentences=sentences,
        citations=citations,
        hits=frame.hits,
        refused=no,
        confidence=round(confidence, 4),
        generator=frame.generator,
        index_revision=frame.index_revision,
        seconds=0.0,
        language=frame.view.language,
        notes=notes,
    )
