"""StaticEmbedder: a table of subword vectors, averaged. The only importer of model2vec; numpy at run time, no torch."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedder import Kind
from index.model_folder import BUNDLED, verify
from index.onnx_model import load_tokenizer


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
