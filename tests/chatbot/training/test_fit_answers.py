"""The fit of the last layer on cases made here: signs hold, features that are left out weigh nothing, costs set the threshold."""

import numpy as np
import pytest

from chatbot.refusal import ANSWER_FEATURES, BESIDE_OTHERS, SPEAK_AGAINST
from chatbot.training.answer_examples import Asked, near_misses, unseen
from chatbot.training.fit_answers import (
    COST_REFUSED,
    COST_WRONG,
    SHARE_ANSWERABLE,
    THRESHOLD,
    balance,
    fit_answer,
    refusal_figures,
)


@pytest.fixture
def cases():
    rng = np.random.default_rng(0)
    rows = rng.normal(size=(400, len(ANSWER_FEATURES)))
    speaks = rows[:, ANSWER_FEATURES.index("here_margin")] - rows[:, ANSWER_FEATURES.index("top_share")]
    return rows, speaks + 0.3 * rng.normal(size=400) > 0


def weight(layer, name):
    return layer.weights[ANSWER_FEATURES.index(name)]


def test_a_weight_has_the_sign_its_feature_has_by_nature(cases):
    rows, labels = cases
    layer = fit_answer(rows, labels)
    assert weight(layer, "here_margin") > 1
    assert weight(layer, "top_share") == 0
    assert all(weight(layer, name) <= 0 for name in SPEAK_AGAINST)
    against = fit_answer(rows, ~labels)
    assert weight(against, "here_margin") == 0 and weight(against, "top_share") > 1


def test_what_is_left_out_weighs_nothing(cases):
    rows, labels = cases
    layer = fit_answer(rows, ~labels, BESIDE_OTHERS)
    assert all(weight(layer, name) == 0 for name in BESIDE_OTHERS)


def test_a_constant_feature_does_no_harm(cases):
    rows, labels = cases
    rows[:, ANSWER_FEATURES.index("english")] = 1.0
    assert np.isfinite(fit_answer(rows, labels).logits(rows)).all()


def test_cases_are_weighed_to_the_share_of_answerable_questions():
    labels = np.asarray([True] * 10 + [False] * 90)
    weights = balance(labels)
    assert weights[labels].sum() / weights.sum() == pytest.approx(SHARE_ANSWERABLE)
    assert weights.mean() == pytest.approx(1.0)


def test_the_threshold_is_where_answering_and_refusing_cost_the_same():
    assert pytest.approx(THRESHOLD * COST_REFUSED, abs=0.002) == (1 - THRESHOLD) * COST_WRONG


def test_figures_of_refusal_are_those_worked_out_by_hand():
    figures = refusal_figures(np.asarray([0.95, 0.45, 0.45, 0.05]), np.asarray([True, True, False, False]))
    assert figures == {"auroc": 0.875, "ece": 0.05}


def test_only_articles_that_the_reader_was_not_taught_are_left():
    asked = [Asked("Wer?", f"de_news_{n}_1", (0,), f"de_news_{n}") for n in range(10)]
    assert [a.group for a in unseen(asked)] == ["de_news_0", "de_news_5"]


def test_a_near_miss_asks_for_another_s_name_of_the_same_kind():
    asked = [Asked("Was sagte Olaf Scholz?", "a", (0,), "a"), Asked("Was sagte Angela Merkel?", "b", (0,), "b")]
    missed = near_misses(asked)
    assert [m.question for m in missed] == ["Was sagte Angela Merkel?", "Was sagte Olaf Scholz?"]
    assert all(not m.starts for m in missed)
