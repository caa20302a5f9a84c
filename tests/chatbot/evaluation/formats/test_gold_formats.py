"""Every format is read, and every fault is named with its place and its reason."""

import gzip
import json

import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.formats import read_gold
from chatbot.evaluation.gold import GoldSpan, sample

TEXT = "Die Brücke wurde 1890 gebaut. Sie ist 12 Meter breit."
GOOD = {
    "id": "g1",
    "question": "Wann wurde die Brücke gebaut?",
    "language": "de",
    "answerable": True,
    "answers": ["1890"],
    "articles": ["bruecke"],
}


def write(path, *records):
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n", encoding="utf-8")
    return path


def squad(qas, context=TEXT):
    return {"version": "1.1", "data": [{"title": "Brücke", "paragraphs": [{"context": context, "qas": qas}]}]}


def test_our_own_lines_are_read(tmp_path):
    more = GOOD | {
        "id": "g2",
        "type": "Zwei Artikel",
        "turns": [{"question": "Wo?", "answer": "Dort."}],
        "all_of": [["a", "b"], ["c"]],
    }
    none = {"id": "g3", "question": "Who built it?", "language": "en", "answerable": False, "answers": [], "articles": []}
    gold = read_gold(write(tmp_path / "gold.jsonl", GOOD, more, none))
    first, second, third = gold.questions
    assert (gold.name, first.type, first.articles, first.answerable) == ("gold", "when", {"bruecke": 1}, True)
    assert (
        second.every_article
        and second.type == "two articles"
        and second.turns[0].answer == "Dort."
        and second.all_of[0] == ("a", "b")
    )
    assert third.answerable is False and third.language == "en" and third.type == "who"
    assert gold.articles == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"answerable": "ja"}, "'answerable' must be true or false, found 'ja'"),
        ({"language": "fr"}, "'language' must be"),
        ({"answers": "1890"}, "'answers' must be a list of non-empty texts"),
        ({"answers": []}, "'answers' is empty"),
        ({"articles": []}, "'articles' is empty"),
        ({"answerable": False}, "'answerable' is false, yet answers are given"),
        ({"question": "  "}, "'question' must be a non-empty text"),
        ({"question": 5}, "'question' must be a non-empty text, found 5"),
        ({"id": None}, "'id' must be a non-empty text"),
        ({"anwsers": ["1890"]}, "unknown key 'anwsers'"),
        ({"all_of": ["a"]}, "'all_of' must be"),
        ({"turns": ["Wo?"]}, "'turns' must be"),
        ({"review": "check me"}, "still marked for review"),
        ({"id": "g1"}, "stands already at gold.jsonl, line 1"),
    ],
)
def test_a_malformed_line_is_named_with_its_number_and_the_reason(tmp_path, change, reason):
    with pytest.raises(GoldError) as caught:
        read_gold(write(tmp_path / "gold.jsonl", GOOD, GOOD | {"id": "g2"} | change))
    assert str(caught.value).startswith("gold.jsonl, line 2: ")
    assert reason in str(caught.value)


def test_broken_json_is_named_by_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n{'id': 1}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold.jsonl, line 3: not JSON"):
        read_gold(path)
    path.write_text("[1]\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"line 1: a JSON object is needed, found list"):
        read_gold(path)


def test_files_that_cannot_be_read_say_why(tmp_path):
    with pytest.raises(GoldError, match=r"missing.jsonl: cannot be read"):
        read_gold(tmp_path / "missing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(json.dumps(GOOD).encode() + b'\n{"id": "K\xf6ln"}\n')
    with pytest.raises(GoldError, match=r"latin.jsonl, line 2: not UTF-8 \(byte 0xf6\)"):
        read_gold(tmp_path / "latin.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no question"):
        read_gold(tmp_path / "empty.jsonl")


def test_squad_json_gives_one_article_for_each_distinct_paragraph(tmp_path):
    qas = [
        {"id": "a", "question": "Wann wurde die Brücke gebaut?", "answers": [{"text": "1890", "answer_start": 17}]},
        {"id": 7, "question": "Wer hat die Brücke gebaut?", "answers": [], "is_impossible": True},
    ]
    data = squad(qas)
    data["data"].append(
        {"paragraphs": [{"context": TEXT, "qas": [{"id": "b", "question": "Wie breit ist sie?", "answers": []}]}]}
    )
    path = tmp_path / "set.de.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    gold = read_gold(path)
    assert [question.id for question in gold.questions] == ["a", "7", "b"]
    assert [article.text for article in gold.articles] == [TEXT]
    first = gold.questions[0]
    assert first.spans == (GoldSpan("p-00001", 17, 21),) and first.articles == {"p-00001": 1} and first.language == "de"
    assert gold.questions[1].answerable is False and gold.questions[1].articles == {}


def test_a_shifted_answer_takes_its_nearest_place(tmp_path):
    qas = [{"id": "a", "question": "Wie breit?", "answers": [{"text": "12", "answer_start": 30}]}]
    path = tmp_path / "set.json"
    path.write_text(json.dumps(squad(qas)), encoding="utf-8")
    (span,) = read_gold(path).questions[0].spans
    assert TEXT[span.start : span.end] == "12"


def test_squad_json_lines_of_both_shapes_are_read_and_gzip_too(tmp_path):
    flat = {"id": "a", "question": "Wann?", "context": TEXT, "answers": {"text": ["1890"], "answer_start": [17]}}
    listed = {"id": "b", "question": "Wie breit?", "context": TEXT, "answers": [{"text": "12", "answer_start": 38}]}
    none = {"id": "c", "question": "Wer?", "context": TEXT, "answers": {"text": [], "answer_start": []}}
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, (flat, listed, none))).encode()))
    gold = read_gold(path)
    assert gold.name == "news" and [q.answers for q in gold.questions] == [("1890",), ("12",), ()]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"answers": {"text": ["1890"], "answer_start": []}}, "of one length"),
        ({"answers": [{"text": "1890"}]}, "'answer_start' must be a whole number"),
        ({"answers": [{"text": "1999", "answer_start": 17}]}, "the answer '1999' does not stand in its paragraph"),
        ({"answers": 5}, "'answers' must be a list of objects"),
        ({"question": ""}, "'question' must be a non-empty text"),
    ],
)
def test_a_malformed_squad_record_is_named(tmp_path, record, reason):
    good = {"id": "a", "question": "Wann?", "context": TEXT, "answers": [{"text": "1890", "answer_start": 17}]}
    with pytest.raises(GoldError) as caught:
        read_gold(write(tmp_path / "news.jsonl", good, good | {"id": "b"} | record))
    assert "news.jsonl, line 2" in str(caught.value) and reason in str(caught.value)
    path = tmp_path / "news.json"
    path.write_text(json.dumps(squad([good, good | {"id": "b"} | record])), encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert "data[0].paragraphs[0].qas[1]" in str(caught.value) and reason in str(caught.value)


def test_questions_of_one_file_can_be_asked_about_the_texts_of_another(tmp_path):
    german = squad([{"id": "a", "question": "Wann wurde sie gebaut?", "answers": [{"text": "1890", "answer_start": 17}]}])
    english = squad(
        [{"id": "a", "question": "When was it built in the city?", "answers": [{"text": "built", "answer_start": 4}]}],
        "was built",
    )
    for name, data in (("de.json", german), ("en.json", english)):
        (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    gold = read_gold(tmp_path / "en.json", tmp_path / "de.json")
    (question,) = gold.questions
    assert (question.question, question.language, question.answers) == ("When was it built in the city?", "en", ("1890",))
    assert gold.articles[0].text == TEXT and gold.name == "en on de"
    (tmp_path / "de.json").write_text(json.dumps(squad([{"id": "z", "question": "Wo?", "answers": []}])), encoding="utf-8")
    with pytest.raises(GoldError, match="the question 'a' of en.json is missing"):
        read_gold(tmp_path / "en.json", tmp_path / "de.json")


def test_omos_lines_are_spans_of_the_page(tmp_path):
    page = "Amt\nDas Amt öffnet um 8 Uhr.\nEs liegt am Markt."
    record = {"id": "1", "question": "Wann öffnet das Amt?", "context": page, "answers": [1], "pageId": "9"}
    gold = read_gold(write(tmp_path / "test_de.jsonl", record, record | {"id": "2", "answers": []}))
    (span,) = gold.questions[0].spans
    assert page[span.start : span.end] == "Das Amt öffnet um 8 Uhr."
    assert gold.questions[1].answerable is False and len(gold.articles) == 1
    with pytest.raises(GoldError, match=r"line 1: answer lines \[3\] lie outside the page of 3 lines"):
        read_gold(write(tmp_path / "test_de.jsonl", record | {"answers": [3]}))


def beir(folder, qrels="query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n"):
    (folder / "qrels").mkdir(exist_ok=True)
    write(folder / "corpus.jsonl", {"_id": "d1", "title": "T", "text": "Eins"}, {"_id": "d2", "text": "Zwei"})
    write(folder / "queries.jsonl", {"_id": "q0", "text": "nicht bewertet"}, {"_id": "q1", "text": "Was ist eins?"})
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_a_beir_folder_gives_retrieval_alone(tmp_path):
    gold = read_gold(beir(tmp_path))
    (question,) = gold.questions
    assert gold.retrieval_only and question.answerable is None and question.every_article
    assert question.articles == {"d1": 2} and [article.id for article in gold.articles] == ["d1", "d2"]


@pytest.mark.parametrize(
    ("qrels", "reason"),
    [
        ("q1\td1\n", "qrels/test.tsv, line 1: three fields are needed"),
        ("query-id\tcorpus-id\tscore\nq1\td1\tgut\n", "line 2: three fields"),
        ("q1\td9\t1\n", "unknown article 'd9'"),
        ("q9\td1\t1\n", "'q9' is not in queries.jsonl"),
    ],
)
def test_malformed_judgements_are_named(tmp_path, qrels, reason):
    with pytest.raises(GoldError, match=reason):
        read_gold(beir(tmp_path, qrels))


def test_a_beir_folder_without_a_corpus_says_so(tmp_path):
    beir(tmp_path)
    (tmp_path / "corpus.jsonl").unlink()
    with pytest.raises(GoldError, match="corpus.jsonl is missing"):
        read_gold(tmp_path)


def test_a_sample_is_spread_over_the_file_and_keeps_every_article(tmp_path):
    gold = read_gold(write(tmp_path / "gold.jsonl", *[GOOD | {"id": f"g{i}"} for i in range(10)]))
    assert [question.id for question in sample(gold, 5).questions] == ["g0", "g2", "g4", "g6", "g8"]
    assert sample(gold, None) is sample(gold, 99) is gold
