"""What can go wrong for a reader, as text keys with values: the same problem can be said in either language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chatbot.errors import ChatbotError, GenerationError, QuestionError
from index.errors import NewsIndexError, QueryError


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason for the reader: the key of a text and the values it needs."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


class ProblemError(Exception):
    """An input of the page is not usable; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.key} {problem.values}; correct the input and send it again")
        self.problem = problem


def problem_of(error: ChatbotError | NewsIndexError) -> Problem:
    """What a reader is told about an error of the bot or the index."""
    if isinstance(error, QuestionError):
        return Problem("error.question")
    if isinstance(error, QueryError):
        return Problem("error.filter")
    if isinstance(error, NewsIndexError):
        return Problem("error.index")
    if isinstance(error, GenerationError):
        return Problem("error.generation")
    return Problem("error.unexpected")
