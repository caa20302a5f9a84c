"""Batches that the embedders learn from, hidden words, and examples that other processes make."""

import random
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from index.training import hardware
from index.training.language import Hider, packed
from index.training.lessons import Batch, Lessons, contrast, mixed


def unit(*shape):
    return torch.nn.functional.normalize(torch.randn(shape, generator=torch.Generator().manual_seed(shape[0])), dim=1)


def encode(texts):
    return np.array([[len(text)] for text in texts]), np.ones((len(texts), 1), int)


def lessons(**plan):
    material = SimpleNamespace(
        runs=[],
        words=[(f"wort {n}", f"word {n}") for n in range(40)],
        parallel=[],
        captions=[],
        passages={},
        simple={},
        questions=[],
    )
    return Lessons(material, (None, None), plan, together=3)


def test_without_wrong_or_equal_texts_contrast_is_the_mean_of_two_cross_entropies():
    left, right = unit(5, 8), unit(6, 8)[:5]
    scores = left @ right.T * 20
    expected = sum(torch.nn.functional.cross_entropy(s, torch.arange(5)) for s in (scores, scores.T)) / 2
    assert torch.allclose(contrast(left, right, torch.zeros(5, 5, dtype=torch.bool)), expected)


def test_a_wrong_text_near_the_question_costs_and_an_equal_one_does_not():
    left, right = unit(4, 8), unit(4, 8)
    none = torch.zeros(4, 4, dtype=torch.bool)
    near = torch.cat([right, left[:1]])
    marked = torch.zeros(4, 5, dtype=torch.bool)
    free = contrast(left, right, none)
    assert contrast(left, near, marked) > free
    marked[:, 4] = True
    assert torch.allclose(contrast(left, near, marked), free)


def test_the_same_seed_makes_the_same_batches_and_a_task_has_the_kind_of_the_plan():
    made = lessons(words=(8, 1.0))
    kind, seed = next(made.tasks(random.Random(0)))
    first, second = made.batches(kind, seed, encode), made.batches(kind, seed, encode)
    assert kind == "words" and len(first) == 3
    assert all((a.left[0] == b.left[0]).all() and a.goal is None for a, b in zip(first, second, strict=True))


def test_equal_right_texts_are_marked_but_not_a_row_s_own():
    made = lessons(words=(2, 1.0))
    made.words = [SimpleNamespace(left=str(n), right="gleich", other="") for n in range(6)]
    same = made.batches("words", 1, encode)[0].same
    assert same.tolist() == [[False, True], [True, False]]


def test_mixing_loses_no_batch_before_the_parts_end():
    parts = [[Batch(f"{n}", *[(np.zeros(1), np.zeros(1))] * 2, np.zeros(1), None)] * 2 for n in range(30)]
    seen = [batch.kind for batch in mixed(iter(parts), random.Random(0), n_parts=4)]
    assert len(seen) == 60 - 8 and seen != sorted(seen, key=int)


@pytest.mark.parametrize("n_makers", [0, pytest.param(2, marks=pytest.mark.slow)])
def test_examples_made_ahead_come_in_order(monkeypatch, n_makers):
    monkeypatch.setattr(hardware, "MAKERS", n_makers)
    assert list(hardware.ahead(lambda n: n * n, range(7), n_ahead=3)) == [n * n for n in range(7)]


def test_short_rows_share_a_block_and_no_row_is_cut():
    table = packed([[1, 5, 2]] * 100, pad=3)
    assert table.shape[1] == 128 and (table == 5).sum() == 100
    assert all((row == 1).sum() == (row == 2).sum() for row in table)


def test_the_pieces_of_a_word_are_hidden_together_and_special_tokens_never():
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[PAD]": 3, "[MASK]": 4, "haus": 5, "##bau": 6, "##er": 7, "alt": 8}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    torch.manual_seed(0)
    ids = torch.tensor([[1, 5, 6, 7, 8, 2, 3, 3]]).repeat(400, 1)
    seen, chosen = Hider(tokenizer)(ids)
    assert not chosen[:, [0, 5, 6, 7]].any()
    assert (chosen[:, 1] == chosen[:, 2]).all() and (chosen[:, 1] == chosen[:, 3]).all()
    assert 0.12 < chosen[:, 4].float().mean() < 0.28
    assert (seen[~chosen] == ids[~chosen]).all() and (seen[chosen] == 4).float().mean() > 0.7
