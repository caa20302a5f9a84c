"""First names and what they tell."""

import pytest

from chatbot.first_names import is_first_name, sex


@pytest.mark.parametrize(
    ("name", "told"), [("Petra Kelly", "f"), ("Hans-Dietrich Genscher", "m"), ("Andrea Nahles", ""), ("Kelly", ""), ("", "")]
)
def test_a_first_name_tells_the_sex_and_nothing_else_does(name, told):
    assert sex(name) == told


def test_nouns_months_and_towns_are_no_first_names():
    assert not any(map(is_first_name, ["Adel", "August", "Mark", "Ernst", "Sofia", "Anders", "petra"]))
