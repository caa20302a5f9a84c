"""A tiny Qwen3 checkpoint through the real loading, chat template, streaming and stop; a tiny reader through real span
reading."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path

import pytest

from chatbot.errors import ProfileError
from chatbot.generate import Stopped, Writing, pieces
from chatbot.generators.choose import open_generator
from chatbot.generators.extractive import ExtractiveGenerator
from chatbot.prompting import prepare
from chatbot.writing import answer_with_model
from tests.chatbot.generators.conftest import make_tokenizer
from tests.chatbot.writing_parts import evidence_answer

pytestmark = pytest.mark.slow
QUESTION = "Wie viele Haubitzen kauft Estland?"


def test_a_local_model_streams_the_same_text_twice_and_knows_its_tokens(tiny_chat):
    model = open_generator(str(tiny_chat), writing=Writing(max_new_tokens=24))
    assert model is not None
    task = prepare(evidence_answer(QUESTION), model.count_tokens)
    first, second = (list(pieces(model, task, threading.Event(), 60)) for _ in range(2))
    assert len(first) > 3 and "".join(first) == "".join(second)
    assert model.count_tokens("Estland kauft Haubitzen") >= 3
    assert model.name == "tiny-qwen3" and len(model.revision) == 12


def test_thinking_is_switched_off_in_the_chat_template_and_weights_are_float32(tiny_chat):
    import torch

    from chatbot.generators.transformers_models import load_chat

    loaded = load_chat(tiny_chat, 4, "cpu")
    assert loaded.chat.model.dtype == torch.float32
    shown = loaded.tokenizer.apply_chat_template(
        [{"role": "user", "content": "?"}], tokenize=False, add_generation_prompt=True, enable_thinking=False
    )
    assert shown.endswith("<think>\n\n</think>\n\n")


def test_the_evidence_answer_stands_when_an_untrained_model_babbles(tiny_chat):
    model = open_generator(str(tiny_chat), writing=Writing(max_new_tokens=24))
    assert model is not None
    base = evidence_answer(QUESTION)
    *_, last = answer_with_model(base, model)
    assert last.sentences == base.sentences


def test_a_model_that_is_loaded_in_the_background_joins_when_it_is_there(tiny_chat):
    model = open_generator(str(tiny_chat), writing=Writing(max_new_tokens=24), wait=False)
    assert model is not None and model.name == "tiny-qwen3" and len(model.revision) == 12
    task = prepare(evidence_answer(QUESTION), model.count_tokens)
    waited = open_generator(str(tiny_chat), writing=Writing(max_new_tokens=24))
    assert waited is not None
    texts = ["".join(pieces(one, task, threading.Event(), 60)) for one in (model, waited)]
    assert texts[0] == texts[1] != ""


def test_stop_ends_a_local_model_within_a_second(tiny_chat):
    model = open_generator(str(tiny_chat), writing=Writing(max_new_tokens=3000))
    assert model is not None
    task, stop = prepare(evidence_answer(QUESTION), model.count_tokens), threading.Event()
    stream = pieces(model, task, stop, 60)
    next(stream)
    stop.set()
    begin = time.monotonic()
    with pytest.raises(Stopped):
        list(stream)
    assert time.monotonic() - begin < 1.0
    ends = time.monotonic() + 10
    while any(t.name.startswith("beleg-generate") for t in threading.enumerate()):
        assert time.monotonic() < ends, "the model goes on after stop"
        time.sleep(0.05)


def test_a_long_prompt_nobody_waits_for_is_not_read_to_its_end(tiny_chat):
    import torch

    from chatbot.generators.transformers_models import load_chat

    chat, begun, seen = load_chat(tiny_chat, 4, "cpu").chat, threading.Event(), []
    layers = chat.model.model.layers

    def first(module, args):
        begun.set()
        time.sleep(0.5)  # as long as a layer takes a large model

    layers[0].register_forward_pre_hook(first)
    layers[1].register_forward_pre_hook(lambda module, args: seen.append(1))
    stream = chat.stream("Estland kauft Haubitzen. " * 20)

    def read():
        with torch.inference_mode():
            assert next(stream).content == ""
        stream.close()

    reading = threading.Thread(target=read)
    reading.start()
    assert begun.wait(20)
    reading.join(20)
    assert not reading.is_alive() and not seen, "the second layer was still run"
    assert not [t for t in threading.enumerate() if t.name.startswith("beleg-generate")]


def test_a_folder_with_code_beside_the_weights_is_refused(tiny_chat, tmp_path):
    folder = Path(shutil.copytree(tiny_chat, tmp_path / "tiny"))
    (folder / "modeling_tiny.py").write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(ProfileError, match="modeling_tiny"):
        open_generator(str(folder))


def test_damaged_weights_give_a_clear_message(tiny_chat, tmp_path):
    folder = Path(shutil.copytree(tiny_chat, tmp_path / "tiny"))
    (folder / "model.safetensors").write_bytes(b"not safetensors at all")
    with pytest.raises(ProfileError, match="cannot be loaded"):
        open_generator(str(folder))


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("tokenizer.json", "{}", "lässt sich nicht laden"),
        ("tokenizer.json", None, "lässt sich nicht laden"),
        ("chat_template.jinja", None, "kein Modell für Gespräche"),
        ("chat_template.jinja", "{% for m in messages %}", "kein Modell für Gespräche"),
        ("chat_template.jinja", "{{ raise_exception('System role not supported') }}", "kein Modell für Gespräche"),
        ("config.json", {"model_type": "bert"}, "lässt sich nicht laden"),
        ("config.json", {"model_type": "t5"}, "lässt sich nicht laden"),
        ("config.json", {"model_type": "nosuch"}, "lässt sich nicht laden"),
        ("config.json", {"model_type": "custom", "auto_map": {"AutoConfig": "x.X"}}, "lässt sich nicht laden"),
        ("config.json", {"architectures": 5, "hidden_size": "viel"}, "lässt sich nicht laden"),
        ("config.json", {"num_hidden_layers": 3, "layer_types": None}, "lässt sich nicht laden"),
        ("config.json", "[]", "beschädigt"),
    ],
)
def test_a_folder_that_holds_no_such_model_says_so(tiny_chat, tmp_path, file, content, said):
    folder = Path(shutil.copytree(tiny_chat, tmp_path / "tiny"))
    if isinstance(content, dict):
        content = json.dumps(json.loads((folder / file).read_text(encoding="utf-8")) | content)
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        open_generator(str(folder))
    assert said in refused.value.texts["de"] and "\n" not in refused.value.texts["de"]


@pytest.fixture(scope="module")
def tiny_reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An untrained ELECTRA reader whose "no answer" can never win, so that it always quotes."""
    import torch
    from transformers import ElectraConfig, ElectraForQuestionAnswering

    folder = tmp_path_factory.mktemp("models") / "tiny-electra"
    folder.mkdir()
    size = make_tokenizer(folder)
    torch.manual_seed(3)
    config = ElectraConfig(
        vocab_size=size, embedding_size=16, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=1024,
    )  # fmt: skip
    ElectraForQuestionAnswering(config).save_pretrained(folder, safe_serialization=True)
    return folder


def test_an_extractive_reader_quotes_one_sentence_of_the_passages(tiny_reader):
    model = open_generator(str(tiny_reader))
    assert isinstance(model, ExtractiveGenerator)
    base = evidence_answer(QUESTION)
    task = prepare(base, model.count_tokens)
    quoted = "".join(model.write(task))
    shown = [" ".join(p.article.text[a:b].split()) + f" [{p.number}]" for p in task.passages for a, b in p.spans]
    assert quoted in shown
    *_, last = answer_with_model(base, model)
    assert last.sentences[0].support == "belegt" and last.generator.startswith("tiny-electra@")
