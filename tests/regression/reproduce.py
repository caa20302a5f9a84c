"""Measure every data set at hand beside what is expected: `python tests/regression/reproduce.py [--write] [--peers] [NAME…]`.

--write refreshes expected.yaml (scores of all questions and of the tests' samples) and, when every run was measured,
TABLES.md, and adds a line to LOG.md. A run that is not measured (not named, or its data not here) keeps its expected scores.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import yaml  # noqa: E402
from measuring import HERE, ROOT, Systems, all_specs, gold_of, measure, of_sample, specs  # noqa: E402

from chatbot.evaluation.gold import sample  # noqa: E402
from chatbot.evaluation.html_report import html_report  # noqa: E402
from chatbot.evaluation.regression import (  # noqa: E402
    FAIL,
    check,
    expect,
    groups_table,
    peers_table,
    scores_table,
    verdict_table,
    where_table,
)

FULL_TOLERANCE, QUICK_TOLERANCE = 0.01, 0.02
HEAD = """\
# Scores measured once, and how far from them is still the same. Written by `python tests/regression/reproduce.py --write`; the
# samples are set by hand. gold and texts: files of the project, or (data:) of the data folder, ../shared/data or $BELEG_DATA.
# quick: the sample that the tests ask; full: every question.
"""


def write_expected(measured: dict[str, tuple[dict, dict]]) -> None:
    """Refresh the scores of the measured runs in expected.yaml."""
    path = HERE / "expected.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, (full, quick) in measured.items():
        data["runs"][name]["quick"] = expect(quick, QUICK_TOLERANCE)
        if full["n"] > quick["n"] or data["runs"][name]["sample"] is None:
            data["runs"][name]["full"] = expect(full, FULL_TOLERANCE)
    lines = [HEAD, "runs:\n"]
    for name, entry in data["runs"].items():
        lines.append(f"  {name}:\n")
        for key, value in entry.items():
            if key not in ("quick", "full"):
                lines.append(f"    {key}: {json.dumps(value)}\n")
            else:
                lines.append(f"    {key}:\n")
                lines += [f"      {m}: {{value: {e['value']}, tolerance: {e['tolerance']}}}\n" for m, e in value.items()]
    path.write_text("".join(lines), encoding="utf-8")


def tables(reports: dict[str, dict], quick: bool) -> str:
    """TABLES.md: every measure of every run."""
    asked = "Only the tests' samples were asked. " if quick else ""
    cores = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    parts = [
        "# What Beleg scores",
        "Written by `python tests/regression/reproduce.py --write`; 95 % bootstrap intervals in brackets. The measures are "
        "defined, with their sources, in `chatbot/evaluation/metrics`. `xquad-en` asks the English questions about the German "
        f"texts. XQuAD is a development set: weights and thresholds may have been tuned on it. {asked}Machine: {cores}.",
    ]
    parts += [
        f"## {group.capitalize()}\n\n{scores_table(reports, group)}" for group in ("retrieval", "answer", "citation", "refusal")
    ]
    parts.append(f"## Where it went wrong, and how long it took\n\n{where_table(reports)}")
    if any(report.get("peers") for report in reports.values()):
        parts.append(f"## Beside others, same questions, same machine, same run\n\n{peers_table(reports)}")
    parts += [f"## {name} by language, type and answerability\n\n{groups_table(report)}" for name, report in reports.items()]
    return "\n\n".join(parts) + "\n"


def log_line(measured: dict[str, tuple[dict, dict]], verdicts: list[str]) -> str:
    """When, on what, with what outcome."""
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "?"
    counts = ", ".join(f"{verdicts.count(v)} {v}" for v in ("OK", "OKish", "FAIL"))
    seconds = sum(full["about"]["seconds"] for full, _ in measured.values())
    return (
        f"| {datetime.now(timezone.utc):%Y-%m-%d %H:%M} | {commit} | {platform.machine()}, {os.cpu_count()} cores | "
        f"{platform.python_version()} | {', '.join(measured)} | {counts} | {seconds:.0f} |\n"
    )


def main() -> int:
    """Measure, print the table; 1 when a score FAILs (and is not being refreshed)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="runs to measure (default: all whose data is here)")
    parser.add_argument("--write", action="store_true", help="refresh expected.yaml, TABLES.md and LOG.md")
    parser.add_argument("--quick", action="store_true", help="ask only the tests' samples")
    parser.add_argument("--peers", action="store_true", help="measure the peers too")
    parser.add_argument("--reports", type=Path, help="keep each run's JSON and HTML report in this folder")
    args = parser.parse_args()
    wanted = [spec for spec in specs() if not args.names or spec.name in args.names]
    systems, measured, lines = Systems(), {}, []
    for spec in wanted:
        gold = sample(gold_of(spec), spec.sample if args.quick else None)
        full, rows = measure(spec, gold, systems, args.peers, progress=True)
        measured[spec.name] = (full, of_sample(spec, gold, rows))
        lines += check(spec.name, spec.quick if args.quick else spec.full, full)
        if args.reports:
            args.reports.mkdir(parents=True, exist_ok=True)
            (args.reports / f"{spec.name}.json").write_text(json.dumps(full, ensure_ascii=False), encoding="utf-8")
            (args.reports / f"{spec.name}.html").write_text(html_report(full), encoding="utf-8")
    systems.close()
    print(verdict_table(lines))
    verdicts = [line.verdict for line in lines]
    if args.write:
        write_expected(measured)
        reports = {name: full for name, (full, _) in measured.items()}
        if len(reports) == len(all_specs()):
            (HERE / "TABLES.md").write_text(tables(reports, args.quick), encoding="utf-8")
        with (HERE / "LOG.md").open("a", encoding="utf-8") as log:
            log.write(log_line(measured, verdicts))
        return 0
    return int(FAIL in verdicts)


if __name__ == "__main__":
    raise SystemExit(main())
