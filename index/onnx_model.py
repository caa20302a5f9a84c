"""OnnxModel: a bundled transformer folder, run by ONNX Runtime. The only importer of onnxruntime and tokenizers.

Every text is run alone, on one thread. Int8 models quantise their activations over the whole batch, so a text's vector would
otherwise depend on its neighbours; and on a CPU a batch without padding is no slower. Two texts side by side take less time than
one after the other on two threads each (137 tokens, two cores: 23 ms a text instead of 30; tests/benchmarks/bench_embedders.py).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from index.model_folder import Manifest, verify

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Item = TypeVar("Item")
Result = TypeVar("Result")

THREADS_VARIABLE = "BELEG_THREADS"
"""Environment variable: how many texts a model may run side by side; default 2, or 1 on a machine with one core."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text, or a pair of texts, as a model reads it.

    `offsets` are (start, end) code points in the text a token came from, and `sequences` says which text that is: 0, 1, or
    None for the model's own marks such as [CLS].
    """

    ids: tuple[int, ...]
    type_ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    sequences: tuple[int | None, ...]


class OnnxModel:
    """A model folder (manifest.json, tokenizer.json, onnx/model.onnx) that has been checked and is ready to run."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """See `open`."""
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        self.manifest: Manifest = verify(folder)
        options = SessionOptions()
        self.n_threads = threads or default_threads()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_ALL
        options.log_severity_level = 3
        self._session = InferenceSession(str(folder / "onnx" / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self._tokenizer = load_tokenizer(folder)
        self._tokenizing = threading.Lock()
        self._inputs = tuple(item.name for item in self._session.get_inputs())
        self.outputs = tuple(item.name for item in self._session.get_outputs())

    @classmethod
    def open(cls, folder: Path | str, threads: int | None = None) -> OnnxModel:
        """The model in `folder`, for `threads` texts side by side (None: the environment's `BELEG_THREADS`, else 2).

        Raises:
            ModelError: a file is missing or damaged, or could run code.
        """
        return cls(Path(folder), threads)

    def tokens(self, texts: Sequence[str] | Sequence[tuple[str, str]], max_tokens: int | None = None) -> list[Tokens]:
        """Each text, or pair of texts, as tokens; longer than `max_tokens` (default: the manifest's) is cut at the end.

        Of a pair only the second text is cut.
        """
        limit = max_tokens or self.manifest.max_tokens
        pairs = bool(texts) and not isinstance(texts[0], str)
        with self._tokenizing:
            if limit:
                self._tokenizer.enable_truncation(limit, strategy="only_second" if pairs else "longest_first")
            else:
                self._tokenizer.no_truncation()
            encodings = self._tokenizer.encode_batch(list(texts))
        return [Tokens(tuple(e.ids), tuple(e.type_ids), tuple(e.offsets), tuple(e.sequence_ids)) for e in encodings]

    def run(self, tokens: Tokens) -> dict[str, np.ndarray]:
        """The model's outputs by name for one text or pair, without the batch axis."""
        ids = np.array([tokens.ids], dtype=np.int64)
        known = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.array([tokens.type_ids], dtype=np.int64),
        }
        values = self._session.run(None, {name: known[name] for name in self._inputs})
        return {name: np.asarray(value)[0] for name, value in zip(self.outputs, values, strict=True)}

    def side_by_side(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """`work` of every item, in order, as many at once as the model has threads; after an error what is at work ends first."""
        if len(items) < 2 or self.n_threads == 1:
            return [work(item) for item in items]
        with ThreadPoolExecutor(min(self.n_threads, len(items))) as pool:  # made anew: threads do not outlive a fork
            return list(pool.map(work, items))


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder, without padding. Its settings are not safe to change while another thread uses it."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer


def default_threads() -> int:
    """How many threads a model uses when nobody says: `BELEG_THREADS`, else 2, never more than there are cores."""
    asked = os.environ.get(THREADS_VARIABLE, "")
    return int(asked) if asked.isdecimal() and int(asked) > 0 else min(2, os.cpu_count() or 1)
