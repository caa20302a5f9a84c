"""Do some words look like an answer of the kind a question asks for? Pure."""

from __future__ import annotations

import re

from chatbot.calendar_words import dates
from chatbot.names import is_place, name_spans
from chatbot.numerals import quantities
from chatbot.question_type import QuestionType

_TIME_WORDS = re.compile(
    r"\b(\d{1,4}|gestern|heute|morgen|kürzlich|\w*(uhr|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten|jahrhundert\w*|sommer|"
    r"winter|herbst|frühjahr|abend|nacht|anfang|mitte|ende|zeit))\b",
    re.I,
)

NEEDS_KIND = frozenset({QuestionType.COUNT, QuestionType.AMOUNT, QuestionType.TIME, QuestionType.PERSON, QuestionType.PLACE})
"""The kinds whose answers can be told by their form."""


def fit(kind: QuestionType, text: str) -> int:
    """1 where `text` holds what a question of this kind asks for, -1 where it does not, 0 where nothing can be said.

    Example:
        >>> fit(QuestionType.COUNT, "zwölf Stück"), fit(QuestionType.COUNT, "in Tallinn"), fit(QuestionType.REASON, "zwölf")
        (1, -1, 0)
    """
    if kind in (QuestionType.COUNT, QuestionType.AMOUNT):
        return 1 if quantities(text) else -1
    if kind is QuestionType.TIME:
        return 1 if dates(text) or _TIME_WORDS.search(text) else -1
    if kind is QuestionType.PERSON:
        return 1 if name_spans(text) else -1
    if kind is QuestionType.PLACE:
        named = name_spans(text)
        if any(is_place(text[start:end].split()[-1]) for start, end in named):
            return 1
        return 0 if named else -1
    return 0
