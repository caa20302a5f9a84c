"""Expected scores as data, and what a new run says about them. Pure; the harness that runs is in `tests/regression`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.report import number

OK, OKISH, FAIL = "OK", "OKish", "FAIL"
LOWER_IS_BETTER = frozenset(["refusal.ece"])
MEASURES = (
    "retrieval.recall@1", "retrieval.recall@5", "retrieval.recall@20", "retrieval.mrr@10", "retrieval.ndcg@10",
    "answer.em", "answer.f1", "answer.contains", "answer.first_sentence_contains",
    "citation.precision", "citation.recall", "citation.precision_gold", "citation.recall_gold",
    "refusal.precision", "refusal.recall", "refusal.auroc", "refusal.ece",
)  # fmt: skip
"""What is held to an expected value, as "group.name" of the report."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A score that was measured once, and how far from it is still the same."""

    value: float
    tolerance: float


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One data set to be measured: files relative to the project, or to the data folder after ``data:``.

    `sample` is how many questions the tests ask (None: all). `quick` are the scores expected of the sample, `full` those of all.
    """

    name: str
    gold: str
    texts: str | None
    sample: int | None
    quick: Mapping[str, Expected]
    full: Mapping[str, Expected]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of one run beside what was expected."""

    run: str
    measure: str
    expected: float
    tolerance: float
    value: float | None
    verdict: str


def read_specs(data: Any) -> tuple[RunSpec, ...]:
    """The runs of ``expected.yaml``, already parsed.

    Raises:
        GoldError: A key is missing or of the wrong kind.
    """
    try:
        return tuple(
            RunSpec(
                name,
                str(run["gold"]),
                run.get("texts"),
                run.get("sample"),
                *(
                    {m: Expected(float(e["value"]), float(e["tolerance"])) for m, e in (run.get(key) or {}).items()}
                    for key in ("quick", "full")
                ),
            )
            for name, run in data["runs"].items()
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise GoldError(f"expected scores are malformed ({error!r}); each run needs gold, quick and full scores") from error


def score(report: Mapping[str, Any], measure: str) -> float | None:
    """The value of "group.name" in a report; None where the data set cannot give it."""
    group, _, name = measure.partition(".")
    value = report[group][name]
    return None if value is None else float(value)


def verdict(measure: str, expected: Expected, value: float | None) -> str:
    """OK within the tolerance; OKish within three times of it, or beyond it for the better; else FAIL, as is a missing value."""
    if value is None:
        return FAIL
    worse = (value - expected.value) * (1 if measure in LOWER_IS_BETTER else -1)
    distance = abs(worse)
    if distance <= expected.tolerance + 1e-9:
        return OK
    return OKISH if worse < 0 or distance <= 3 * expected.tolerance + 1e-9 else FAIL


def check(run: str, expected: Mapping[str, Expected], report: Mapping[str, Any]) -> tuple[Line, ...]:
    """A line for each expected score of a run, in the order they stand."""
    values = ((measure, e, score(report, measure)) for measure, e in expected.items())
    return tuple(Line(run, measure, e.value, e.tolerance, value, verdict(measure, e, value)) for measure, e, value in values)


def expect(report: Mapping[str, Any], tolerance: float) -> dict[str, dict[str, float]]:
    """The scores of a report as data for ``expected.yaml``; what it cannot give is left out."""
    found = ((measure, score(report, measure)) for measure in MEASURES)
    return {measure: {"value": round(value, 4), "tolerance": tolerance} for measure, value in found if value is not None}


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])


def scores_table(reports: Mapping[str, Mapping[str, Any]], group: str) -> str:
    """A Markdown table of one group of measures: a row for each run, 95 % intervals after the values."""
    names = list(next(iter(reports.values()))[group])
    rows: list[list[str]] = [["data set", "n", *names]]
    for run, report in reports.items():
        limits = report["intervals"][group]
        cells = [
            number(report[group][name]) + (f" ({limits[name][0]:.2f}–{limits[name][1]:.2f})" if limits.get(name) else "")
            for name in names
        ]
        rows.append([run, str(report["n"]), *cells])
    return _markdown(rows)


def groups_table(report: Mapping[str, Any]) -> str:
    """A Markdown table of one run by question language, type and answerability."""
    rows = [["questions", "n", "R@5", "MRR@10", "F1", "contains", "cited right", "refused", "p50 ms"]]
    refused: dict[tuple[str, str], list[bool]] = {}
    for question in report["questions"]:
        for name in report["by"]:
            label = {True: "true", False: "false", None: "unknown"}[question[name]] if name == "answerable" else question[name]
            refused.setdefault((name, label), []).append(question["refused"])
    for name, groups in report["by"].items():
        for label, group in groups.items():
            values = [
                group["retrieval"]["recall@5"],
                group["retrieval"]["mrr@10"],
                group["answer"]["f1"],
                group["answer"]["contains"],
            ]
            share = sum(refused[name, label]) / len(refused[name, label])
            cells = [number(value) for value in (*values, group["citation"]["recall_gold"], share)]
            rows.append([f"{name}: {label}", str(group["n"]), *cells, number(group["latency_ms"]["p50"], 0)])
    return _markdown(rows)


def peers_table(reports: Mapping[str, Mapping[str, Any]]) -> str:
    """A Markdown table of every system on every data set that was measured with peers."""
    rows = [
        ["data set", "system", "R@1", "R@5", "R@20", "MRR@10", "nDCG@10", "first passage holds an answer", "index s", "p50 ms"]
    ]
    for run, report in reports.items():
        for peer in report.get("peers", ()):
            cells = [number(value) for value in (*peer["retrieval"].values(), peer["first_passage_contains"])]
            rows.append([run, peer["system"], *cells, number(peer["index_s"], 1), number(peer["latency_ms"]["p50"], 1)])
    return _markdown(rows)


def where_table(reports: Mapping[str, Mapping[str, Any]]) -> str:
    """A Markdown table of where answers went wrong, and of the time a question and a whole run took."""
    names = list(next(iter(reports.values()))["where"])
    rows = [["data set", "n", *names, "p50 ms", "p95 ms", "whole run s"]]
    for run, report in reports.items():
        times = [
            number(report["latency_ms"]["p50"], 0),
            number(report["latency_ms"]["p95"], 0),
            number(report["about"].get("seconds"), 0),
        ]
        rows.append([run, str(report["n"]), *(str(report["where"][name]) for name in names), *times])
    return _markdown(rows)


def verdict_table(lines: Sequence[Line]) -> str:
    """A Markdown table of measures beside what was expected."""
    rows = [["run", "measure", "expected", "tolerance", "measured", "verdict"]]
    rows += [
        [line.run, line.measure, number(line.expected), f"±{line.tolerance:g}", number(line.value), line.verdict]
        for line in lines
    ]
    return _markdown(rows)
