"""Stand-ins that behave: a readable embedder whose vectors anyone can work out by hand, and a few articles."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from index.analysis import stems
from index.embedder import Kind
from index.types import Article


class KeywordEmbedder:
    """One axis per stem (by its checksum): texts are near when they share words. Counts what it was asked to embed."""

    def __init__(self, name: str = "keywords", dim: int = 64) -> None:
        self.name, self.dim, self.fingerprint = name, dim, f"keywords/{name}/{dim}"
        self.n_embedded = 0

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in stems(text):
                row[zlib.crc32(stem.encode()) % self.dim] += 1
        self.n_embedded += len(texts) if kind == "passage" else 0
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms > 0, norms, 1)


class SynonymEmbedder:
    """Knows exactly one thing: "Staatschef", "Präsident" and "president" mean the same."""

    name, dim, fingerprint = "synonyms", 2, "synonyms/1"

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        known = [any(word in text.lower() for word in ("staatschef", "präsident", "president")) for text in texts]
        return np.array([[1.0, 0.0] if yes else [0.0, 1.0] for yes in known], dtype=np.float32).reshape(-1, 2)


ARTICLES = (
    Article(
        "hanoi",
        "Putin in Hanoi",
        "Der russische Staatschef ist am Donnerstag in Hanoi eingetroffen. Zur Delegation gehörten drei Minister.",
        source="Morgenblatt",
        published="2024-06-20",
    ),
    Article(
        "hochwasser",
        "Pegel steigt",
        "Nach dem Dauerregen steigt der Pegel der Donau. In Passau wurden Schulen geschlossen.",
        source="Donaukurier",
        published="2024-06",
    ),
    Article(
        "fussball",
        "Spiel abgesagt",
        "Das Spiel in Passau fällt aus. Der Rasen steht unter Wasser, sagte der Verein.",
        source="Morgenblatt",
        published="2023-11-02",
    ),
    Article("rezept", "Apfelkuchen", "Man nehme drei Äpfel und ein Pfund Mehl. Der Kuchen backt eine Stunde."),
)
