"""XQuAD read once for all who measure with it, and as a retrieval measure. Never trained on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Asked:
    """One question with the (start, end) code points of its answers in the paragraph."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article number `article`, with the article's title, its questions and, in XQuAD-R, its sentences."""

    article: int
    title: str
    text: str
    asked: tuple[Asked, ...]
    sentences: tuple[tuple[int, int], ...] = ()


def paragraphs(data: Path, language: str, file: str = "xquad/xquad") -> list[Paragraph]:
    """The paragraphs in the file's order, the same in every language; 240 of them, 1,190 questions. `file` may be XQuAD-R's."""
    articles = json.loads((data / f"{file}.{language}.json").read_text(encoding="utf-8"))["data"]
    return [
        Paragraph(
            n,
            article.get("title", "").replace("_", " "),
            paragraph["context"],
            tuple(
                Asked(qa["question"], tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]))
                for qa in paragraph["qas"]
            ),
            tuple((start, end) for start, end in paragraph.get("sentence_breaks", ())),
        )
        for n, article in enumerate(articles)
        for paragraph in article["paragraphs"]
    ]


class XQuAD:
    """The 240 paragraphs and 1,190 questions in German and English, aligned by position."""

    def __init__(self, data: Path) -> None:
        read = {language: paragraphs(data, language) for language in ("de", "en")}
        self.passages = {language: [p.text for p in found] for language, found in read.items()}
        self.questions = {language: [a.text for p in found for a in p.asked] for language, found in read.items()}
        self.gold = np.array([n for n, paragraph in enumerate(read["de"]) for _ in paragraph.asked])

    def mrr(self, scores: np.ndarray) -> float:
        """Mean reciprocal rank cut at 10 for scores of shape (questions, passages); a tie counts for the gold passage."""
        own = scores[np.arange(len(self.gold)), self.gold][:, None]
        rank = 1 + (scores > own).sum(axis=1)
        return float(np.where(rank <= 10, 1 / rank, 0).mean())

    def report(self, embed: Embed) -> dict[str, float]:
        """MRR@10 of cosine similarity for German and English questions on German passages, and English on English."""
        de, en = embed(self.passages["de"]), embed(self.passages["en"])
        q_de, q_en = embed(self.questions["de"]), embed(self.questions["en"])
        found = {"de-de": q_de @ de.T, "en-de": q_en @ de.T, "en-en": q_en @ en.T}
        return {name: round(self.mrr(scores), 4) for name, scores in found.items()}
