"""StaticEmbedder: a table of subword vectors, averaged. The only importer of model2vec; numpy at run time, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedder import Kind
from index.model_folder import BUNDLED, verify


class StaticEmbedder:
    """Vectors by looking up and averaging: tens of thousands of passages a second, and any language its vocabulary has."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder` after checking its manifest.

        Raises:
            ModelError: a file is missing or damaged.
        """
        from model2vec import StaticModel

        manifest = verify(folder)
        self.name, self.dim = manifest.name, manifest.dim
        self.fingerprint = f"static/1/{manifest.fingerprint}"
        self._max_tokens = manifest.max_tokens or None
        self._model = StaticModel.from_pretrained(str(folder), force_download=False)

    @classmethod
    def bundled(cls) -> StaticEmbedder:
        """The model that ships with Beleg.

        Raises:
            ModelError: it is missing or damaged.
        """
        return cls(BUNDLED / "static")

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        """One unit vector per text; a text without any known subword has the zero vector. `kind` makes no difference."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        rows = self._model.encode(list(texts), max_length=self._max_tokens, normalize=False, use_multiprocessing=False)
        rows = rows.astype(np.float32)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms > 0, norms, 1.0)
