"""The command `gold` of `python -m chatbot`: feedback into gold questions, and the check of verdicts by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chatbot.evaluation import feedback, hand_check
from chatbot.evaluation.compare import load_report
from chatbot.evaluation.files import as_json, write_whole
from chatbot.evaluation.formats.lines import decode, json_lines, read_bytes

_HOW = (
    "Enter: keep as it stands   a TEXT | TEXT: the right answers   i ID ID: the right articles   u: unanswerable   "
    "d: drop   l: later   q: stop"
)


def add_gold_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `gold` with its actions; each sets `run`, a function of the arguments that returns the exit status."""
    gold = subparsers.add_parser("gold", help="make gold questions, check verdicts by hand")
    actions = gold.add_subparsers(dest="action", required=True)
    imported = actions.add_parser("import", help="turn the page's feedback into reviewed gold questions")
    imported.add_argument("feedback", type=Path, metavar="FEEDBACK", help="the page's feedback file")
    imported.add_argument(
        "--out", type=Path, default=Path("gold.jsonl"), metavar="FILE", help="add them to this file (gold.jsonl)"
    )
    imported.add_argument(
        "--drafts", action="store_true", help="ask nothing: add drafts marked for review, to be mended in an editor"
    )
    imported.set_defaults(run=_import)
    verdicts = actions.add_parser("verdicts", help="pick automatic citation verdicts for a check by hand")
    verdicts.add_argument("reports", type=Path, nargs="+", metavar="REPORT.json")
    verdicts.add_argument("--n", type=int, default=100, help="how many (100)")
    verdicts.add_argument("--out", type=Path, required=True, metavar="FILE.tsv")
    verdicts.set_defaults(run=_verdicts)
    agreement = actions.add_parser("agreement", help="how far the verdicts by hand agree with the automatic ones")
    agreement.add_argument("checked", type=Path, metavar="FILE.tsv")
    agreement.set_defaults(run=_agreement)


def _decide(one: Mapping[str, Any]) -> feedback.Decision | None:
    """Show a draft and read what the reviewer says of it; anything not understood is asked again."""
    answers, articles = " | ".join(one["answers"]) or "–", " ".join(one["articles"]) or "–"
    turns = "".join(f"\n  before: {turn['question']}" for turn in one.get("turns", []))
    sys.stdout.write(
        f"\n{one['question']}{turns}\n  {one['review']}\n  answers: {answers}\n  articles: {articles}\n"
        + (f"  ! {one['problem']}\n" if "problem" in one else "")
    )
    given_answers: tuple[str, ...] = ()
    given_articles: tuple[str, ...] = ()
    while True:
        sys.stdout.write(f"  {_HOW}\n> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        word, _, rest = line.strip().partition(" ")
        if not line or word == "q":
            return None
        if word == "a" and rest.strip():
            given_answers = tuple(part.strip() for part in rest.split("|") if part.strip())
        elif word == "i" and rest.strip():
            given_articles = tuple(rest.split())
        elif word in ("", "u", "d", "l") and not rest:
            kind = {"": feedback.KEEP, "u": feedback.UNANSWERABLE, "d": feedback.DROP, "l": feedback.LATER}[word]
            return feedback.Decision(kind, given_answers, given_articles)


def _known_ids(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    return {str(record.get("id")) for _, record in json_lines(decode(read_bytes(path), path.name), path.name)}


def _append(path: Path, questions: Sequence[Mapping[str, Any]]) -> None:
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    ending = "" if not old or old.endswith("\n") else "\n"
    write_whole(path, old + ending + "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions))


def _import(args: argparse.Namespace) -> int:
    waiting, known = feedback.drafts(args.feedback), _known_ids(args.out)
    if args.drafts:
        fresh, passed = [one for one in waiting if one["id"] not in known], 0
    else:
        fresh, passed = feedback.review(waiting, _decide, known)
    if fresh:
        _append(args.out, fresh)
    sys.stdout.write(f"{len(fresh)} added to {args.out}, {passed} left out, {len(waiting)} in {args.feedback.name}\n")
    return 0


def _verdicts(args: argparse.Namespace) -> int:
    rows = hand_check.pick([load_report(path) for path in args.reports], args.n)
    write_whole(args.out, hand_check.to_tsv(rows))
    sys.stdout.write(
        f"{len(rows)} verdicts in {args.out}; write yes or no into the last column, then 'gold agreement {args.out}'\n"
    )
    return 0


def _agreement(args: argparse.Namespace) -> int:
    rows = hand_check.from_tsv(decode(read_bytes(args.checked), args.checked.name), args.checked.name)
    sys.stdout.write(as_json(hand_check.agreement(rows)))
    return 0
