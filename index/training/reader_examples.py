"""What the reader is trained and measured on: questions on passages, cropped and varied anew each time they are seen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.heading import heading
from index.sentences import sentence_spans
from index.training.xquad import paragraphs
from index.types import Article

MAX_QUESTION, MAX_PASSAGE = 40, 230
CROP_WORDS = (55, 115)
"""A passage is cut to between so many words, anew each time it is seen."""
ELSEWHERE = 0.12
"""How often a passage is cropped beside its answer instead of around it, so that the question has none: what retrieval brings."""
HEADED, DATED = 0.85, 0.35
"""How often a passage of a known article is read with its heading, and how often a day is made up where none is known."""
DAYS = date(2000, 1, 1), date(2026, 6, 30)
HIDDEN = 0.04
"""Share of a passage's words outside the answer that are hidden from the reader while it learns."""


@dataclass(frozen=True)
class Example:
    """A question on a passage; `spans` are (start, end) code points of right answers, empty where the passage has none.

    `title` and `day` (YYYY-MM-DD) are its article's, "" where they are not known.
    """

    question: str
    passage: str
    spans: tuple[tuple[int, int], ...]
    title: str = ""
    day: str = ""


def held_out(row_id: str) -> bool:
    """Whether this M2QA question, or article ("de_news_3"), belongs to the fifth of articles kept for measuring."""
    return int(row_id.split("_")[2]) % 5 == 0


def example_of(row: dict) -> Example:
    """An Example from a SQuAD-like row."""
    starts, texts = row["answers"]["answer_start"], row["answers"]["text"]
    spans = tuple((a, a + len(t)) for a, t in zip(starts, texts, strict=True))
    return Example(row["question"], row["context"], spans, row.get("title", ""), row.get("day", ""))


def xquad(data: Path, passages: str, questions: str) -> list[Example]:
    """XQuAD with questions of one language on passages of another; answers are the passages' own."""
    pairs = zip(paragraphs(data, passages), paragraphs(data, questions), strict=True)
    return [
        Example(said.text, own.text, answered.spans)
        for own, other in pairs
        for answered, said in zip(own.asked, other.asked, strict=True)
    ]


def cropped(example: Example, rng: random.Random, most: int) -> Example:
    """The example with its passage cut to whole sentences of about `most` words around the answer, or anywhere without one."""
    if example.passage.count(" ") <= most:
        return example
    spans = sentence_spans(example.passage)
    if not spans:
        return example
    at = next((i for i, (a, b) in enumerate(spans) for s, _ in example.spans if a <= s < b), rng.randrange(len(spans)))
    low = high = at
    words = example.passage[spans[at][0] : spans[at][1]].count(" ")
    while words < most * 0.85 and (low > 0 or high < len(spans) - 1):
        up = low > 0 and (high == len(spans) - 1 or rng.random() < 0.5)
        low, high = (low - 1, high) if up else (low, high + 1)
        a, b = spans[low] if up else spans[high]
        words += example.passage[a:b].count(" ") + 1
    start, end = spans[low][0], spans[high][1]
    inside = tuple((a - start, b - start) for a, b in example.spans if start <= a and b <= end)
    return replace(example, passage=example.passage[start:end], spans=inside)


def beside(example: Example, rng: random.Random, most: int) -> Example | None:
    """Whole sentences of the passage that hold no answer, about `most` words; None where too little is left without it."""
    spans = sentence_spans(example.passage)
    right = [i for i, (a, b) in enumerate(spans) if any(s < b and e > a for s, e in example.spans)]
    if not right:
        return None
    runs = [spans[: right[0]], spans[right[-1] + 1 :]]
    runs = [run for run in runs if len(run) > 1]
    if not runs:
        return None
    run = rng.choice(runs)
    text = example.passage[run[0][0] : run[-1][1]]
    return cropped(replace(example, passage=text, spans=()), rng, most)


def headed(example: Example) -> Example:
    """The example as the reader meets it in an article: title and day stand before the passage."""
    before = heading(Article("", example.title, "", published=example.day or None))
    spans = tuple((a + len(before), b + len(before)) for a, b in example.spans)
    return replace(example, passage=before + example.passage, spans=spans, title="", day="")


def varied(example: Example, rng: random.Random) -> Example:
    """The example as it is seen this time: cropped around its answer or beside it, mostly with a heading.

    The question is sometimes typed carelessly.
    """
    most = rng.randint(*CROP_WORDS)
    near = beside(example, rng, most) if example.spans and rng.random() < ELSEWHERE else None
    seen = near or cropped(example, rng, most)
    if rng.random() < HEADED:
        made_up = not seen.day and rng.random() < DATED
        seen = headed(replace(seen, day=str(DAYS[0] + rng.random() * (DAYS[1] - DAYS[0]))) if made_up else seen)
    chance = rng.random()
    if chance < 0.06:
        return replace(seen, question=seen.question.rstrip("?! "))
    return replace(seen, question=seen.question.lower()) if chance < 0.09 else seen


class Encoded:
    """One example as token numbers with the offsets of its passage tokens and the gold token positions (0, 0 = none)."""

    def __init__(self, example: Example, tokenizer: Tokenizer) -> None:
        vocabulary = ("[CLS]", "[SEP]")
        first, sep = (int(tokenizer.token_to_id(t) or 0) for t in vocabulary)
        question = tokenizer.encode(example.question, add_special_tokens=False).ids[:MAX_QUESTION]
        passage = tokenizer.encode(example.passage, add_special_tokens=False)
        self.offsets = passage.offsets[:MAX_PASSAGE]
        self.ids = [first, *question, sep, *passage.ids[:MAX_PASSAGE], sep]
        self.at = len(question) + 2
        self.start = self.end = 0
        for a, b in example.spans[:1]:
            inside = [i for i, (x, y) in enumerate(self.offsets) if x < b and y > a]
            if inside:
                self.start, self.end = self.at + inside[0], self.at + inside[-1]


def hidden(row: Encoded, unknown: int, rng: random.Random) -> Encoded:
    """The example with some passage tokens outside the answer replaced by `unknown`, so that no single word is leant on."""
    ids = list(row.ids)
    for at in range(row.at, len(ids) - 1):
        if rng.random() < HIDDEN and not row.start <= at <= row.end:
            ids[at] = unknown
    row.ids = ids
    return row


def batches(rows: list[Encoded], size: int, rng: random.Random) -> Iterator[list[Encoded]]:
    """One pass in batches of like length."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    groups = [sorted(order[i : i + size * 24], key=lambda j: len(rows[j].ids)) for i in range(0, len(order), size * 24)]
    parts = [g[i : i + size] for g in groups for i in range(0, len(g), size)]
    rng.shuffle(parts)
    for part in parts:
        yield [rows[j] for j in part]


def pad_of(tokenizer: Tokenizer) -> int:
    """The number of the padding token."""
    return int(tokenizer.get_vocab()["[PAD]"])


def collate(rows: Sequence[Encoded], pad: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(token numbers, mask, segment, places), all int32.

    The first three have the shape (rows, longest rounded up to 16: few shapes mean few compiled kernels), the last (rows, 2): the
    answer's first and last token.
    """
    n = -(-max(len(r.ids) for r in rows) // 16) * 16
    ids, mask, kind = (
        np.full((len(rows), n), pad, np.int32),
        np.zeros((len(rows), n), np.int32),
        np.zeros((len(rows), n), np.int32),
    )
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = row.ids
        mask[at, : len(row.ids)] = 1
        kind[at, row.at : len(row.ids)] = 1
    return ids, mask, kind, np.array([(row.start, row.end) for row in rows], np.int32)
