"""Generators over LangChain chat models: any `BaseChatModel`, a local transformers model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chatbot.generate import failed
from chatbot.generators.model_files import revision_of
from chatbot.generators.thinking import without_thinking
from chatbot.generators.transformers_models import load_chat
from chatbot.prompting import Task, estimate_tokens


class ChatModelGenerator:
    """Writes with any LangChain chat model; what it thinks aloud is taken out."""

    def __init__(
        self,
        chat: Any,
        name: str,
        revision: str,
        count: Callable[[str], int] = estimate_tokens,
        says_end: bool = False,
    ) -> None:
        """`chat` is a langchain `BaseChatModel`; `count` its tokenizer's count where there is one.

        One that `says_end` names the reason why it finished; where none came, the stream was cut off.
        """
        self._chat, self.name, self.revision, self._count, self._says_end = chat, name, revision, count, says_end

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has, by the model's tokenizer or by estimate."""
        return self._count(text)

    def write(self, task: Task) -> Iterator[str]:
        """The model's text in pieces, without its thinking."""
        messages = [("system", task.prompt.system), ("human", task.prompt.user)]
        stream, ends = self._chat.stream(messages), [""]
        wrote = False
        try:
            for piece in without_thinking(self._told(stream, ends)):
                wrote = wrote or bool(piece.strip())
                yield piece
        finally:
            stream.close()
        if ends[-1] == "length" and not wrote:
            raise failed("thought", self.name)

    def _told(self, stream: Iterator[Any], ends: list[str]) -> Iterator[str]:
        """The text of the chunks; why the model ended goes into `ends`."""
        for chunk in stream:
            if reason := chunk.response_metadata.get("finish_reason"):
                ends.append(str(reason))
            yield _text(chunk.content).encode("utf-8", "replace").decode()  # halves of a character can be shown nowhere
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
