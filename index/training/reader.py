"""Trains the reader: the encoder's body with a span head that reads question and passage together.

Run: ``python -m index.training.reader DATA OUT --human FILE --generated FILE`` (files of `index.training.questions`; reads
OUT/language/, writes OUT/reader/). `--start` takes another body, as OUT/encoder or OUT/reader of `index.training.restore`.
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
from itertools import chain
from pathlib import Path

import numpy as np
import torch

from index.training import corpora
from index.training.hardware import ATTENTION, DEVICE, GPU, ahead, fast_precision
from index.training.reader_examples import (
    Encoded,
    Example,
    batches,
    collate,
    example_of,
    headed,
    held_out,
    hidden,
    pad_of,
    varied,
    xquad,
)
from index.training.reader_model import Reader, measure, save

BATCH = 128 if GPU else 24
PART = 24
"""So many batches are made together, from examples of like length."""
PEAK = {"body": 2e-4, "table": 4e-4, "head": 1e-3} if GPU else {"body": 1.5e-4, "table": 4e-4, "head": 1e-3}
"""Highest rates; the larger batch takes larger steps."""
MEAN_DECAY = 0.998
"""Weight of the past in the running mean of the weights, a step."""
MADE = 0.2
"""Generated questions for each one that somebody asked."""
ELSEWHERE = 0.3
"""Share of the answered questions that are also seen in a pass beside a passage that does not answer them."""
MEASURE_EVERY_S = 110.0 if GPU else 1500.0
BESIDE = "asked_elsewhere"


@dataclass(frozen=True)
class Material:
    """The examples by where they come from: asked on texts, the same beside other texts, asked on pages, pairs, generated."""

    people: Sequence[Example]
    elsewhere: Sequence[Example]
    pages: Sequence[Example]
    pairs: Sequence[Example]
    made: Sequence[Example]

    def one_pass(self, rng: random.Random, pairs: float = 0.0) -> list[Example]:
        """What is seen next: all questions on texts, all pairs, some beside other texts, half of those on pages, some generated.

        Where `pairs` is not 0, only so many of the others, by chance, that the pairs are this share (0..1) of the whole.
        """
        asked = [*self.people, *rng.sample(list(self.pages), len(self.pages) // 2)]
        asked += rng.sample(list(self.elsewhere), int(ELSEWHERE * len(self.elsewhere)))
        asked += rng.sample(list(self.made), min(len(self.made), int(MADE * len(asked))))
        if pairs:
            asked = rng.sample(asked, min(len(asked), round(len(self.pairs) * (1 - pairs) / pairs)))
        return [*asked, *self.pairs]


def material(data: Path, human: Path, generated: Path) -> Material:
    """The examples of both files without the questions on held-out articles."""
    kept = {row["question"] for row in corpora.json_lines(data / "m2qa_train" / "news.jsonl") if held_out(row["id"])}
    asked = [row for row in corpora.json_lines(human) if row["question"] not in kept]
    found = Material(
        [example_of(row) for row in asked if row["kind"].startswith(("asked", "m2qa")) and not _apart(row["kind"])],
        [example_of(row) for row in asked if row["kind"] == BESIDE],
        [example_of(row) for row in asked if row["kind"].startswith("omos")],
        [example_of(row) for row in asked if row["kind"] == "pair"],
        [example_of(row) for row in corpora.json_lines(generated)],
    )
    counts = f"{len(found.people)} questions on texts, {len(found.elsewhere)} beside others, {len(found.pages)} on pages"
    print(f"{counts}, {len(found.pairs)} of pairs, {len(found.made)} generated", flush=True)
    return found


def _apart(kind: str) -> bool:
    return kind == BESIDE or kind.endswith("_held_out")


@dataclass(frozen=True)
class Schedule:
    """How long to train, the share 0..1 of it that an earlier run did, how many lowest layers stay, the seed of the order.

    `pairs` is the share of pairs among what is seen, 0 for as many as there are beside the others.
    """

    minutes: float
    done: float = 0.0
    frozen: int = 0
    seed: int = 0
    pairs: float = 0.0


def optimizer_of(model: Reader, frozen: int) -> torch.optim.AdamW:
    """AdamW with a peak rate for the body, the token table and the head.

    Where `frozen` is not 0, the embeddings and the `frozen` lowest layers stay as they are.
    """
    if frozen:
        for part in (model.body.embeddings, *model.body.encoder.layer[:frozen]):
            part.requires_grad_(False)
    table = model.body.embeddings.word_embeddings.weight
    groups = [
        {"params": [p for p in model.body.parameters() if p is not table and p.requires_grad], "peak": PEAK["body"]},
        {"params": [] if frozen else [table], "peak": PEAK["table"]},
        {"params": list(model.head.parameters()), "peak": PEAK["head"]},
    ]
    groups = [group for group in groups if group["params"]]
    return torch.optim.AdamW([{**group, "lr": 1e-5} for group in groups], weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def loss_of(model: Reader, batch: Sequence[np.ndarray]) -> torch.Tensor:
    """Cross-entropy of the start plus that of the end, for a batch of `collate`."""
    ids, mask, kind, gold = (torch.from_numpy(part.astype(np.int64)).to(DEVICE, non_blocking=True) for part in batch)
    with fast_precision():
        starts, ends = model(ids, mask, kind)
    return torch.nn.functional.cross_entropy(starts, gold[:, 0]) + torch.nn.functional.cross_entropy(ends, gold[:, 1])


@torch.no_grad()
def follow(mean: Reader, model: Reader, step: int) -> None:
    """Move the running mean a little towards the model; faster while there is little past."""
    keep = min(MEAN_DECAY, (1 + step) / (10 + step))
    torch._foreach_lerp_(list(mean.parameters()), list(model.parameters()), 1 - keep)


def train(data: Path, out: Path, human: Path, generated: Path, schedule: Schedule, start_from: Path) -> None:
    """One schedule by the clock with a falling rate; writes OUT/reader/ every 25 minutes and OUT/reader_log.json at the end.

    The running mean of the weights is what is measured and saved.
    """
    torch.manual_seed(0)
    rng = random.Random(schedule.seed)
    tokenizer = corpora.plain_tokenizer(out / "tokenizer.json")
    pad, unknown = pad_of(tokenizer), tokenizer.get_vocab()["[UNK]"]
    examples = material(data, human, generated)
    held = [example_of(r) for r in corpora.json_lines(data / "m2qa_train" / "news.jsonl") if held_out(r["id"])]
    own = [row for row in corpora.json_lines(human) if row["kind"].endswith("_held_out")]
    tests = {
        **{
            f"{kind} {language}": [
                headed(example_of(row)) for row in own if (row["kind"], row["language"]) == (f"{kind}_held_out", language)
            ][::8]
            for kind in ("asked", "pair")
            for language in ("de", "en")
        },
        "m2qa": held,
        "xquad de": xquad(data, "de", "de")[::3],
        "xquad en": xquad(data, "de", "en")[::3],
    }
    model = Reader(start_from).to(DEVICE)
    model.body.set_attn_implementation(ATTENTION)
    mean = copy.deepcopy(model)
    optimizer = optimizer_of(model, schedule.frozen)
    parameters = [p for p in model.parameters() if p.requires_grad]
    begin, step, measured = 0.0, 0, 0
    losses: list[torch.Tensor] = []
    log: list[dict] = []

    def at() -> float:
        return schedule.done + (1 - schedule.done) * (time.time() - begin) / 60 / schedule.minutes

    def parts() -> Iterator[tuple[int, list[Example]]]:
        while True:
            some = examples.one_pass(rng, schedule.pairs)
            rng.shuffle(some)
            for n in range(0, len(some), BATCH * PART):
                yield rng.randrange(1 << 30), some[n : n + BATCH * PART]

    def made(task: tuple[int, list[Example]]) -> list[tuple[np.ndarray, ...]]:
        chance = random.Random(task[0])
        rows = [hidden(Encoded(varied(e, chance), tokenizer), unknown, chance) for e in task[1]]
        return [collate(batch, pad) for batch in batches(rows, BATCH, chance)]

    def note() -> None:
        save(mean, out / "reader")
        log.append({"share": round(at(), 3), "step": step, **{k: measure(mean, tokenizer, v) for k, v in tests.items()}})
        print(json.dumps(log[-1]), flush=True)

    model.train()
    for batch in chain.from_iterable(ahead(made, parts())):
        begin = begin or time.time()
        share = at()
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 150) * max(0.02, 1 - share)
        loss = loss_of(model, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        follow(mean, model, step)
        step += 1
        losses.append(loss.detach())
        if step % (1000 if GPU else 100) == 0:
            print(step, f"{(time.time() - begin) / 60:.1f} min, loss {float(torch.stack(losses).mean()):.3f}", flush=True)
            losses.clear()
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
    parser.add_argument("--start", type=Path, help="folder to start from: OUT/language if not given, OUT/reader to go on")
    parser.add_argument(
        "--done", type=float, default=0.0, help="share 0..1 of the schedule that an earlier run did, when going on"
    )
    parser.add_argument(
        "--frozen", type=int, default=0, help="so many lowest layers, and the token table, stay as they are (quicker steps)"
    )
    parser.add_argument("--seed", type=int, default=0, help="another order of the examples, when going on")
    parser.add_argument("--pairs", type=float, default=0.0, help="share 0..1 of pairs among what is seen, when going on")
    args = parser.parse_args()
    schedule = Schedule(args.minutes, args.done, args.frozen, args.seed, args.pairs)
    train(args.data, args.out, args.human, args.generated, schedule, args.start or args.out / "language")


if __name__ == "__main__":
    main()
