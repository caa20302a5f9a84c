"""A standardised linear layer with readable weights: what the ranker and the refusal are made of. Pure; numpy only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Linear:
    """``(x - mean) / scale @ weights + bias`` over named columns."""

    names: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: float = 0.0

    def logits(self, rows: np.ndarray) -> np.ndarray:
        """One float64 value per row."""
        return ((rows - self.mean) / self.scale) @ self.weights + self.bias

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: bias and, per column, [mean, scale, weight]."""
        columns = zip(self.names, self.mean, self.scale, self.weights, strict=True)
        return {"bias": round(self.bias, 5), "columns": {n: [round(float(v), 5) for v in row] for n, *row in columns}}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], names: Sequence[str]) -> Linear:
        """The layer written by `to_dict`; a column of `names` it does not know weighs nothing.

        Raises:
            KeyError: a part is missing.
        """
        columns = [data["columns"].get(name, (0.0, 1.0, 0.0)) for name in names]
        table = np.asarray(columns, dtype=np.float64).reshape(len(names), 3)
        return cls(tuple(names), table[:, 0], table[:, 1], table[:, 2], float(data["bias"]))


def sigmoid(value: float) -> float:
    """1 / (1 + exp(-value)) without overflow.

    Example:
        >>> sigmoid(0.0)
        0.5
    """
    return float(1 / (1 + np.exp(-np.clip(value, -40.0, 40.0))))


def softmax(values: np.ndarray) -> np.ndarray:
    """Probabilities that sum to 1; an empty array stays empty."""
    if not values.size:
        return values
    powers = np.exp(values - values.max())
    return powers / powers.sum()
