import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.regression import (
    Expected,
    check,
    expect,
    groups_table,
    peers_table,
    read_specs,
    scores_table,
    verdict,
    verdict_table,
    where_table,
)
from chatbot.evaluation.run import run
from chatbot.evaluation.summary import summarise

WHEN, WHO = "Wann wurde die Brücke gebaut?", "Wer baute den Turm?"
GOLD = GoldSet(
    "zwei",
    (
        GoldQuestion("a", WHEN, "de", True, ("1890",), {"bruecke": 1}, type="when"),
        GoldQuestion("c", WHO, "de", False, type="who"),
    ),
    (),
    "f00",
)


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("answer.f1", 0.5, "OK"),
        ("answer.f1", 0.48, "OK"),
        ("answer.f1", 0.47, "OKish"),
        ("answer.f1", 0.43, "FAIL"),
        ("answer.f1", 0.9, "OKish"),
        ("answer.f1", None, "FAIL"),
        ("refusal.ece", 0.6, "FAIL"),
        ("refusal.ece", 0.3, "OKish"),
    ],
)
def test_a_score_is_held_to_what_was_expected(measure, value, expected):
    assert verdict(measure, Expected(0.5, 0.02), value) == expected


@pytest.fixture
def report(scripted_bot, quoted_support, ticking_clock):
    script = {WHEN: ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9), WHO: 0.2}
    done = run(GOLD, scripted_bot(script), quoted_support, clock=ticking_clock)
    return summarise("zwei", "r1", done.generator, done.rows, {"seconds": 3.0})


def test_a_run_meets_the_expectations_made_of_it(report):
    made = expect(report, 0.01)
    assert "answer.contains" in made and made["refusal.auroc"] == {"value": 1.0, "tolerance": 0.01}
    (spec,) = read_specs({"runs": {"zwei": {"gold": "g.jsonl", "sample": 2, "quick": made, "full": made}}})
    lines = check(spec.name, spec.quick, report)
    assert {line.verdict for line in lines} == {"OK"} and len(lines) == len(made)
    worse = check(spec.name, {"answer.contains": Expected(0.2, 0.1), "answer.f1": Expected(1.0, 0.01)}, report)
    assert [line.verdict for line in worse] == ["OKish", "FAIL"]
    assert "| zwei | answer.f1 | 1.000 | ±0.01 |" in verdict_table(worse)


def test_tables_hold_numbers_and_no_text_of_the_data(report):
    reports = {"zwei": report}
    text = "\n".join([scores_table(reports, "answer"), groups_table(report), where_table(reports), peers_table(reports)])
    assert "| zwei | 2 | 0.000" in text and "| type: who | 1 |" in text
    assert "Brücke" not in text and WHO not in text


def test_malformed_expectations_are_refused():
    with pytest.raises(GoldError, match="expected scores are malformed"):
        read_specs({"runs": {"x": {"gold": "g.jsonl", "quick": {"answer.f1": 0.5}}}})
    with pytest.raises(GoldError, match="expected scores are malformed"):
        read_specs([])
