import json
from pathlib import Path

from chatbot.web.starters import read_starters, starters_html

GOLD = Path(__file__).parents[3] / "seeds" / "gold.jsonl"


def test_the_projects_own_starters_are_answerable_first_questions_about_different_articles():
    rows = {r["question"]: r for r in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    for language in ("de", "en"):
        chosen = read_starters(GOLD, language)
        assert len(chosen) == 4
        used = [a for starter in chosen for a in starter.articles]
        assert len(used) == len(set(used))
        for starter in chosen:
            row = rows[starter.question]
            assert row["answerable"] and row["language"] == language and tuple(row["articles"]) == starter.articles


def test_a_missing_file_gives_no_starters(tmp_path):
    assert read_starters(tmp_path / "gold.jsonl", "de") == ()


def test_nothing_is_offered_while_there_is_no_article(german):
    assert "data-ask" not in starters_html(["Wer?"], 0, german)
    assert "Noch ist kein Artikel da" in starters_html(["Wer?"], 0, german).replace("&#46;", ".")
    assert 'data-ask="Wer?"' in starters_html(["Wer?"], 1, german)
