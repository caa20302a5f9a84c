"""A reader small enough to make in a test: every word of the vocabulary has a fixed score as start and end of an answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

NOTHING = 1.0
"""The score of "no answer" at the first token, as start and as end."""


def make(folder: Path, scores: Mapping[str, float], words: list[str]) -> Path:
    """A model folder whose start and end logits are looked up per word: `scores`, else -2."""
    (folder / "onnx").mkdir(parents=True)
    vocabulary = {token: n for n, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *dict.fromkeys(words)])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.full(len(vocabulary), -2.0, dtype=np.float32)
    table[vocabulary["[CLS]"]] = NOTHING
    for word, score in scores.items():
        table[vocabulary[word]] = score
    onnx.save(_model(table), str(folder / "onnx" / "model.onnx"))
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("tokenizer.json", "onnx/model.onnx")}
    manifest = {"name": "tiny-reader", "revision": "1", "dim": 1, "max_tokens": 64, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _model(table: np.ndarray) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "t"]) for name in ("start_logits", "end_logits")]
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["looked_up"], axis=0),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["token_type_ids"], ["kind"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["kind", "zero"], ["nothing"]),
        helper.make_node("Mul", ["looked_up", "mask"], ["masked"]),
        helper.make_node("Add", ["masked", "nothing"], ["start_logits"]),
        helper.make_node("Identity", ["start_logits"], ["end_logits"]),
    ]
    constants = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(np.zeros(1, dtype=np.float32), "zero")]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    return model
