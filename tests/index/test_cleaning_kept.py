"""What looks like furniture and is the article: headings that begin like bylines, days, lists, tables, lines that come twice."""

from __future__ import annotations

import pytest

from index.cleaning import clean

PROSE = "Der Stadtrat hat am Dienstag den Haushalt für das kommende Jahr beschlossen."
MORE = "Er umfasst 214 Millionen Euro, sagte Kämmerin Ute Brandt."


@pytest.mark.parametrize(
    "heading",
    [
        "Von der Leyen kündigt neue Sanktionen gegen Russland an",
        "Von Berlin nach Paris in acht Stunden",
        "Aus Protest gegen Sparpläne: Lehrer streiken",
        "Text der Hymne geändert",
        "Interview mit dem Minister",
        "Interview: Warum die Brücke später kommt",
        "Autorin Juli Zeh gewinnt Preis",
    ],
)
def test_a_heading_that_begins_like_a_byline_stays_and_is_found_as_headline(heading: str) -> None:
    assert clean(f"{PROSE}\n\n{heading}\n\n{MORE}").text == f"{PROSE}\n\n{heading}\n\n{MORE}"
    assert clean(f"{heading}\n\n{PROSE}\n\n{MORE}").title == heading


@pytest.mark.parametrize(
    "byline",
    [
        "Von Henrike Soltau, Wilhelmsbrück",
        "Von Kai Wendt, Barbara von Thun und Jo Li",
        "von Max Müller/dpa",
        "VON MAX MÜLLER",
        "By Kate Connolly in Berlin",
        "Text: Max Müller, Fotos: Anna Huber",
        "Ein Kommentar von Max Müller",
        "Aus Berlin berichtet Max Müller",
        "Von unserem Korrespondenten Max Müller, Rom",
        "Von Max Müller, 20.06.2024",
    ],
)
def test_a_line_of_names_is_a_byline(byline: str) -> None:
    assert clean(f"Haushalt der Stadt beschlossen\n\n{byline}\n\n{PROSE}\n\n{MORE}").text == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize("day", ["9. November 1989", "20.06.2024", "Do, 20.06.24", "1989"])
def test_a_day_between_paragraphs_stays_and_is_not_the_day_of_publication(day: str) -> None:
    for text in (f"{PROSE}\n\n{day}\n\n{MORE}", f"{PROSE}\n\n{MORE}\n\n{day}", f"{PROSE}\n\nAnzeige\n\n{day}\n\n{MORE}"):
        cleaned = clean(text)
        assert day in cleaned.text.split("\n")
        assert cleaned.published is None


@pytest.mark.parametrize(
    "stamp", ["20.06.2024, 10:15 Uhr", "Stand: 20.06.2024", "Veröffentlicht am 20. Juni 2024", "Von Max Müller\n20.06.2024"]
)
def test_a_stamp_below_the_standfirst_states_the_day(stamp: str) -> None:
    cleaned = clean(f"Haushalt der Stadt beschlossen\n\n{PROSE}\n\n{stamp}\n\n{MORE}")
    assert (cleaned.text, cleaned.published) == (f"{PROSE}\n\n{MORE}", "2024-06-20")
