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


def _spans(text):
    return [text[a:b] for a, b in name_spans(text)]


@pytest.mark.parametrize(
    "name",
    ["Joschka Fischer", "Walter Müller", "Ute Bauer", "Heinz Zimmermann", "Karin Stark", "Jürgen Klinger", "Dieter Kessler",
     "Hans-Peter Koch", "Ingrid Brunner-Wolf"],
)  # fmt: skip
def test_an_ordinary_word_right_behind_a_first_name_is_the_surname(name):
    assert _spans(f"Gestern sprach {name} mit der Presse.") == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kauft Estland Munition?", ["Estland"]),
        ("Will Scholz Steuern senken?", ["Scholz"]),
        ("Heute kommt Klaus, König der Bühne.", ["Klaus"]),
        ("Deshalb kam Ute Montag nicht.", ["Ute"]),
        ("Zuletzt sprach Olaf Scholz Kanzlern Mut zu.", ["Olaf Scholz"]),
    ],
)
def test_a_noun_behind_other_names_or_beyond_a_comma_is_no_surname(text, found):
    assert _spans(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Was meint Habeck zu Norwegen?", ["Habeck", "Norwegen"]),
        ("Was erwartet Scholz von Macron?", ["Scholz", "Macron"]),
        ("Wann half Polen der Ukraine?", ["Polen", "Ukraine"]),
        ("Es sprach Ursula von der Leyen zu Norwegen.", ["Ursula von der Leyen", "Norwegen"]),
        ("Es kam Karl-Theodor zu Guttenberg.", ["Karl-Theodor zu Guttenberg"]),
        ("Es kam Konstantin von Notz.", ["Konstantin von Notz"]),
        ("Es kam Luiz Inácio Lula da Silva.", ["Luiz Inácio Lula da Silva"]),
    ],
)
def test_german_prepositions_join_names_only_behind_a_first_name(text, found):
    assert _spans(text) == found
