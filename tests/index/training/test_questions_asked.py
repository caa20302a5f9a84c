import gzip
import json

import pytest

from index.training import question_asked
from index.training.question_asked import Passages, asked_examples, elsewhere, held_out_passage
from index.training.question_passages import Example

SENTENCES = ["Tallinn kauft zwölf Haubitzen.", "Sie kommen aus Frankreich.", "Der Preis blieb offen."]


@pytest.fixture
def data(tmp_path):
    for name in ("parallel", "text", "m2qa_train"):
        (tmp_path / name).mkdir()
    lines = "".join(f"{sentence}\tEnglish\n" for sentence in SENTENCES)
    for name in ("wmt21-24_references", "de-news"):
        with gzip.open(tmp_path / "parallel" / f"{name}.de-en.tsv.gz", "wt", encoding="utf-8") as file:
            file.write(lines)
    with gzip.open(tmp_path / "text" / "klexikon_wikipedia_de.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"title": "Tallinn", "sentences": SENTENCES}) + "\n")
    article = {"title": "Haubitzen für Estland", "published": "2025-09-17", "text": " ".join(SENTENCES[1:])}
    with gzip.open(tmp_path / "text" / "de-news_articles.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(article) + "\n")
    row = {"id": "de_news_3_1_q0", "context": " ".join(SENTENCES) + "\n"}
    (tmp_path / "m2qa_train" / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("w0-2", " ".join(SENTENCES[:2])),
        ("d1-3", " ".join(SENTENCES[1:])),
        ("k0:1-2", SENTENCES[1]),
        ("m3_1", " ".join(SENTENCES)),
    ],
)
def test_a_passage_is_found_by_its_name(data, name, text):
    assert Passages(data).text(name) == text


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("w0-2", ("", "")),
        ("d0-3", ("Haubitzen für Estland", "2025-09-17")),
        ("d0-1", ("", "")),
        ("k0:1-2", ("Tallinn", "")),
        ("m3_1", ("", "")),
    ],
)
def test_a_passage_s_article_is_known_where_the_texts_tell(data, name, known):
    assert Passages(data).title_and_day(name) == known


@pytest.mark.parametrize(
    ("name", "section", "begin"),
    [("w0-2", "w0-2", 0), ("k0:1-2", "k0:0", 0), ("k0:2-3", "k0:2", 2)],
)
def test_a_passage_lies_in_a_section_of_its_article(data, monkeypatch, name, section, begin):
    monkeypatch.setattr(question_asked, "SECTION", (2,))
    passages = Passages(data)
    found, text, offset = passages.section(name)
    assert found == section
    assert text[offset:].startswith(passages.text(name))
    assert text == " ".join(SENTENCES[begin : begin + 2])


def test_a_passage_that_two_sections_share_is_in_none(data, monkeypatch):
    monkeypatch.setattr(question_asked, "SECTION", (2,))
    assert Passages(data).section("k0:1-3") is None


def test_another_name_is_refused_with_what_names_look_like(data):
    with pytest.raises(ValueError, match="'x 1' names no passage; names look like w3-9"):
        Passages(data).text("x 1")


def test_each_question_comes_with_its_passage_in_both_languages_and_points_at_the_answer(data, tmp_path, monkeypatch):
    rows = [
        "# passage",
        "w0-2\tWie viele Geschütze kauft Estland?\tHow many guns does Estonia buy?\t14\t29",
        "w0-2\tWas kosten die Geschütze?\t\t\t",
    ]
    pairs = ["w0-2\tWer kauft zwölf Geschütze?\t\t0\t7", *["w0-2\tWer verkauft zwölf Geschütze?\tWho sells twelve guns?\t\t"] * 3]
    for name, lines in (("FILE", rows), ("PAIRS", pairs)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setattr(question_asked, name, tmp_path / name)
    found = list(asked_examples(data))
    assert [(e.kind, e.language, e.answer) for e in found] == [
        ("asked", "de", "zwölf Haubitzen"),
        ("asked", "en", "zwölf Haubitzen"),
        ("asked", "de", ""),
        ("pair", "de", "Tallinn"),
        *[("pair", "de", ""), ("pair", "en", "")] * 3,
    ]
    assert all(e.passage[e.start : e.start + len(e.answer)] == e.answer for e in found)


@pytest.mark.parametrize(("file", "count"), [("FILE", 68_000), ("PAIRS", 32_000)])
def test_a_file_holds_what_the_recipe_says(file, count):
    rows = question_asked.rows(getattr(question_asked, file))
    assert len(rows) > count and all(len(row) == 5 and row[1] for row in rows)
    held = sum(held_out_passage(row[0]) for row in rows) / len(rows)
    assert 0.09 < held < 0.16
    assert all(bool(start) == bool(end) and (not start or int(start) < int(end)) for *_, start, end in rows)


def test_each_answered_question_of_a_pair_has_an_unanswered_twin_after_it():
    rows = question_asked.rows(question_asked.PAIRS)
    assert [bool(start) for *_, start, _ in rows] == [True, False] * (len(rows) // 2)
    assert all(one[0] == other[0] for one, other in zip(rows[::2], rows[1::2], strict=True))


def test_questions_that_begin_alike_are_not_mostly_unanswered():
    rows = [["w0-2", f"Wie viele {n}?", "", "1" if n < 3 else "", "2" if n < 3 else ""] for n in range(12)]
    keep = question_asked._shares_kept(rows)["wie viele"]
    assert 3 / (3 + 9 * keep) == pytest.approx(1 - question_asked.MOST_UNANSWERED, abs=0.02)


def test_a_question_is_also_seen_beside_a_passage_like_its_own_without_the_answer_s_words():
    texts = ["Tallinn kauft zwölf Haubitzen.", "Riga kauft sechs Haubitzen.", "Tallinn kauft zwölf Busse.", "Es regnet."]
    asked = [Example("Wie viele Haubitzen kauft Tallinn?", texts[0], "zwölf", 14, "asked", "de")]
    asked += [Example("Was?", text, "", 0, "asked", "de") for text in texts[1:]]
    asked += [Example("Wie viele Panzer?", "Vilnius kauft acht Panzer.", "acht", 14, "asked_held_out", "de")]
    (found,) = elsewhere(asked)
    assert found.question == asked[0].question and (found.answer, found.kind) == ("", "asked_elsewhere")
    assert found.passage in (texts[1], texts[3])
