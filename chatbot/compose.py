"""Builds the Answer: numbered citations, sentences, notes, or the refusal. Pure; the words are in `chatbot.wording`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chatbot.extract import Extract
from chatbot.features import QuestionView, sentence_view
from chatbot.names import canonical, name_spans, names
from chatbot.ranker import Ranking
from chatbot.sameness import n_independent
from chatbot.settings import Settings
from chatbot.types import Answer, Citation, Evidence, Sentence
from chatbot.wording import aspect, label, origin, say, stale
from index.analysis import stems
from index.types import Article, Hit

GENERATOR = "evidence"


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


def answered(frame: Frame, ranked: Ranking, chosen: Extract, settings: Settings) -> Answer:
    """The answer made of evidence sentences with their citations and notes."""
    numbers = _Numbers()
    sentences = []
    groups: list[tuple[Article, str]] = []
    for said in chosen.said:
        c = ranked.found[said.candidate]
        if said.opening:
            start, end = said.opening
            quote = c.hit.article.text[start:end]
            intro = Evidence(c.hit.passage, start, end, quote, _score(ranked, said.candidate))
            sentences.append(Sentence(_flat(quote), (numbers.cite(c.hit.article, intro),)))
        cited = [numbers.cite(c.hit.article, _evidence(ranked, said.candidate))]
        for n in said.same:
            cited.append(numbers.cite(ranked.found[n].hit.article, _evidence(ranked, n)))
        sentences.append(Sentence(_flat(c.text), tuple(sorted(cited))))
        if said is chosen.said[0]:
            groups = [(ranked.found[n].hit.article, ranked.found[n].hit.group) for n in (said.candidate, *said.same)]
    citations = numbers.citations()
    return _answer(frame, tuple(sentences), citations, False, ranked.confidence, _notes(frame, ranked, chosen, groups, citations, settings))


def _flat(text: str) -> str:
    """The quote on one line; nothing else about it changes."""
    return " ".join(text.split())


def _score(ranked: Ranking, n: int) -> float:
    best = float(ranked.shares[ranked.order[0]]) or 1.0
    return round(min(1.0, ranked.confidence * float(ranked.shares[n]) / best), 4)


def _evidence(ranked: Ranking, n: int) -> Evidence:
    c = ranked.found[n]
    span = None
    if ranked.readings:
        reading = ranked.readings[n]
        span = reading.span if reading.span and reading.margin > 0 and c.start <= reading.span[0] < reading.span[1] <= c.end else None
    return Evidence(c.hit.passage, c.start, c.end, c.text, _score(ranked, n), span)


def _notes(
    frame: Frame,
    ranked: Ranking,
    chosen: Extract,
    groups: Sequence[tuple[Article, str]],
    citations: Sequence[Citation],
    settings: Settings,
) -> tuple[str, ...]:
    language = frame.view.language
    notes = []
    for first, other, left, right in chosen.conflicts:
        a, b = ranked.found[first].hit.article, ranked.found[other].hit.article
        notes.append(say("conflict", language, a=f"{left} ({origin(a, language)})", b=f"{right} ({origin(b, language)})"))
    if len(groups) > 1:
        n = n_independent(groups)
        notes.append(say("independent", language, n=n) if n > 1 else say("prints", language, n=len(groups)))
    old = stale(citations, frame.today, settings.stale_days, language)
    return tuple(notes) + ((old,) if old else ())


def refused(frame: Frame, ranked: Ranking | None, reason: str = "weak") -> Answer:
    """The refusal: that there is no evidence, the nearest articles, and what of the question is missing in them."""
    language = frame.view.language
    texts = [say(reason, language)]
    near = list({hit.article.id: hit.article for hit in frame.hits}.values())[:3]
    if near:
        texts.append(say("near", language) + " " + "; ".join(label(article, language) for article in near) + ".")
    missing = missing_words(frame.view, ranked) if ranked else ()
    if missing:
        texts.append(say("missing", language) + " " + ", ".join(f"„{m}“" if language == "de" else f"“{m}”" for m in missing) + ".")
    elif near and (extra := aspect(frame.view.kind.value, language)):
        texts.append(extra)
    sentences = tuple(Sentence(text, (), "nicht belegt") for text in texts)
    return _answer(frame, sentences, (), True, ranked.confidence if ranked else 0.0, ())


def missing_words(question: QuestionView, ranked: Ranking) -> tuple[str, ...]:
    """Names and numbers of the question that none of the evidence has, as the question writes them; at most four."""
    views = [sentence_view(c.text) for c in ranked.found]
    titles = frozenset().union(*(names(c.hit.article.title) for c in ranked.found), frozenset())
    have = frozenset().union(*(v.names for v in views), titles)
    found_stems = frozenset().union(*(v.stems for v in views), frozenset())
    missing = [
        question.text[start:end]
        for start, end in name_spans(question.text)
        if not any(canonical(w) in have or set(stems(w)) & found_stems for w in question.text[start:end].split())
    ]
    values = {q.value for v in views for q in v.quantities}
    missing += sorted(number for number in question.numbers if number not in values)
    return tuple(dict.fromkeys(missing))[:4]


def _answer(
    frame: Frame, sentences: tuple[Sentence, ...], citations: tuple[Citation, ...], no: bool, confidence: float, notes: tuple[str, ...]
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
