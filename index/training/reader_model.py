"""The reader as a torch module, and what it scores on examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertModel

from index.sentences import sentence_spans
from index.training.hardware import DEVICE, GPU, fast_precision
from index.training.reader_examples import Encoded, Example, collate, pad_of

MAX_SPAN = 40
DROPOUT = 0.1 if GPU else 0.0
"""Devlin et al. 2019; on two cores without a GPU drawing the places took two fifths of a step."""


class Reader(torch.nn.Module):
    """Body and span head."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body: BertModel = BertModel.from_pretrained(
            folder,
            dtype=torch.float32,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=DROPOUT,
            attention_probs_dropout_prob=DROPOUT,
        )
        self.head = torch.nn.Linear(self.body.config.hidden_size, 2)
        if (folder / "head.safetensors").exists():
            self.head.load_state_dict(load_file(folder / "head.safetensors"))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """(start logits, end logits), each (texts, tokens); padding gets -10000."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        logits = self.head(hidden).float().masked_fill(attention_mask[:, :, None] == 0, -1e4)
        return logits[:, :, 0], logits[:, :, 1]


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
    with torch.no_grad(), fast_precision():
        for i in range(0, len(order), 32):
            part = order[i : i + 32]
            inputs = collate([rows[j] for j in part], pad)[:3]
            starts, ends = (t.cpu() for t in model(*(torch.from_numpy(a.astype(np.int64)).to(DEVICE) for a in inputs)))
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


def save(model: Reader, out: Path) -> None:
    """Body and head under `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model.body.save_pretrained(out)
    save_file({"weight": model.head.weight.data.clone(), "bias": model.head.bias.data.clone()}, out / "head.safetensors")
