"""The embedders there are, and how one is named. Heavy packages load when an embedder is opened, not before."""

from __future__ import annotations

from pathlib import Path

from index.embedder import Embedder, Kind
from index.errors import ModelError
from index.model_folder import BUNDLED, is_there
from index.static_embedder import StaticEmbedder

__all__ = ["Embedder", "Kind", "StaticEmbedder", "bundled_encoder", "bundled_first", "load_embedder"]


def bundled_first() -> Embedder | None:
    """The bundled static embedder; None where this copy of Beleg has none.

    Raises:
        ModelError: it is there but damaged.
    """
    return StaticEmbedder.bundled() if is_there(BUNDLED / "static") else None


def bundled_encoder() -> Embedder | None:
    """The bundled encoder; None where this copy of Beleg has none.

    Raises:
        ModelError: it is there but damaged.
    """
    return None


def load_embedder(embedder: Embedder | str | Path | None) -> Embedder | None:
    """An embedder as given, or loaded by name or folder; None stays None.

    Raises:
        ModelError: there is no such model, or its folder could run code.
    """
    if embedder is None or not isinstance(embedder, (str, Path)):
        return embedder
    raise ModelError(f"no embedder {str(embedder)!r} is known")
