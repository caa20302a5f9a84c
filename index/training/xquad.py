"""XQuAD as a retrieval measure: MRR@10 over its 240 paragraphs. Measured only, never trained on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

Embed = Callable[[Sequence[str]], np.ndarray]


class XQuAD:
    """The 240 paragraphs and 1,190 questions in German and English, aligned by position."""

    def __init__(self, data: Path) -> None:
        self.passages: dict[str, list[str]] = {"de": [], "en": []}
        self.questions: dict[str, list[str]] = {"de": [], "en": []}
        gold: list[int] = []
        for language in ("de", "en"):
            file = json.loads((data / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))
            for article in file["data"]:
                for paragraph in article["paragraphs"]:
                    self.passages[language].append(paragraph["context"])
                    for qa in paragraph["qas"]:
                        self.questions[language].append(qa["question"])
                        if language == "de":
                            gold.append(len(self.passages["de"]) - 1)
        self.gold = np.array(gold)

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
