"""Asking every gold question, once, in order: progress, resuming, and the rows of the report."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tqdm import tqdm

from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.judge import DEPTH, Supports, judge, judge_search
from chatbot.evaluation.results import Row
from chatbot.types import Answer, Turn
from index.types import Hit

PASSAGES = 3 * DEPTH
"""Passages searched for, so that 20 articles come together although one may show several passages."""


class Searcher(Protocol):
    """What is measured of an index."""

    @property
    def revision(self) -> str:
        """Names the state of the index."""

    def search(self, query: str, k: int = 10) -> tuple[Hit, ...]:
        """The best passages, best first."""


class Bot(Protocol):
    """What is measured of a chatbot."""

    @property
    def index(self) -> Searcher:
        """What it searches."""

    def ask(self, question: str, turns: Sequence[Turn] = (), *, today: str | None = None) -> Answer:
        """One answer, as of the ISO day `today`."""


@dataclass(frozen=True, slots=True)
class Run:
    """The rows of a run in the order of the gold set, and what wrote its answers (None where nothing was asked)."""

    rows: tuple[Row, ...]
    generator: str | None


def ranked_articles(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The article ids of hits, best first, each once."""
    return tuple(dict.fromkeys(hit.article.id for hit in hits))


def _ask(
    bot: Bot, question: GoldQuestion, retrieval_only: bool, supports: Supports, today: str | None, clock: Callable[[], float]
) -> tuple[Row, str | None]:
    start = clock()
    if retrieval_only:
        hits = bot.index.search(question.question, k=PASSAGES)
        return judge_search(question, ranked_articles(hits), (clock() - start) * 1000), None
    answer = bot.ask(question.question, turns=question.turns, today=today)
    ms = (clock() - start) * 1000
    hits = bot.index.search(answer.asked, k=PASSAGES) if question.articles else ()
    language = next((hit.article.language for hit in answer.hits), "de")
    return judge(question, answer, ranked_articles(hits), ms, supports, language), answer.generator


def _kept(path: Path | None, fingerprint: str) -> dict[str, dict[str, Any]]:
    """The records of an earlier run that was cut off, by question id; none where there is none or it was another run."""
    if path is None or not path.is_file():
        return {}
    records = []
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        try:
            records.append(json.loads(line))
        except json.JSONDecodeError:
            break
    if not records or records[0].get("fingerprint") != fingerprint:
        return {}
    return {record["row"]["id"]: record for record in records[1:]}


def _write_line(path: Path, record: dict[str, Any], mode: str) -> None:
    with path.open(mode, encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _start(path: Path, fingerprint: str, kept: dict[str, dict[str, Any]]) -> None:
    """Begin the file of rows, whole lines only, so that a torn last line of a killed run does not stay in the middle."""
    fresh = path.with_name(path.name + ".new")
    _write_line(fresh, {"fingerprint": fingerprint}, "w")
    for record in kept.values():
        _write_line(fresh, record, "a")
    fresh.replace(path)


def run(
    gold: GoldSet,
    bot: Bot,
    supports: Supports,
    rows_file: Path | None = None,
    fingerprint: str = "",
    progress: bool = False,
    today: str | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Run:
    """Ask every question of the gold set and judge the answers.

    With `rows_file`, each row is written as soon as it is there, and questions whose row stands there already, under the
    same `fingerprint` (what is measured, on what), are not asked again. `today` is the ISO day the questions are asked on.
    """
    kept = _kept(rows_file, fingerprint)
    if rows_file is not None:
        _start(rows_file, fingerprint, kept)
    rows: list[Row] = []
    generators: dict[str, None] = {}
    for question in _shown(gold, len(kept), progress):
        record = kept.get(question.id)
        if record is None:
            row, generator = _ask(bot, question, gold.retrieval_only, supports, today, clock)
            if rows_file is not None:
                _write_line(rows_file, {"row": row.to_dict(), "generator": generator}, "a")
        else:
            row, generator = Row.from_dict(record["row"]), record["generator"]
        rows.append(row)
        if generator:
            generators[generator] = None
    return Run(tuple(rows), ", ".join(generators) or None)


def _shown(gold: GoldSet, n_kept: int, progress: bool) -> Iterator[GoldQuestion]:
    note = f"{gold.name} ({n_kept} from the last run)" if n_kept else gold.name
    yield from tqdm(gold.questions, desc=note, unit="question", file=sys.stderr, disable=not progress)
