"""What can go wrong for a reader, as text keys with values: the same problem can be said in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chatbot.errors import ChatbotError, GenerationError, QuestionError
from chatbot.web.texts import Texts
from index.errors import DamagedStoreError, NewsIndexError, QueryError


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason for the reader: the key of a text and the values it needs; or, where the bot gave it, the text by language."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    def said(self, texts: Texts) -> str:
        """The reason in the language of `texts`."""
        values = {name: texts.number(value) if isinstance(value, int) else value for name, value in self.values.items()}
        return self.given.get(texts.language) or texts(self.key, **values)


class ProblemError(Exception):
    """An input of the page is not usable; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.key} {problem.values}; correct the input and send it again")
        self.problem = problem


def problem_of(error: ChatbotError | NewsIndexError) -> Problem:
    """What a reader is told about an error of the bot or the index."""
    if isinstance(error, QuestionError):
        return Problem("error.question", given=error.texts)
    if isinstance(error, QueryError):
        return Problem("error.filter")
    if isinstance(error, NewsIndexError):
        return Problem("error.damaged" if isinstance(error, DamagedStoreError) else "error.index")
    if isinstance(error, GenerationError):
        return Problem("error.generation")
    return Problem("error.unexpected")
