import json
import re

import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.compare import compare, compare_table, load_report
from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.html_report import html_report
from chatbot.evaluation.report import columns, peer_table, text_report, worst_first
from chatbot.evaluation.run import run
from chatbot.evaluation.summary import summarise

WHEN, WIDE, WHO = "Wann wurde die Brücke <b>gebaut</b>?", "Wie breit ist sie?", "Wer baute den Turm?"
GOLD = GoldSet(
    "drei",
    (
        GoldQuestion("a", WHEN, "de", True, ("1890",), {"bruecke": 1}, type="when"),
        GoldQuestion("b", WIDE, "de", True, ("12 Meter",), {"bruecke": 1}, type="how"),
        GoldQuestion("c", WHO, "de", False, type="who"),
    ),
    (),
    "f00",
)
RIGHT, WRONG = ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9), ("turm", "Der Turm ist 80 Meter hoch.", 0.6)


@pytest.fixture
def report(scripted_bot, quoted_support, ticking_clock):
    def make(script, gold=GOLD):
        done = run(gold, scripted_bot(script), quoted_support, clock=ticking_clock)
        return json.loads(json.dumps(summarise(gold.name, "r1", done.generator, done.rows, {})))

    return make


FIRST = {WHEN: RIGHT, WIDE: WRONG, WHO: WRONG}
SECOND = {WHEN: 0.1, WIDE: ("bruecke", "Sie ist 12 Meter breit.", 0.8), WHO: 0.2}


def test_the_terminal_report_names_every_measure_and_group(report):
    text = text_report(report(FIRST))
    for words in (
        "drei: 3 questions",
        "retrieval mrr@10",
        "citation precision_gold",
        "refusal auroc",
        "type: when",
        "answered without evidence",
    ):
        assert words in text
    assert max(len(line) for line in text.splitlines()) < 120


def test_columns_line_up():
    assert columns([("a", "1"), ("long name", "20")]) == "a           1\nlong name  20"


def test_the_page_loads_nothing_and_escapes_everything(report):
    page = html_report(report(FIRST))
    assert "default-src 'none'" in page and "<script" not in page and "<link" not in page and "@import" not in page
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", page)
    assert "&lt;b&gt;gebaut&lt;/b&gt;" in page and "<b>gebaut" not in page
    assert page.count("<svg") == 4 and page.count("<article>") == 3
    for title in (
        "Right article found by rank",
        "Right answers, surest first",
        "Confidence against share right",
        "Time to answer",
    ):
        assert title in page


def test_worst_cases_come_first(report):
    made = report(FIRST)
    assert [q["id"] for q in worst_first(made["questions"])] == ["c", "b"]
    page = html_report(made)
    assert page.index(WHO) < page.index(WIDE) < page.index("questions without a fault") < page.index("gebaut&lt;/b&gt;")


def test_a_report_of_a_search_alone_has_a_page_too(report):
    gold = GoldSet("beir", (GoldQuestion("a", WIDE, "de", None, articles={"bruecke": 1}),), (), "f", True)
    page = html_report(report({}, gold))
    assert page.count("<svg") == 2 and "answers by nobody" in page


def test_compare_says_what_was_won_and_lost(report):
    result = compare(report(FIRST), report(SECOND))
    assert {q["id"]: q["outcome"] for q in result["questions"]} == {"a": "lost", "b": "won", "c": "won"}
    right = result["measures"][0]
    assert (right["measure"], right["n"], right["a"], right["b"]) == ("right", 3, pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert right["p"] == 1.0  # one lost, two won: any such split happens by chance
    table = compare_table(result)
    assert "1 lost" in table and "2 won" in table and "chosen but refused" in table


def test_a_report_compared_with_itself_shows_nothing(report):
    result = compare(report(FIRST), report(FIRST))
    assert result["questions"] == [] and all(m["p"] == 1.0 and m["difference"] == 0.0 for m in result["measures"])


def test_reports_without_a_shared_question_cannot_be_compared(report):
    other = report(SECOND)
    for question in other["questions"]:
        question["id"] += "x"
    with pytest.raises(GoldError, match="share no question"):
        compare(report(FIRST), other)


def test_a_file_that_is_no_report_is_named(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a.json: not a report"):
        load_report(path)
    with pytest.raises(GoldError, match=r"b.json: cannot be read as a report"):
        load_report(tmp_path / "b.json")


def test_peers_share_one_table():
    row = {
        "system": "BM25",
        "retrieval": {"recall@1": 0.5, "recall@5": 1.0, "recall@20": 1.0, "mrr@10": 0.75, "ndcg@10": 0.8},
        "first_passage_contains": None,
        "index_s": None,
        "latency_ms": {"p50": 1.23, "p95": 2.0},
    }
    head, line = peer_table([row]).splitlines()
    assert head.split()[-2:] == ["p50", "ms"]
    assert line.split() == ["BM25", "0.500", "1.000", "1.000", "0.750", "0.800", "–", "–", "1.2"]
