"""Our gold file: JSON lines about articles of a standing index."""

from __future__ import annotations

from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.formats.lines import json_lines, refuse_twice, text_field, text_list
from chatbot.evaluation.gold import GoldQuestion
from chatbot.evaluation.question_type import TWO_ARTICLES, question_type, type_label
from chatbot.types import Turn

_KEYS = {"id", "question", "language", "answerable", "answers", "articles", "all_of", "type", "turns", "note", "review"}


def _groups(record: dict[str, Any], place: str) -> tuple[tuple[str, ...], ...]:
    value = record.get("all_of", [])
    if not isinstance(value, list) or not all(isinstance(group, list) and group for group in value):
        raise GoldError(f"{place}: 'all_of' must be a list of non-empty lists of texts, found {value!r}")
    return tuple(text_list({"all_of": group}, "all_of", place) for group in value)


def _turns(record: dict[str, Any], place: str) -> tuple[Turn, ...]:
    value = record.get("turns", [])
    if not isinstance(value, list) or not all(isinstance(turn, dict) for turn in value):
        raise GoldError(f"{place}: 'turns' must be a list of objects with 'question' and 'answer', found {value!r}")
    return tuple(Turn(text_field(turn, "question", place), text_field(turn, "answer", place)) for turn in value)


def read_question(record: dict[str, Any], place: str) -> GoldQuestion:
    """One question of our format.

    Raises:
        GoldError: A key is missing, unknown or of the wrong kind, or the keys contradict each other; `place` is named.
    """
    if unknown := sorted(set(record) - _KEYS):
        raise GoldError(f"{place}: unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    if record.get("review"):
        raise GoldError(f"{place}: still marked for review ({record['review']!r}); check it, then delete the key 'review'")
    answerable, language = record.get("answerable"), record.get("language")
    if not isinstance(answerable, bool):
        raise GoldError(f"{place}: 'answerable' must be true or false, found {answerable!r}")
    if language not in ("de", "en"):
        raise GoldError(f'{place}: \'language\' must be "de" or "en", found {language!r}')
    answers, articles, groups = text_list(record, "answers", place), text_list(record, "articles", place), _groups(record, place)
    if not answerable and (answers or groups):
        raise GoldError(f"{place}: 'answerable' is false, yet answers are given; empty 'answers' and 'all_of', or set it to true")
    if answerable and not articles:
        raise GoldError(f"{place}: 'articles' is empty; name at least one article that holds the proof")
    if answerable and not (answers or groups):
        raise GoldError(f"{place}: 'answers' is empty; give at least one right answer (or groups in 'all_of')")
    question = text_field(record, "question", place)
    label = type_label(str(record.get("type") or question_type(question)))
    return GoldQuestion(
        id=text_field(record, "id", place),
        question=question,
        language=language,
        answerable=answerable,
        answers=answers,
        articles=dict.fromkeys(articles, 1),
        every_article=label == TWO_ARTICLES,
        all_of=groups,
        type=label,
        turns=_turns(record, place),
        note=str(record.get("note") or ""),
    )


def read_own(text: str, name: str) -> tuple[GoldQuestion, ...]:
    """The questions of a whole file, in its order.

    Raises:
        GoldError: A line is malformed or an id stands twice.
    """
    seen: dict[str, str] = {}
    questions = []
    for place, record in json_lines(text, name):
        question = read_question(record, place)
        refuse_twice(seen, question.id, place)
        questions.append(question)
    return tuple(questions)
