"""Teaches a body German by itself: words hidden in running text and in sentences beside their translation are to be found.

Run: ``python -m index.training.language DATA OUT --start FOLDER`` (reads OUT/tokenizer.json and FOLDER, writes OUT/language/).
Meant for a GPU; on a CPU it was not tried beyond a few steps.
Source: masked language modelling, Devlin et al. 2019 (arXiv:1810.04805), whole words hidden as in the authors' later models; with
translations side by side, Conneau and Lample 2019 (arXiv:1901.07291).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index.training import corpora
from index.training.hardware import ATTENTION, DEVICE, GPU, fast_precision

LENGTH = 128
BATCH = 256 if GPU else 16
HIDDEN = 0.2
"""Share of the words that are hidden; 4 in 5 become [MASK], 1 in 10 another token, 1 in 10 stay (Devlin et al., section 3.1)."""
PEAK = {"body": 6e-4, "table": 1e-3}


def texts_of(data: Path) -> Iterator[list[str]]:
    """Running texts as lists of sentences: Wikipedia, the same for children, and each sentence with its translation."""
    yield from corpora.articles(data).values()
    yield from corpora.articles(data, simple=True).values()
    for number, pair in enumerate([*corpora.parallel(data), *corpora.captions(data)]):
        yield list(pair if number % 2 else pair[::-1])


def blocks(tokenizer: Tokenizer, data: Path) -> np.ndarray:
    """Token numbers, uint16 of shape (blocks, LENGTH): whole sentences of one text, [CLS] before and [SEP] between them."""
    first, last, pad = (tokenizer.get_vocab()[t] for t in ("[CLS]", "[SEP]", "[PAD]"))
    rows: list[list[int]] = []
    waiting: list[tuple[bool, str]] = []

    def flush() -> None:
        found = tokenizer.encode_batch_fast([text for _, text in waiting], add_special_tokens=False)
        for (fresh, _), encoded in zip(waiting, found, strict=True):
            ids = encoded.ids[: LENGTH - 2]
            if fresh or len(rows[-1]) + len(ids) + 1 > LENGTH:
                rows.append([first])
            rows[-1] += [*ids, last]
        waiting.clear()

    for sentences in texts_of(data):
        waiting += [(n == 0, sentence[:1200]) for n, sentence in enumerate(sentences)]
        if len(waiting) > 100_000:
            flush()
    flush()
    return packed(rows, pad)


def packed(rows: Sequence[Sequence[int]], pad: int) -> np.ndarray:
    """Short rows put one behind the other where they fit, so that little of a batch is padding; each begins with [CLS]."""
    out: list[list[int]] = [[]]
    for row in rows:
        if len(out[-1]) + len(row) > LENGTH:
            out.append([])
        out[-1].extend(row)
    table = np.full((len(out), LENGTH), pad, np.uint16)
    for n, row in enumerate(out):
        table[n, : len(row)] = row
    return table


class Hider:
    """Chooses what is hidden in a batch."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        vocabulary = tokenizer.get_vocab()
        special = [vocabulary[t] for t in ("[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]")]
        goes_on = torch.zeros(len(vocabulary), dtype=torch.bool)
        goes_on[[i for token, i in vocabulary.items() if token.startswith("##")]] = True
        closed = torch.zeros(len(vocabulary), dtype=torch.bool)
        closed[special] = True
        self._goes_on, self._closed = goes_on.to(DEVICE), closed.to(DEVICE)
        self._mask = vocabulary["[MASK]"]

    def __call__(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(what the model sees, which tokens it must find), both of the shape of `ids`; the pieces of a word go together."""
        word = (~self._goes_on[ids]).long().cumsum(1)
        chance = torch.rand((len(ids), ids.shape[1] + 1), device=ids.device).gather(1, word)
        chosen = (chance < HIDDEN) & ~self._closed[ids]
        other = torch.randint(5, len(self._closed), ids.shape, device=ids.device)
        draw = torch.rand(ids.shape, device=ids.device)
        seen = torch.where(chosen & (draw < 0.8), self._mask, torch.where(chosen & (draw > 0.9), other, ids))
        return seen, chosen


class Finder(torch.nn.Module):
    """A body with the head that names hidden tokens; its output table is the body's token table."""

    def __init__(self, body: BertModel) -> None:
        super().__init__()
        size = body.config.hidden_size
        self.body = body
        self.head = torch.nn.Sequential(torch.nn.Linear(size, size), torch.nn.GELU(), torch.nn.LayerNorm(size))
        self.bias = torch.nn.Parameter(torch.zeros(body.config.vocab_size))

    def forward(self, seen: torch.Tensor, ids: torch.Tensor, chosen: torch.Tensor, pad: int) -> torch.Tensor:
        """Mean cross-entropy over the chosen tokens."""
        hidden = self.body(input_ids=seen, attention_mask=(ids != pad).long()).last_hidden_state
        logits = self.head(hidden[chosen]) @ self.body.embeddings.word_embeddings.weight.T + self.bias
        return torch.nn.functional.cross_entropy(logits.float(), ids[chosen])


def train(data: Path, out: Path, start_from: Path, minutes: float) -> None:
    """One schedule by the clock with a falling rate; writes OUT/language/ at the end, and OUT/language_log.json."""
    torch.manual_seed(0)
    tokenizer = corpora.plain_tokenizer(out / "tokenizer.json")
    pad = tokenizer.get_vocab()["[PAD]"]
    kept = out / "language_blocks.npy"
    if not kept.exists():
        np.save(kept, blocks(tokenizer, data))
    table = torch.from_numpy(np.load(kept).astype(np.int32)).to(DEVICE)
    print(f"{len(table)} blocks of {LENGTH} tokens", flush=True)
    no_dropout: dict[str, Any] = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    body = BertModel.from_pretrained(
        start_from, dtype=torch.float32, add_pooling_layer=False, attn_implementation=ATTENTION, **no_dropout
    )
    model, hider = Finder(body).to(DEVICE), Hider(tokenizer)
    tokens = body.embeddings.word_embeddings.weight
    groups = [
        {"params": [p for p in model.parameters() if p is not tokens], "peak": PEAK["body"], "lr": 1e-5},
        {"params": [tokens], "peak": PEAK["table"], "lr": 1e-5},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    begin, step, losses, log = time.time(), 0, [], []
    order = torch.randperm(len(table), device=DEVICE)
    at = 0
    while (share := (time.time() - begin) / 60 / minutes) < 1:
        if at + BATCH > len(table):
            order, at = torch.randperm(len(table), device=DEVICE), 0
        ids = table[order[at : at + BATCH]].long()
        at += BATCH
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 300) * max(0.01, 1 - share)
        seen, chosen = hider(ids)
        with fast_precision():
            loss = model(seen, ids, chosen, pad)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.detach())
        step += 1
        if step % 250 == 0:
            log.append({"step": step, "minutes": round((time.time() - begin) / 60, 2), "loss": float(torch.stack(losses).mean())})
            losses = []
            print(json.dumps(log[-1]), flush=True)
    body.save_pretrained(out / "language")
    (out / "language_log.json").write_text(json.dumps(log, indent=1), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder of the body to start from, as OUT/encoder")
    parser.add_argument("--minutes", type=float, default=3 if GPU else 90)
    args = parser.parse_args()
    train(args.data, args.out, args.start, args.minutes)


if __name__ == "__main__":
    main()
