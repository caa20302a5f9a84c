"""Turns a bundled int8 model back into a float checkpoint, so that training goes on from what is shipped.

Run: ``python -m index.training.restore encoder|reader FOLDER OUT`` (FOLDER as in index/bundled/encoder; writes OUT/tokenizer.json
and OUT/encoder/ or OUT/reader/). What int8 rounding took is lost: the restored encoder scores what the bundled one does.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

MATRICES = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense",
    "output.dense",
)  # fmt: skip
"""The weights of a layer in the order in which the exported graph multiplies by them."""


def _matrices(model: onnx.ModelProto, values: dict[str, np.ndarray]) -> list[np.ndarray]:
    """The int8 weights as float32, shape (outputs, inputs), in the graph's order."""
    names = [node.input[1].removesuffix("_quantized") for node in model.graph.node if node.op_type == "MatMulInteger"]
    found = []
    for name in names:
        whole = values[f"{name}_quantized"].astype(np.float32)
        zero, scale = values[f"{name}_zero_point"].astype(np.float32), values[f"{name}_scale"].astype(np.float32)
        found.append(((whole - zero) * scale).T.copy())
    return found


def restored(folder: Path) -> tuple[BertModel, torch.Tensor | None, torch.Tensor | None]:
    """The model in `folder` as float32, and the reader's head (weight, bias), which an encoder has not.

    Raises:
        ValueError: the graph is not one that `index.training.export` wrote.
    """
    model = onnx.load(str(folder / "onnx" / "model.onnx"))
    values = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    config = BertConfig.from_json_file(str(folder / "config.json"))
    body = BertModel(config, add_pooling_layer=False)
    state = {name: torch.from_numpy(values[f"body.{name}"].copy()) for name in body.state_dict() if f"body.{name}" in values}
    for name in ("word_embeddings", "position_embeddings", "token_type_embeddings"):
        key = f"body.embeddings.{name}.weight"
        if f"{key}_quantized" in values:
            zero, scale = values[f"{key}_zero_point"].astype(np.float32), values[f"{key}_scale"]
            table = (values[f"{key}_quantized"].astype(np.float32) - zero) * scale
            state[f"embeddings.{name}.weight"] = torch.from_numpy(table)
    matrices = _matrices(model, values)
    n_body = config.num_hidden_layers * len(MATRICES)
    if len(matrices) not in (n_body, n_body + 1):
        raise ValueError(f"{folder} multiplies by {len(matrices)} int8 matrices; {n_body} or one more were expected")
    for n, matrix in enumerate(matrices[:n_body]):
        layer, place = divmod(n, len(MATRICES))
        state[f"encoder.layer.{layer}.{MATRICES[place]}.weight"] = torch.from_numpy(matrix)
    missing = set(body.state_dict()) - set(state)
    if missing - {"embeddings.token_type_embeddings.weight"}:
        raise ValueError(f"{folder} lacks {', '.join(sorted(missing))}")
    body.load_state_dict(state, strict=False)
    if len(matrices) == n_body:
        return body, None, None
    return body, torch.from_numpy(matrices[-1]), torch.from_numpy(values["head.bias"].copy())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("encoder", "reader"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    body, weight, bias = restored(args.folder)
    target = args.out / args.kind
    target.mkdir(parents=True, exist_ok=True)
    body.save_pretrained(target)
    if weight is not None and bias is not None:
        save_file({"weight": weight, "bias": bias}, target / "head.safetensors")
    shutil.copyfile(args.folder / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()
