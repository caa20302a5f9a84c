"""The values of a conversation: turns, evidence, citations, answers. Frozen; `Answer.to_dict` is the one JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from index.types import Article, Hit, Passage

Support = Literal["belegt", "teilweise", "nicht belegt"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange: what was asked and the text of the answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of an article that bears on the question: ``article.text[start:end] == quote``.

    `start` and `end` are code-point offsets into the article's text. `score` is the probability in 0..1 that the
    sentence answers. `span` gives the exact answering words as offsets into the article's text (inside start..end), or None
    where the reader is not certain.
    """

    passage: Passage
    start: int
    end: int
    quote: str
    score: float
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source: one number per article, from 1, in order of first use; `quotes` in order of use, never empty."""

    number: int
    article: Article
    quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the numbers of the citations that prove it, ascending."""

    text: str
    citations: tuple[int, ...]
    support: Support = "belegt"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says, with its proof.

    `asked` is the question as searched (after a follow-up was made self-contained). `hits` is what was found, best first,
    whether cited or not. `refused` is True when the evidence does not answer; `sentences` then say so and `citations` is
    empty. `confidence` is the calibrated probability in 0..1 that the evidence answers the question. `generator` names
    what wrote the sentences, and the detector that looked at them once more. `notes` are remarks for the reader in the
    answer's language ("Stand: Juni 2024", "2 unabhängige Quellen", "Die Quellen widersprechen sich"). `language` is that of
    the answer's frame, "de" or "en".
    """

    question: str
    asked: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    refused: bool
    confidence: float
    generator: str
    index_revision: str
    seconds: float
    language: str = "de"
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The sentences, each followed by its ``[n]`` marks, joined by single spaces."""
        return " ".join(s.text + "".join(f" [{n}]" for n in s.citations) for s in self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON-ready data; offsets are code points into the stored article text.

        Keys: question, asked, text, refused, confidence, generator, index_revision, seconds, language, notes,
        sentences[{text, citations, support}], citations[{number, article_id, title, source, published, url,
        quotes[{text, start, end, span}]}], hits[{rank, score, article_id, start, end, text}]. `span` is [start, end] or null.
        """
        return {
            "question": self.question,
            "asked": self.asked,
            "text": self.text,
            "refused": self.refused,
            "confidence": self.confidence,
            "generator": self.generator,
            "index_revision": self.index_revision,
            "seconds": self.seconds,
            "language": self.language,
            "notes": list(self.notes),
            "sentences": [{"text": s.text, "citations": list(s.citations), "support": s.support} for s in self.sentences],
            "citations": [
                {
                    "number": c.number,
                    "article_id": c.article.id,
                    "title": c.article.title,
                    "source": c.article.source,
                    "published": c.article.published,
                    "url": c.article.url,
                    "quotes": [
                        {"text": q.quote, "start": q.start, "end": q.end, "span": list(q.span) if q.span else None}
                        for q in c.quotes
                    ],
                }
                for c in self.citations
            ],
            "hits": [
                {
                    "rank": h.rank,
                    "score": h.score,
                    "article_id": h.article.id,
                    "start": h.passage.start,
                    "end": h.passage.end,
                    "text": h.passage.text,
                }
                for h in self.hits
            ],
        }
