"""SQuAD's shapes: the nested JSON of version 1.1 and 2.0 (XQuAD, GermanQuAD, MLQA) and the flat JSON lines of M2QA.

Sources: Rajpurkar et al. 2016 (arXiv 1606.05250) and 2018 (1806.03822); Artetxe et al. 2020 (1910.11856, XQuAD); Lewis et al.
2020 (1910.07475, MLQA); Möller et al. 2021 (2104.12741, GermanQuAD); Engländer et al. 2024 (2407.01091, M2QA).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.formats.lines import json_lines, parse_json, refuse_twice, text_field
from chatbot.evaluation.formats.texts import Paragraphs, most_common_language
from chatbot.evaluation.gold import GoldQuestion, GoldSpan
from chatbot.evaluation.question_type import question_type
from index.types import Article


def _nearest(text: str, answer: str, start: int) -> int:
    """Where `answer` stands in `text`, the place nearest to `start`; -1 where it does not."""
    places, at = [], text.find(answer)
    while at >= 0:
        places.append(at)
        at = text.find(answer, at + 1)
    return min(places, key=lambda place: (abs(place - start), place), default=-1)


def _answers(record: dict[str, Any], place: str) -> list[tuple[str, int]]:
    """The given answers with their offsets, from either shape: a list of objects, or an object of lists."""
    value = record.get("answers", [])
    if isinstance(value, dict):
        texts, starts = value.get("text", []), value.get("answer_start", [])
        if not isinstance(texts, list) or not isinstance(starts, list) or len(texts) != len(starts):
            raise GoldError(f"{place}: 'answers' needs lists 'text' and 'answer_start' of one length, found {value!r}")
        value = [{"text": text, "answer_start": start} for text, start in zip(texts, starts, strict=True)]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise GoldError(f"{place}: 'answers' must be a list of objects with 'text' and 'answer_start', found {value!r}")
    if any(not isinstance(item.get("answer_start"), int) for item in value):
        raise GoldError(f"{place}: 'answer_start' must be a whole number in every answer, found {value!r}")
    return [(text_field(item, "text", place), item["answer_start"]) for item in value]


def _question(record: dict[str, Any], text: str, article_id: str, place: str) -> GoldQuestion:
    answers = [] if record.get("is_impossible") else _answers(record, place)
    spans = []
    for answer, start in answers:
        at = _nearest(text, answer, start)
        if at < 0:
            raise GoldError(f"{place}: the answer {answer!r} does not stand in its paragraph; mend the answer or the paragraph")
        spans.append(GoldSpan(article_id, at, at + len(answer)))
    question = text_field(record, "question", place)
    return GoldQuestion(
        id=text_field(record, "id", place),
        question=question,
        language="de",
        answerable=bool(answers),
        answers=tuple(dict.fromkeys(answer for answer, _ in answers)),
        articles={article_id: 1} if answers else {},
        type=question_type(question),
        spans=tuple(dict.fromkeys(spans)),
    )


def _list(record: Any, key: str, place: str) -> list[Any]:
    value = record.get(key) if isinstance(record, dict) else None
    if not isinstance(value, list):
        raise GoldError(f"{place}: {key!r} must be a list, found {type(value).__name__}")
    return value


def _nested(text: str, name: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each question of the nested JSON: its place, its record, its paragraph."""
    for a, article in enumerate(_list(parse_json(text, name), "data", name)):
        for p, paragraph in enumerate(_list(article, "paragraphs", f"{name}, data[{a}]")):
            place = f"{name}, data[{a}].paragraphs[{p}]"
            records = _list(paragraph, "qas", place)
            context = text_field(paragraph, "context", place)
            for q, record in enumerate(records):
                if not isinstance(record, dict):
                    raise GoldError(f"{place}.qas[{q}]: an object is needed, found {type(record).__name__}")
                yield f"{place}.qas[{q}]", record, context


def read_squad(text: str, name: str, nested: bool) -> tuple[tuple[GoldQuestion, ...], tuple[Article, ...]]:
    """The questions and the articles (one for each distinct paragraph) of a file; all questions get the file's main language.

    An answer whose `answer_start` is off is looked up in its paragraph and takes the nearest place.

    Raises:
        GoldError: The file or a record is malformed; its place is named.
    """
    records = (
        _nested(text, name) if nested else ((place, r, text_field(r, "context", place)) for place, r in json_lines(text, name))
    )
    paragraphs, seen = Paragraphs("p"), dict[str, str]()
    questions = []
    for place, record, context in records:
        question = _question(record, context, paragraphs.add(context), place)
        refuse_twice(seen, question.id, place)
        questions.append(question)
    language = most_common_language(question.question for question in questions)
    return tuple(replace(question, language=language) for question in questions), paragraphs.articles()
