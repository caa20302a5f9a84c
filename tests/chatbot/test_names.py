"""Names told from ordinary words."""

import pytest

from chatbot.names import is_ordinary, name_spans, names


@pytest.mark.parametrize("name", "Biden Macron Schoigu Lawrow Putin Merkel Selenskyj Netanjahu Scholz Fomin".split())
def test_a_name_is_no_form_of_an_english_word(name):
    assert not is_ordinary(name)


@pytest.mark.parametrize("word", "Delegationen Kindern Mittwochabend Rüstungsdelegation Nachbarn Mitteln Regierungen".split())
def test_inflected_nouns_and_compounds_are_ordinary(word):
    assert is_ordinary(word)


def test_a_text_gives_its_names_and_none_of_its_nouns():
    assert names("Gestern sprach Präsident Biden mit Macron über die Lage der Nachbarn.") == {"biden", "macron"}


def test_a_last_name_of_two_letters_stays_with_its_name():
    text = "Gestern empfing Tran Hong Ha die Gäste. Danach traf Putin Am Abend ein."
    assert [text[a:b] for a, b in name_spans(text)] == ["Tran Hong Ha", "Putin"]


@pytest.mark.parametrize("word", ["Hafenchef", "Parteichefs", "Konzernchefin"])
def test_somebody_in_charge_is_no_name(word):
    assert is_ordinary(word)
