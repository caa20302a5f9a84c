"""Trains the reader: the encoder's body with a span head that reads question and passage together.

Run: ``python -m index.training.reader DATA OUT --human FILE --generated FILE`` (files of `index.training.questions`; reads
OUT/encoder/, writes OUT/reader/). OUT/encoder/ may come from `index.training.encoder` or, from the bundled one, from
`index.training.restore`.
Source: span head with "no answer" at the first token after Devlin et al. 2019 (SQuAD 2.0, arXiv:1810.04805); what is kept is a
running mean of the weights after Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging".
A fifth of M2QA's news articles is never trained on and measures, as does XQuAD.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from index.training import attention, corpora
from index.training.attention import fast_precision
from index.training.reader_examples import Encoded, Example, batches, collate, example_of, held_out, hidden, pad_of, varied, xquad
from index.training.reader_model import Reader, measure, save

BATCH = 24
MEAN_DECAY = 0.998
"""Weight of the past in the running mean of the weights, a step."""
MADE = 0.2
"""Generated questions for each one that somebody asked."""
MEASURE_EVERY_S = 1500.0
HELD_OUT = "asked_held_out"


@dataclass(frozen=True)
class Material:
    """The examples by where they come from: asked by people on texts, asked on pages, generated."""

    people: Sequence[Example]
    pages: Sequence[Example]
    made: Sequence[Example]

    def one_pass(self, rng: random.Random) -> list[Example]:
        """What is seen next: every question on texts, half of those on pages, and some generated ones."""
        asked = [*self.people, *rng.sample(list(self.pages), len(self.pages) // 2)]
        return asked + rng.sample(list(self.made), min(len(self.made), int(MADE * len(asked))))


def material(data: Path, human: Path, generated: Path) -> Material:
    """The examples of both files without the questions on held-out articles."""
    kept = {row["question"] for row in corpora.json_lines(data / "m2qa_train" / "news.jsonl") if held_out(row["id"])}
    asked = [row for row in corpora.json_lines(human) if row["question"] not in kept]
    found = Material(
        [example_of(row) for row in asked if row["kind"] != HELD_OUT and not row["kind"].startswith("omos")],
        [example_of(row) for row in asked if row["kind"].startswith("omos")],
        [example_of(row) for row in corpora.json_lines(generated)],
    )
    print(f"{len(found.people)} questions by people, {len(found.pages)} on pages, {len(found.made)} generated", flush=True)
    return found


def optimizer_of(model: Reader) -> torch.optim.AdamW:
    """AdamW with a peak rate for the body, the token table and the head."""
    table = model.body.embeddings.word_embeddings.weight
    groups = [
        {"params": [p for p in model.body.parameters() if p is not table], "peak": 1.5e-4},
        {"params": [table], "peak": 4e-4},
        {"params": model.head.parameters(), "peak": 1e-3},
    ]
    return torch.optim.AdamW([{**group, "lr": 1e-5} for group in groups], weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def loss_of(model: Reader, rows: list[Encoded], pad: int) -> torch.Tensor:
    """Cross-entropy of the start plus that of the end."""
    with fast_precision():
        starts, ends = model(*collate(rows, pad))
    of_start = torch.nn.functional.cross_entropy(starts, torch.tensor([r.start for r in rows]))
    return of_start + torch.nn.functional.cross_entropy(ends, torch.tensor([r.end for r in rows]))


@torch.no_grad()
def follow(mean: Reader, model: Reader, step: int) -> None:
    """Move the running mean a little towards the model; faster while there is little past."""
    keep = min(MEAN_DECAY, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(mean.parameters()), list(model.parameters()), 1 - keep)


def train(data: Path, out: Path, human: Path, generated: Path, minutes: float, start_from: Path, done: float) -> None:
    """One schedule by the clock with a falling rate; writes OUT/reader/ every 25 minutes and OUT/reader_log.json at the end.

    The running mean of the weights is what is measured and saved.
    """
    torch.manual_seed(0)
    rng = random.Random(0)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    pad, unknown = pad_of(tokenizer), tokenizer.get_vocab()["[UNK]"]
    examples = material(data, human, generated)
    held = [example_of(r) for r in corpora.json_lines(data / "m2qa_train" / "news.jsonl") if held_out(r["id"])]
    own = [row for row in corpora.json_lines(human) if row["kind"] == HELD_OUT]
    of_own = {lang: [example_of(row) for row in own if row["language"] == lang][::8] for lang in ("de", "en")}
    tests = {
        "asked": of_own["de"],
        "asked en": of_own["en"],
        "m2qa": held,
        "xquad de": xquad(data, "de", "de")[::3],
        "xquad en": xquad(data, "de", "en")[::3],
    }
    model = Reader(start_from)
    model.body.set_attn_implementation(attention.NAME)
    mean = copy.deepcopy(model)
    optimizer = optimizer_of(model)
    parameters = list(model.parameters())
    begin, step, losses, measured = time.time(), 0, [0.0], 0
    log: list[dict] = []

    def at() -> float:
        return done + (1 - done) * (time.time() - begin) / 60 / minutes

    def endless() -> Iterator[list[Encoded]]:
        while True:
            some = examples.one_pass(rng)
            rng.shuffle(some)
            for n in range(0, len(some), BATCH * 120):
                part = [hidden(Encoded(varied(e, rng), tokenizer), unknown, rng) for e in some[n : n + BATCH * 120]]
                yield from batches(part, BATCH, rng)

    def note() -> None:
        save(mean, out / "reader")
        log.append({"share": round(at(), 3), "step": step, **{k: measure(mean, tokenizer, v) for k, v in tests.items()}})
        print(json.dumps(log[-1]), flush=True)

    model.train()
    for rows in endless():
        share = at()
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 150) * max(0.02, 1 - share)
        loss = loss_of(model, rows, pad)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        follow(mean, model, step)
        step += 1
        losses.append(loss.item())
        if step % 100 == 0:
            print(step, f"{(time.time() - begin) / 60:.1f} min, loss {np.mean(losses[-100:]):.3f}", flush=True)
        if (time.time() - begin) / MEASURE_EVERY_S > measured + 1:
            measured += 1
            note()
    note()
    (out / "reader_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--human", type=Path, required=True)
    parser.add_argument("--generated", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--start", type=Path, help="folder to start from: OUT/encoder if not given, OUT/reader to go on")
    parser.add_argument(
        "--done", type=float, default=0.0, help="share 0..1 of the schedule that an earlier run did, when going on"
    )
    args = parser.parse_args()
    train(args.data, args.out, args.human, args.generated, args.minutes, args.start or args.out / "encoder", args.done)


if __name__ == "__main__":
    main()
