"""The starter data is complete, and the gold questions are true to the starter articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
QUESTION_TYPES = {"who", "what", "when", "where", "which", "how", "how many", "why", "yes/no", "list", "two articles"}
REQUIRED_KEYS = {"id", "question", "language", "answerable", "answers", "articles", "type"}
OPTIONAL_KEYS = {"all_of", "turns", "note"}
MUST_BE_TOLD = {
    "Fomin", "Schugajew", "Michejew", "Rosoboronexport", "3,5 Milliarden Dollar", "3,2 Milliarden Euro", "175 Milliarden",
    "123 Milliarden", "neun Gigawatt", "Tran Hong Ha", "fünfte Vietnam-Visite", "Cam-Ranh-Bucht", "2002", "Bui Thanh Son",
    "besten Freund", "KCNA", "TASS", "Interfax", "Nhan Dan", "Carl Thayer", "Neusüdwales", "Olexander Haman", "Nguyen Phu Trong",
    "To Lam", "Pham Minh Chinh", "ASEAN", "80. Jahrestag", "Ottawa", "Stoltenberg", "Australien", "Japan", "Neuseeland",
    "Südkorea", "Washington", "Doswidanja", "März 2023", "2018 bis 2021", "100 Millionen", "79", "Mikroprozessoren",
    "Saudiarabien", "1975", "1950er", "zwölf Panzerhaubitzen", "Caesar", "155 Millimeter", "Ende 2024", "Pjöngjang-Sunan",
    "Videoansprache", "Selenskyj",
}  # fmt: skip


def front_matter_and_text(path: Path) -> tuple[dict[str, Any], str]:
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{path.name} must start with its front matter"
    return yaml.safe_load(head), body


ARTICLES = {path.stem: front_matter_and_text(path) for path in sorted((SEEDS / "articles").glob("*.md"))}
GOLD = [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]


def holds(article_id: str, words: str) -> bool:
    """Whether the article's text has the words, letter case of a sentence start aside."""
    return words.lower() in ARTICLES[article_id][1].lower()


def variants(row: dict[str, Any]) -> list[str]:
    return row["answers"] + [variant for group in row.get("all_of", []) for variant in group]


@pytest.mark.parametrize("article_id", sorted(ARTICLES))
def test_every_article_says_what_it_is_and_invents_no_address(article_id: str) -> None:
    head, body = ARTICLES[article_id]
    assert head["title"] and head["language"] == "de" and head["note"] == "nacherzählt"
    assert head["published"] in {"2024-03", "2024-06"}
    assert "url" not in head and "http" not in body
    assert set(head) <= {"title", "source", "agencies", "published", "language", "note"}
    assert len(body.split()) > 50


@pytest.mark.parametrize("fact", sorted(MUST_BE_TOLD))
def test_no_fact_was_lost_in_re_telling(fact: str) -> None:
    assert any(fact in body for _, body in ARTICLES.values())


def test_three_articles_name_the_delegation() -> None:
    tellers = [key for key, (_, body) in ARTICLES.items() if all(n in body for n in ("Fomin", "Schugajew", "Michejew"))]
    assert len(tellers) == 3


def test_the_gold_file_has_the_mix_it_promises() -> None:
    n = len(GOLD)
    assert n >= 100
    assert len({row["id"] for row in GOLD}) == n
    assert len({(row["question"], json.dumps(row.get("turns"))) for row in GOLD}) == n
    assert 0.30 <= sum(row["language"] == "en" for row in GOLD) / n <= 0.40
    assert 0.20 <= sum(not row["answerable"] for row in GOLD) / n <= 0.30
    assert sum("turns" in row for row in GOLD) >= 10
    assert sum(row["type"] == "two articles" for row in GOLD) >= 8
    assert {row["type"] for row in GOLD} == QUESTION_TYPES
    assert {article_id for row in GOLD for article_id in row["articles"]} == set(ARTICLES)


@pytest.mark.parametrize("row", GOLD, ids=[row["id"] for row in GOLD])
def test_gold_row_is_well_formed(row: dict[str, Any]) -> None:
    assert set(row) >= REQUIRED_KEYS
    assert set(row) <= REQUIRED_KEYS | OPTIONAL_KEYS
    assert row["language"] in {"de", "en"}
    assert row["question"].strip() == row["question"] and row["question"].endswith("?")
    for turn in row.get("turns", []):
        assert set(turn) == {"question", "answer"} and turn["question"] and turn["answer"]


@pytest.mark.parametrize("row", [r for r in GOLD if r["answerable"]], ids=lambda row: row["id"])
def test_every_answer_stands_in_a_named_article(row: dict[str, Any]) -> None:
    assert row["answers"] and row["articles"]
    assert row["type"] != "two articles" or len(row["articles"]) == 2
    for words in variants(row):
        assert any(holds(article_id, words) for article_id in row["articles"]), words
    for article_id in row["articles"]:
        assert any(holds(article_id, words) for words in variants(row)), article_id


@pytest.mark.parametrize("row", [r for r in GOLD if not r["answerable"]], ids=lambda row: row["id"])
def test_an_unanswerable_question_names_no_answer_and_says_why(row: dict[str, Any]) -> None:
    assert row["answers"] == [] and row["articles"] == [] and "all_of" not in row
    assert row["note"]
