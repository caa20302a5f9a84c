"""Parts of German compounds."""

import pytest

from chatbot.compounds import all_parts, found_in, parts
from index.analysis import stems


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("Haubitzen", "zwölf Panzerhaubitzen", True),
        ("Panzerhaubitzen", "zwölf Haubitzen", True),
        ("Haubitzen", "zwölf Panzer", False),
        ("Wahl", "die Auswahl", False),
        ("Energie", "Energieversorgung der Stadt", True),
        ("2024", "im Jahr 120240", False),
        ("Kitas", "eine Kita", True),
        ("Handy", "zwei Handys", True),
        ("Elefantenbabys", "ein Elefantenbaby", True),
        ("Handys", "die Hand", False),
    ],
)
def test_a_word_is_found_in_a_compound_and_the_other_way_round(asked, text, found):
    there = frozenset(stems(text))
    assert all(found_in(stem, there, all_parts(there)) for stem in stems(asked)) is found


def test_short_words_have_no_parts():
    assert parts("haus") == frozenset()
    assert parts("rathaus") == frozenset()
