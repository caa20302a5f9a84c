"""What cannot be asked, and how it is told."""

from datetime import date
from pathlib import Path

import pytest

from chatbot.errors import QuestionError
from chatbot.questions import MESSAGES, checked, day
from chatbot.settings import Settings
from chatbot.types import Turn

SETTINGS = Settings(home=Path("unused"))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "empty"),
        ("   \n\t ", "empty"),
        ("\u200b", "empty"),
        ("???", "no_words"),
        ("x" * 2001, "too_long"),
        ("Wer\x00 ist da?", "control_characters"),
        ("Wer \ud800 ist da?", "control_characters"),
        (None, "not_text"),
        (42, "not_text"),
    ],
)
def test_unusable_questions_have_a_stable_code_and_two_languages(question, code):
    with pytest.raises(QuestionError) as caught:
        checked(question, (), SETTINGS)
    assert caught.value.code == code
    assert set(caught.value.texts) == {"de", "en"}
    assert caught.value.texts["de"] in str(caught.value)


def test_white_space_is_made_single_and_umlauts_are_composed():
    assert checked("  Wer\n  begru\u0308ßte  ihn? ", (), SETTINGS) == "Wer begrüßte ihn?"


def test_exactly_the_limit_is_allowed():
    assert len(checked("x" * 2000, (), SETTINGS)) == 2000


def test_turns_are_checked():
    with pytest.raises(QuestionError) as caught:
        checked("Wer?", [("a", "b")], SETTINGS)
    assert caught.value.code == "bad_turn"
    with pytest.raises(QuestionError) as caught:
        checked("Wer?", [Turn("a", "b")] * 101, SETTINGS)
    assert caught.value.code == "too_many_turns"
    with pytest.raises(QuestionError):
        checked("Wer?", "kein Gespräch", SETTINGS)


def test_days_are_read_and_refused():
    assert day("2024-06-20") == day(date(2024, 6, 20)) == date(2024, 6, 20)
    with pytest.raises(QuestionError):
        day("gestern")


def test_every_message_can_be_filled():
    for german, english in MESSAGES.values():
        assert german.format(value="x", limit=1)
        assert english.format(value="x", limit=1)
