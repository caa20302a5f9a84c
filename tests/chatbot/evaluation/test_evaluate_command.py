"""The whole way, with the real chatbot on three small texts."""

import json

import pytest

from chatbot.__main__ import main
from index import NewsIndex

TEXTS = {
    "bruecke": "Die Brücke über die Ilme wurde 1890 von Arbeitern aus Dassel gebaut. Sie ist zwölf Meter breit.",
    "markt": "Der Wochenmarkt in Einbeck öffnet um acht Uhr. Verkauft werden dort Fisch und Käse.",
    "turm": "Der Turm in Northeim ragt achtzig Meter in die Höhe. Er wurde nach dem Brand saniert.",
}


def squad(path):
    asked = [
        (
            "bruecke",
            [("a", "Wann wurde die Brücke über die Ilme gebaut?", "1890"), ("b", "Wie breit ist die Brücke?", "zwölf Meter")],
        ),
        ("markt", [("c", "Wann öffnet der Wochenmarkt in Einbeck?", "acht Uhr"), ("d", "Wer regiert in Frankreich?", None)]),
        ("turm", [("e", "Wie hoch ist der Turm in Northeim?", "achtzig Meter")]),
    ]
    paragraphs = []
    for key, questions in asked:
        text = TEXTS[key]
        qas = [
            {"id": i, "question": q, "answers": [] if a is None else [{"text": a, "answer_start": text.index(a)}]}
            for i, q, a in questions
        ]
        paragraphs.append({"context": text, "qas": qas})
    path.write_text(json.dumps({"version": "2.0", "data": [{"title": "Ilme", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_file_with_its_own_texts_is_measured_and_compared(tmp_path, capsys):
    gold, report_file, page = squad(tmp_path / "klein.json"), tmp_path / "out" / "a.json", tmp_path / "out" / "a.html"
    assert main(["evaluate", str(gold), "--json", str(report_file), "--html", str(page), "--quiet"]) == 0
    assert "klein: 5 questions" in capsys.readouterr().out
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert report["n"] == 5 and report["retrieval"]["recall@5"] == 1.0
    assert report["refusal"]["auroc"] is not None and report["generator"]
    assert [question["id"] for question in report["questions"]] == ["a", "b", "c", "d", "e"]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(path.name for path in report_file.parent.iterdir()) == ["a.html", "a.json"]

    again = tmp_path / "b.json"
    assert main(["evaluate", str(gold), "--json", str(again), "--quiet"]) == 0
    second = json.loads(again.read_text(encoding="utf-8"))
    timeless = [[{k: v for k, v in q.items() if k != "ms"} for q in r["questions"]] for r in (report, second)]
    assert timeless[0] == timeless[1]
    assert main(["compare", str(report_file), str(again)]) == 0
    assert "0 won, 0 lost, 0 changed" in capsys.readouterr().out


@pytest.mark.slow
def test_a_standing_index_is_measured_under_its_own_ids(tmp_path, capsys):
    for key, text in TEXTS.items():
        (tmp_path / f"{key}.txt").write_text(f"Nachrichten aus dem Leinetal\n\n{text}\n", encoding="utf-8")
    with NewsIndex.open(tmp_path / "index") as news:
        assert len(news.add([tmp_path / f"{key}.txt" for key in TEXTS]).added) == 3
    lines = [
        {"id": "1", "question": "Wann wurde die Brücke über die Ilme gebaut?", "answers": ["1890"], "articles": ["bruecke"]},
        {"id": "2", "question": "When does the market in Einbeck open?", "answers": ["acht Uhr", "8"], "articles": ["markt"]},
    ]
    gold = tmp_path / "gold.jsonl"
    shared = {"answerable": True}
    written = [shared | {"language": "de" if line["id"] == "1" else "en"} | line for line in lines]
    gold.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    report_file = tmp_path / "r.json"
    assert main(["evaluate", str(gold), "--index", str(tmp_path / "index"), "--json", str(report_file), "--quiet"]) == 0
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert report["questions"][0]["articles"] == ["bruecke"] and report["questions"][0]["rank"] == 1
    assert set(report["by"]["language"]) == {"de", "en"} and report["about"]["index_s"] is None
    written[1]["articles"] = ["gibt-es-nicht"]
    gold.write_text("".join(json.dumps(line) + "\n" for line in written), encoding="utf-8")
    assert main(["evaluate", str(gold), "--index", str(tmp_path / "index"), "--quiet"]) == 2
    assert "'gibt-es-nicht', which is not in the index" in capsys.readouterr().err


def test_a_malformed_gold_file_ends_with_its_line_named(tmp_path, capsys):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "question": "Wer?"}\n', encoding="utf-8")
    assert main(["evaluate", str(gold), "--quiet"]) == 2
    assert "gold.jsonl, line 1: 'answerable' must be true or false" in capsys.readouterr().err
    assert main(["evaluate", str(gold), "--sample", "0"]) == 2
