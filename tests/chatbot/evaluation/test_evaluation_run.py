import json

import pytest

from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.results import SCORES, Row
from chatbot.evaluation.run import run
from chatbot.evaluation.summary import summarise
from chatbot.types import Turn

WHEN, WIDE, WHO = "Wann wurde die Brücke gebaut?", "Wie breit ist sie?", "Wer baute den Turm?"
GOLD = GoldSet(
    "drei",
    (
        GoldQuestion("a", WHEN, "de", True, ("1890",), {"bruecke": 1}, type="when"),
        GoldQuestion(
            "b", WIDE, "de", True, ("12 Meter",), {"bruecke": 1}, type="how", turns=(Turn("Und die Brücke?", "Sie steht."),)
        ),
        GoldQuestion("c", WHO, "de", False, type="who"),
    ),
    (),
    "f00",
)
SCRIPT = {
    WHEN: ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9),
    WIDE: ("turm", "Der Turm ist 80 Meter hoch.", 0.6),
    WHO: 0.2,
}


class Killed(BaseException):
    """The process ends here."""


def test_rows_come_in_the_order_of_the_gold_set_with_their_turns(scripted_bot, quoted_support, ticking_clock):
    bot = scripted_bot(SCRIPT)
    done = run(GOLD, bot, quoted_support, today="2024-06-20", clock=ticking_clock)
    assert [row.id for row in done.rows] == ["a", "b", "c"]
    assert [row.ms for row in done.rows] == [250.0] * 3
    assert done.generator == "script"
    assert bot.asked[1] == (WIDE, (Turn("Und die Brücke?", "Sie steht."),), "2024-06-20")


def test_a_run_that_was_killed_goes_on_and_asks_nothing_twice(tmp_path, scripted_bot, quoted_support, ticking_clock):
    rows_file = tmp_path / "rows.jsonl"
    dying = scripted_bot(SCRIPT)
    real_ask = dying.ask

    def ask(question, turns=(), *, today=None):
        if question == WHO:
            raise Killed
        return real_ask(question, turns, today=today)

    dying.ask = ask
    with pytest.raises(Killed):
        run(GOLD, dying, quoted_support, rows_file, "same", clock=ticking_clock)
    with rows_file.open("a", encoding="utf-8") as file:
        file.write('{"row": {"id": "c", "ques')  # torn in the middle of a line
    bot = scripted_bot(SCRIPT)
    resumed = run(GOLD, bot, quoted_support, rows_file, "same", clock=ticking_clock)
    assert [question for question, *_ in bot.asked] == [WHO]
    whole = run(GOLD, scripted_bot(SCRIPT), quoted_support, clock=ticking_clock)
    assert resumed == whole


def test_rows_of_another_run_are_not_taken(tmp_path, scripted_bot, quoted_support):
    rows_file = tmp_path / "rows.jsonl"
    run(GOLD, scripted_bot(SCRIPT), quoted_support, rows_file, "before")
    bot = scripted_bot(SCRIPT)
    run(GOLD, bot, quoted_support, rows_file, "after")
    assert len(bot.asked) == 3


def test_a_row_survives_its_json(scripted_bot, quoted_support, ticking_clock):
    for row in run(GOLD, scripted_bot(SCRIPT), quoted_support, clock=ticking_clock).rows:
        assert Row.from_dict(json.loads(json.dumps(row.to_dict()))) == row


def test_search_alone_asks_no_question(scripted_bot, quoted_support):
    bot = scripted_bot({})
    gold = GoldSet("beir", (GoldQuestion("a", WHEN, "de", None, articles={"bruecke": 2}, every_article=True),), (), "f", True)
    done = run(gold, bot, quoted_support)
    assert bot.asked == [] and done.generator is None and done.rows[0].rank == 1


@pytest.fixture
def report(scripted_bot, quoted_support, ticking_clock):
    done = run(GOLD, scripted_bot(SCRIPT), quoted_support, clock=ticking_clock)
    return summarise("drei", "r1", done.generator, done.rows, {"profile": "test"})


def test_the_report_has_its_stable_layout(report):
    assert list(report)[:10] == [
        "dataset", "n", "index_revision", "generator", "retrieval", "answer", "citation", "refusal", "latency_ms", "by",
    ]  # fmt: skip
    assert set(report["retrieval"]) == {"recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10"}
    assert set(report["answer"]) == {"em", "f1", "em_mlqa", "f1_mlqa", "contains", "first_sentence_contains"}
    assert {"precision", "recall"} <= set(report["citation"])
    assert set(report["refusal"]) == {"precision", "recall", "auroc", "ece"}
    assert set(report["latency_ms"]) == {"p50", "p95"}
    documented = {"id", "question", "answerable", "refused", "text", "rank", "f1", "contains", "citations"}
    assert all(documented | set(SCORES) <= set(question) for question in report["questions"])
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_the_numbers_are_those_worked_out_by_hand(report):
    assert report["n"] == 3 and report["generator"] == "script"
    assert report["retrieval"]["mrr@10"] == pytest.approx(1.0)
    assert report["answer"]["contains"] == 0.5
    assert report["citation"]["precision_gold"] == report["citation"]["recall_gold"] == 0.5
    assert report["refusal"] == {"precision": 1.0, "recall": 1.0, "auroc": 1.0, "ece": pytest.approx((0.1 + 0.6) / 2)}
    assert report["latency_ms"] == {"p50": 250.0, "p95": 250.0}
    assert report["where"]["retrieved but not chosen"] == 1
    assert report["curves"]["coverage"] == [[pytest.approx(1 / 3), 1.0], [pytest.approx(2 / 3), 0.5]]
    assert report["by"]["answerable"]["false"]["n"] == 1
    assert report["by"]["type"]["when"]["answer"]["contains"] == 1.0


def test_a_measure_the_set_cannot_give_is_null(scripted_bot, quoted_support):
    gold = GoldSet("beir", (GoldQuestion("a", WHEN, "de", None, articles={"bruecke": 1}),), (), "f", True)
    done = run(gold, scripted_bot({}), quoted_support)
    report = summarise("beir", "r1", done.generator, done.rows, {})
    assert report["generator"] is None
    assert set(report["answer"].values()) | set(report["citation"].values()) | set(report["refusal"].values()) == {None}
    assert report["retrieval"]["recall@1"] == 1.0


def test_the_same_rows_give_the_same_report(scripted_bot, quoted_support, ticking_clock):
    rows = run(GOLD, scripted_bot(SCRIPT), quoted_support, clock=ticking_clock).rows
    assert summarise("drei", "r1", "s", rows, {}) == summarise("drei", "r1", "s", rows, {})
