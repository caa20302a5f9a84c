"""A report as a table for the terminal and for Markdown. Pure: data in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

GROUPS = ("retrieval", "answer", "citation", "refusal")
_WORST_FIRST = {"wrong citation": 0, "answered without evidence": 1, "retrieved but not chosen": 2, "not retrieved": 3}


def number(value: float | None, digits: int = 3) -> str:
    """The value with its digits, a dash for None."""
    return "–" if value is None else f"{value:.{digits}f}"


def columns(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows of cells as aligned lines: the first cell to the left, the others to the right."""
    table = [list(row) for row in rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = []
    for row in table:
        cells = [
            cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def measure_rows(report: Mapping[str, Any]) -> list[tuple[str, float | None, list[float] | None]]:
    """(name, value, 95 % interval or None) of every measure in the report's order; latencies last, in milliseconds."""
    rows = []
    for group in GROUPS:
        limits = report.get("intervals", {}).get(group, {})
        rows += [(f"{group} {name}", value, limits.get(name)) for name, value in report[group].items()]
    return rows + [(f"latency {name} ms", value, None) for name, value in report["latency_ms"].items()]


def measure_table(report: Mapping[str, Any]) -> str:
    """Every measure with its 95 % interval."""
    rows: list[tuple[str, ...]] = [("measure", "value", "95 % interval")]
    for name, value, limits in measure_rows(report):
        between = f"{limits[0]:.3f} – {limits[1]:.3f}" if limits else ""
        rows.append((name, number(value, 1 if name.startswith("latency") else 3), between))
    return columns(rows)


def group_table(report: Mapping[str, Any]) -> str:
    """The main measures of each question language, type and answerability."""
    rows: list[tuple[str, ...]] = [("group", "n", "R@5", "MRR@10", "F1", "contains", "cited right", "ms")]
    for name, groups in report["by"].items():
        for label, group in groups.items():
            values = (
                group["retrieval"]["recall@5"],
                group["retrieval"]["mrr@10"],
                group["answer"]["f1"],
                group["answer"]["contains"],
                group["citation"].get("recall_gold"),
            )
            cells = [number(value) for value in values]
            rows.append((f"{name}: {label}", str(group["n"]), *cells, number(group["latency_ms"]["p50"], 0)))
    return columns(rows)


def where_table(report: Mapping[str, Any]) -> str:
    """How many questions went wrong at which step."""
    return columns([("where it went wrong", "questions"), *((label, str(n)) for label, n in report["where"].items())])


def text_report(report: Mapping[str, Any]) -> str:
    """The whole report for a terminal: head, measures, groups, where it went wrong."""
    by = report["generator"] or "nobody"
    head = f"{report['dataset']}: {report['n']} questions, index {report['index_revision']}, answers by {by}"
    parts = [head, measure_table(report), group_table(report), where_table(report)]
    if report.get("peers"):
        parts.append(peer_table(report["peers"]))
    return "\n\n".join(parts) + "\n"


def peer_table(peers: Sequence[Mapping[str, Any]]) -> str:
    """One line a system: retrieval measures, time to index all articles, time a question."""
    head = ("system", "R@1", "R@5", "R@20", "MRR@10", "nDCG@10", "contains@1", "index s", "p50 ms")
    rows: list[tuple[str, ...]] = [head]
    for peer in peers:
        values = [peer["retrieval"][name] for name in ("recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10")]
        cells = [number(value) for value in (*values, peer["first_passage_contains"])]
        rows.append((peer["system"], *cells, number(peer["index_s"], 1), number(peer["latency_ms"]["p50"], 1)))
    return columns(rows)


def worst_first(questions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The questions that went wrong: wrong citations, answers without evidence, the rest; in each the surest mistake first."""
    wrong = [question for question in questions if question["where"]]
    return sorted(
        wrong,
        key=lambda q: (_WORST_FIRST.get(q["where"], 4), -(q["confidence"] if q["confidence"] is not None else 0.0), q["id"]),
    )
