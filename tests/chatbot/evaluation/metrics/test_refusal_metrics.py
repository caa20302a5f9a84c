"""Refusal measures; the AUROC values were computed once with scikit-learn's roc_auc_score, outside the project."""

import pytest

from chatbot.evaluation.metrics.refusal import auroc, coverage_curve, expected_calibration_error, precision_recall, reliability


def test_precision_and_recall_of_refusals():
    refused, answerable = [True, True, False, False, True], [False, True, False, True, False]
    assert precision_recall(refused, answerable) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert precision_recall([False], [False]) == (None, 0.0)


def test_where_every_question_is_answerable_no_refusal_can_be_due():
    assert precision_recall([True, False], [True, True]) == (None, None)


@pytest.mark.parametrize(
    ("scores", "positive", "expected"),
    [
        ([0.1, 0.4, 0.35, 0.8], [False, False, True, True], 0.75),
        ([0.5, 0.5, 0.5, 0.9], [True, False, False, True], 0.75),
        ([0.2, 0.7, 0.7, 0.1, 0.9, 0.4], [True, True, False, False, False, True], 0.3888888888888889),
    ],
)
def test_auroc_equals_scikit_learns(scores, positive, expected):
    assert auroc(scores, positive) == pytest.approx(expected, abs=1e-12)


def test_auroc_needs_both_kinds():
    assert auroc([0.1, 0.2], [True, True]) is None


def test_calibration_error_is_the_weighted_gap_of_the_bins():
    confidence, right = [0.95, 0.95, 0.95, 0.95, 0.55], [True, True, True, False, False]
    assert expected_calibration_error(confidence, right) == pytest.approx((4 * 0.2 + 1 * 0.55) / 5)
    assert [n for _, _, n in reliability(confidence, right)] == [1, 4]
    assert expected_calibration_error([], []) is None


def test_certainty_falls_into_the_last_bin():
    assert reliability([1.0, 0.99], [True, True]) == [(pytest.approx(0.995), 1.0, 2)]


def test_coverage_rises_and_ends_at_the_share_answered():
    assert coverage_curve([0.9, 0.5, 0.5], [True, False, True], total=4) == [(0.25, 1.0), (0.75, pytest.approx(2 / 3))]
    assert coverage_curve([], [], total=4) == []
