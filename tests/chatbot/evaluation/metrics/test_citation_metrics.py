"""ALCE's definitions on cases small enough to work out by hand; evidence is a set of facts, a statement needs some of them."""

import pytest

from chatbot.evaluation.metrics.citations import precision, recall


def supports(statement, proofs):
    return set(statement.split("+")) <= set("".join(proofs))


CITED = {1: ["a"], 2: ["b"], 3: ["x"]}
# statements, recall, precision, why
CASES = [
    ([("a", (1,))], 1.0, 1.0, "one citation that proves"),
    ([("a", (3,))], 0.0, 0.0, "one citation that does not"),
    ([("a", ())], 0.0, 0.0, "nothing cited"),
    ([("a+b", (1, 2))], 1.0, 1.0, "two citations needed together"),
    ([("a", (1, 3))], 1.0, 0.5, "the second adds nothing and the first suffices"),
    ([("a+b", (1, 3))], 0.0, 0.0, "not proved together, so neither counts"),
    ([("a+b", (1, 2, 3))], 1.0, 2 / 3, "the third is not needed"),
    ([("a", (1,)), ("b", (1,))], 0.5, 0.5, "one statement of two proved"),
    ([("a", (1,)), ("b", ())], 0.5, 1.0, "an uncited statement costs recall, not precision"),
]


@pytest.mark.parametrize(("statements", "expected_recall", "expected_precision", "why"), CASES)
def test_definitions_hold_on_hand_worked_cases(statements, expected_recall, expected_precision, why):
    assert recall(statements, CITED, supports) == pytest.approx(expected_recall), why
    assert precision(statements, CITED, supports) == pytest.approx(expected_precision), why


def test_an_answer_without_statements_has_no_measure():
    assert recall([], CITED, supports) is None
    assert precision([], CITED, supports) is None
