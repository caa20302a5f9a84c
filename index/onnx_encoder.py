"""EncoderEmbedder: the bundled bilingual transformer as an `Embedder`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedder import Kind
from index.model_folder import BUNDLED
from index.onnx_model import OnnxModel


class EncoderEmbedder:
    """Vectors from the ONNX encoder; slower than `StaticEmbedder` by a thousand times, and better."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load the model in `folder` after checking its manifest.

        Raises:
            ModelError: a file is missing or damaged.
        """
        self._model = OnnxModel.open(folder, threads)
        self.name, self.dim = self._model.manifest.name, self._model.manifest.dim
        self.fingerprint = f"encoder/1/{self._model.manifest.fingerprint}"

    @classmethod
    def bundled(cls) -> EncoderEmbedder:
        """The model that ships with Beleg.

        Raises:
            ModelError: it is missing or damaged.
        """
        return cls(BUNDLED / "encoder")

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        """One unit vector per text, each computed alone; `kind` makes no difference."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        rows = self._model.side_by_side(lambda tokens: self._model.run(tokens)["sentence_embedding"], self._model.tokens(texts))
        return np.stack(rows).astype(np.float32)
