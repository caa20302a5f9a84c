import json
from dataclasses import replace

from web_fakes import SmallBot

from chatbot.types import Turn
from chatbot.web.conversation import Exchange
from chatbot.web.feedback import Feedback


def judged(bot: SmallBot) -> Exchange:
    answer = list(bot.stream("Wer gehört zur Delegation?"))[-1]
    return Exchange(1, "Wer gehört zur Delegation?", state="done", answer=answer, verdict="good")


def test_a_verdict_is_one_line_with_question_answer_and_cited_articles(bot, tmp_path):
    path = tmp_path / "new" / "feedback.jsonl"
    exchange = judged(bot)
    assert Feedback(path).add(exchange, [Turn("Vorher?", "Ja.")], "gut „so“\nwirklich")
    (line,) = path.read_text(encoding="utf-8").splitlines()
    read = json.loads(line)
    assert set(read) == {"time", "question", "turns", "answer", "articles", "verdict", "note"}
    assert read["question"] == "Wer gehört zur Delegation?"
    assert read["articles"] == ["delegation"]
    assert read["verdict"] == "good"
    assert read["note"] == "gut „so“\nwirklich"
    assert read["turns"] == [{"question": "Vorher?", "answer": "Ja."}]
    assert read["answer"] == exchange.answer.text


def test_verdicts_are_added_to_the_end(bot, tmp_path):
    feedback = Feedback(tmp_path / "f.jsonl")
    for verdict in ("good", "bad"):
        feedback.add(replace(judged(bot), verdict=verdict), [])
    lines = (tmp_path / "f.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["good", "bad"]


def test_a_full_file_takes_no_more(bot, tmp_path):
    feedback = Feedback(tmp_path / "f.jsonl", max_bytes=1200)
    written = [feedback.add(judged(bot), []) for _ in range(10)]
    assert written[0] and not written[-1]
    assert (tmp_path / "f.jsonl").stat().st_size <= 1200


def test_nothing_is_written_without_a_verdict_or_an_answer(bot, tmp_path):
    feedback = Feedback(tmp_path / "f.jsonl")
    assert not feedback.add(replace(judged(bot), verdict=None), [])
    assert not feedback.add(replace(judged(bot), answer=None), [])
    assert not (tmp_path / "f.jsonl").exists()
