"""The bundled encoder as a module of sentence-transformers, so that other people's code can load its folder.

``SentenceTransformer("index/bundled/encoder", trust_remote_code=True)`` finds this class through the folder's modules.json (the
flag is what sentence-transformers asks before it imports a class that is not its own; the folder itself holds no code).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.onnx_encoder import EncoderEmbedder


class OnnxSentenceModule(torch.nn.Module):
    """Texts in, unit vectors out: hands them to `EncoderEmbedder`, which runs the int8 ONNX model."""

    def __init__(self, embedder: EncoderEmbedder) -> None:
        super().__init__()
        self._embedder = embedder
        self._texts: list[str] = []

    @classmethod
    def load(cls, model_name_or_path: str, **_: Any) -> OnnxSentenceModule:
        """The module of a bundled encoder's folder.

        Raises:
            ModelError: a file is missing or damaged.
        """
        return cls(EncoderEmbedder(Path(model_name_or_path)))

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """The vectors already: what `forward` hands on, float32 of shape (inputs, dim)."""
        texts = [(prompt or "") + text for text in inputs]
        return {"sentence_embedding": torch.from_numpy(np.ascontiguousarray(self._embedder.embed(texts, "passage")))}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """`features`, unchanged."""
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dim

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Nothing is written: the folder it was loaded from is the model."""
