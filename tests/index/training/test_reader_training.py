"""What the reader learns from, attention as matrix products, and bundled models turned back into float ones."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from chatbot.reader import BUNDLED
from index.onnx_model import OnnxModel
from index.training.hardware import plain
from index.training.reader import Material
from index.training.reader_examples import Encoded, Example, beside, collate, headed, hidden, varied
from index.training.reader_model import f1
from index.training.restore import restored

TEXT = (
    "Der Rat der Stadt tagte am Montag. Es ging um das neue Schwimmbad. Die Kosten liegen bei 12 Millionen Euro. "
    "Der Bau beginnt im Mai. Die Bürgermeisterin freute sich. Im Herbst soll alles fertig sein."
)
AT = TEXT.index("12 Millionen Euro")
EXAMPLE = Example("Was kostet das Schwimmbad?", TEXT, ((AT, AT + len("12 Millionen Euro")),))


def pass_of(share):
    counts = {"people": 50, "elsewhere": 10, "pages": 2, "pairs": 40, "made": 100}
    parts = {name: [replace(EXAMPLE, question=f"{name} {n}") for n in range(count)] for name, count in counts.items()}
    seen = Material(**parts).one_pass(random.Random(0), share)
    return Counter(example.question.split()[0] == "pairs" for example in seen)


@pytest.mark.parametrize(("share", "others"), [(0.5, 40), (0.8, 10)])
def test_pairs_are_seen_whole_beside_as_many_other_questions_as_their_share_leaves(share, others):
    assert pass_of(share) == {True: 40, False: others}


def test_without_a_share_pairs_are_seen_beside_all_other_questions():
    counts = pass_of(0)
    assert counts[True] == 40 and counts[False] > 50


def test_a_passage_beside_the_answer_is_whole_sentences_without_it():
    cut = beside(EXAMPLE, random.Random(0), 125)
    assert cut is not None and cut.spans == ()
    assert cut.passage in TEXT and "12 Millionen" not in cut.passage
    assert cut.passage.endswith(".")


def test_a_passage_with_nothing_beside_its_answer_is_not_cut():
    assert beside(Example("Was?", "Es kostet 12 Euro.", ((10, 17),)), random.Random(0), 125) is None


def test_every_variation_keeps_the_answer_or_has_none():
    rng = random.Random(1)
    for _ in range(200):
        seen = varied(EXAMPLE, rng)
        assert [seen.passage[a:b] for a, b in seen.spans] in ([], ["12 Millionen Euro"])


def test_a_heading_before_the_passage_moves_the_answer_along():
    seen = headed(replace(EXAMPLE, title="Neues Bad", day="2024-06-20"))
    assert seen.passage == "Neues Bad (20. Juni 2024). " + TEXT
    assert [seen.passage[a:b] for a, b in seen.spans] == ["12 Millionen Euro"]


def test_a_passage_is_seen_with_its_heading_mostly_and_under_made_up_days_only_where_none_is_known():
    rng = random.Random(3)
    known = [varied(replace(EXAMPLE, title="Neues Bad", day="2024-06-20"), rng).passage for _ in range(200)]
    share = sum(passage.startswith("Neues Bad (20. Juni 2024). ") for passage in known) / 200
    assert 0.7 < share < 1 and not any(passage.startswith("Neues Bad") and "(20. Juni 2024)" not in passage for passage in known)
    unknown = [varied(EXAMPLE, rng).passage for _ in range(200)]
    assert 0 < sum(passage.startswith("(") for passage in unknown) < 120


@pytest.mark.slow
def test_answer_tokens_are_never_hidden():
    tokenizer = OnnxModel.open(BUNDLED)._tokenizer
    unknown = tokenizer.get_vocab()["[UNK]"]
    rng = random.Random(2)
    n_hidden = 0
    for _ in range(50):
        row = hidden(Encoded(EXAMPLE, tokenizer), unknown, rng)
        assert unknown not in row.ids[row.start : row.end + 1]
        n_hidden += row.ids.count(unknown)
    assert n_hidden > 0


def test_attention_as_products_is_attention():
    torch.manual_seed(0)
    query, key, value = (torch.randn(2, 3, 5, 8) for _ in range(3))
    mask = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])[:, None, None, :].expand(2, 1, 5, 5)
    expected = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    found, _ = plain(torch.nn.Identity().eval(), query, key, value, mask)
    assert torch.allclose(found.transpose(1, 2), expected, atol=1e-5)


def test_a_model_with_attention_as_products_does_not_see_padding():
    sizes = {"vocab_size": 30, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 16}
    model = BertModel(BertConfig(**sizes, attn_implementation="plain"), add_pooling_layer=False).eval()
    ids = torch.tensor([[1, 5, 6, 2, 3, 3], [1, 7, 8, 9, 9, 2]])
    mask = torch.tensor([[1, 1, 1, 1, 0, 0], [1] * 6])
    with torch.no_grad():
        padded = model(input_ids=ids, attention_mask=mask).last_hidden_state[0, :4]
        alone = model(input_ids=ids[:1, :4], attention_mask=mask[:1, :4]).last_hidden_state[0]
    assert model.config._attn_implementation == "plain"
    assert torch.allclose(padded, alone, atol=1e-5)


@pytest.mark.slow
def test_the_bundled_reader_is_restored_to_a_model_that_says_nearly_the_same():
    body, weight, bias = restored(BUNDLED)
    model = OnnxModel.open(BUNDLED)
    row = Encoded(EXAMPLE, model._tokenizer)
    ids, mask, kind, _ = (torch.from_numpy(part) for part in collate([row], 3))
    with torch.no_grad():
        hidden_states = body.eval()(input_ids=ids, attention_mask=mask, token_type_ids=kind).last_hidden_state
        starts = (hidden_states @ weight.T + bias)[0, : len(row.ids), 0].numpy()
    tokens = model.tokens([(EXAMPLE.question, EXAMPLE.passage)])[0]
    assert list(tokens.ids) == row.ids
    assert np.corrcoef(starts, model.run(tokens)["start_logits"])[0, 1] > 0.98


def test_word_f1_leaves_out_articles():
    assert f1("die 12 Millionen Euro", "12 Millionen Euro") == 1.0
    assert f1("im Mai", "12 Millionen Euro") == 0.0
