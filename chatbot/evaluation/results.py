"""What became of one question: the row of a report. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

SCORES = (
    "recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10",
    "em", "f1", "em_mlqa", "f1_mlqa", "contains", "first_sentence_contains",
    "citation_precision", "citation_recall", "citation_precision_gold", "citation_recall_gold",
)  # fmt: skip
"""The measures of one question, each 0..1, or None where the question cannot give it."""

CORRECT = ""
NOT_RETRIEVED = "not retrieved"
NOT_CHOSEN = "retrieved but not chosen"
REFUSED = "chosen but refused"
WRONG_CITATION = "wrong citation"
NOT_REFUSED = "answered without evidence"
WHERE = (NOT_RETRIEVED, NOT_CHOSEN, REFUSED, WRONG_CITATION, NOT_REFUSED)
"""Where an answer went wrong, in the order of the way from question to answer; the last is for unanswerable questions."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One quote of an answer: its place, its words, whether they hold what the gold set asks for (None: it cannot say)."""

    number: int
    article_id: str
    start: int
    end: int
    text: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the verifier said of one sentence and all it cites together."""

    sentence: str
    citations: tuple[int, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question, what was answered, and how good that was.

    `rank` is the place of the first right article among the first 20, None when it is not there. `short` are the words
    compared for exact match and F1. `confidence` is None and `text` empty where nothing was asked but the search. `ms` is
    wall time in milliseconds.
    """

    id: str
    question: str
    language: str
    type: str
    answerable: bool | None
    refused: bool
    expected: tuple[str, ...]
    articles: tuple[str, ...]
    text: str
    short: str
    confidence: float | None
    rank: int | None
    scores: Mapping[str, float | None]
    citations: tuple[Cited, ...]
    verdicts: tuple[Verdict, ...]
    where: str
    ms: float

    @property
    def right(self) -> bool:
        """Whether the reader was served: the answer holds what is asked for, or the refusal was due."""
        return self.refused if self.answerable is False else bool(self.scores.get("contains"))

    def to_dict(self) -> dict[str, Any]:
        """The row as JSON-ready data; the measures stand beside the other keys, `contains` as true, false or null."""
        data: dict[str, Any] = {
            f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("scores", "citations", "verdicts")
        }
        data |= {"expected": list(self.expected), "articles": list(self.articles)} | dict(self.scores)
        for key in ("contains", "first_sentence_contains"):
            data[key] = None if data[key] is None else bool(data[key])
        data["citations"] = [{f.name: getattr(cited, f.name) for f in fields(cited)} for cited in self.citations]
        data["verdicts"] = [
            {"sentence": v.sentence, "citations": list(v.citations), "supported": v.supported} for v in self.verdicts
        ]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Row:
        """The row that `to_dict` wrote.

        Raises:
            KeyError: A key is missing.
        """
        plain = {
            f.name: data[f.name] for f in fields(cls) if f.name not in ("scores", "citations", "verdicts", "expected", "articles")
        }
        return cls(
            **plain,
            expected=tuple(data["expected"]),
            articles=tuple(data["articles"]),
            scores={name: None if data[name] is None else float(data[name]) for name in SCORES},
            citations=tuple(Cited(**{f.name: cited[f.name] for f in fields(Cited)}) for cited in data["citations"]),
            verdicts=tuple(Verdict(v["sentence"], tuple(v["citations"]), v["supported"]) for v in data["verdicts"]),
        )
