"""Retrieval measures against values computed once with pytrec_eval-terrier 0.5.11 (trec_eval) outside the project."""

import pytest

from chatbot.evaluation.metrics.retrieval import any_article, first_rank, ndcg, recall, reciprocal_rank

LONG = tuple(f"x{i:02d}" for i in range(11)) + ("d",)
# ranking, grades, recall_1, recall_5, recall_20, recip_rank (uncut), ndcg_cut_10
TREC_EVAL = [
    (("x", "a", "b"), {"a": 1}, 0.0, 1.0, 1.0, 0.5, 0.6309297535714575),
    (
        ("c", "x", "a", "y"),
        {"a": 2, "c": 1, "z": 1},
        0.3333333333333333,
        0.6666666666666666,
        0.6666666666666666,
        1.0,
        0.6387878864795979,
    ),
    (LONG, {"b": 1, "d": 1}, 0.0, 0.0, 0.5, 0.08333333333333333, 0.0),
    (("n", "m"), {"m": 3}, 0.0, 1.0, 1.0, 0.5, 0.6309297535714574),
]


@pytest.mark.parametrize(("ranked", "grades", "r1", "r5", "r20", "rr", "ndcg10"), TREC_EVAL)
def test_measures_equal_those_of_trec_eval(ranked, grades, r1, r5, r20, rr, ndcg10):
    assert [recall(ranked, grades, k) for k in (1, 5, 20)] == pytest.approx([r1, r5, r20], abs=1e-12)
    assert reciprocal_rank(ranked, grades, k=20) == pytest.approx(rr, abs=1e-12)
    assert ndcg(ranked, grades, 10) == pytest.approx(ndcg10, abs=1e-12)


def test_reciprocal_rank_is_cut_at_ten():
    assert reciprocal_rank(LONG, {"d": 1}) == 0.0
    assert reciprocal_rank(LONG[1:-2] + ("d",), {"d": 1}) == pytest.approx(0.1)


def test_nothing_right_scores_zero_and_has_no_rank():
    assert recall(("a",), {}, 5) == ndcg(("a",), {}) == reciprocal_rank(("a",), {}) == 0.0
    assert first_rank(("a",), {}) is None


def test_any_of_three_prints_found_first_is_full_recall():
    ranked, grades = any_article(("b", "x", "a", "c"), {"a": 1, "b": 1, "c": 1})
    assert ranked == ("a", "x")
    assert recall(ranked, grades, 1) == 1.0
    assert ndcg(ranked, grades) == 1.0
    assert recall(("b", "x"), {"a": 1, "b": 1, "c": 1}, 1) == pytest.approx(1 / 3)
