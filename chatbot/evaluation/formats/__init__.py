"""Gold files of every known format, told apart by what they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from chatbot.errors import GoldError
from chatbot.evaluation.formats.beir import read_beir
from chatbot.evaluation.formats.lines import decode, fingerprint, json_lines, read_bytes
from chatbot.evaluation.formats.omos import is_omos, read_omos
from chatbot.evaluation.formats.own import read_own
from chatbot.evaluation.formats.squad import read_squad
from chatbot.evaluation.gold import GoldSet

__all__ = ["read_gold"]


def _read_one(path: Path) -> GoldSet:
    if path.is_dir():
        return read_beir(path)
    data = read_bytes(path)
    text, digest = decode(data, path.name), fingerprint(data)
    stem = path.name.removesuffix(".gz").rsplit(".", 1)[0]
    if ".json" not in path.suffixes:
        _, first = next(json_lines(text, path.name), ("", {}))
        if is_omos(first):
            return GoldSet(stem, *read_omos(text, path.name), digest)
        if "context" not in first:
            return GoldSet(stem, read_own(text, path.name), (), digest)
        return GoldSet(stem, *read_squad(text, path.name, nested=False), digest)
    return GoldSet(stem, *read_squad(text, path.name, nested=True), digest)


def read_gold(path: Path | str, texts: Path | str | None = None) -> GoldSet:
    """The questions of a gold file or folder, with the articles it brings.

    Known are our own JSON lines, SQuAD 1.1/2.0 JSON, SQuAD-like and OMoS-QA JSON lines (all also as ``.gz``) and BEIR
    folders. With `texts`, a second file that holds the same question ids, the questions are asked in the words of `path`,
    while articles and answers are those of `texts`: English questions about German articles.

    Raises:
        GoldError: Something is missing or malformed; the message names file, line and reason.
    """
    gold = _read_one(Path(path))
    if not gold.questions:
        raise GoldError(f"{Path(path).name}: no question in it; one JSON object a line is needed")
    if texts is None:
        return gold
    other = _read_one(Path(texts))
    by_id = {question.id: question for question in other.questions}
    if missing := [question.id for question in gold.questions if question.id not in by_id]:
        raise GoldError(
            f"{Path(texts).name}: the question {missing[0]!r} of {Path(path).name} is missing ({len(missing)} in all)"
        )
    crossed = tuple(
        replace(by_id[q.id], question=q.question, language=q.language, type=q.type, turns=q.turns) for q in gold.questions
    )
    digest = fingerprint(gold.fingerprint.encode(), other.fingerprint.encode())
    return GoldSet(f"{gold.name} on {other.name}", crossed, other.articles, digest, gold.retrieval_only)
