"""OpenAI-compatible servers as chat models: heard piece by piece, hung up on when nobody listens any more."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Generator
from typing import Any
from urllib.parse import urlsplit

from chatbot.generate import failed
from chatbot.generators.chat_model import ChatModelGenerator
from chatbot.generators.problems import unusable

_ADDRESS = re.compile(r"(?P<url>https?://[^\s#]+)(?:#(?P<model>\S+))?")
_HEARTBEAT_S = 0.1  # how often a stream that hears nothing looks whether it is still wanted


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
    # Thinking off as Ollama, and as llama.cpp and vLLM, know it; the limit also by its older name, which these read.
    told = {"max_tokens": max_new_tokens, "chat_template_kwargs": {"enable_thinking": False}}
    quick = {"reasoning_effort": "none", "extra_body": told}
    shown = url.replace(f"{urlsplit(url).netloc.rpartition('@')[0]}@", "", 1) if "@" in urlsplit(url).netloc else url
    name = f"{model} ({shown})"
    return ChatModelGenerator(_ServerChat(name, options, quick), name, "server", says_end=True)


class _ServerChat:
    """What a generator needs of a chat model, over a server; `quick` are options that not every server knows."""

    def __init__(self, name: str, options: dict[str, Any], quick: dict[str, Any]) -> None:
        self._name, self._options, self._quick = name, options, quick

    def stream(self, messages: list[tuple[str, str]]) -> Generator[Any, None, None]:
        """The server's chunks, an empty one while it is silent; asked again without the quick options where it refuses them."""
        import openai

        try:
            yield from self._heard(messages, self._quick)
            return
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            if not self._quick:
                raise
            self._quick = {}
        yield from self._heard(messages, {})

    def _heard(self, messages: list[tuple[str, str]], quick: dict[str, Any]) -> Generator[Any, None, None]:
        """Chunks from a connection of its own, which is closed when the generator is left, whatever the server does."""
        from langchain_core.messages import AIMessageChunk
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient

        # How long a server may be silent is for `timeout` to say, not for langchain-openai's own limit of two minutes.
        endless: dict[str, Any] = {"stream_chunk_timeout": None} if "stream_chunk_timeout" in ChatOpenAI.model_fields else {}
        loop, client = asyncio.new_event_loop(), DefaultAsyncHttpxClient()
        chat = ChatOpenAI(**self._options, **quick, **endless, http_async_client=client)
        stream: Any = chat.astream(messages)
        try:
            while True:
                coming = loop.create_task(_next(stream))
                while not loop.run_until_complete(asyncio.wait({coming}, timeout=_HEARTBEAT_S))[0]:
                    yield AIMessageChunk(content="")
                if (chunk := coming.result()) is None:
                    return
                yield chunk
        except (ValueError, TypeError, AttributeError) as error:  # what is no such server says anything
            raise failed("garbled", self._name, type(error).__name__) from error
        finally:
            coming.cancel()
            loop.run_until_complete(asyncio.wait({coming}))
            loop.run_until_complete(stream.aclose())
            loop.run_until_complete(client.aclose())
            loop.close()


async def _next(stream: AsyncGenerator[Any, None]) -> Any:
    return await anext(stream, None)
