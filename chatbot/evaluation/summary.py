"""The report of a run as JSON-ready data, made from its rows alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from chatbot.evaluation.bootstrap import interval, interval_of
from chatbot.evaluation.metrics import refusal
from chatbot.evaluation.results import WHERE, Row

RETRIEVAL = ("recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10")
ANSWER = ("em", "f1", "em_mlqa", "f1_mlqa", "contains", "first_sentence_contains")
CITATION = {
    "precision": "citation_precision",
    "recall": "citation_recall",
    "precision_gold": "citation_precision_gold",
    "recall_gold": "citation_recall_gold",
}
REFUSAL = ("precision", "recall", "auroc", "ece")


def _values(rows: Sequence[Row], name: str) -> list[float]:
    return [value for row in rows if (value := row.scores[name]) is not None]


def _mean(rows: Sequence[Row], name: str) -> float | None:
    values = _values(rows, name)
    return sum(values) / len(values) if values else None


def _refusal(rows: Sequence[Row]) -> dict[str, float | None]:
    """Over the questions that were asked. Calibration is that of the answers given: a refusal shows nothing to be right about."""
    asked = [row for row in rows if row.confidence is not None and row.answerable is not None]
    precision, recall = refusal.precision_recall([row.refused for row in asked], [bool(row.answerable) for row in asked])
    doubt = [1.0 - (row.confidence or 0.0) for row in asked]
    sure, right = _answered(asked)
    return {
        "precision": precision,
        "recall": recall,
        "auroc": refusal.auroc(doubt, [not row.answerable for row in asked]),
        "ece": refusal.expected_calibration_error(sure, right),
    }


def _answered(rows: Sequence[Row]) -> tuple[list[float], list[bool]]:
    """Confidence and rightness of the answers given; an answer to an unanswerable question is wrong."""
    given = [
        r
        for r in rows
        if not r.refused and r.confidence is not None and (r.answerable is False or r.scores["contains"] is not None)
    ]
    return [row.confidence or 0.0 for row in given], [row.right for row in given]


def measures(rows: Sequence[Row]) -> dict[str, Any]:
    """The five groups of measures of these rows; a measure they cannot give is None. Latencies in milliseconds."""
    times = [row.ms for row in rows]
    p50, p95 = (float(np.percentile(times, q)) if times else None for q in (50, 95))
    return {
        "retrieval": {name: _mean(rows, name) for name in RETRIEVAL},
        "answer": {name: _mean(rows, name) for name in ANSWER},
        "citation": {short: _mean(rows, name) for short, name in CITATION.items()},
        "refusal": _refusal(rows),
        "latency_ms": {"p50": p50, "p95": p95},
    }


def intervals(rows: Sequence[Row]) -> dict[str, Any]:
    """95 % bootstrap intervals [low, high] in the layout of `measures`, without the latencies."""
    plain = {
        "retrieval": {name: interval(_values(rows, name)) for name in RETRIEVAL},
        "answer": {name: interval(_values(rows, name)) for name in ANSWER},
        "citation": {short: interval(_values(rows, name)) for short, name in CITATION.items()},
    }
    asked = any(row.confidence is not None for row in rows)

    def resampled(name: str) -> tuple[float, float] | None:
        return interval_of(lambda picks: _refusal([rows[i] for i in picks])[name], len(rows)) if asked else None

    limits = {**plain, "refusal": {name: resampled(name) for name in REFUSAL}}
    return {group: {name: list(v) if v else None for name, v in values.items()} for group, values in limits.items()}


def _by(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """The measures of each question language, type and answerability, groups in sorted order."""
    keys = {
        "language": lambda row: row.language,
        "type": lambda row: row.type,
        "answerable": lambda row: {True: "true", False: "false", None: "unknown"}[row.answerable],
    }
    table: dict[str, dict[str, Any]] = {}
    for name, key in keys.items():
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(key(row), []).append(row)
        table[name] = {
            label: {"n": len(group), **measures(group), "intervals": _interval_means(group)}
            for label, group in sorted(groups.items())
        }
    return table


def _interval_means(rows: Sequence[Row]) -> dict[str, list[float] | None]:
    """The intervals of a group's main measures."""
    found = {
        name: interval(_values(rows, name), n_resamples=300) for name in ("mrr@10", "f1", "contains", "citation_recall_gold")
    }
    return {name: list(limits) if limits else None for name, limits in found.items()}


def curves(rows: Sequence[Row]) -> dict[str, Any]:
    """The points of the plots: the share found by rank 1..20, coverage against accuracy, reliability."""
    ranked = [row.rank for row in rows if row.articles]
    sure, right = _answered(rows)
    asked = sum(row.confidence is not None for row in rows)
    found = [sum(rank is not None and rank <= k for rank in ranked) / len(ranked) for k in range(1, 21)] if ranked else []
    return {
        "found_by_rank": found,
        "coverage": [list(point) for point in refusal.coverage_curve(sure, right, asked)],
        "reliability": [list(point) for point in refusal.reliability(sure, right)] if sure else [],
    }


def summarise(
    dataset: str, index_revision: str, generator: str | None, rows: Sequence[Row], about: Mapping[str, Any]
) -> dict[str, Any]:
    """The whole report in its stable layout; keys beyond the documented ones may be added, none is taken away.

    Answer measures are means over answerable questions (a refusal counts 0), retrieval measures over questions with a
    right article, citation measures over answers given. `about` says how the run was made.
    """
    return {
        "dataset": dataset,
        "n": len(rows),
        "index_revision": index_revision,
        "generator": generator,
        **measures(rows),
        "by": _by(rows),
        "intervals": intervals(rows),
        "where": {label: sum(row.where == label for row in rows) for label in WHERE},
        "curves": curves(rows),
        "about": dict(about),
        "questions": [row.to_dict() for row in rows],
    }
