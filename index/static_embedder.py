"""StaticEmbedder: a table of subword vectors, averaged. The only importer of model2vec; numpy at run time, no torch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.embedder import Kind
from index.model_folder import BUNDLED, verify
from index.onnx_model import load_tokenizer
from index.word_table import WordTable

N_NEIGHBOURS = 12
_SHORTEST = 3
_MAX_KEPT = 50_000


class StaticEmbedder:
    """Vectors by looking up and averaging: tens of thousands of passages a second, and any language its vocabulary has."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder` after checking its manifest.

        Raises:
            ModelError: a file is missing or damaged.
        """
        # Not StaticModel.from_pretrained: it imports the hub's client, which costs more time than a whole answer.
        from model2vec import StaticModel
        from safetensors.numpy import load_file

        manifest = verify(folder)
        self.name, self.dim = manifest.name, manifest.dim
        self.fingerprint = f"static/1/{manifest.fingerprint}"
        tensors = load_file(folder / "model.safetensors")
        rows = tensors["embeddings"].astype(np.float32)
        if "weights" in tensors:
            rows *= tensors["weights"].astype(np.float32)[:, None]
        self._tokenizer = load_tokenizer(folder)
        self._model = StaticModel(rows, self._tokenizer, max_length=manifest.max_tokens or None)
        self._embedding = threading.Lock()
        self._rows = rows
        self._near: dict[str, tuple[tuple[str, float], ...]] = {}
        self.words = WordTable(self.embed, self.dim)

    @classmethod
    def bundled(cls) -> StaticEmbedder:
        """The model that ships with Beleg.

        Raises:
            ModelError: it is missing or damaged.
        """
        return cls(BUNDLED / "static")

    def n_pieces(self, word: str) -> int:
        """How many pieces of its vocabulary make up the word; the more, the less its vector knows of it."""
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        """One unit vector per text; a text without any known subword has the zero vector. `kind` makes no difference."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        with self._embedding:
            rows = self._model.encode(list(texts), use_multiprocessing=False)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms > 0, norms, 1.0)

    @cached_property
    def _whole_words(self) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
        """The whole words of the vocabulary in its order, their numbers, and the lengths of their vectors; made when needed."""
        by_number = {n: word for word, n in self._tokenizer.get_vocab().items()}
        whole = {n: word for n in range(len(by_number)) if len(word := by_number[n]) >= _SHORTEST and word.isalpha()}
        lengths = np.sqrt(np.einsum("ij,ij->i", self._rows, self._rows))
        numbers = np.fromiter(whole, dtype=np.int64)
        return tuple(whole.values()), numbers, np.maximum(lengths[numbers], 1e-9)

    def neighbours(self, words: Sequence[str]) -> list[tuple[tuple[str, float], ...]]:
        """For each word the `N_NEIGHBOURS` whole words of the vocabulary nearest to it, as (word, cosine), nearest first.

        The vocabulary has German and English words, so this is a dictionary of both: "harbour" has "hafen" beside it.
        """
        if len(self._near) > _MAX_KEPT:
            self._near = {}
        kept = self._near  # another thread may begin a new one meanwhile
        missing = [word for word in dict.fromkeys(words) if word not in kept]
        if missing:
            known, numbers, lengths = self._whole_words
            scores = (self.embed(missing, "query") @ self._rows.T)[:, numbers] / lengths
            n = min(N_NEIGHBOURS, len(known))
            top = np.argpartition(-scores, n - 1, axis=1)[:, :n] if n else scores.astype(np.int64)
            for word, row, near in zip(missing, scores, top, strict=True):
                best = near[np.lexsort((near, -row[near]))]
                kept[word] = tuple((known[n], float(row[n])) for n in best)
        return [kept[word] for word in words]
