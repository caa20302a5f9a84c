"""The models a profile searches with, opened from this machine: a better encoder, and a reranker for the first hits."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.generators.model_files import resolved
from chatbot.profiles import Profile, hub_cache
from index.embedding import Embedder, load_embedder, load_reranker
from index.reranking import Reranker


@dataclass(frozen=True)
class SearchModels:
    """What a profile searches with; None where the bundled models do it alone. `slug` names the encoder in a folder's name."""

    encoder: Embedder | None = None
    reranker: Reranker | None = None
    slug: str = ""


def open_search_models(profile: Profile, environment: Mapping[str, str] = os.environ) -> SearchModels:
    """The profile's encoder and reranker. Nothing is downloaded.

    Raises:
        ProfileError: one of them is not on this machine; the message says how to fetch it.
        ModelError: one of them is damaged.
    """
    cache = hub_cache(environment)
    names = {model.kind: model.name for model in profile.models}
    encoder, reranker = names.get("embedder"), names.get("reranker")
    return SearchModels(
        load_embedder(resolved(encoder, cache), encoder) if encoder else None,
        load_reranker(resolved(reranker, cache)) if reranker else None,
        encoder.rsplit("/", 1)[-1] if encoder else "",
    )
