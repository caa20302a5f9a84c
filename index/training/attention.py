"""Attention as plain matrix products, for training on a CPU: the fused kernel's backward pass took 43 % of a step."""

from __future__ import annotations

from typing import Any

import torch
from transformers import AttentionInterface

NAME = "plain"


def fast_precision() -> torch.autocast:
    """bfloat16 where the processor multiplies it (AVX-512 and up), else float32.

    On two cores with AVX2 only, a step of the reader took 3 s in float32 (24 questions, 125 words); in bfloat16 seven minutes
    were not enough for a hundred.
    """
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.backends.cpu.get_cpu_capability().startswith("AVX512"))


def plain(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    dropout: float = 0.0,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """The attended values, shape (texts, tokens, heads, head size); scores stay in the inputs' type.

    Source: scaled dot-product attention, Vaswani et al. 2017 (arXiv:1706.03762), equation 1.
    """
    texts, heads, tokens, size = query.shape
    scale = size**-0.5 if scaling is None else scaling
    flat = (texts * heads, tokens, size)
    scores = torch.bmm((query * scale).reshape(flat), key.reshape(flat).transpose(1, 2))
    if attention_mask is not None:
        if attention_mask.dtype == torch.bool:
            attention_mask = torch.zeros(attention_mask.shape, dtype=scores.dtype).masked_fill_(~attention_mask, -1e4)
        scores = (scores.view(texts, heads, tokens, tokens) + attention_mask.to(scores.dtype)).view(scores.shape)
    shares = torch.nn.functional.dropout(torch.softmax(scores, -1, dtype=scores.dtype), dropout, module.training)
    return torch.bmm(shares, value.reshape(flat)).view(query.shape).transpose(1, 2).contiguous(), None


AttentionInterface.register(NAME, plain)
