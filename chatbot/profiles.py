"""The model profiles: what each needs, what it is made of, and what of it is on this machine. Data and look-ups; nothing is
loaded.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chatbot.errors import ProfileError
from chatbot.generators.model_files import hub_folder

Kind = Literal["embedder", "reranker", "reader", "chat", "detector"]


@dataclass(frozen=True, slots=True)
class Model:
    """One model of the hub: its name, what it is for, its licence, and what it costs in megabytes of download and of memory."""

    name: str
    kind: Kind
    licence: str
    download_mb: int
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of models under one name. `needs` says in German what the machine must have; `chat` is the default language model."""

    name: str
    needs: str
    models: tuple[Model, ...] = ()
    chat: str | None = None
    reader: str | None = None


_E5 = Model("intfloat/multilingual-e5-small", "embedder", "MIT", 490, 700)
_MMARCO = Model("cross-encoder/msmarco-MiniLM-L6-en-de-v1", "reranker", "Apache-2.0", 430, 600)
_GELECTRA = Model("deepset/gelectra-base-germanquad", "reader", "MIT", 440, 600)
_QWEN_SMALL = Model("Qwen/Qwen3-1.7B", "chat", "Apache-2.0", 4080, 8200)
_QWEN = Model("Qwen/Qwen3-4B-Instruct-2507", "chat", "Apache-2.0", 8060, 9500)
_LETTUCE = Model("KRLabsOrg/lettucedect-v2-mmbert-base", "detector", "Apache-2.0", 1250, 1500)
_ARCTIC = Model("Snowflake/snowflake-arctic-embed-l-v2.0", "embedder", "Apache-2.0", 2290, 2600)
_BGE = Model("BAAI/bge-reranker-v2-m3", "reranker", "Apache-2.0", 2290, 2600)

PROFILES = (
    Profile("embedded", "nichts: die mitgelieferten Modelle"),
    Profile("laptop", "einmaliges Herunterladen, 8 GB Arbeitsspeicher", (_E5, _MMARCO, _GELECTRA), reader=_GELECTRA.name),
    Profile(
        "llm", "einmaliges Herunterladen, 16 GB Arbeitsspeicher", (_E5, _MMARCO, _QWEN_SMALL, _LETTUCE), chat=_QWEN_SMALL.name
    ),
    Profile("gpu", "einmaliges Herunterladen, Grafikkarte mit 10 GB", (_ARCTIC, _BGE, _QWEN, _LETTUCE), chat=_QWEN.name),
    Profile("server", "eine OpenAI-kompatible Adresse (Ollama, llama.cpp, vLLM): --model http://…/v1#modell"),
)
"""In the order of what they need. Sizes are rounded figures of the published files; memory is what the weights take as loaded
here, with some room. Those of the detector are estimates from mmBERT-base: 307 million float32 parameters are 1.23 GB, its
tokenizer 18 MB. A detector is used where it is on the machine, and not missed where it is not.

Source: https://huggingface.co/jhu-clsp/mmBERT-base (MIT); for the licence docs/code-hallucination/model_card_v2_mmbert_base.md
in https://github.com/KRLabsOrg/LettuceDetect, whose code is MIT.
"""


def profile(name: str) -> Profile:
    """The profile called `name`.

    Raises:
        ProfileError: there is none; the message lists the names.
    """
    for known in PROFILES:
        if known.name == name:
            return known
    raise ProfileError(f"there is no profile {name!r}; choose one of {', '.join(p.name for p in PROFILES)}")


def known_model(name: str) -> Model | None:
    """The model called `name` where a profile uses it, else None; any other model may be used too."""
    return next((model for known in PROFILES for model in known.models if model.name == name), None)


def hub_cache(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder in which the hub's own library keeps models, by its documented variables.

    Source: https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
    """
    if given := environment.get("HF_HUB_CACHE"):
        return Path(given).expanduser()
    home = environment.get("HF_HOME") or str(Path(environment.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface")
    return Path(home).expanduser() / "hub"


def present(model: Model, cache: Path) -> bool:
    """Whether the model lies whole in a hub cache on this machine."""
    return hub_folder(model.name, cache) is not None
