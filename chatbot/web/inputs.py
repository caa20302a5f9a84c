"""What people type into the page, read into checked values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.web.conversation import Limits
from chatbot.web.problems import Problem, ProblemError
from index.dates import iso_date

MAX_QUESTION = 1000
MAX_FIELD = 300
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[./ ] ?(\d{4})")


def read_question(text: object) -> str:
    """The question without space around it.

    Raises:
        ProblemError: there is none, or it has more than `MAX_QUESTION` characters.
    """
    question = text.strip() if isinstance(text, str) else ""
    if not question:
        raise ProblemError(Problem("error.empty"))
    if len(question) > MAX_QUESTION:
        raise ProblemError(Problem("error.long", {"n": len(question), "max": MAX_QUESTION}))
    return question


def read_date(text: object) -> str | None:
    """A typed date as ISO of its own precision ("06.2024" gives "2024-06"); None for an empty field.

    Raises:
        ProblemError: it is no date that exists.
    """
    typed = text.strip() if isinstance(text, str) else ""
    if not typed:
        return None
    month = _MONTH.fullmatch(typed)
    found = iso_date(f"{month.group(2)}-{month.group(1)}" if month else typed) if len(typed) <= 40 else None
    if found is None:
        raise ProblemError(Problem("error.date", {"value": typed[:40]}))
    return found


def read_limits(since: object, until: object, sources: Sequence[object] | None) -> Limits:
    """The filters of the page as checked limits.

    Raises:
        ProblemError: a date is none, or the period ends before it starts.
    """
    first, last = read_date(since), read_date(until)
    # Dates of unequal precision are compared as far as both go: "2024-06" may limit both ends.
    if first and last and last[: min(len(first), len(last))] < first[: min(len(first), len(last))]:
        raise ProblemError(Problem("error.range"))
    names = tuple(str(name)[:MAX_FIELD] for name in (sources or ())[:200])
    return Limits(first, last, names)
