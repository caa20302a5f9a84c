"""What training runs on: a GPU where there is one, else the processor, with the precision and the attention that suit it.

`ahead` makes examples in other processes while the model learns from those before.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

GPU = torch.cuda.is_available()
DEVICE = torch.device("cuda" if GPU else "cpu")
ATTENTION = "sdpa" if GPU else "plain"
"""On a CPU plain matrix products: the fused kernel's backward pass took 43 % of a step there."""
MAKERS = max(0, (os.cpu_count() or 1) - 2)
"""Processes that make examples: none on two processors, which the model itself keeps busy."""
Made = TypeVar("Made")
_makers: dict[int, Callable[[Any], Any]] = {}


def fast_precision() -> torch.autocast:
    """bfloat16 on a GPU and where the processor multiplies it (AVX-512 and up), else float32.

    On two cores with AVX2 only, a step of the reader took 3 s in float32 (24 questions, 125 words); in bfloat16 seven minutes
    were not enough for a hundred.
    """
    return torch.autocast(
        DEVICE.type, torch.bfloat16, enabled=GPU or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    )


def ahead(make: Callable[[Any], Made], tasks: Iterable[Any], n_ahead: int = 3 * MAKERS) -> Iterator[Made]:
    """`make(task)` of each task, in order; up to `n_ahead` of them made early by other processes, if there are MAKERS.

    The processes are copies of this one (fork), so `make` may use what it finds in memory; it must not touch the GPU.
    """
    if not MAKERS:
        yield from map(make, tasks)
        return
    key = len(_makers)
    _makers[key] = make
    with multiprocessing.get_context("fork").Pool(MAKERS) as pool:
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(pool.apply_async(_made, (key, task)))
            if len(waiting) >= n_ahead:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


def _made(key: int, task: Any) -> Any:
    return _makers[key](task)


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


AttentionInterface.register("plain", plain)
AttentionMaskInterface.register("plain", eager_mask)
