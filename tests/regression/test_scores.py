"""The scores of each data set at hand, held to tests/regression/expected.yaml. `reproduce.py` refreshes them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Systems, gold_of, measure, specs  # noqa: E402

from chatbot.evaluation.gold import sample  # noqa: E402
from chatbot.evaluation.regression import FAIL, check, verdict_table  # noqa: E402


@pytest.fixture(scope="module")
def systems():
    held = Systems()
    yield held
    held.close()


@pytest.mark.regression
@pytest.mark.timeout(600)
@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.name)
def test_scores_are_those_expected(spec, systems):
    report, _ = measure(spec, sample(gold_of(spec), spec.sample), systems)
    lines = check(spec.name, spec.quick, report)
    print(verdict_table(lines))
    assert lines, "expected.yaml holds no scores for this run"
    failed = [line for line in lines if line.verdict == FAIL]
    assert not failed, "\n" + verdict_table(failed)


@pytest.mark.regression
def test_the_starter_gold_set_is_always_measured():
    assert specs()[0].gold == "seeds/gold.jsonl"
