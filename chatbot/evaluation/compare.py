"""What changed between two reports: measure by measure with a paired test, and question by question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.bootstrap import paired_p
from chatbot.evaluation.report import columns, number
from chatbot.evaluation.results import SCORES

_NEEDED = ("dataset", "n", "questions")
OUTCOMES = ("won", "lost", "changed")


def load_report(path: Path) -> dict[str, Any]:
    """A report's JSON.

    Raises:
        GoldError: The file cannot be read or is no report.
    """
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(
            f"{path.name}: cannot be read as a report ({error}); make one with 'evaluate GOLD --json FILE'"
        ) from error
    if not isinstance(report, dict) or any(key not in report for key in _NEEDED):
        raise GoldError(f"{path.name}: not a report (it needs {', '.join(_NEEDED)}); make one with 'evaluate GOLD --json FILE'")
    return report


def _right(question: Mapping[str, Any]) -> float | None:
    """1 when the reader was served, 0 when not; None where only the search was measured."""
    if question["answerable"] is False:
        return float(question["refused"])
    return None if question["contains"] is None else float(question["contains"])


def compare(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, Any]:
    """The measures of the questions both reports have, and what became of each.

    `measures` holds name, a, b, difference (b - a), p (randomisation test over the pairs) and n. `questions` holds those
    that were won (wrong before, right now), lost, or answered differently without either, in the order of `b`.

    Raises:
        GoldError: The reports share no question.
    """
    before = {question["id"]: question for question in a["questions"]}
    pairs = [(before[question["id"]], question) for question in b["questions"] if question["id"] in before]
    if not pairs:
        raise GoldError(
            f"the reports on {a['dataset']!r} and {b['dataset']!r} share no question; compare two runs on one gold set"
        )
    measures = [
        _measure(name, [(float(x[name]), float(y[name])) for x, y in pairs if None not in (x[name], y[name])]) for name in SCORES
    ]
    served = [(x, y) for x, y in ((_right(p), _right(q)) for p, q in pairs) if x is not None and y is not None]
    measures.insert(0, _measure("right", served))
    return {
        "a": {"dataset": a["dataset"], "n": a["n"]},
        "b": {"dataset": b["dataset"], "n": b["n"]},
        "shared": len(pairs),
        "measures": [measure for measure in measures if measure["n"]],
        "questions": [change for x, y in pairs if (change := _change(x, y))],
    }


def _measure(name: str, values: list[tuple[float, float]]) -> dict[str, Any]:
    if not values:
        return {"measure": name, "n": 0}
    first, second = [x for x, _ in values], [y for _, y in values]
    mean_a, mean_b = sum(first) / len(first), sum(second) / len(second)
    return {
        "measure": name,
        "n": len(values),
        "a": mean_a,
        "b": mean_b,
        "difference": mean_b - mean_a,
        "p": paired_p(first, second),
    }


def _change(x: Mapping[str, Any], y: Mapping[str, Any]) -> dict[str, Any] | None:
    right_a, right_b = _right(x), _right(y)
    if right_a is None or right_b is None:
        better = (y["rank"] or 99) - (x["rank"] or 99)
        outcome = None if not better else "won" if better < 0 else "lost"
    elif right_a != right_b:
        outcome = "won" if right_b > right_a else "lost"
    else:
        outcome = "changed" if x["text"] != y["text"] else None
    if outcome is None:
        return None
    kept = {side: {key: q[key] for key in ("text", "refused", "rank", "where")} for side, q in (("a", x), ("b", y))}
    return {"id": y["id"], "question": y["question"], "expected": y["expected"], "outcome": outcome, **kept}


def compare_table(result: Mapping[str, Any], n_shown: int = 20) -> str:
    """The comparison for a terminal: measures, counts, and the first questions lost and won."""
    rows = [("measure", "A", "B", "B - A", "p", "n")]
    for m in result["measures"]:
        cells = (number(m["a"]), number(m["b"]), f"{m['difference']:+.3f}", number(m["p"], 4), str(m["n"]))
        rows.append((m["measure"], *cells))
    counts = {outcome: [q for q in result["questions"] if q["outcome"] == outcome] for outcome in OUTCOMES}
    parts = [f"A: {result['a']['dataset']}, B: {result['b']['dataset']}; {result['shared']} questions in both", columns(rows)]
    parts.append(", ".join(f"{len(questions)} {outcome}" for outcome, questions in counts.items()))
    for outcome in ("lost", "won"):
        for q in counts[outcome][:n_shown]:
            parts.append(
                f"{outcome}: {q['question']} ({q['id']})\n  expected: {' / '.join(q['expected']) or '–'}\n"
                f"  A: {_side(q['a'])}\n  B: {_side(q['b'])}"
            )
    return "\n\n".join(parts) + "\n"


def _side(side: Mapping[str, Any]) -> str:
    return f"{side['text'] or 'rank ' + str(side['rank'])}{' — ' + side['where'] if side['where'] else ''}"
