"""A sample of automatic citation verdicts for a person to read, and how far person and program agree. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chatbot.errors import GoldError
from chatbot.evaluation.bootstrap import SEED

COLUMNS = ("question_id", "question", "expected", "sentence", "quote", "kind", "automatic", "by_hand")
HOLDS, PROVED = "the quote holds the answer", "the quote proves the sentence"


def _verdicts(report: Mapping[str, Any]) -> list[dict[str, str]]:
    """Every automatic verdict of a report: of each quote, whether it holds the gold answer; of each sentence that is not a
    quote word for word, whether what it cites proves it.
    """
    rows = []
    for question in report["questions"]:
        head = {"question_id": question["id"], "question": question["question"], "expected": " / ".join(question["expected"])}
        quotes = {cited["text"] for cited in question["citations"]}
        for cited in question["citations"]:
            if question["answerable"] and cited["right"] is not None:
                verdict = "yes" if cited["right"] else "no"
                rows.append(head | {"sentence": "", "quote": cited["text"], "kind": HOLDS, "automatic": verdict})
        for said in question["verdicts"]:
            if said["sentence"] in quotes or not said["citations"]:
                continue
            shown = " | ".join(cited["text"] for cited in question["citations"] if cited["number"] in said["citations"])
            verdict = "yes" if said["supported"] else "no"
            rows.append(head | {"sentence": said["sentence"], "quote": shown, "kind": PROVED, "automatic": verdict})
    return rows


def pick(reports: Iterable[Mapping[str, Any]], n: int = 100, seed: int = SEED) -> list[dict[str, str]]:
    """`n` verdicts, half "yes" and half "no" as far as there are, shuffled; the same reports give the same sample."""
    rows = [row for report in reports for row in _verdicts(report)]
    rng = random.Random(seed)
    yes, no = ([row for row in rows if row["automatic"] == verdict] for verdict in ("yes", "no"))
    n_no = min(len(no), max(n // 2, n - len(yes)))
    picked = rng.sample(no, n_no) + rng.sample(yes, min(len(yes), n - n_no))
    rng.shuffle(picked)
    return [row | {"by_hand": ""} for row in picked]


def to_tsv(rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as tab-separated text with a heading; tabs and line ends inside become spaces."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(" ".join(row[column].split()) for column in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def from_tsv(text: str, name: str) -> list[dict[str, str]]:
    """The rows of such a text.

    Raises:
        GoldError: A line has other columns, or a verdict by hand is neither yes, no nor empty.
    """
    lines = text.rstrip("\n").split("\n")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or cells[-1] not in ("yes", "no", ""):
            raise GoldError(
                f"{name}, line {number}: {len(COLUMNS)} columns are needed, the last one yes, no or empty; found {line!r}"
            )
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def agreement(rows: Sequence[Mapping[str, str]]) -> dict[str, float | int | None]:
    """How far person and program agree over the rows a person has read.

    Keys: n, agreement (0..1), kappa (Cohen's, None where one verdict is the only one), yes_precision (of the automatic
    "yes", the share the person confirms) and no_precision.

    Source: Cohen 1960, "A Coefficient of Agreement for Nominal Scales".
    """
    read = [(row["automatic"], row["by_hand"]) for row in rows if row["by_hand"]]
    if not read:
        return {"n": 0, "agreement": None, "kappa": None, "yes_precision": None, "no_precision": None}
    same = sum(a == b for a, b in read) / len(read)
    yes_a, yes_b = (sum(pair[i] == "yes" for pair in read) / len(read) for i in (0, 1))
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)

    def confirmed(verdict: str) -> float | None:
        of = [b for a, b in read if a == verdict]
        return sum(b == verdict for b in of) / len(of) if of else None

    return {
        "n": len(read),
        "agreement": same,
        "kappa": None if chance == 1 else (same - chance) / (1 - chance),
        "yes_precision": confirmed("yes"),
        "no_precision": confirmed("no"),
    }
