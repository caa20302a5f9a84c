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


LIST = "- Die neue Brücke kostet 12 Millionen Euro\n- Sie wird am 1. März 2025 eröffnet"


@pytest.mark.parametrize("title", ["", "Neue Brücke in Passau"])
@pytest.mark.parametrize("head", ["", "Neue Brücke in Passau\n\n"])
def test_a_list_over_the_first_paragraph_stays(title: str, head: str) -> None:
    cleaned = clean(f"{head}{LIST}\n\n{PROSE}\n\n{MORE}", title=title)
    assert cleaned.text == f"{LIST}\n\n{PROSE}\n\n{MORE}"
    assert cleaned.title == (title or head.strip() or None)


def test_a_menu_of_bullets_is_no_list_of_the_article() -> None:
    cleaned = clean(f"- Politik\n- Meine News\n\nHaushalt der Stadt beschlossen\n\n{PROSE}\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\n{MORE}"


def test_with_a_title_that_is_known_only_what_repeats_it_and_menus_go() -> None:
    page = f"Start\nPolitik\nNeue Brücke in Passau eröffnet\n\nKosten bleiben im Rahmen\n\n{PROSE}\n\n{MORE}"
    cleaned = clean(page, title="Neue Brücke in Passau eröffnet")
    assert cleaned.title == "Neue Brücke in Passau eröffnet"
    assert cleaned.text == f"Kosten bleiben im Rahmen\n\n{PROSE}\n\n{MORE}"
    assert clean(f"Politik\n\nKosten im Rahmen\n\n{PROSE}", title="Etwas anderes").text == f"Kosten im Rahmen\n\n{PROSE}"


WRAPPED = [
    "Der Stadtrat hat am Dienstagabend den lange umstrittenen Haushalt für das\nJahr 2025 beschlossen.",
    "Die Brücke über den Inn wird nach Angaben der Stadt am kommenden Montag\nwieder für den Verkehr freigegeben, sagte "
    "Baureferentin Ute Brandt der\nZeitung. Die Arbeiten dauerten drei Jahre.",
    "Seit dem Morgen suchen Helfer nach den beiden Wanderern; der Einsatz am\n3. Mai war vergeblich, teilte die Bergwacht mit.",
]


@pytest.mark.parametrize(
    ("end", "begin", "joined"),
    [
        ("die US-", "Armee", "die US-Armee"),
        ("die Feu-", "erwehr", "die Feuerwehr"),
        ("Innen-", "und Verteidigungsminister", "Innen- und Verteidigungsminister"),
        ("die Brücke -", "Baujahr 1931 -", "die Brücke - Baujahr 1931 -"),
    ],
)
def test_words_divided_at_the_end_of_a_line_become_whole(end: str, begin: str, joined: str) -> None:
    text = f"Am Dienstagabend hat nach Angaben der Polizei in Passau {{}}\n{begin} den Verkehr geregelt."
    assert (
        clean(text.format(end)).text == f"Am Dienstagabend hat nach Angaben der Polizei in Passau {joined} den Verkehr geregelt."
    )


@pytest.mark.parametrize("text", WRAPPED)
def test_a_short_hard_wrapped_text_keeps_its_first_line(text: str) -> None:
    assert clean(text).text == text.replace("\n", " ")
    cleaned = clean(f"Neues aus der Stadt Passau\n\n{text}")
    assert (cleaned.title, cleaned.text) == ("Neues aus der Stadt Passau", text.replace("\n", " "))


@pytest.mark.parametrize(
    "text",
    [
        f"Stadtrat in Passau beschließt den Haushalt für 2025\n{PROSE}",
        "- Die neue Brücke über den Inn kostet die Stadt 12 Millionen Euro\n- Sie wird am Montag eröffnet.",
        "1. Die neue Brücke über den Inn kostet die Stadt 12 Millionen Euro\n2. Sie wird am Montag eröffnet.",
        "Feuerwehr rettet in Passau drei Menschen aus brennendem Wohnhaus\nVerletzt wurde niemand.\nDie Ursache ist nicht klar.",
        "Wer bezahlt den Bau der neuen Brücke über den Inn in Passau wirklich?\nDas zahlt am Ende die Stadt.",
    ],
)
def test_lines_that_only_stand_below_each_other_are_not_joined(text: str) -> None:
    cleaned = clean(text)
    assert f"{cleaned.title or ''}\n{cleaned.text}".strip() == text


def test_a_line_that_ends_with_an_article_is_no_headline() -> None:
    long = "Ein Gesetz, das vorsieht, dass alle Kinder Chinesisch lernen, " * 2 + "wurde in erster Lesung des"
    assert clean(f"{long}\nParlaments ohne Gegenstimmen angenommen.").text.startswith(long)


def test_a_table_copied_line_by_line_keeps_its_numbers() -> None:
    table = "Partei\nSitze\nCDU\n30\nSPD\n16\nGrüne\n16\n12\n7\nÖsterreich\n3"
    for text in (f"{PROSE}\n\n{table}\n\n{MORE}", f"{PROSE}\n\n{MORE}\n\n{table}"):
        assert clean(text).text == text
    assert clean(f"{PROSE}\n\nAnzeige\n\n{table}\n\nAnzeige\n\n{MORE}").text == f"{PROSE}\n\n{table}\n\n{MORE}"


@pytest.mark.parametrize("text", [f"{PROSE}\n\nTeilen\n12\n\n{MORE}", f"17\n\n{PROSE}\n\n{MORE}", f"{PROSE}\n\n{MORE}\n\n112"])
def test_a_count_beside_a_button_or_at_the_edge_goes(text: str) -> None:
    assert clean(text).text == f"{PROSE}\n\n{MORE}"


def test_a_count_makes_no_furniture_of_what_stands_beside_it() -> None:
    assert clean(f"{PROSE}\n\nTote\n\n12\n\nVerletzte im Krankenhaus\n\n7\n\n{MORE}").removed == ()


def test_an_answer_given_twice_in_an_interview_stays() -> None:
    text = f"{PROSE}\n\nWer zahlt das?\n\nDas kann ich nicht sagen.\n\nUnd wann?\n\nDas kann ich nicht sagen.\n\n{MORE}"
    assert clean(text).text == text
    assert clean(f"{PROSE}\n\n{MORE}\n\n{MORE}").text == f"{PROSE}\n\n{MORE}"


def test_the_times_of_a_ticker_stay() -> None:
    entries = "\n\n".join(f"20.06.2024, {hour}:15 Uhr\n\n{PROSE[:-1]}, hieß es um {hour} Uhr." for hour in range(10, 14))
    assert clean(f"{PROSE}\n\n{MORE}\n\nEs gibt Streit darum.\n\n{entries}").text.count(":15 Uhr") == 4
