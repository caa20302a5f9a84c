"""Places in two languages."""

import pytest

from chatbot.features import view
from chatbot.gazetteer import german_places, is_known_place, missing_country


def test_english_places_get_their_german_names():
    assert dict(german_places("Did Moscow help North Korea, Kyiv's enemy, or The Hague?")) == {
        "Moscow": "moskau",
        "North Korea": "nordkorea",
        "Kyiv": "kiew",
        "The Hague": "den haag",
    }


def test_small_letters_and_other_words_are_no_places():
    assert german_places("a turkey in vienna style") == ()
    assert not is_known_place("United")


def test_an_english_question_is_matched_by_german_place_names():
    seen = view("What did Moscow promise North Korea?")
    assert {"moskau", "nordkorea"} <= seen.names
    assert {"moskau", "nordkorea"} <= set(seen.stems)


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("How many howitzers did Latvia order?", "Estland kauft zwölf Haubitzen.", "Latvia"),
        ("Wie viele Haubitzen bestellte Litauen?", "Lettland kauft zwölf Haubitzen.", "Litauen"),
        ("Wie viele Haubitzen bestellte Litauen?", "Die litauische Armee bestellte Haubitzen.", None),
        ("Wie viele Haubitzen bestellte Estland?", "Die estnische Armee bestellte Haubitzen.", None),
        ("Was sagte Frankreichs Präsident?", "In Paris sprach der Präsident.", None),
        ("Wie steht die USA dazu?", "Der US-Präsident schwieg.", None),
        ("Wie viele Menschen leben in Deutschland?", "In Berlin leben vier Millionen, im Land 84.", None),
        ("Which band does Chad Smith play in?", "Chad Smith trommelt bei den Peppers.", None),
        ("Was steht in der Verfassung?", "Nichts davon.", None),
    ],
)
def test_a_country_that_a_text_does_not_name(question, text, missing):
    assert missing_country(question, text) == missing
