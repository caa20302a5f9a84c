"""Generators over LangChain chat models: any `BaseChatModel`, a local transformers model, an OpenAI-compatible server."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chatbot.generate import failed
from chatbot.generators.model_files import revision_of
from chatbot.generators.problems import unusable
from chatbot.generators.thinking import without_thinking
from chatbot.generators.transformers_models import load_chat
from chatbot.prompting import Task, estimate_tokens

_ADDRESS = re.compile(r"(?P<url>https?://[^\s#]+)(?:#(?P<model>\S+))?")


class ChatModelGenerator:
    """Writes with any LangChain chat model; what it thinks aloud is taken out."""

    def __init__(
        self,
        chat: Any,
        name: str,
        revision: str,
        count: Callable[[str], int] = estimate_tokens,
        says_end: bool = False,
        plainer: Any = None,
        refusals: tuple[type[Exception], ...] = (),
    ) -> None:
        """`chat` is a langchain `BaseChatModel`; `count` its tokenizer's count where there is one.

        One that `says_end` names the reason why it finished; where none came, the stream was cut off. `plainer` is the same
        with fewer options, for a server that answers `chat`'s with one of `refusals`.
        """
        self._chat, self.name, self.revision, self._count, self._says_end = chat, name, revision, count, says_end
        self._plainer, self._refusals = plainer, refusals

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has, by the model's tokenizer or by estimate."""
        return self._count(text)

    def write(self, task: Task) -> Iterator[str]:
        """The model's text in pieces, without its thinking."""
        messages = [("system", task.prompt.system), ("human", task.prompt.user)]
        stream, ends = self._stream(messages), [""]
        wrote = False
        try:
            for piece in without_thinking(self._told(stream, ends)):
                wrote = wrote or bool(piece.strip())
                yield piece
        finally:
            stream.close()
        if ends[-1] == "length" and not wrote:
            raise failed("thought", self.name)

    def _stream(self, messages: list[tuple[str, str]]) -> Generator[Any, None, None]:
        """The chunks of the model; of its plainer self where the server refuses the first."""
        first = self._chat.stream(messages)
        try:
            yield next(first)
        except StopIteration:
            return
        except self._refusals:
            self._chat, self._refusals = self._plainer, ()
            first = self._chat.stream(messages)
        try:
            yield from first
        finally:
            first.close()

    def _told(self, stream: Iterator[Any], ends: list[str]) -> Iterator[str]:
        """The text of the chunks; why the model ended goes into `ends`."""
        for chunk in stream:
            if reason := chunk.response_metadata.get("finish_reason"):
                ends.append(str(reason))
            yield _text(chunk.content)
        if self._says_end and len(ends) == 1:
            raise failed("cut", self.name)


def _text(content: Any) -> str:
    """The text of a chunk; some models send lists of blocks."""
    if isinstance(content, str):
        return content
    return "".join(block.get("text", "") for block in content if isinstance(block, dict) and block.get("type") == "text")


def local_chat(folder: Path, name: str, max_new_tokens: int, device: str | None = None) -> ChatModelGenerator:
    """A generator over a transformers model in a checked folder.

    Raises:
        ProfileError: the folder holds no chat model.
        GenerationError: there is not enough memory.
    """
    loaded = load_chat(folder, max_new_tokens, device)
    return ChatModelGenerator(
        loaded.chat, name, revision_of(folder), lambda text: len(loaded.tokenizer(text, add_special_tokens=False)["input_ids"])
    )


def is_address(model: str) -> bool:
    """Whether `model` is a server's address ("http://localhost:11434/v1#qwen3:4b").

    Example:
        >>> is_address("http://localhost:8000/v1"), is_address("Qwen/Qwen3-1.7B")
        (True, False)
    """
    return _ADDRESS.fullmatch(model) is not None


def _reachable(url: str) -> bool:
    """Whether an address has a host and, where it names one, a port that exists."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def server_chat(address: str, max_new_tokens: int, timeout_s: float, key: str | None = None) -> ChatModelGenerator:
    """A generator over an OpenAI-compatible server; after "#" comes the model's name, else the server's first model is taken.

    Raises:
        ProfileError: the address is malformed, or names no model and the server lists none.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or not _reachable(match["url"]):
        raise unusable("no_address", address)
    import openai
    from langchain_openai import ChatOpenAI

    url, model, key = match["url"].rstrip("/"), match["model"], key or "none"
    if model is None:
        try:
            listed = [entry.id for entry in openai.OpenAI(base_url=url, api_key=key, timeout=10.0, max_retries=0).models.list()]
        except (openai.OpenAIError, AttributeError, TypeError, ValueError) as error:  # what is no such server answers anything
            raise unusable("silent_server", url, said=type(error).__name__) from error
        if not listed:
            raise unusable("empty_server", url)
        model = listed[0]
    options: dict[str, Any] = {
        "model": model, "base_url": url, "api_key": key, "max_tokens": max_new_tokens, "temperature": 0.0, "seed": 0,
        "timeout": timeout_s, "max_retries": 0, "stream_usage": False,
    }  # fmt: skip
    plainer = ChatOpenAI(**options)
    # Thinking off as Ollama, and as llama.cpp and vLLM, know it; the limit also by its older name, which these read.
    quick = {"max_tokens": max_new_tokens, "chat_template_kwargs": {"enable_thinking": False}}
    refusals = (openai.BadRequestError, openai.UnprocessableEntityError)
    chat = ChatOpenAI(**options, reasoning_effort="none", extra_body=quick)
    shown = url.replace(f"{urlsplit(url).netloc.rpartition('@')[0]}@", "", 1) if "@" in urlsplit(url).netloc else url
    return ChatModelGenerator(chat, f"{model} ({shown})", "server", says_end=True, plainer=plainer, refusals=refusals)
