"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/NAME.tsv``; retrieval alone.

Source: Thakur et al. 2021, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval Models"
(arXiv 2104.08663).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chatbot.errors import GoldError
from chatbot.evaluation.formats.lines import decode, fingerprint, json_lines, read_bytes, refuse_twice, text_field
from chatbot.evaluation.formats.texts import most_common_language
from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.question_type import question_type
from index.language import article_language
from index.types import Article


def _file(folder: Path, stem: str) -> Path:
    for name in (stem, f"{stem}.gz"):
        if (folder / name).is_file():
            return folder / name
    raise GoldError(f"{folder.name}: {stem} is missing; a BEIR folder holds corpus.jsonl, queries.jsonl and qrels/test.tsv")


def _judgements(text: str, name: str) -> dict[str, dict[str, int]]:
    """Query id to article id to grade; grades of 0 are left out. A first line that is a heading is passed over."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        fields = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and fields[-1].strip() == "score"):
            continue
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            raise GoldError(f"{name}, line {number}: three fields are needed (query id, article id, whole grade), found {line!r}")
        grade = int(fields[2])
        if grade > 0:
            grades.setdefault(fields[0], {})[fields[1]] = grade
    return grades


def read_beir(folder: Path, split: str = "test") -> GoldSet:
    """The judged queries of a split, in the order of ``queries.jsonl``, and the whole corpus as articles.

    Where there is no ``qrels/test.tsv`` and just one other file of judgements, that one is read.

    Raises:
        GoldError: A file is missing or malformed, or a judgement names an unknown article or query.
    """
    judged = folder / "qrels" / f"{split}.tsv"
    if not judged.is_file():
        others = sorted((folder / "qrels").glob("*.tsv"))
        if len(others) != 1:
            raise GoldError(f"{folder.name}: qrels/{split}.tsv is missing; found {[p.name for p in others]}")
        judged = others[0]
    data = {"corpus": read_bytes(_file(folder, "corpus.jsonl")), "queries": read_bytes(_file(folder, "queries.jsonl"))}
    judged_bytes = read_bytes(judged)
    grades = _judgements(decode(judged_bytes, judged.name), f"qrels/{judged.name}")
    articles, seen = [], dict[str, str]()
    for place, record in json_lines(decode(data["corpus"], "corpus.jsonl"), "corpus.jsonl"):
        key, text, title = text_field(record, "_id", place), text_field(record, "text", place), str(record.get("title") or "")
        refuse_twice(seen, key, place)
        articles.append(Article(id=key, title=title, text=text, language=article_language(text)))
    questions, asked = [], dict[str, str]()
    for place, record in json_lines(decode(data["queries"], "queries.jsonl"), "queries.jsonl"):
        key, query = text_field(record, "_id", place), text_field(record, "text", place)
        refuse_twice(asked, key, place)
        if key in grades:
            if unknown := sorted(set(grades[key]) - set(seen)):
                raise GoldError(f"qrels/{judged.name}: query {key!r} names the unknown article {unknown[0]!r}")
            questions.append(
                GoldQuestion(key, query, "de", None, articles=grades[key], every_article=True, type=question_type(query))
            )
    if unknown := sorted(set(grades) - set(asked)):
        raise GoldError(f"qrels/{judged.name}: the query {unknown[0]!r} is not in queries.jsonl")
    language = most_common_language(question.question for question in questions)
    placed = tuple(replace(question, language=language) for question in questions)
    digest = fingerprint(data["corpus"], data["queries"], judged_bytes)
    return GoldSet(folder.name, placed, tuple(articles), digest, retrieval_only=True)
