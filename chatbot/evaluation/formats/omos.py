"""OMoS-QA's JSON lines: a page as lines, the answer as the numbers of the lines that hold it (from 0), none when it does not.

Source: Kleinle et al. 2024, "OMoS-QA: A Dataset for Cross-Lingual Extractive Question Answering in a German Migration Context"
(arXiv 2407.15736).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.formats.lines import json_lines, refuse_twice, text_field
from chatbot.evaluation.formats.texts import Paragraphs, most_common_language
from chatbot.evaluation.gold import GoldQuestion, GoldSpan
from chatbot.evaluation.question_type import question_type
from index.types import Article


def is_omos(record: dict[str, Any]) -> bool:
    """Whether a record has this shape: a page under `context` and a list of line numbers under `answers`."""
    answers = record.get("answers")
    return "pageId" in record and isinstance(answers, list) and all(isinstance(number, int) for number in answers)


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def read_omos(text: str, name: str) -> tuple[tuple[GoldQuestion, ...], tuple[Article, ...]]:
    """The questions and pages of a file. Any one of the answer's lines counts as a right answer, as does their whole.

    Raises:
        GoldError: A line is malformed or a line number lies outside its page.
    """
    pages, seen = Paragraphs("page"), dict[str, str]()
    questions = []
    for place, record in json_lines(text, name):
        if not is_omos(record):
            raise GoldError(f"{place}: 'answers' must be a list of line numbers, found {record.get('answers')!r}")
        page = text_field(record, "context", place)
        article_id, lines = pages.add(page), _line_spans(page)
        numbers = sorted(set(record["answers"]))
        if numbers and not 0 <= numbers[0] <= numbers[-1] < len(lines):
            raise GoldError(f"{place}: answer lines {numbers} lie outside the page of {len(lines)} lines")
        spans = [lines[number] for number in numbers if lines[number][0] < lines[number][1]]
        texts = [page[start:end] for start, end in spans]
        question = text_field(record, "question", place)
        made = GoldQuestion(
            id=text_field(record, "id", place),
            question=question,
            language="de",
            answerable=bool(texts),
            answers=tuple(dict.fromkeys([*texts, " ".join(texts)])) if texts else (),
            articles={article_id: 1} if texts else {},
            type=question_type(question),
            spans=tuple(GoldSpan(article_id, start, end) for start, end in spans),
        )
        refuse_twice(seen, made.id, place)
        questions.append(made)
    language = most_common_language(question.question for question in questions)
    return tuple(replace(question, language=language) for question in questions), pages.articles()
