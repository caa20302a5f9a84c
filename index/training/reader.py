"""Trains the reader: the encoder's body with a span head that reads question and passage together.

Run: ``python -m index.training.reader DATA OUT --human FILE --generated FILE`` (files of `index.training.questions`; reads
OUT/encoder/, writes OUT/reader/).
Source: span head with "no answer" at the first token after Devlin et al. 2019 (SQuAD 2.0, arXiv:1810.04805).
A fifth of M2QA's news articles is never trained on and measures, as does XQuAD.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertModel

from index.sentences import sentence_spans
from index.training import corpora

MAX_QUESTION, MAX_PASSAGE, MAX_SPAN = 40, 230, 40
CROP_WORDS = 125


@dataclass(frozen=True)
class Example:
    """A question on a passage; `spans` are (start, end) code points of right answers, empty where the passage has none."""

    question: str
    passage: str
    spans: tuple[tuple[int, int], ...]


def held_out(row_id: str) -> bool:
    """Whether this M2QA question belongs to the fifth of articles kept for measuring."""
    return int(row_id.split("_")[2]) % 5 == 0


def example_of(row: dict) -> Example:
    """An Example from a SQuAD-like row."""
    starts, texts = row["answers"]["answer_start"], row["answers"]["text"]
    return Example(row["question"], row["context"], tuple((a, a + len(t)) for a, t in zip(starts, texts, strict=True)))


def xquad(data: Path, passages: str, questions: str) -> list[Example]:
    """XQuAD with questions of one language on passages of another; answers are the passages' own."""
    files = {
        lang: json.loads((data / "xquad" / f"xquad.{lang}.json").read_text(encoding="utf-8")) for lang in {passages, questions}
    }
    asked = {qa["id"]: qa["question"] for art in files[questions]["data"] for p in art["paragraphs"] for qa in p["qas"]}
    rows = [(p["context"], qa) for art in files[passages]["data"] for p in art["paragraphs"] for qa in p["qas"]]
    return [
        Example(asked[qa["id"]], text, tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]))
        for text, qa in rows
    ]


def cropped(example: Example, rng: random.Random, most: int = CROP_WORDS) -> Example:
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
    return Example(example.question, example.passage[start:end], inside)


class Encoded:
    """One example as token numbers with the offsets of its passage tokens and the gold token positions (0, 0 = none)."""

    def __init__(self, example: Example, tokenizer: Tokenizer) -> None:
        vocabulary = ("[CLS]", "[SEP]")
        first, sep = (tokenizer.token_to_id(t) for t in vocabulary)
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


class Reader(torch.nn.Module):
    """Body and span head."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body: BertModel = BertModel.from_pretrained(
            folder, dtype=torch.float32, add_pooling_layer=False, attn_implementation="eager"
        )
        self.head = torch.nn.Linear(self.body.config.hidden_size, 2)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(start logits, end logits), each (texts, tokens); padding gets -10000."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        logits = self.head(hidden).float().masked_fill(attention_mask[:, :, None] == 0, -1e4)
        return logits[:, :, 0], logits[:, :, 1]


def pad_of(tokenizer: Tokenizer) -> int:
    """The number of the padding token."""
    return int(tokenizer.get_vocab()["[PAD]"])


def collate(rows: Sequence[Encoded], pad: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """(token numbers, mask, segment) of shape (rows, longest rounded up to 16: few shapes mean few compiled kernels)."""
    n = -(-max(len(r.ids) for r in rows) // 16) * 16
    ids = torch.tensor([r.ids + [pad] * (n - len(r.ids)) for r in rows])
    mask = torch.tensor([[1] * len(r.ids) + [0] * (n - len(r.ids)) for r in rows])
    kind = torch.tensor([[0] * r.at + [1] * (len(r.ids) - r.at) + [0] * (n - len(r.ids)) for r in rows])
    return ids, mask, kind


def _words(text: str) -> list[str]:
    return re.sub(r"\b(der|die|das|den|dem|des|ein|eine|einen|einem|einer|eines|the|a|an)\b|[^\w\s]", " ", text.lower()).split()


def f1(found: str, gold: str) -> float:
    """Word F1 as in SQuAD, German and English articles dropped."""
    a, b = _words(found), _words(gold)
    same = sum(min(a.count(w), b.count(w)) for w in set(a))
    return 2 * same / (len(a) + len(b)) if same else float(a == b)


def measure(model: Reader, tokenizer: Tokenizer, examples: Sequence[Example]) -> dict[str, float]:
    """Exact match, F1, first-choice sentence, all on answerable questions, and AUROC of the margin over "no answer"."""
    pad = pad_of(tokenizer)
    rows = [Encoded(e, tokenizer) for e in examples]
    exact, overlap, hit, mass_hit = [], [], [], []
    yes, no = [], []
    model.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for i in range(0, len(order), 32):
            part = order[i : i + 32]
            starts, ends = model(*collate([rows[j] for j in part], pad))
            for k, j in enumerate(part):
                row, example = rows[j], examples[j]
                s = starts[k, row.at : row.at + len(row.offsets)].numpy()
                e = ends[k, row.at : row.at + len(row.offsets)].numpy()
                best, a, b = max(
                    (s[a] + e[a : a + MAX_SPAN].max(), a, a + int(e[a : a + MAX_SPAN].argmax())) for a in range(len(s))
                )
                margin = float(best - starts[k, 0] - ends[k, 0])
                if not example.spans:
                    no.append(margin)
                    continue
                yes.append(margin)
                found = example.passage[row.offsets[a][0] : row.offsets[b][1]]
                golds = [example.passage[x:y] for x, y in example.spans]
                exact.append(max(float(_words(found) == _words(g)) for g in golds))
                overlap.append(max(f1(found, g) for g in golds))
                sentences = sentence_spans(example.passage)
                right = [any(x <= g < y for g, _ in example.spans) for x, y in sentences]
                middle = (row.offsets[a][0] + row.offsets[b][1]) / 2
                hit.append(float(any(r and x <= middle < y for r, (x, y) in zip(right, sentences, strict=True))))
                p = np.exp(s - s.max()) / np.exp(s - s.max()).sum() + np.exp(e - e.max()) / np.exp(e - e.max()).sum()
                mass = [sum(p[t] for t, (x, _) in enumerate(row.offsets) if lo <= x < hi) for lo, hi in sentences]
                mass_hit.append(float(right[int(np.argmax(mass))]) if mass else 0.0)
    model.train()
    out = {"em": np.mean(exact), "f1": np.mean(overlap), "sentence": np.mean(hit), "sentence_mass": np.mean(mass_hit)}
    if no:
        out["auroc"] = np.mean([np.mean(y > np.array(no)) + 0.5 * np.mean(y == np.array(no)) for y in yes])
    return {name: round(float(value), 4) for name, value in out.items()}


def batches(rows: list[Encoded], size: int, rng: random.Random) -> Iterator[list[Encoded]]:
    """One pass in batches of like length."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    groups = [sorted(order[i : i + size * 24], key=lambda j: len(rows[j].ids)) for i in range(0, len(order), size * 24)]
    parts = [g[i : i + size] for g in groups for i in range(0, len(g), size)]
    rng.shuffle(parts)
    for part in parts:
        yield [rows[j] for j in part]


def save(model: Reader, out: Path) -> None:
    """Body and head under `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model.body.save_pretrained(out)
    save_file({"weight": model.head.weight.data.clone(), "bias": model.head.bias.data.clone()}, out / "head.safetensors")


def train(data: Path, out: Path, human: Path, generated: Path, minutes: float, start_from: Path, done: float) -> None:
    """Two stages by the clock: generated and human questions mixed, then (last third) human ones with a few generated."""
    torch.manual_seed(0)
    rng = random.Random(0)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    pad = pad_of(tokenizer)
    news = list(corpora.json_lines(data / "m2qa_train" / "news.jsonl"))
    kept = {row["question"] for row in news if held_out(row["id"])}
    asked_by = [r for r in corpora.json_lines(human) if r["question"] not in kept]
    people = [example_of(r) for r in asked_by if not r["kind"].startswith("omos")]
    pages = [example_of(r) for r in asked_by if r["kind"].startswith("omos")]
    made = [example_of(r) for r in corpora.json_lines(generated)]
    print(f"{len(people)} questions by people, {len(pages)} on pages, {len(made)} generated", flush=True)
    held = [example_of(r) for r in news if held_out(r["id"])]
    tests = {"m2qa": held, "xquad de": xquad(data, "de", "de")[::3], "xquad en": xquad(data, "de", "en")[::3]}
    model = Reader(start_from)
    if (start_from / "head.safetensors").exists():
        model.head.load_state_dict(load_file(start_from / "head.safetensors"))
    table = model.body.embeddings.word_embeddings.weight
    body = [p for p in model.body.parameters() if p is not table]
    groups = [
        {"params": body, "peak": 1.2e-4},
        {"params": [table], "peak": 4e-4},
        {"params": model.head.parameters(), "peak": 1e-3},
    ]
    optimizer = torch.optim.AdamW([{**g, "lr": 1e-5} for g in groups], weight_decay=0.01, betas=(0.9, 0.98))
    begin, step, losses, told = time.time(), 0, [], 0
    log: list[dict] = []

    def passes() -> Iterator[list[Encoded]]:
        while True:
            late = done + (1 - done) * (time.time() - begin) / 60 / minutes > 2 / 3
            asked = people + rng.sample(pages, len(pages) // 2)
            some = asked + rng.sample(made, min(len(made), len(asked) // 2 if late else 2 * len(asked)))
            yield from batches([Encoded(cropped(e, rng), tokenizer) for e in some], 24, rng)

    model.train()
    for rows in passes():
        share = done + (1 - done) * (time.time() - begin) / (minutes * 60)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100) * max(0.02, 1 - share)
        with torch.autocast("cpu", torch.bfloat16):
            starts, ends = model(*collate(rows, pad))
        loss = torch.nn.functional.cross_entropy(starts, torch.tensor([r.start for r in rows]))
        loss = loss + torch.nn.functional.cross_entropy(ends, torch.tensor([r.end for r in rows]))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        step += 1
        losses.append(loss.item())
        if step % 100 == 0:
            print(step, f"{(time.time() - begin) / 60:.1f} min, loss {np.mean(losses[-100:]):.3f}", flush=True)
        if (time.time() - begin) / 1200 > told + 1:
            told += 1
            save(model, out / "reader")
            log.append(
                {
                    "minutes": round(share * minutes, 1),
                    "step": step,
                    **{k: measure(model, tokenizer, v) for k, v in tests.items()},
                }
            )
            print(json.dumps(log[-1]), flush=True)
    save(model, out / "reader")
    log.append({"minutes": minutes, "step": step, **{k: measure(model, tokenizer, v) for k, v in tests.items()}})
    print(json.dumps(log[-1]), flush=True)
    (out / "reader_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--human", type=Path, required=True)
    parser.add_argument("--generated", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=150)
    parser.add_argument("--start", type=Path, help="folder to start from: OUT/encoder if not given, OUT/reader to go on")
    parser.add_argument(
        "--done", type=float, default=0.0, help="share 0..1 of the schedule that an earlier run did, when going on"
    )
    args = parser.parse_args()
    train(args.data, args.out, args.human, args.generated, args.minutes, args.start or args.out / "encoder", args.done)


if __name__ == "__main__":
    main()
