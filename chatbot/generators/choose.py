"""From what a user typed (a profile, a model's name, a folder, an address) to a generator."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from chatbot.errors import ProfileError
from chatbot.generate import Generator, Writing
from chatbot.generators.chat_model import local_chat
from chatbot.generators.extractive import ExtractiveGenerator
from chatbot.generators.loading import LoadingGenerator
from chatbot.generators.model_files import configuration, resolved, revision_of
from chatbot.generators.problems import unusable
from chatbot.generators.servers import is_address, server_chat
from chatbot.profiles import hub_cache, profile

KEY = "BELEG_API_KEY"
"""Environment variable: the key that a server asks for."""


def open_generator(
    model: str | None,
    profile_name: str = "embedded",
    writing: Writing | None = None,
    environment: Mapping[str, str] = os.environ,
    wait: bool = True,
) -> Generator | None:
    """The generator for a model or a profile; None where the evidence sentences are the answer.

    A local model is loaded before this returns, or, without `wait`, in the background; what is wrong with it is then told in
    the answers.

    `model` is a hub name, a folder, or a server's address ("http://localhost:11434/v1#qwen3:4b"), and goes before the profile's
    own. A server's key is read from BELEG_API_KEY. Nothing is downloaded.

    Raises:
        ProfileError: the profile or model is not known, not on this machine or not usable; the message says what to do.
        GenerationError: there is not enough memory for it.
    """
    chosen = profile(profile_name)
    writing = writing or Writing()
    name = model or chosen.chat or chosen.reader
    if name is None:
        if chosen.name == "server":
            raise ProfileError("the server profile needs an address: --model http://localhost:11434/v1#qwen3:4b")
        return None
    if is_address(name):
        return server_chat(name, writing.max_new_tokens, writing.timeout_s, environment.get(KEY))
    if name.startswith(("http:", "https:")):
        raise unusable("no_address", name)
    folder = resolved(name, hub_cache(environment))
    label = folder.name if Path(name).expanduser().is_dir() else name
    load: Callable[[], Generator]
    if _is_reader(folder):
        load = partial(ExtractiveGenerator, folder, label)
    else:
        load = partial(local_chat, folder, label, writing.max_new_tokens)
    return load() if wait else LoadingGenerator(label, revision_of(folder), load)


def _is_reader(folder: Path) -> bool:
    """Whether a folder's configuration names a question-answering head."""
    return "ForQuestionAnswering'" in str(configuration(folder).get("architectures"))
