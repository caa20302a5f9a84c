"""What the encoder learns from: batches of texts that belong together, made from a kind and a seed alone.

So any process can make any batch (`hardware.ahead`), and the same seeds give the same lessons.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from index.sentences import sentence_spans
from index.training import corpora
from index.training.material import Material

Encode = Callable[[Sequence[str]], tuple[np.ndarray, np.ndarray]]
Written = tuple[Path | None, Path | None]
"""The files of written and of generated questions."""
Plan = Mapping[str, tuple[int, float]]
"""Kind of lesson: (batch size, share of the steps)."""
SCALE = 20.0
"""What cosines are multiplied by before the softmax, as in sentence-transformers' MultipleNegativesRankingLoss."""
OF_ONE_ARTICLE = 8
"""Passages of one article in a batch, side by side: they are each other's hard negatives."""
WRITTEN = 0.75
"""Share of the questions in a batch that were written for a passage; the others are generated or from OMoS."""


@dataclass(frozen=True)
class Row:
    """Two texts that belong together, and a third that is like the second but does not, or ""."""

    left: str
    right: str
    other: str = ""


@dataclass(frozen=True)
class Batch:
    """Token numbers and masks, int32 (texts, longest): left[i] belongs to right[i]; rows of `right` behind those are wrong ones.

    `same` (left, right) marks texts that are equal to the right one. `goal` holds the teacher's inputs for the English texts.
    """

    kind: str
    left: tuple[np.ndarray, np.ndarray]
    right: tuple[np.ndarray, np.ndarray]
    same: np.ndarray
    goal: tuple[np.ndarray, np.ndarray] | None


class Lessons:
    """Rows of every kind, from the material and the files of `index.training.questions`.

    `together` batches are made at once, from rows of like length where that saves padding.
    """

    def __init__(self, material: Material, written: Written, plan: Plan, together: int) -> None:
        self.material, self.plan, self.together = material, plan, together
        human, generated = written
        self.runs = [Row(" ".join(de for de, _ in run), " ".join(en for _, en in run)) for run in material.runs]
        self.words = [Row(*pair) for pair in material.words]
        self.sentences = [Row(*pair) for pair in self.material.parallel]
        self.captions = [Row(*pair) for pair in self.material.captions]
        self.titles = list(self.material.passages)
        self.simple = [title for title in self.titles if title in self.material.simple]
        self.written: list[Row] = []
        self.answers: list[Row] = []
        if human is not None:
            self._read_written(human)
        self.made = [Row(*pair) for pair in self.material.questions]
        for row in corpora.json_lines(generated) if generated is not None else ():
            if row["answers"]["text"]:
                self.made.append(Row(row["question"], row["context"]))
        counts = (self.sentences, self.runs, self.written, self.made)
        print("{} sentence pairs, {} runs, {} written and {} made questions".format(*map(len, counts)), flush=True)

    def _read_written(self, human: Path) -> None:
        rows = [row for row in corpora.json_lines(human) if row["kind"] in ("asked", "asked_elsewhere")]
        other = {row["question"]: row["context"] for row in rows if row["kind"] == "asked_elsewhere"}
        spans: dict[str, tuple[tuple[int, int], ...]] = {}
        for row in rows:
            if row["answers"]["text"]:
                question, passage, at = row["question"], row["context"], row["answers"]["answer_start"][0]
                self.written.append(Row(question, passage, other.get(question, "")))
                sentences = [passage[a:b] for a, b in spans.setdefault(passage, sentence_spans(passage))]
                right = next((s for s, (a, b) in zip(sentences, spans[passage], strict=True) if a <= at < b), None)
                if right:
                    beside = [s for s in sentences if s != right]
                    self.answers.append(Row(question, right, beside[at % len(beside)] if beside else ""))

    def rows(self, kind: str, size: int, rng: random.Random) -> list[Row]:
        """About `size * together` rows of the kind."""
        n = size * self.together
        if kind == "sentences":
            return rng.sample(self.sentences, min(len(self.sentences), n - n // 16)) + rng.sample(self.captions, n // 16)
        if kind == "words":
            return rng.sample(self.words, min(len(self.words), n))
        if kind == "long_texts":
            return rng.sample(self.runs, min(len(self.runs), n))
        if kind == "answers" and self.answers:
            return rng.sample(self.answers, min(len(self.answers), n))
        if kind in ("asked", "answers", "made"):
            written = rng.sample(self.written, min(len(self.written), int(WRITTEN * n))) if kind != "made" else []
            return written + rng.sample(self.made, min(len(self.made), n - len(written)))
        groups: list[list[Row]] = []
        while len(groups) * OF_ONE_ARTICLE < n:
            if rng.random() < 0.2:
                pairs = self.material.simple_pairs(rng.choice(self.simple), rng, OF_ONE_ARTICLE)
            else:
                pairs = self.material.article_pairs(rng.choice(self.titles), rng, OF_ONE_ARTICLE)
            groups.append([Row(*pair) for pair in pairs])
        return [row for group in groups for row in group]

    def tasks(self, rng: random.Random) -> Iterator[tuple[str, int]]:
        """Endless (kind, seed) for `batches`, kinds by their share."""
        kinds, shares = list(self.plan), [share for _, share in self.plan.values()]
        while True:
            yield rng.choices(kinds, shares)[0], rng.randrange(1 << 30)

    def batches(self, kind: str, seed: int, encode: Encode, for_teacher: Encode | None = None) -> list[Batch]:
        """`together` batches or a few less, in random order; with the teacher's inputs where there is one."""
        rng, size = random.Random(seed), self.plan[kind][0]
        rows = self.rows(kind, size, rng)
        if kind != "articles":
            rng.shuffle(rows)
            rows.sort(key=lambda row: len(row.right) // 40)
        parts = [rows[i : i + size] for i in range(0, len(rows) - size + 1, size)]
        rng.shuffle(parts)
        return [self._batch(kind, part, encode, for_teacher) for part in parts]

    def _batch(self, kind: str, rows: list[Row], encode: Encode, for_teacher: Encode | None) -> Batch:
        right = [row.right for row in rows]
        right += [row.other for row in rows if row.other]
        numbers = {text: n for n, text in enumerate(dict.fromkeys(right))}
        of_right = np.array([numbers[text] for text in right])
        same = of_right[: len(rows), None] == of_right[None, :]
        same[np.arange(len(rows)), np.arange(len(rows))] = False
        goal = for_teacher(right) if for_teacher and kind in ("sentences", "long_texts") else None
        return Batch(kind, encode([row.left for row in rows]), encode(right), same, goal)


def contrast(left: torch.Tensor, right: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord et al. 2018, arXiv:1807.03748) of unit vectors, left[i] belonging to right[i].

    `right` may go on with wrong texts, which only the left ones are told from; `same` marks equal texts, which are left out.
    """
    scores, gold = (left @ right.T * SCALE).masked_fill(same, -1e4), torch.arange(len(left), device=left.device)
    back = torch.nn.functional.cross_entropy(scores[:, : len(left)].T, gold)
    return (torch.nn.functional.cross_entropy(scores, gold) + back) / 2


def mixed(parts: Iterator[list[Batch]], rng: random.Random, n_parts: int = 8) -> Iterator[Batch]:
    """The batches of about `n_parts` parts at a time in random order, so that kinds follow each other by chance."""
    waiting: list[Batch] = []
    for part in parts:
        waiting += part
        while len(waiting) > n_parts * len(part):
            yield waiting.pop(rng.randrange(len(waiting)))
