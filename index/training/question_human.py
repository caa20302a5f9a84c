"""Questions people wrote, in the layout the reader is trained on: M2QA (news, reviews) and OMoS (German, English)."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from index.training.question_passages import Example

_LIMIT = 180


def _crop(text: str, start: int, end: int, chance: random.Random) -> tuple[str, int]:
    """At most 180 words of a text around a slice, cut at spaces, and how many code points were cut off before it."""
    words = [(m, n) for m, n in _word_spans(text)]
    if len(words) <= _LIMIT:
        return text, 0
    first = next(k for k, (_, stop) in enumerate(words) if stop > start)
    last = max(k for k, (begin, _) in enumerate(words) if begin < end)
    spare = max(0, _LIMIT - (last - first + 1))
    begin = max(0, min(first - chance.randint(0, spare), len(words) - _LIMIT))
    stop = max(min(len(words), begin + _LIMIT), last + 1)
    return text[words[begin][0] : words[stop - 1][1]], words[begin][0]


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], None
    for place, char in enumerate(text + " "):
        if char.isspace():
            if start is not None:
                spans.append((start, place))
            start = None
        elif start is None:
            start = place
    return spans


def _m2qa(data: Path, chance: random.Random) -> Iterator[Example]:
    for name in ("news", "product_reviews"):
        with (data / "m2qa_train" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                texts, starts = record["answers"]["text"], record["answers"]["answer_start"]
                passage = record["context"]
                if not texts:
                    yield Example(record["question"], _crop(passage, 0, 1, chance)[0], "", 0, f"m2qa_{name}", "de")
                    continue
                start, end = starts[0], starts[0] + len(texts[0])
                if passage[start:end] != texts[0]:
                    start = passage.find(texts[0])
                    end = start + len(texts[0])
                    if start < 0:
                        continue
                cropped, cut = _crop(passage, start, end, chance)
                yield Example(record["question"], cropped, texts[0], start - cut, f"m2qa_{name}", "de")


def _measured_pages(data: Path) -> tuple[set[str], set[str]]:
    """Page ids and beginnings of page texts of the OMoS measures, which must not be trained on."""
    ids, texts = set(), set()
    for language in ("de", "en"):
        for part in ("dev", "test"):
            with (data / "omos_qa" / language / f"{part}_{language}.jsonl").open(encoding="utf-8") as lines:
                for record in map(json.loads, lines):
                    ids.add(str(record["pageId"]))
                    texts.add(_fingerprint(record["context"]))
    return ids, texts


def _fingerprint(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())[:200]


def _runs(lines: list[int]) -> list[tuple[int, int]]:
    """Consecutive line numbers joined: [1, 2, 5] -> [(1, 2), (5, 5)]."""
    runs: list[tuple[int, int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _omos_examples(
    question: str, page: str, answer_lines: list[int], marks: tuple[str, str], chance: random.Random
) -> Iterator[Example]:
    kind, language = marks
    lines = page.split("\n")
    title = lines[0].strip()
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    runs = [(a, b) for a, b in _runs(answer_lines) if b < len(lines)]
    if not runs:
        at = chance.randrange(max(1, len(page) - 1))
        yield Example(question, _crop(page, at, at + 1, chance)[0].replace("\n", " "), "", 0, kind, language, title)
        return
    first, last = max(runs, key=lambda r: (min(3, r[1] - r[0]), -r[0]))
    last = min(last, first + 3)
    start, end = starts[first], starts[last] + len(lines[last])
    if not page[start:end].strip():
        return
    cropped, cut = _crop(page, start, end, chance)
    answer = page[start:end].replace("\n", " ")
    passage = cropped.replace("\n", " ")
    if answer and passage[start - cut : start - cut + len(answer)] == answer:
        yield Example(question, passage, answer, start - cut, kind, language, title)
    answered = [k for a, b in runs for k in range(a, b + 1)]
    before, after = page[: starts[answered[0]]], page[min(len(page), starts[answered[-1] + 1]) :]
    for rest in (before, after):
        if len(rest.split()) > 60 and chance.random() < 0.5:
            at = chance.randrange(len(rest) - 1)
            yield Example(question, _crop(rest, at, at + 1, chance)[0].replace("\n", " "), "", 0, kind + "_crop", language, title)


def _omos(data: Path, chance: random.Random) -> Iterator[Example]:
    ids, texts = _measured_pages(data)

    def measured(record: dict) -> bool:
        return str(record["pageId"]) in ids or _fingerprint(record["context"]) in texts

    for language in ("de", "en"):
        with (data / "omos_qa" / language / f"train_{language}.jsonl").open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if not measured(record):
                    yield from _omos_examples(
                        record["question"], record["context"], record["answers"], ("omos_train", language), chance
                    )
    for path in sorted((data / "omos_qa" / "generated").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if measured(record):
                    continue
                for asked in record["questions"]:
                    kind = "omos_generated" if asked["answerLines"] else "omos_without_evidence"
                    yield from _omos_examples(
                        asked["question"], record["context"], asked["answerLines"], (kind, record["language"]), chance
                    )


def human_examples(data: Path, seed: int = 0) -> Iterator[Example]:
    """M2QA and OMoS examples (the latter's questions partly by a language model), crops of at most 180 words.

    Pages of the OMoS development and test parts are left out, by page id and by text. English OMoS pages stay English, questions
    and passages alike.
    """
    chance = random.Random(seed)
    yield from _m2qa(data, chance)
    yield from _omos(data, chance)
