"""Turns trained tables and bodies into the bundled folders: safetensors or int8 ONNX, tokenizer, config, manifest of sha256.

Run: ``python -m index.training.export static|encoder|reader OUT FOLDER`` after the matching training script.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file
from safetensors.torch import load_file
from tokenizers import Tokenizer, processors
from transformers import BertModel

from index.training.reader_model import Reader

MAX_TOKENS = {"encoder": 256, "reader": 320}


def write_manifest(folder: Path, name: str, dim: int, max_tokens: int) -> None:
    """manifest.json: name, revision (hash over all files), dim, max_tokens and the sha256 of every other file."""
    files = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", "README.md")
    }
    revision = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
    manifest = {"name": name, "revision": revision, "dim": dim, "max_tokens": max_tokens, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _bert_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    first, last = ((t, tokenizer.token_to_id(t)) for t in ("[CLS]", "[SEP]"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[first, last]
    )
    tokenizer.enable_truncation(max_tokens)
    tokenizer.enable_padding(pad_id=tokenizer.token_to_id("[PAD]"), pad_token="[PAD]")
    return tokenizer


def _modules(folder: Path, *types: str) -> None:
    """modules.json, by which sentence-transformers loads the folder."""
    rows = [
        {"idx": i, "name": str(i), "path": "" if i == 0 else f"{i}_{t.rsplit('.', 1)[-1]}", "type": t}
        for i, t in enumerate(types)
    ]
    (folder / "modules.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def static(out: Path, folder: Path) -> None:
    """The static table as int8 rows of unit length with one float16 weight a token (model2vec's form)."""
    folder.mkdir(parents=True, exist_ok=True)
    table = torch.load(out / "static.pt", weights_only=True).numpy().astype(np.float32)
    length = np.abs(table).max(axis=1) + 1e-9
    rows = np.clip(np.round(table / length[:, None] * 127), -127, 127).astype(np.int8)
    weights = (length / np.median(length)).astype(np.float32)
    save_file({"embeddings": rows, "weights": weights}, folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "normalize": True,
        "hidden_dim": int(rows.shape[1]),
        "seq_length": 1_000_000,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    _modules(folder, "sentence_transformers.models.StaticEmbedding", "sentence_transformers.models.Normalize")
    write_manifest(folder, "beleg-static", int(rows.shape[1]), 0)


class _Pooled(torch.nn.Module):
    def __init__(self, body: BertModel) -> None:
        super().__init__()
        self.body = body

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask[:, :, None].to(hidden.dtype)
        return torch.nn.functional.normalize((hidden * weights).sum(dim=1) / weights.sum(dim=1), dim=1)


def _to_onnx(module: torch.nn.Module, inputs: tuple[str, ...], outputs: tuple[str, ...], path: Path) -> None:
    """float32 ONNX with free batch and length, then 8 bits: weights a row at a time, activations as they come.

    Unsigned weights: signed ones can overflow where a processor has AVX2 only (ONNX Runtime, "Quantize ONNX models", U8S8 and
    U8U8). There the encoder gave .869 MRR of English questions with signed, .877 with unsigned weights, float .876.
    """
    example = tuple(
        torch.ones((2, 7), dtype=torch.int64) if name != "token_type_ids" else torch.zeros((2, 7), dtype=torch.int64)
        for name in inputs
    )
    free = {name: {0: torch.export.Dim("texts", max=4096), 1: torch.export.Dim("tokens", max=512)} for name in inputs}
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        module.eval()
        torch.onnx.export(
            module,
            example,
            str(full),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=free,
            dynamo=True,
            external_data=False,
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        small = Path(scratch) / "small.onnx"
        quantize_dynamic(
            full, small, per_channel=True, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
        )
        onnx.checker.check_model(str(small))
        onnx.save(without_notes(onnx.load(small)), path)


def without_notes(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model without the exporter's notes: they hold the paths of the machine it was made on. What it computes is the same."""
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer, *model.graph.input,
                 *model.graph.output):  # fmt: skip
        del part.metadata_props[:]
        part.ClearField("doc_string")
    return model


def transformer(kind: str, out: Path, folder: Path) -> None:
    """The encoder (`sentence_embedding`) or the reader (`start_logits`, `end_logits`) as int8 ONNX with its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    source = out / kind
    path = folder / "onnx" / "model.onnx"
    if kind == "encoder":
        body = BertModel.from_pretrained(source, dtype=torch.float32, add_pooling_layer=False, attn_implementation="eager")
        _to_onnx(_Pooled(body), ("input_ids", "attention_mask"), ("sentence_embedding",), path)
        _modules(folder, "index.sentence_module.OnnxSentenceModule")
    else:
        reader = Reader(source)
        reader.body.set_attn_implementation("eager")
        reader.head.load_state_dict(load_file(source / "head.safetensors"))
        _to_onnx(reader, ("input_ids", "attention_mask", "token_type_ids"), ("start_logits", "end_logits"), path)
        body = reader.body
    _bert_tokenizer(out / "tokenizer.json", MAX_TOKENS[kind]).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "config.json").write_text(body.config.to_json_string(), encoding="utf-8")
    write_manifest(folder, f"beleg-{kind}", body.config.hidden_size, MAX_TOKENS[kind])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("static", "encoder", "reader"))
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    if args.kind == "static":
        static(args.out, args.folder)
    else:
        transformer(args.kind, args.out, args.folder)


if __name__ == "__main__":
    main()
