"""Models of the hub or of a folder, behind our seams. The only importer of sentence_transformers (and so of torch).

Loads safetensors only, never runs a repository's code, always in float32: transformers 5 keeps a checkpoint's bfloat16, which is
many times slower on ordinary CPUs.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import Kind
from index.errors import ModelError
from index.model_folder import refuse_code

PROMPTS = {
    "e5": ("query: ", "passage: "),
    "arctic-embed": ("query: ", ""),
}
"""Query and passage prompts of model families that need them and do not all say so in their configuration, by part of the name.

Source: the model cards of intfloat/multilingual-e5-small and Snowflake/snowflake-arctic-embed-l-v2.0.
"""

_BATCH = 32
_HUB_TIMEOUT_S = 5.0


def prompts_for(name: str) -> tuple[str, str]:
    """The (query, passage) prompts known for a model of this name; empty where none are needed."""
    last = name.rstrip("/").rsplit("/", 1)[-1].lower()
    return next((prompts for family, prompts in PROMPTS.items() if f"-{family}-" in f"-{last}-"), ("", ""))


class SentenceTransformerEmbedder:
    """Any sentence-transformers model by name or folder, as an `Embedder`."""

    def __init__(
        self, name_or_folder: str | Path, query_prompt: str | None = None, passage_prompt: str | None = None, name: str = ""
    ) -> None:
        """Load the model; prompts of None are those its family is known to need (see `PROMPTS`), else its own configuration's.

        `name` is what it is called where it comes from a folder that does not say so.

        Raises:
            ModelError: there is no such model, it cannot be loaded, or its folder could run code.
        """
        self.name = name or str(name_or_folder)
        local_only = _check(str(name_or_folder))
        from sentence_transformers import SentenceTransformer

        self._model = _load(SentenceTransformer, str(name_or_folder), local_only)
        known = prompts_for(self.name)
        configured = self._model.prompts or {}
        self.query_prompt = query_prompt if query_prompt is not None else known[0] or configured.get("query") or ""
        self.passage_prompt = (
            passage_prompt
            if passage_prompt is not None
            else known[1] or configured.get("passage") or configured.get("document") or ""
        )
        self.dim = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = self._fingerprint()

    def embed(self, texts: Sequence[str], kind: Kind) -> np.ndarray:
        """One unit vector per text, with the prompt for its kind put in front."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        prompt = self.query_prompt if kind == "query" else self.passage_prompt
        rows = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(rows, dtype=np.float32)

    def _fingerprint(self) -> str:
        """A hash over weights, dimension and prompts: it changes whenever vectors would."""
        digest = hashlib.sha256()
        for key, value in sorted(self._model.state_dict().items()):
            digest.update(key.encode("utf-8"))
            digest.update(value.detach().cpu().contiguous().float().numpy().tobytes())
        rules = {"prompts": [self.query_prompt, self.passage_prompt], "max_tokens": self._model.max_seq_length, "dim": self.dim}
        digest.update(json.dumps([rules, str(self._model)], sort_keys=True).encode("utf-8"))
        return f"sentence-transformer/1/{digest.hexdigest()}"


class CrossEncoderReranker:
    """Any sentence-transformers cross-encoder by name or folder, as a `Reranker`."""

    def __init__(self, name_or_folder: str | Path) -> None:
        """Load the model.

        Raises:
            ModelError: there is no such model, it cannot be loaded, or its folder could run code.
        """
        self.name = str(name_or_folder)
        local_only = _check(self.name)
        from sentence_transformers import CrossEncoder

        self._model = _load(CrossEncoder, self.name, local_only)

    def relevance(self, query: str, passages: Sequence[str]) -> np.ndarray:
        """How well each passage answers the query: float32, higher is better, comparable within one query only."""
        if not passages:
            return np.zeros(0, dtype=np.float32)
        pairs = [(query, passage) for passage in passages]
        scores = np.asarray(self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False), dtype=np.float32)
        if scores.ndim == 1:
            return scores
        if scores.shape[1] == 1:
            return scores[:, 0]
        raise ModelError(f"{self.name} gives {scores.shape[1]} scores a pair, not one; it is a classifier, not a reranker")


def _check(name: str) -> bool:
    """Refuse what must not or cannot be loaded before anything heavy is; whether to load without asking the hub.

    Raises:
        ModelError: the folder could run code, or there is no such model here nor on the hub.
    """
    folder = Path(name)
    if folder.is_dir():
        refuse_code(folder)
        return False
    if folder.is_absolute() or name.startswith("."):
        raise ModelError(f"there is no model folder {name}; check the path, or name a model of the hub")
    trouble, cached = _ask_hub(name)
    if trouble and not cached:
        raise ModelError(f"there is no model folder {name} here, and {trouble}; check the name and the connection to the hub")
    return bool(trouble)


def _ask_hub(name: str) -> tuple[str, bool]:
    """What keeps the hub from giving the model (empty: nothing), and whether it was fetched before; takes seconds at most.

    Asked once: loading a name that cannot be had would try each of its files again and again, for a minute.
    """
    import httpx
    from huggingface_hub import HfApi, try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    try:
        cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
        cached = any(isinstance(try_to_load_from_cache(name, file, cache), str) for file in ("modules.json", "config.json"))
    except HFValidationError:
        return "it is no name of a hub model", False
    try:
        HfApi().model_info(name, timeout=_HUB_TIMEOUT_S)
    except RepositoryNotFoundError:
        return "the hub has no such model, or it is not public", cached
    except (httpx.HTTPError, OSError) as error:
        return f"the hub cannot be reached ({type(error).__name__})", cached
    return "", cached


def _load(kind: Any, name: str, local_only: bool) -> Any:
    weights = {"use_safetensors": True, "dtype": "float32"}
    try:
        return kind(name, device=None, trust_remote_code=False, local_files_only=local_only, model_kwargs=weights)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ModelError(
            f"the model {name} cannot be loaded: {error}; check its name, the connection to the hub, and that it has "
            "safetensors weights"
        ) from error
