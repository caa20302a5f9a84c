"""The embedder seam: what turns texts into unit vectors. A protocol only; implementations are in `index.embedding`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

import numpy as np

Kind = Literal["query", "passage"]


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are.

    `name` is for people. `fingerprint` changes whenever vectors would: weights, prompts, pooling, normalisation.
    """

    name: str
    dim: int
    fingerprint: str

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        """One unit vector per text: float32, shape (len(texts), dim), rows in order; equal whatever else is in the batch."""
        ...
