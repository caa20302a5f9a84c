"""Running the data sets of expected.yaml: those of the project always, those of the data folder where it is at hand."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from chatbot.evaluation.formats import read_gold
from chatbot.evaluation.gold import GoldSet, sample
from chatbot.evaluation.peers import compare_peers
from chatbot.evaluation.regression import RunSpec, read_specs
from chatbot.evaluation.results import Row
from chatbot.evaluation.run import run
from chatbot.evaluation.summary import summarise
from chatbot.evaluation.system import System, open_system, verifier
from index.news_index import NewsIndex

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = Path(os.environ.get("BELEG_DATA", ROOT.parent / "shared" / "data"))


def all_specs() -> tuple[RunSpec, ...]:
    """Every run of expected.yaml, in its order."""
    return read_specs(yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8")))


def specs() -> tuple[RunSpec, ...]:
    """The runs whose files are here."""
    return tuple(spec for spec in all_specs() if all(place(name).exists() for name in (spec.gold, spec.texts) if name))


def place(name: str) -> Path:
    """The path of a file named in expected.yaml."""
    return DATA / name.removeprefix("data:") if name.startswith("data:") else ROOT / name


class Systems:
    """The chatbot for each set of texts, opened once: two sets of questions about the same texts share it.

    A set without texts asks about seeds/articles, indexed anew: what the user's own folder holds does not count here.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[Any, ...], tuple[Any, System]] = {}
        self._starter = tempfile.TemporaryDirectory(prefix="beleg-starter-", ignore_cleanup_errors=True)

    def get(self, gold: GoldSet) -> System:
        """The system for this gold set's texts."""
        key = tuple(article.text for article in gold.articles)
        if key not in self._open:
            manager = open_system(gold) if gold.articles else open_system(gold, self._fresh_starter())
            self._open[key] = (manager, manager.__enter__())
        return self._open[key][1]

    def _fresh_starter(self) -> Path:
        folder = Path(self._starter.name) / "index"
        with NewsIndex.open(folder) as news:
            news.add(ROOT / "seeds" / "articles")
            news.embed()
        return folder

    def close(self) -> None:
        """Let go of every index."""
        while self._open:
            self._open.popitem()[1][0].__exit__(None, None, None)
        self._starter.cleanup()


def gold_of(spec: RunSpec) -> GoldSet:
    """All questions of a run."""
    return read_gold(place(spec.gold), place(spec.texts) if spec.texts else None)


def measure(
    spec: RunSpec, gold: GoldSet, systems: Systems, peers: bool = False, progress: bool = False
) -> tuple[dict, tuple[Row, ...]]:
    """The report of a run over these questions, and its rows."""
    system = systems.get(gold)
    start = time.perf_counter()
    done = run(gold, system.bot, verifier(system.bot), progress=progress, today=system.today)
    seconds = time.perf_counter() - start + (system.index_s or 0.0)
    report = summarise(spec.name, system.index_revision, done.generator, done.rows, {"seconds": seconds})
    if peers:
        articles = gold.articles or system.bot.index.articles()
        report["peers"] = compare_peers(gold, articles, system.bot.index, system.index_s, progress)
    return report, done.rows


def of_sample(spec: RunSpec, gold: GoldSet, rows: tuple[Row, ...]) -> dict:
    """The report of the sampled questions, made from the rows of all: the same as asking only them."""
    picked = {question.id for question in sample(gold, spec.sample).questions}
    return summarise(spec.name, "", None, [row for row in rows if row.id in picked], {})
