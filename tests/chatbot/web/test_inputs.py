import pytest

from chatbot.web.inputs import MAX_QUESTION, read_date, read_limits, read_question
from chatbot.web.problems import ProblemError


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("2024-06-20", "2024-06-20"),
        ("20.06.2024", "2024-06-20"),
        ("20. Juni 2024", "2024-06-20"),
        ("Juni 2024", "2024-06"),
        ("06.2024", "2024-06"),
        ("6/2024", "2024-06"),
        ("12.2024", "2024-12"),
        ("  2024 ", "2024"),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_people_type_them(typed, iso):
    assert read_date(typed) == iso


@pytest.mark.parametrize("typed", ["gestern", "31.02.2024", "13.2024", "x" * 500, "0000"])
def test_what_is_no_date_is_named_in_the_problem(typed):
    with pytest.raises(ProblemError) as caught:
        read_date(typed)
    assert caught.value.problem.key == "error.date"
    assert caught.value.problem.values["value"] == typed[:40]


def test_a_period_that_ends_before_it_starts_is_a_problem():
    with pytest.raises(ProblemError) as caught:
        read_limits("2024-06-20", "2024-05", [])
    assert caught.value.problem.key == "error.range"


def test_a_month_may_limit_both_ends_of_a_period():
    limits = read_limits("2024-06-20", "2024-06", ["WELT"])
    assert (limits.since, limits.until, limits.sources) == ("2024-06-20", "2024-06", ("WELT",))


@pytest.mark.parametrize("text", ["", "  \n ", None, 7])
def test_no_question_is_a_problem(text):
    with pytest.raises(ProblemError) as caught:
        read_question(text)
    assert caught.value.problem.key == "error.empty"


def test_a_question_may_be_as_long_as_the_limit_and_no_longer():
    assert read_question("x" * MAX_QUESTION) == "x" * MAX_QUESTION
    with pytest.raises(ProblemError) as caught:
        read_question("x" * (MAX_QUESTION + 1))
    assert caught.value.problem.values == {"n": MAX_QUESTION + 1, "max": MAX_QUESTION}
