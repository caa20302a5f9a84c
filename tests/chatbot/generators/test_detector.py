"""A tiny ModernBERT token classifier with planted weights, through the real loading, tokenizing and reading."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chatbot import Chatbot
from chatbot.__main__ import parser
from chatbot.errors import ProfileError
from chatbot.generators.detector import open_detector
from chatbot.profiles import profile
from chatbot.types import Answer
from chatbot.writing import answer_with_model
from index import NewsIndex
from tests.chatbot.test_second_look import ALSO, PROVED, QUESTION
from tests.chatbot.writing_parts import HOWITZERS, TRADE, Scripted, evidence_answer

LETTUCE = "KRLabsOrg/lettucedect-v2-mmbert-base"


def make_detector(folder: Path, marked: str) -> Path:
    """Write a checkpoint into `folder` that marks the words of the text `marked` and no others, wherever they stand."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import ModernBertConfig, ModernBertForTokenClassification, PreTrainedTokenizerFast

    raw = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    marks = ["[UNK]", "[CLS]", "[SEP]", "[PAD]"]
    texts = [HOWITZERS.text, TRADE.text, PROVED, ALSO, QUESTION]
    raw.train_from_iterator(texts, trainers.WordLevelTrainer(special_tokens=marks))
    raw.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]"
    )
    tokenizer.save_pretrained(folder)
    config = ModernBertConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=16, num_hidden_layers=2, num_attention_heads=2,
        max_position_embeddings=4096, pad_token_id=3, bos_token_id=1, eos_token_id=2, cls_token_id=1, sep_token_id=2,
    )  # fmt: skip
    torch.manual_seed(5)
    model = ModernBertForTokenClassification(config).eval()
    with torch.no_grad():
        # Layers that add nothing, and only two kinds of words: those that are marked and the others.
        for layer in model.model.layers:
            layer.attn.Wo.weight.zero_()
            layer.mlp.Wo.weight.zero_()
        words = model.model.embeddings.tok_embeddings.weight
        words.zero_()[:, 0] = 1.0
        chosen = sorted(set(tokenizer(marked, add_special_tokens=False)["input_ids"]))
        words[chosen] = torch.eye(16)[1]
        other, mark = model.head(model.model(inputs_embeds=torch.eye(16)[None, :2]).last_hidden_state)[0]
        between = mark - other
        model.classifier.weight.copy_(torch.stack((torch.zeros(16), 8 * between / between.dot(between))))
        model.classifier.bias.copy_(torch.tensor([0.0, -4 * between.dot(mark + other) / between.dot(between)]))
    model.save_pretrained(folder, safe_serialization=True)
    return folder


@pytest.fixture(scope="module")
def lettuce(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A detector that finds "Sechs davon sollen" unsupported."""
    return make_detector(tmp_path_factory.mktemp("models") / "tiny-lettuce", "Sechs davon sollen")


def written(folder: Path) -> Answer:
    *_, last = answer_with_model(evidence_answer(QUESTION), Scripted(f"{PROVED} {ALSO}"), detector=open_detector(str(folder)))
    return last


@pytest.mark.slow
def test_each_token_has_its_own_words_and_probability(lettuce):
    detector = open_detector(str(lettuce))
    assert detector is not None and (detector.name, len(detector.revision)) == ("tiny-lettuce", 12)
    answer = f"{PROVED} {ALSO}"
    found = detector.tokens(QUESTION, [HOWITZERS.text], answer)
    assert [answer[t.start : t.end] for t in found if t.unsupported > 0.5] == ["Sechs", "davon", "sollen"]
    assert "".join(answer[t.start : t.end] for t in found) == answer.replace(" ", "")
    assert [round(t.unsupported, 2) for t in found[:2]] == [0.02, 0.02]  # a logit of -4 beside 0
    assert detector.tokens(QUESTION, [HOWITZERS.text], answer) == found
    assert detector.tokens(QUESTION, [HOWITZERS.text * 200], answer) == found, "long passages are cut, the answer is not"


@pytest.mark.slow
def test_weights_are_float32_on_a_cpu_and_loaded_once(lettuce):
    import torch

    from chatbot.generators.detector import LettuceDetector

    detector = LettuceDetector(lettuce, "tiny", "cpu")
    detector.tokens(QUESTION, ["x"], "Estland kauft.")
    loaded = detector._loaded
    assert loaded is not None and loaded.model.dtype == torch.float32
    detector.tokens(QUESTION, ["x"], "Estland kauft.")
    assert detector._loaded is loaded


@pytest.mark.slow
def test_a_sentence_with_marked_words_is_lowered_and_the_detector_named(lettuce):
    answer = written(lettuce)
    assert [s.support for s in answer.sentences] == ["belegt", "teilweise"]
    assert answer.generator.endswith(f" checked by tiny-lettuce@{open_detector(str(lettuce)).revision}")
    assert written(lettuce).to_dict() | {"seconds": 0} == answer.to_dict() | {"seconds": 0}


@pytest.mark.slow
@pytest.mark.parametrize(("bias", "support"), [((0.0, 9.0), "teilweise"), ((9.0, 0.0), "belegt")])
def test_a_head_that_marks_everything_or_nothing(lettuce, tmp_path, bias, support):
    import torch
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(lettuce, tmp_path / "tiny"))
    weights = load_file(folder / "model.safetensors")
    weights["classifier.weight"] = torch.zeros(2, 16)
    weights["classifier.bias"] = torch.tensor(bias)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    assert [s.support for s in written(folder).sentences] == [support] * 2


@pytest.mark.slow
def test_a_checkpoint_without_its_head_or_with_no_numbers_leaves_the_labels_and_says_so(lettuce, tmp_path):
    import torch
    from safetensors.torch import load_file, save_file

    for n, spoil in enumerate((lambda w: w.pop("classifier.weight"), lambda w: w["classifier.bias"].fill_(torch.nan))):
        folder = Path(shutil.copytree(lettuce, tmp_path / f"tiny-{n}"))
        weights = load_file(folder / "model.safetensors")
        spoil(weights)
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        answer = written(folder)
        assert [s.support for s in answer.sentences] == ["belegt", "belegt"] and "checked by" not in answer.generator
        assert ("no weights for classifier.weight", "NaN")[n] in answer.notes[-1]


def place(folder: Path, weights: bytes = b"no weights at all", **configuration: object) -> Path:
    """A folder that looks like a model's until its weights are read."""
    folder.mkdir(parents=True)
    settings = {"architectures": ["ModernBertForTokenClassification"], "model_type": "modernbert"} | configuration
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_opening_reads_no_weights_and_the_bot_takes_a_folder(tmp_path):
    folder = place(tmp_path / "tiny")
    detector = open_detector(str(folder))
    assert detector is not None and detector._loaded is None
    with NewsIndex.open(embedder=None) as news:
        bot = Chatbot.open(news, detector=str(folder))
        assert bot.detector is not None and bot.detector.name == "tiny"
    assert parser().parse_args(["ask", "?", "--detector", str(folder)]).detector == str(folder)


@pytest.mark.slow
def test_weights_that_cannot_be_read_leave_the_labels_and_say_so(tmp_path):
    answer = written(place(tmp_path / "tiny"))
    assert [s.support for s in answer.sentences] == ["belegt", "belegt"]
    assert "Das Modell tiny lässt sich nicht laden" in answer.notes[-1]


def test_a_profile_uses_its_detector_where_it_is_and_does_not_miss_it(tmp_path):
    here = {"HF_HUB_CACHE": str(tmp_path)}
    assert [p for p in ("embedded", "laptop", "llm", "gpu", "server") if open_detector(None, p, here)] == []
    place(tmp_path / ("models--" + LETTUCE.replace("/", "--")) / "snapshots" / ("c" * 40))
    for name in ("llm", "gpu"):
        detector = open_detector(None, name, here)
        assert detector is not None and (detector.name, detector.revision) == (LETTUCE, "c" * 12)
        assert LETTUCE in [model.name for model in profile(name).models]
    assert open_detector(None, "embedded", here) is None


def test_what_is_wrong_with_a_chosen_detector_is_said(tmp_path):
    here = {"HF_HUB_CACHE": str(tmp_path)}
    with pytest.raises(ProfileError, match=f"models get {LETTUCE}") as absent:
        open_detector(LETTUCE, environment=here)
    assert "liegt nicht auf diesem Rechner" in absent.value.texts["de"]
    for n, configuration in enumerate(({"architectures": ["Qwen3ForCausalLM"]}, {"id2label": {"0": "O", "1": "B", "2": "I"}})):
        with pytest.raises(ProfileError, match="no unsupported words") as wrong:
            open_detector(str(place(tmp_path / f"wrong-{n}", **configuration)), environment=here)
        assert f"wrong-{n} erkennt keine ungedeckten Worte" in wrong.value.texts["de"]
    damaged = place(tmp_path / "damaged")
    (damaged / "config.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ProfileError, match="damaged config.json"):
        open_detector(str(damaged), environment=here)
    code = place(tmp_path / "code")
    (code / "modeling.py").write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(ProfileError, match="modeling.py"):
        open_detector(str(code), environment=here)
