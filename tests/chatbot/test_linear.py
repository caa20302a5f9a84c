"""The linear layer."""

import numpy as np
import pytest

from chatbot.linear import Linear, sigmoid, softmax


def test_a_layer_survives_its_json():
    layer = Linear(("a", "b"), np.array([1.0, 0.0]), np.array([2.0, 1.0]), np.array([0.5, -1.0]), 0.25)
    again = Linear.from_dict(layer.to_dict(), ("a", "b"))
    rows = np.array([[3.0, 1.0], [1.0, 0.0]])
    assert again.logits(rows) == pytest.approx(layer.logits(rows))
    assert layer.logits(rows) == pytest.approx([-0.25, 0.25])


def test_an_unknown_column_weighs_nothing():
    layer = Linear.from_dict({"bias": 0.5, "columns": {"a": [0, 1, 2]}}, ("new", "a"))
    assert layer.logits(np.array([[100.0, 1.0]])) == pytest.approx([2.5])


def test_sigmoid_and_softmax_do_not_overflow():
    assert sigmoid(1e6) == pytest.approx(1.0)
    assert softmax(np.array([1e6, 0.0])) == pytest.approx([1.0, 0.0])
    assert softmax(np.zeros(0)).size == 0
