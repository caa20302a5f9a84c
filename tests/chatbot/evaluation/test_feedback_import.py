import json

import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.feedback import Decision, draft, drafts, review, reviewed
from chatbot.evaluation.formats import read_gold

GOOD = {
    "time": "2026-11-22T09:00:00+00:00",
    "question": "Wann wurde die Brücke gebaut?",
    "turns": [],
    "answer": "Die Brücke wurde 1890 gebaut. [1]",
    "articles": ["bruecke"],
    "verdict": "good",
    "note": "",
}
BAD = GOOD | {"question": "Who built the bridge?", "verdict": "bad", "note": "nicht im Artikel"}


def write(path, *records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_good_verdict_brings_answer_and_article_and_waits_for_review():
    made = draft(GOOD, "f, line 1")
    assert made["answers"] == ["Die Brücke wurde 1890 gebaut."] and made["articles"] == ["bruecke"]
    assert (made["language"], made["type"], made["answerable"]) == ("de", "when", True)
    assert made["review"] == "a reader called this right"


def test_a_bad_verdict_keeps_nothing_of_the_answer_but_shows_it():
    made = draft(BAD, "f, line 1")
    assert made["answers"] == [] and made["articles"] == [] and made["language"] == "en"
    assert "Die Brücke wurde 1890 gebaut." in made["review"] and made["note"] == "nicht im Artikel"


def test_the_last_verdict_on_a_question_counts_and_follow_ups_are_questions_of_their_own(tmp_path):
    follow_up = GOOD | {"turns": [{"question": "Wo?", "answer": "Dort."}]}
    made = drafts(write(tmp_path / "feedback.jsonl", GOOD, follow_up, GOOD | {"verdict": "bad"}))
    assert [one["review"].split(":")[0] for one in made] == ["a reader called this wrong", "a reader called this right"]
    assert made[0]["id"] != made[1]["id"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"verdict": "meh"}, "'verdict' must be one of good, bad, found 'meh'"), ({"question": ""}, "'question' must")],
)
def test_a_malformed_line_is_named(tmp_path, change, reason):
    with pytest.raises(GoldError, match=f"feedback.jsonl, line 2: {reason}"):
        drafts(write(tmp_path / "feedback.jsonl", GOOD, GOOD | change))


def test_drafts_are_refused_as_gold_until_they_are_reviewed(tmp_path):
    one = draft(GOOD, "f, line 1")
    with pytest.raises(GoldError, match="still marked for review"):
        read_gold(write(tmp_path / "gold.jsonl", one))
    made = reviewed(one, Decision("keep", answers=("1890",)))
    (question,) = read_gold(write(tmp_path / "gold.jsonl", made)).questions
    assert question.answers == ("1890",) and question.answerable


def test_each_decision_makes_what_it_says():
    good, bad = draft(GOOD, "f, line 1"), draft(BAD, "f, line 2")
    assert reviewed(good, Decision("drop")) is None and reviewed(good, Decision("later")) is None
    none = reviewed(bad, Decision("unanswerable"))
    assert none["answerable"] is False and none["answers"] == [] and "review" not in none
    mended = reviewed(bad, Decision("keep", ("Müller",), ("bruecke",)))
    assert mended["answerable"] is True and mended["articles"] == ["bruecke"]
    with pytest.raises(GoldError, match="'articles' is empty"):
        reviewed(bad, Decision("keep", ("Müller",)))


def test_a_review_can_stop_goes_on_later_and_asks_again_after_a_mistake():
    waiting = [draft(GOOD, "1"), draft(BAD, "2"), draft(GOOD | {"question": "Wo liegt sie?"}, "3")]
    answers = iter([Decision("keep"), Decision("keep", ("Müller",)), Decision("unanswerable"), None])
    problems = []

    def decide(one):
        problems.append(one.get("problem"))
        return next(answers)

    done, passed = review(waiting, decide)
    assert [one["question"] for one in done] == [GOOD["question"], BAD["question"]] and passed == 0
    assert "'articles' is empty" in problems[2] and problems[0] is problems[1] is None
    rest, passed = review(waiting, lambda one: Decision("drop"), known=[one["id"] for one in done])
    assert rest == [] and passed == 1
