import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.hand_check import COLUMNS, agreement, from_tsv, pick, to_tsv


def question(number, right, sentence=None):
    quote = f"Zitat {number}."
    said = [{"sentence": sentence or quote, "citations": [1], "supported": not right}]
    cited = [{"number": 1, "article_id": "a", "start": 0, "end": 9, "text": quote, "right": right}]
    return {
        "id": f"q{number}",
        "question": "Was?",
        "expected": ["x\ty"],
        "answerable": True,
        "citations": cited,
        "verdicts": said,
    }


def test_the_sample_is_half_and_half_and_the_same_again():
    report = {"questions": [question(i, i % 10 != 0) for i in range(200)]}
    rows = pick([report], 30)
    assert [row["automatic"] for row in rows].count("no") == 15
    assert rows == pick([report], 30)
    assert len({row["question_id"] for row in rows}) == 30


def test_few_of_one_verdict_are_filled_up_with_the_other():
    report = {"questions": [question(i, i != 0) for i in range(50)]}
    rows = pick([report], 20)
    assert len(rows) == 20 and [row["automatic"] for row in rows].count("no") == 1


def test_a_sentence_that_is_no_quote_is_a_verdict_of_its_own():
    rows = pick([{"questions": [question(1, True, "Ein eigener Satz.")]}], 10)
    assert sorted((row["kind"], row["automatic"]) for row in rows) == [
        ("the quote holds the answer", "yes"),
        ("the quote proves the sentence", "no"),
    ]


def test_what_is_written_is_read_again_and_faults_are_named():
    rows = pick([{"questions": [question(1, True)]}], 10)
    text = to_tsv(rows)
    assert from_tsv(text, "v.tsv") == [{**rows[0], "expected": "x y"}]
    with pytest.raises(GoldError, match="v.tsv, line 2: 8 columns"):
        from_tsv(text.replace("yes\t", "yes\tmaybe"), "v.tsv")


def test_agreement_is_what_cohen_worked_out():
    # Cohen's kappa for 20 yes/yes, 15 no/no, 5 yes/no, 10 no/yes of 50: observed .7, by chance .5, so .4
    counts = {("yes", "yes"): 20, ("no", "no"): 15, ("yes", "no"): 5, ("no", "yes"): 10}
    rows = [dict.fromkeys(COLUMNS, "") | {"automatic": a, "by_hand": b} for (a, b), n in counts.items() for _ in range(n)]
    found = agreement(rows + [dict.fromkeys(COLUMNS, "") | {"automatic": "yes"}])
    assert found["n"] == 50 and found["agreement"] == pytest.approx(0.7) and found["kappa"] == pytest.approx(0.4)
    assert found["yes_precision"] == pytest.approx(0.8) and found["no_precision"] == pytest.approx(0.6)
    assert agreement([])["agreement"] is None
