"""Numbers, dates and names of German and English text in normal form."""

import pytest

from chatbot.calendar_words import date_spans, dates
from chatbot.names import canonical, is_ordinary, is_place, name_spans, names
from chatbot.number_words import cardinal, ordinal
from chatbot.numerals import date_free_numbers, numbers, quantities
from index.dates import iso_in_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,5 Milliarden Dollar", {"3500000000"}),
        ("175 Milliarden Euro und 1.200 Tote", {"175000000000", "1200"}),
        ("17 Prozent, 17%, 17 Prozentpunkte", {"17%"}),
        ("zwölf Haubitzen, die fünfte Visite", {"12", "5"}),
        ("anderthalb Jahre, ein Dutzend, zweitausendvierhundert", {"1.5", "12", "2400"}),
        ("100 000 Menschen", {"100000"}),
        ("dreiundzwanzig", {"23"}),
        ("zum 80. Jahrestag", {"80"}),
        ("ein Mann und eine Frau", set()),
        ("eine Million", {"1000000"}),
        ("neun Gigawatt", {"9"}),
        ("1,5 Mio. Euro", {"1500000"}),
    ],
)
def test_german_numbers_are_read(text, expected):
    assert numbers(text) == expected


def test_english_separators_and_billions_differ_from_german_ones():
    assert numbers("1,200 people and 3.5 billion dollars", "en") == {"1200", "3500000000"}
    assert numbers("1,2 Meter") == {"1.2"}
    assert numbers("zwei Billionen", "de") == {"2000000000000"}


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("mit rund einer halben Milliarde Dollar", "einer halben Milliarde", "500000000", "dollar"),
        ("ein halbes Dutzend Schiffe", "ein halbes Dutzend", "6", "schiffe"),
        ("eine Dreiviertelmillion Euro", "eine Dreiviertelmillion", "750000", "euro"),
        ("nach einem halben Monat", "einem halben", "0.5", "monat"),
        ("eine Viertelstunde lang", "eine Viertel", "0.25", "stunde"),
        ("nearly half a billion pounds", "half a billion", "500000000", "pounds"),
        ("a quarter of a million visitors", "a quarter of a million", "250000", "visitors"),
        ("three and a half million visitors", "three and a half million", "3500000", "visitors"),
        ("a month and a half later", "a month and a half", "1.5", "month"),
        ("half an hour later", "half an", "0.5", "hour"),
    ],
)
def test_a_half_and_a_quarter_are_part_of_their_number(text, written, value, unit):
    (found,) = quantities(text, "en" if " a" in text else "de")
    assert (text[found.start : found.end], found.value, found.unit) == (written, value, unit)


@pytest.mark.parametrize(
    "text", ["die halbe Welt", "im Viertelfinale", "halb so groß", "ein Viertel der Stadt", "the first quarter", "a half-brother"]
)
def test_halves_of_no_number_are_none(text):
    assert not [q for q in quantities(text, "en" if text.startswith(("the ", "a ")) else "de") if not q.ordinal]


def test_both_ends_of_a_span_share_a_multiplier():
    assert [q.value for q in quantities("von 7 auf 9 Milliarden")] == ["7000000000", "9000000000"]
    assert [q.value for q in quantities("between 2 and 3 million", "en")] == ["2000000", "3000000"]
    assert [q.value for q in quantities("von 800.000 auf 1,3 Millionen")] == ["800000", "1300000"]
    assert [q.value for q in quantities("Platz 2 und 6 Millionen")] == ["2", "6000000"]


def test_a_quantity_knows_its_place_and_unit():
    first, second = quantities("Estland kauft zwölf Haubitzen für 3,5 Millionen Euro.")
    assert (first.value, first.unit) == ("12", "haubitzen")
    assert (second.value, second.unit) == ("3500000", "euro")
    assert "Estland kauft zwölf Haubitzen"[first.start : first.end] == "zwölf"


def test_ordinals_and_cardinals_are_told_apart():
    assert (ordinal("fünfte"), ordinal("zwanzigsten"), ordinal("dritter"), ordinal("fifth")) == (5, 20, 3, 5)
    assert ordinal("sieben") is None
    assert cardinal("fünfte") is None
    assert (cardinal("einundzwanzig"), cardinal("twenty-one"), cardinal("hundert")) == (21, 21, 100)
    assert cardinal("haus") is None


def test_dates_are_found_at_the_precision_written():
    assert dates("am 20. Juni 2024") == {"2024-06-20", "2024-06", "2024"}
    assert dates("im März") == {"*-03"}
    assert dates("20.06.2024") == {"2024-06-20", "2024-06", "2024"}
    assert dates("on June 20, 2024") == {"2024-06-20", "2024-06", "2024"}
    assert dates("Mittwochabend und 1975") == {"wd3", "1975"}


def test_may_and_march_in_small_letters_are_no_months():
    assert dates("we may march on") == frozenset()


def test_a_number_of_things_is_no_year():
    assert dates("2000 Menschen kamen") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dort starben im Mai 20 Menschen.", {"*-05"}),
        ("Dort starben im April 20 Menschen.", {"*-04"}),
        ("Im vergangenen April 20 Menschen zu retten gelang.", {"*-04"}),
        ("Im September 12 neue Haubitzen zu liefern, war geplant.", {"*-09"}),
        ("In April 20 people died.", {"*-04"}),
        ("Am 20. Juni, 1500 Menschen kamen.", {"*-06-20"}),
        ("Am 20. Juni 1500 Menschen zu retten, gelang.", {"*-06-20"}),
        ("Im Juni 1500 Soldaten zu verlegen, misslang.", {"*-06"}),
        ("1200 Soldaten kamen.", set()),
        ("On April 20 Putin arrived.", {"*-04-20"}),
        ("on May 20, 2024", {"2024-05-20", "2024-05", "2024"}),
        ("June 20, 2024 Ruling", {"2024-06-20", "2024-06", "2024"}),
        ("20 June, 2024 in Rome", {"2024-06-20", "2024-06", "2024"}),
        ("May of 2024", {"2024-05", "2024"}),
        ("am 20. Juni 2024 in Hanoi", {"2024-06-20", "2024-06", "2024"}),
    ],
)
def test_a_number_that_counts_is_neither_the_day_nor_the_year_of_a_month(text, expected):
    assert dates(text) == expected


def test_date_spans_cut_out_the_words():
    text = "Er kam am 15. August 2023 an."
    assert {text[start:end] for start, end, _ in date_spans(text)} == {"15. August 2023"}


def test_impossible_dates_are_no_dates():
    assert dates("45.13.2024") <= {"2024"}


def test_iso_dates_in_words():
    assert [iso_in_words("2024-06-20", lang) for lang in ("de", "en")] == ["20. Juni 2024", "June 20, 2024"]
    assert iso_in_words("2024", "de") == "2024"


def test_numbers_inside_dates_can_be_left_out():
    assert date_free_numbers("Am 20. Juni 2024 kamen 12 Leute.") == {"12"}


def test_names_are_told_from_german_nouns():
    text = "Der Präsident des Landes, Wladimir Putin, sprach in Hanoi über die Rüstungsdelegation und den Staatsbesuch."
    assert names(text) == {"wladimir", "putin", "hanoi"}


def test_genitives_meet_their_base_form():
    assert names("Putins Delegation") == names("Putin")
    assert canonical("Stoltenbergs") == canonical("Stoltenberg")
    assert canonical("Putin's") == "putin"


def test_name_runs_hold_full_names():
    text = "Der KP-Chef Nguyen Phu Trong traf Angela Merkel."
    assert [text[a:b] for a, b in name_spans(text)][-2:] == ["Nguyen Phu Trong", "Angela Merkel"]


def test_abbreviations_in_capitals_are_names():
    assert {"spd", "cdu"} <= names("Die SPD und die CDU stritten.")


def test_weekdays_months_and_numbers_are_no_names():
    assert names("Am Mittwochabend im März kamen Zwölf.") == frozenset()


def test_compounds_of_known_nouns_are_ordinary():
    assert is_ordinary("Rüstungskonzern")
    assert not is_ordinary("Schugajew")


def test_places_are_known_with_and_without_genitive():
    assert is_place("Vietnams")
    assert is_place("Lettland")
    assert not is_place("Putin")
