"""The embedders and rerankers there are, and how one is named. Heavy packages load when one is opened, not before."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from index.embedder import Embedder, Kind
from index.model_folder import BUNDLED, is_there
from index.onnx_encoder import EncoderEmbedder
from index.reranking import Reranker
from index.sentence_transformer import CrossEncoderReranker, SentenceTransformerEmbedder
from index.static_embedder import StaticEmbedder

__all__ = [
    "Embedder",
    "EncoderEmbedder",
    "Kind",
    "SentenceTransformerEmbedder",
    "StaticEmbedder",
    "bundled_encoder",
    "bundled_first",
    "load_embedder",
    "load_reranker",
]


@lru_cache(maxsize=1)
def bundled_first() -> Embedder | None:
    """The bundled static embedder, one for the whole process, which keeps words' vectors; None where this copy has none.

    Raises:
        ModelError: it is there but damaged.
    """
    return StaticEmbedder.bundled() if is_there(BUNDLED / "static") else None


def bundled_encoder() -> Embedder | None:
    """The bundled encoder; None where this copy of Beleg has none.

    Raises:
        ModelError: it is there but damaged.
    """
    return EncoderEmbedder.bundled() if is_there(BUNDLED / "encoder") else None


def load_embedder(embedder: Embedder | str | Path | None, name: str = "") -> Embedder | None:
    """An embedder as given; a name or folder loaded with sentence-transformers; None stays None.

    `name` is what a model from a folder is called, and whose family's prompts it takes (default: the folder's).

    A folder in the form of the bundled models (manifest.json beside the weights) is loaded as these are, without torch.

    Raises:
        ModelError: there is no such model, it is damaged, or its folder could run code.
    """
    if embedder is None or not isinstance(embedder, (str, Path)):
        return embedder
    folder = Path(embedder)
    if is_there(folder):
        return EncoderEmbedder(folder) if (folder / "onnx").is_dir() else StaticEmbedder(folder)
    return SentenceTransformerEmbedder(embedder, name=name)


def load_reranker(name_or_folder: str | Path) -> Reranker:
    """A cross-encoder loaded with sentence-transformers.

    Raises:
        ModelError: there is no such model, it is damaged, or its folder could run code.
    """
    return CrossEncoderReranker(name_or_folder)
