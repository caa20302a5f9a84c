"""Words that look like an answer of the kind asked for."""

import pytest

from chatbot.answer_type import fit
from chatbot.question_type import QuestionType as Kind


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.COUNT, "zwölf Stück", 1),
        (Kind.AMOUNT, "3,5 Milliarden Dollar", 1),
        (Kind.COUNT, "Atommacht", -1),
        (Kind.TIME, "am Mittwochabend", 1),
        (Kind.TIME, "2002", 1),
        (Kind.TIME, "in Tallinn", -1),
        (Kind.PERSON, "Tran Hong Ha", 1),
        (Kind.PERSON, "zwölf Tage und mehr", -1),
        (Kind.PLACE, "in Ottawa", 1),
        (Kind.PLACE, "zwei Tage", -1),
        (Kind.OTHER, "irgendetwas", 0),
        (Kind.YES_NO, "ja", 0),
    ],
)
def test_words_fit_the_question_or_not(kind, text, expected):
    assert fit(kind, text) == expected
