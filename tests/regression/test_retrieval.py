"""What the search finds, held to tests/regression/retrieval.yaml. `retrieval.py --write` refreshes it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import DATA  # noqa: E402
from retrieval import SAMPLE, flat, held_against, measure  # noqa: E402
from retrieval_sets import SETS  # noqa: E402

from chatbot.evaluation.regression import FAIL, verdict_table  # noqa: E402


@pytest.mark.regression
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SAMPLE)
def test_the_search_finds_what_it_found(name):
    if not DATA.is_dir():
        pytest.skip("the data folder is not here; see expected.yaml")
    lines = held_against(name, "quick", flat(measure(SETS[name](DATA), SAMPLE[name])))
    assert lines, "retrieval.yaml holds no figures for this set"
    failed = [line for line in lines if line.verdict == FAIL]
    assert not failed, "\n" + verdict_table(failed)
