"""Is what was asked usable? Checks of a question and the turns before it; every refusal carries a stable code."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from chatbot.errors import QuestionError
from chatbot.settings import Settings
from chatbot.types import Turn

MESSAGES = {
    "not_text": ("Die Frage muss ein Text sein, nicht {value}.", "The question must be text, not {value}."),
    "empty": ("Die Frage ist leer; bitte eine Frage schreiben.", "The question is empty; please write one."),
    "too_long": (
        "Die Frage hat {value} Zeichen; höchstens {limit} sind möglich. Bitte kürzer fragen.",
        "The question has {value} characters; at most {limit} are possible. Please ask a shorter one.",
    ),
    "control_characters": (
        "Die Frage enthält Steuerzeichen ({value}); bitte als einfachen Text eingeben.",
        "The question holds control characters ({value}); please enter plain text.",
    ),
    "no_words": (
        "Die Frage enthält kein Wort; bitte eine Frage schreiben.",
        "The question holds no word; please write a question.",
    ),
    "too_many_turns": (
        "Das Gespräch hat {value} Beiträge; höchstens {limit} sind möglich. Bitte neu beginnen.",
        "The conversation has {value} turns; at most {limit} are possible. Please start anew.",
    ),
    "bad_turn": (
        "Ein früherer Beitrag ist kein Turn mit Frage und Antwort, sondern {value}.",
        "An earlier turn is no Turn with question and answer but {value}.",
    ),
    "bad_date": (
        "„{value}“ ist kein Datum; möglich sind 2024, 2024-06 und 2024-06-20.",
        "{value!r} is no date; write 2024, 2024-06 or 2024-06-20.",
    ),
}
"""Per code: the message in German and in English."""


def problem(code: str, value: object = "", limit: int = 0) -> QuestionError:
    """The error with this code: German and English text in one message, and `code` and `texts` for a page in one language."""
    german, english = (text.format(value=value, limit=limit) for text in MESSAGES[code])
    return QuestionError(f"{german} / {english}", code=code, texts={"de": german, "en": english})


def checked(question: object, turns: Sequence[Turn], settings: Settings) -> str:
    """The question in NFC without white space at its ends and with single spaces inside.

    Raises:
        QuestionError: it is no text, empty, too long, or holds control characters; or the turns are not usable.
    """
    if not isinstance(question, str):
        raise problem("not_text", type(question).__name__)
    if len(question) > settings.max_question_chars:
        raise problem("too_long", len(question), settings.max_question_chars)
    bad = sorted({f"U+{ord(c):04X}" for c in question if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r"})
    if bad:
        raise problem("control_characters", ", ".join(bad))
    clean = " ".join(unicodedata.normalize("NFC", question).split())
    clean = "".join(c for c in clean if unicodedata.category(c) != "Cf" or c == "\u200d")
    if not clean.strip():
        raise problem("empty")
    if not any(c.isalnum() for c in clean):
        raise problem("no_words")
    _check_turns(turns, settings)
    return clean.strip()


def _check_turns(turns: Sequence[Turn], settings: Settings) -> None:
    if isinstance(turns, (str, bytes)) or not isinstance(turns, Sequence):
        raise problem("bad_turn", type(turns).__name__)
    if len(turns) > settings.max_turns:
        raise problem("too_many_turns", len(turns), settings.max_turns)
    for turn in turns:
        if not isinstance(turn, Turn) or not isinstance(turn.question, str) or not isinstance(turn.answer, str):
            raise problem("bad_turn", type(turn).__name__)


def day(today: date | str | None) -> date:
    """`today` as a date; None is the clock's day.

    Raises:
        QuestionError: a text that is no ISO day.
    """
    if today is None:
        return date.today()
    if isinstance(today, date):
        return today
    try:
        return date.fromisoformat(today)
    except (TypeError, ValueError) as error:
        raise problem("bad_date", today) from error
