"""Thinking aloud never reaches the reader, wherever its marks are cut."""

from __future__ import annotations

import pytest

from chatbot.generators.thinking import without_thinking

CASES = {
    "<think>Moment, 99?</think>Zwölf.": "Zwölf.",
    "<think>\n\n</think>\n\nZwölf.": "\n\nZwölf.",
    "Zwölf <think>oder 13</think>Haubitzen.": "Zwölf Haubitzen.",
    "Zwölf.<think>nie geschlossen": "Zwölf.",
    "3 < 5 und 7 > 2.": "3 < 5 und 7 > 2.",
    "<thinking>hm</thinking>Ja <": "Ja <",
    "": "",
}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("text", CASES)
def test_thinking_is_taken_out_of_any_cut(text, size):
    assert "".join(without_thinking(text[n : n + size] for n in range(0, len(text), size))) == CASES[text]


def test_thinking_that_a_template_opened_is_dropped_when_it_comes_in_one_piece():
    assert "".join(without_thinking(["also: zwölf</think>Zwölf."])) == "Zwölf."


def test_text_is_handed_on_as_soon_as_it_cannot_be_a_mark():
    stream = without_thinking(iter(["Estland ", "kauft"]))
    assert next(stream) == "Estland "
