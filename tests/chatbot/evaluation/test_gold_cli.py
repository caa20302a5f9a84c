import argparse
import io
import json

import pytest

from chatbot.evaluation.formats import read_gold
from chatbot.evaluation.gold_cli import add_gold_commands

RECORD = {
    "time": "2026-11-22T09:00:00+00:00",
    "question": "Wann wurde die Brücke gebaut?",
    "turns": [],
    "answer": "Die Brücke wurde 1890 gebaut. [1]",
    "articles": ["bruecke"],
    "verdict": "good",
    "note": "",
}


@pytest.fixture
def command(capsys):
    """Runs `gold …` as the command line does; its exit status and what it printed."""

    def run(*words):
        parser = argparse.ArgumentParser()
        add_gold_commands(parser.add_subparsers())
        args = parser.parse_args(["gold", *map(str, words)])
        return args.run(args), capsys.readouterr().out

    return run


@pytest.fixture
def feedback_file(tmp_path):
    records = [RECORD, RECORD | {"question": "Wo liegt sie?", "verdict": "bad"}, RECORD | {"question": "Wer baute sie?"}]
    path = tmp_path / "feedback.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_reviewer_turns_feedback_into_gold(tmp_path, monkeypatch, command, feedback_file):
    out = tmp_path / "gold.jsonl"
    monkeypatch.setattr("sys.stdin", io.StringIO("a 1890 | im Jahr 1890\n\nu\nq\n"))
    status, printed = command("import", feedback_file, "--out", out)
    assert status == 0 and "2 added" in printed and "a reader called this wrong" in printed
    first, second = read_gold(out).questions
    assert first.answers == ("1890", "im Jahr 1890") and second.answerable is False
    monkeypatch.setattr("sys.stdin", io.StringIO("x\nd\n"))
    status, printed = command("import", feedback_file, "--out", out)
    assert "0 added" in printed and "1 left out" in printed
    assert "Wann wurde" not in printed and "Wer baute sie?" in printed
    assert len(read_gold(out).questions) == 2


def test_an_answer_without_an_article_is_asked_for_again(tmp_path, monkeypatch, command, feedback_file):
    out = tmp_path / "gold.jsonl"
    monkeypatch.setattr("sys.stdin", io.StringIO("l\na am Fluss\n\na am Fluss\ni bruecke\n\nq\n"))
    _, printed = command("import", feedback_file, "--out", out)
    assert "! question fb-" in printed and "'articles' is empty" in printed
    (question,) = read_gold(out).questions
    assert question.answers == ("am Fluss",) and question.articles == {"bruecke": 1}


def test_drafts_are_added_once(tmp_path, command, feedback_file):
    out = tmp_path / "gold.jsonl"
    assert "3 added" in command("import", feedback_file, "--out", out, "--drafts")[1]
    assert "0 added" in command("import", feedback_file, "--out", out, "--drafts")[1]
    assert out.read_text(encoding="utf-8").count('"review"') == 3


def test_verdicts_are_picked_read_and_compared(tmp_path, command):
    cited = [{"number": 1, "article_id": "a", "start": 0, "end": 5, "text": "Zitat", "right": True}]
    question = {"id": "q", "question": "Was?", "expected": ["x"], "answerable": True, "citations": cited, "verdicts": []}
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"dataset": "d", "n": 1, "questions": [question]}), encoding="utf-8")
    out = tmp_path / "verdicts.tsv"
    assert "1 verdicts" in command("verdicts", report, "--out", out)[1]
    out.write_text(out.read_text(encoding="utf-8").replace("yes\t\n", "yes\tyes\n"), encoding="utf-8")
    assert json.loads(command("agreement", out)[1])["agreement"] == 1.0
