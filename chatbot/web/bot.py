"""The seam to whatever answers the page's questions."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from chatbot.generate import Generator
from chatbot.types import Answer, Turn
from index.news_index import NewsIndex


class Bot(Protocol):
    """What the page needs of a chatbot; `chatbot.Chatbot` is one."""

    @property
    def index(self) -> NewsIndex:
        """The articles it answers from."""
        ...

    @property
    def model(self) -> str | None:
        """The language model that words the answers, as it was given; None for evidence sentences."""
        ...

    @property
    def generator(self) -> Generator | None:
        """What writes with that model."""
        ...

    def use(self, model: str | None) -> None:
        """Let another model word the answers from the next question on; None for none."""
        ...

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        since: str | None = None,
        until: str | None = None,
        sources: Sequence[str] | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """Growing answers; the last one is complete, or what there was when `stop` was set."""
        ...
