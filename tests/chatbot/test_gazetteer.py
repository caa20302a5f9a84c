"""Places in two languages."""

from chatbot.features import view
from chatbot.gazetteer import german_places, is_known_place


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
