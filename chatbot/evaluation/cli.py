"""The commands `evaluate` and `compare` of `python -m chatbot`; `gold` stands in `gold_cli`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.compare import compare, compare_table, load_report
from chatbot.evaluation.files import as_json, write_whole
from chatbot.evaluation.formats import read_gold
from chatbot.evaluation.gold import sample
from chatbot.evaluation.gold_cli import add_gold_commands
from chatbot.evaluation.html_report import html_report
from chatbot.evaluation.peers import check_installed, compare_peers
from chatbot.evaluation.report import text_report
from chatbot.evaluation.run import run
from chatbot.evaluation.summary import summarise
from chatbot.evaluation.system import open_system, verifier
from chatbot.generate import TIMEOUT_S


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands; each sets `run`, a function of the arguments that returns the exit status."""
    evaluate = subparsers.add_parser("evaluate", help="measure the answers to gold questions")
    evaluate.add_argument("gold", type=Path, help="gold.jsonl, SQuAD JSON, SQuAD-like or OMoS-QA JSON lines, or a BEIR folder")
    evaluate.add_argument("--index", type=Path, metavar="DIR", help="measure this index instead of the file's own texts")
    evaluate.add_argument(
        "--texts", type=Path, metavar="FILE", help="ask GOLD's questions about the texts and answers of FILE (same ids)"
    )
    evaluate.add_argument(
        "--json", type=Path, metavar="FILE", help="write the report here; a run that was cut off goes on from it"
    )
    evaluate.add_argument("--html", type=Path, metavar="FILE", help="write one self-contained page with plots, worst cases first")
    evaluate.add_argument("--sample", type=int, metavar="N", help="ask only N questions, evenly spaced over the file")
    evaluate.add_argument("--profile", default="embedded", help="model profile (default: embedded)")
    evaluate.add_argument("--model", help="language model that writes the answers (default: none)")
    evaluate.add_argument(
        "--timeout", type=float, metavar="S", default=TIMEOUT_S, help="seconds it has for an answer (default: %(default)g)"
    )
    evaluate.add_argument("--peers", action="store_true", help="measure BM25 and a plain LangChain pipeline in the same run")
    evaluate.add_argument("--quiet", action="store_true", help="no progress bar")
    evaluate.set_defaults(run=_evaluate)

    compared = subparsers.add_parser("compare", help="what changed between two reports")
    compared.add_argument("a", type=Path, metavar="A.json")
    compared.add_argument("b", type=Path, metavar="B.json")
    compared.add_argument("--json", type=Path, metavar="FILE", help="write the comparison here too")
    compared.set_defaults(run=_compare)

    add_gold_commands(subparsers)


def evaluate_report(
    gold_file: Path, args: Mapping[str, Any], rows_file: Path | None = None, progress: bool = False
) -> dict[str, Any]:
    """The report of one run. `args` may hold index, texts, sample, profile, model, timeout and peers, as the options do.

    Raises:
        GoldError: The gold file is malformed or does not fit the index.
        QuestionError: The time-out is not above 0, or longer than a day.
    """
    gold = sample(read_gold(gold_file, args.get("texts")), args.get("sample"))
    if args.get("peers"):
        check_installed()
    profile, model = args.get("profile") or "embedded", args.get("model")
    with open_system(gold, args.get("index"), profile, model, args.get("timeout") or TIMEOUT_S) as system:
        done = run(system.gold, system.bot, verifier(system.bot), rows_file, system.fingerprint, progress, system.today)
        about = {
            "profile": profile,
            "model": model,
            "fingerprint": system.fingerprint,
            "gold": gold.fingerprint,
            "articles": len(gold.articles) or len(system.bot.index.articles()),
            "index_s": system.index_s,
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        }
        report = summarise(gold.name, system.index_revision, done.generator, done.rows, about)
        if args.get("peers"):
            articles = system.gold.articles or system.bot.index.articles()
            report["peers"] = compare_peers(system.gold, articles, system.bot.index, system.index_s, progress)
    return report


def _evaluate(args: argparse.Namespace) -> int:
    if args.sample is not None and args.sample < 1:
        raise GoldError(f"--sample must be at least 1, found {args.sample}")
    rows_file = args.json.with_name(args.json.name + ".partial") if args.json else None
    if rows_file:
        rows_file.parent.mkdir(parents=True, exist_ok=True)
    report = evaluate_report(args.gold, vars(args), rows_file, progress=not args.quiet)
    if args.json:
        write_whole(args.json, as_json(report))
    if args.html:
        write_whole(args.html, html_report(report))
    if rows_file:
        rows_file.unlink(missing_ok=True)
    sys.stdout.write(text_report(report))
    return 0


def _compare(args: argparse.Namespace) -> int:
    result = compare(load_report(args.a), load_report(args.b))
    if args.json:
        write_whole(args.json, as_json(result))
    sys.stdout.write(compare_table(result))
    return 0
