"""Trains the static bilingual embedder: a WordPiece vocabulary and one vector a piece, averaged.

Run: ``python -m index.training.static DATA DICTIONARY OUT [--human FILE] [--generated FILE]``.
Source: in-batch negatives with a symmetric softmax (InfoNCE, van den Oord et al. 2018, arXiv:1807.03748); a vector's length is
its token's learned weight, which takes the place of SIF (Arora et al. 2017).
Texts of one article stand in one batch, so that its other passages are the hard negatives.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.training import corpora
from index.training.hardware import DEVICE, ahead
from index.training.lessons import Batch, Lessons, Written, contrast, mixed
from index.training.material import Material
from index.training.xquad import XQuAD

VOCABULARY = 48_000
DIM = 256
SCALE = 20.0
MAX_TOKENS = 320
RATE = 0.01
PLAN = {
    "words": (2048, 0.22),
    "sentences": (2048, 0.38),
    "made": (2048, 0.03),
    "asked": (2048, 0.10),
    "answers": (2048, 0.03),
    "articles": (2048, 0.24),
}
"""Kind of lesson: (batch size, share of the steps)."""


def train_tokenizer(texts: Iterator[str], size: int = VOCABULARY) -> Tokenizer:
    """A lower-case NFKC WordPiece tokenizer with [UNK] as token 0 and [CLS], [SEP], [PAD], [MASK] behind it."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=special, show_progress=False))
    return tokenizer


class Table(torch.nn.Module):
    """One vector a token; a text is the normalised mean of its tokens."""

    def __init__(self, size: int, dim: int = DIM) -> None:
        super().__init__()
        self.bag = torch.nn.EmbeddingBag(size, dim, mode="mean")
        torch.nn.init.normal_(self.bag.weight, std=0.1)

    def forward(self, texts: tuple[np.ndarray, np.ndarray]) -> torch.Tensor:
        """Unit vectors of shape (texts, dim) of what `Bags` gives."""
        return torch.nn.functional.normalize(self.bag(*(torch.from_numpy(part).to(DEVICE) for part in texts)), dim=1)


class Bags:
    """Token numbers of texts one behind the other and where each text begins, int32; at most MAX_TOKENS each, [UNK] for none."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """(numbers, beginnings)."""
        found = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        rows = [np.array(encoded.ids[:MAX_TOKENS] or [0], np.int32) for encoded in found]
        return np.concatenate(rows), np.cumsum([0, *(len(row) for row in rows[:-1])]).astype(np.int32)


def loss_of(left: torch.Tensor, right: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """The lessons' contrast, also over the first 128 dimensions (Matryoshka, Kusupati et al. 2022: arXiv:2205.13147)."""
    a, b = (torch.nn.functional.normalize(side[:, :128], dim=1) for side in (left, right))
    return contrast(left, right, same) + 0.3 * contrast(a, b, same)


def train(material: Material, data: Path, out: Path, written: Written, minutes: float) -> None:
    """Writes OUT/static.pt (float32, tokens × 256) every ten minutes and at the end, and OUT/static_log.json."""
    random.seed(0)
    torch.manual_seed(0)
    tokenizer = corpora.plain_tokenizer(out / "tokenizer.json")
    lessons, bags = Lessons(material, written, PLAN, together=2), Bags(tokenizer)
    table = Table(tokenizer.get_vocab_size()).to(DEVICE)
    optimizer = torch.optim.Adam(table.parameters(), lr=0.02, betas=(0.9, 0.99), fused=True)
    measure, log, rng = XQuAD(data), [], random.Random(1)
    start, step, saved = 0.0, 0, 0
    losses: list[torch.Tensor] = []

    def made(task: tuple[str, int]) -> list[Batch]:
        return lessons.batches(*task, bags)

    def note() -> None:
        with torch.no_grad():
            scores = measure.report(lambda texts: table(bags(list(texts))).cpu().numpy())
        minute = round((time.time() - start) / 60, 1)
        log.append({"minutes": minute, "step": step, "loss": round(float(torch.stack(losses).mean()), 4), **scores})
        print(json.dumps(log[-1]), flush=True)
        losses.clear()
        torch.save(table.bag.weight.data.cpu(), out / "static.pt")
        (out / "static_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")

    for batch in mixed(ahead(made, lessons.tasks(rng)), rng):
        start = start or time.time()
        if (share := (time.time() - start) / 60 / minutes) >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - share) + 0.0003
        loss = loss_of(table(batch.left), table(batch.right), torch.from_numpy(batch.same).to(DEVICE))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        step += 1
        if (time.time() - start) / 60 * 6 / minutes > saved + 1:
            saved += 1
            note()
    if losses:
        note()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--human", type=Path, help="written questions (index.training.questions --human)")
    parser.add_argument("--generated", type=Path, help="generated questions (index.training.questions)")
    parser.add_argument("--minutes", type=float, default=100)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    material = Material(args.data, args.dictionary)
    if not (args.out / "tokenizer.json").exists():
        train_tokenizer(material.vocabulary_texts()).save(str(args.out / "tokenizer.json"))
    train(material, args.data, args.out, (args.human, args.generated), args.minutes)


if __name__ == "__main__":
    main()
