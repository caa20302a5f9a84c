"""Every embedder keeps the same contract; the tiny models are made here, with the real libraries."""

import json
import os
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest
from stand_ins import KeywordEmbedder

from index.embedding import Embedder, EncoderEmbedder, StaticEmbedder, bundled_encoder, bundled_first, load_embedder
from index.errors import ModelError
from index.files import sha256_of
from index.model_folder import BUNDLED, is_there, verify
from index.sentence_transformer import CrossEncoderReranker, SentenceTransformerEmbedder, prompts_for
from index.static_embedder import N_NEIGHBOURS

TEXTS = ["Putin besuchte Hanoi.", "Der Pegel der Donau steigt seit Tagen, und Schulen bleiben geschlossen.", "Hanoi", ""]
WORDS = "putin besuchte hanoi der pegel donau steigt seit tagen und schulen bleiben geschlossen query passage frage : . ,".split()


def manifest(folder, dim, max_tokens=0):
    files = {p.relative_to(folder).as_posix(): sha256_of(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    values = {"name": "winzig", "revision": "1", "dim": dim, "max_tokens": max_tokens, "files": files}
    (folder / "manifest.json").write_text(json.dumps(values), encoding="utf-8")


def tokenizer_file(folder):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = {token: n for n, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    folder.mkdir(parents=True, exist_ok=True)
    made.save(str(folder / "tokenizer.json"))
    return len(vocabulary)


@pytest.fixture(scope="module")
def static_folder(tmp_path_factory):
    from safetensors.numpy import save_file

    folder = tmp_path_factory.mktemp("static")
    n = tokenizer_file(folder)
    rng = np.random.default_rng(0)
    save_file(
        {"embeddings": rng.integers(-127, 128, (n, 12)).astype(np.int8), "weights": rng.random(n).astype(np.float32) + 0.5},
        folder / "model.safetensors",
    )
    (folder / "config.json").write_text("{}", encoding="utf-8")
    manifest(folder, 12)
    return folder


@pytest.fixture(scope="module")
def encoder_folder(tmp_path_factory):
    """A transformer of the simplest kind: a table of vectors, masked mean, unit length; as ONNX."""
    from onnx import TensorProto, helper, numpy_helper, save

    folder = tmp_path_factory.mktemp("encoder")
    n = tokenizer_file(folder)
    table = numpy_helper.from_array(np.random.default_rng(1).normal(size=(n, 8)).astype(np.float32), "table")
    axis = numpy_helper.from_array(np.array([1], dtype=np.int64), "axis")
    last = numpy_helper.from_array(np.array([-1], dtype=np.int64), "last")
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["rows", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "axis"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], ["sentence_embedding"], axis=1, p=2),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["n", 8])]
    graph = helper.make_graph(nodes, "winzig", inputs, outputs, [table, axis, last])
    (folder / "onnx").mkdir()
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), folder / "onnx" / "model.onnx")
    manifest(folder, 8, 10)
    return folder


def keeps_the_contract(embedder):
    assert isinstance(embedder, Embedder) and embedder.name and embedder.fingerprint
    for kind in ("query", "passage"):
        rows = embedder.embed(TEXTS, kind)
        assert rows.shape == (len(TEXTS), embedder.dim) and rows.dtype == np.float32 and np.isfinite(rows).all()
        lengths = np.linalg.norm(rows, axis=1)
        assert np.allclose(lengths[:3], 1, atol=1e-3) and (abs(lengths[3] - 1) < 1e-3 or lengths[3] == 0)
        alone = np.concatenate([embedder.embed([text], kind) for text in TEXTS])
        assert np.allclose(rows, alone, atol=1e-6), "a vector must not depend on its batch"
        assert (rows == embedder.embed(TEXTS, kind)).all()
    assert embedder.embed([], "query").shape == (0, embedder.dim)


def test_the_stand_in_keeps_the_contract():
    keeps_the_contract(KeywordEmbedder())


def test_a_static_model_keeps_the_contract(static_folder):
    embedder = load_embedder(static_folder)
    assert isinstance(embedder, StaticEmbedder)
    keeps_the_contract(embedder)
    one, other = embedder.embed(["Hanoi Putin", "putin hanoi"], "query")
    assert np.allclose(one, other, atol=1e-6)


def test_an_onnx_encoder_keeps_the_contract_and_cuts_long_texts(encoder_folder):
    embedder = load_embedder(str(encoder_folder))
    assert isinstance(embedder, EncoderEmbedder)
    keeps_the_contract(embedder)
    long, longer = embedder.embed(["hanoi " * 20, "hanoi " * 20 + "pegel"], "passage")
    assert (long == longer).all()


def test_a_changed_weight_is_noticed_and_changes_the_fingerprint(static_folder, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(static_folder, folder)
    before = StaticEmbedder(folder).fingerprint
    data = bytearray((folder / "model.safetensors").read_bytes())
    data[-1] ^= 1
    (folder / "model.safetensors").write_bytes(bytes(data))
    with pytest.raises(ModelError, match="model.safetensors is damaged"):
        StaticEmbedder(folder)
    (folder / "manifest.json").unlink()
    manifest(folder, 12)
    assert StaticEmbedder(folder).fingerprint != before


@pytest.mark.parametrize("name", ["pytorch_model.bin", "modeling.py", "sub/weights.pt", "a.pkl"])
def test_a_folder_that_could_run_code_is_refused(static_folder, tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(static_folder, folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    for load in (verify, SentenceTransformerEmbedder):
        with pytest.raises(ModelError, match="could run code"):
            load(folder)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"files": {"../x": ""}}, "lacks"),
        ({"files": {"fehlt": ""}}, "lacks fehlt"),
        ({"files": None}, "manifest"),
        ({"dim": "x"}, "garbles"),
    ],
)
def test_a_manifest_that_is_not_whole_is_refused(static_folder, tmp_path, change, says):
    folder = tmp_path / "model"
    shutil.copytree(static_folder, folder)
    values = json.loads((folder / "manifest.json").read_text(encoding="utf-8")) | change
    (folder / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(ModelError, match=says):
        verify(folder)


def test_a_model_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="there is no model folder"):
        load_embedder(tmp_path / "fehlt")
    assert load_embedder(None) is None


@pytest.mark.parametrize("name", ["mein-modell", "wer/das-gibt-es-nicht", "a/b/c"])
def test_a_name_that_cannot_be_had_fails_at_once_and_loads_nothing_heavy(name):
    code = (
        "import sys, time\nfrom index.embedding import load_embedder\nfrom index.errors import ModelError\n"
        f"try:\n    load_embedder({name!r})\nexcept ModelError as error:\n    print(error, 'torch' in sys.modules)"
    )
    environment = {**os.environ, "HF_HUB_OFFLINE": "", "HF_ENDPOINT": "http://127.0.0.1:9"}
    started = time.monotonic()
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=100, check=True)
    assert run.stdout.startswith(f"there is no model folder {name} here, and ") and run.stdout.endswith("False\n")
    assert time.monotonic() - started < 15


def test_the_bundled_models_are_whole():
    for name, opened in (("static", bundled_first()), ("encoder", bundled_encoder())):
        assert (opened is not None) == is_there(BUNDLED / name)
        if opened is not None:
            keeps_the_contract(opened)


def test_prompts_of_known_families_are_set_by_name():
    assert prompts_for("intfloat/multilingual-e5-small") == ("query: ", "passage: ")
    assert prompts_for("Snowflake/snowflake-arctic-embed-l-v2.0") == ("query: ", "")
    assert prompts_for("sentence-transformers/all-MiniLM-L6-v2") == ("", "")
    assert prompts_for("somebody/hype5-model") == ("", "")


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    """A tiny BERT checkpoint made here: a folder for SentenceTransformer and one for CrossEncoder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertForSequenceClassification, BertModel, PreTrainedTokenizerFast

    torch.manual_seed(0)
    base = tmp_path_factory.mktemp("bert")
    n = tokenizer_file(base / "tokenizer")
    special = {f"{k}_token": f"[{k.upper()}]" for k in ("pad", "unk", "cls", "sep")}
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(base / "tokenizer" / "tokenizer.json"), model_max_length=32, **special)
    config = BertConfig(
        vocab_size=n, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=40, num_labels=1, dtype="bfloat16",
    )  # fmt: skip
    for name, kind in (("body", BertModel), ("winzig-e5-small", None), ("ranker", BertForSequenceClassification)):
        if kind is not None:
            kind(config).to(torch.bfloat16).save_pretrained(base / name)
            tokenizer.save_pretrained(base / name)
    body = Transformer(str(base / "body"))
    SentenceTransformer(modules=[body, Pooling(16)]).save(str(base / "winzig-e5-small"))
    return base


@pytest.mark.slow
def test_a_hub_model_keeps_the_contract_in_float32_with_its_prompts(bert):
    embedder = load_embedder(bert / "winzig-e5-small")
    assert isinstance(embedder, SentenceTransformerEmbedder)
    rows = embedder.embed(TEXTS[:3], "passage")
    assert rows.shape == (3, 16) == (3, embedder.dim) and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert {str(value.dtype) for value in embedder._model.state_dict().values() if value.is_floating_point()} == {"torch.float32"}
    plain = SentenceTransformerEmbedder(bert / "winzig-e5-small", "", "")
    assert np.allclose(embedder.embed(["Hanoi"], "query"), plain.embed(["query: Hanoi"], "query"), atol=1e-5)
    assert np.allclose(embedder.embed(["Hanoi"], "passage"), plain.embed(["passage: Hanoi"], "passage"), atol=1e-5)
    assert embedder.fingerprint != plain.fingerprint
    assert embedder.fingerprint == SentenceTransformerEmbedder(bert / "winzig-e5-small").fingerprint


@pytest.mark.slow
def test_a_cross_encoder_reads_question_and_passage_together(bert):
    reranker = CrossEncoderReranker(bert / "ranker")
    scores = reranker.relevance("Putin Hanoi", ["Putin besuchte Hanoi.", "Der Pegel der Donau", "Hanoi"])
    assert scores.shape == (3,) and scores.dtype == np.float32 and len(set(scores.tolist())) == 3
    again = reranker.relevance("Putin Hanoi", ["Hanoi", "Putin besuchte Hanoi.", "Der Pegel der Donau"])
    assert np.allclose(again[[1, 2, 0]], scores, atol=1e-5)
    assert reranker.relevance("x", []).shape == (0,)


def test_neighbours_are_a_dictionary_of_both_languages():
    near = bundled_first().neighbours(["harbour", "vroztelu", "harbour"])
    assert near[0] == near[2] and near[0][0] == ("harbour", pytest.approx(1.0))
    assert "hafen" in [word for word, _ in near[0][:4]]
    cosines = [cosine for _, cosine in near[0]]
    assert cosines == sorted(cosines, reverse=True) and len(near[1]) == len(cosines) == N_NEIGHBOURS


def test_a_small_vocabulary_has_fewer_neighbours(static_folder, monkeypatch):
    monkeypatch.setattr("index.static_embedder.N_NEIGHBOURS", 500)
    (near,) = load_embedder(static_folder).neighbours(["hanoi"])
    assert {word for word, _ in near} == {word for word in WORDS if len(word) > 2}
