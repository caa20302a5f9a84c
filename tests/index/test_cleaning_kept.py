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


@pytest.mark.parametrize(
    "sentence",
    [
        "Tags zuvor hatte es im Keller gebrannt.",
        "Am Kiosk hing eine Klein-Anzeige.",
        "Erstellt hatte die Liste ein Praktikant.",
        "Suche in den Trümmern geht weiter.",
        "Viele Mieter tauschen Wohnungen auf WhatsApp.",
        "Zuletzt geändert hat sich das 1998.",
        "Leserbriefe druckt das Blatt seit hundert Jahren.",
        "Push-Nachrichten wecken die Helfer.",
        "Automatisch erstellte Bescheide sind oft falsch, rügt das Gericht.",
        "Copyright-Streit: Sänger gewinnt 2024 gegen Online-Portal.",
        "Wie finden Sie das neue Stadion?",
        "Fanden Sie das Urteil gerecht?",
        "Die Texte der Dichterin sind urheberrechtlich geschützt, sagt ihr Enkel.",
        "Der Sender will ohne Paywall auskommen.",
        "Wir und unsere Partner im Rat haben lange verhandelt.",
        "Die Rechnung wurde automatisch von der Software erstellt.",
        "Kein Kommentar.",
    ],
)
def test_a_sentence_that_only_begins_or_ends_like_furniture_stays(sentence: str) -> None:
    assert clean(f"{PROSE}\n\n{sentence}\n\n{MORE}").text == f"{PROSE}\n\n{sentence}\n\n{MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "Diskutieren Sie mit uns über diesen Artikel.",
        "Wie finden Sie diesen Beitrag?",
        "War dieser Artikel für Sie hilfreich?",
        "Sie haben einen Fehler gefunden?",
        "© 2023 Hafenblatt GmbH. Alle Rechte vorbehalten.",
        "Copyright 2023 Hafenblatt Verlag",
        "Alle Texte und Bilder auf dieser Seite sind urheberrechtlich geschützt.",
        "Erstveröffentlichung: 11.02.2025, 07:50 Uhr.",
        "Schlagworte: Hafen, Schiffe",
        "Der Text wurde automatisch von der Deutschen Presse-Agentur übernommen.",
        "Wir sind frei und bleiben ohne Paywall, wenn ihr uns helft.",
        "HB Hafen auf WhatsApp",
        "Neues aus dem Hafen – jetzt auf WhatsApp abonnieren",
        "Folgen Sie uns auf WhatsApp.",
        "Mit Material von dpa.",
    ],
)
def test_a_line_that_speaks_for_the_page_still_goes(line: str) -> None:
    assert clean(f"{PROSE}\n\n{line}\n\n{MORE}").text == f"{PROSE}\n\n{MORE}"


@pytest.mark.parametrize(
    "headline",
    [
        "Erdrutsch",
        "Tag des offenen Denkmals in Regensburg",
        "Suche nach dem Wrack beendet",
        "Bank warnt vor Trickdieben auf WhatsApp",
        "Leserbrief löst Debatte aus",
        "Sturmflut | Deiche halten",
        "Video: Bagger stürzt in Fluss",
        "Foto: 30 Jahre verschollen",
        "Photo: Man rescued from lake",
        "Wer soll das alles bezahlen?",
        "Trainer Klose: „Das war eine Schande!“",
        "Und dann kam das Wasser …",
    ],
)
def test_the_only_short_line_over_an_article_is_its_title(headline: str) -> None:
    for stamp in ("", "\n\nVon Ute Au\n20.06.2024, 10:15 Uhr"):
        cleaned = clean(f"{headline}{stamp}\n\n{PROSE}\n\n{MORE}")
        assert (cleaned.title, cleaned.text) == (headline, f"{PROSE}\n\n{MORE}")


def test_a_section_a_picture_credit_and_a_question_under_a_headline_are_no_titles() -> None:
    assert clean(f"Wirtschaft\n\n{PROSE}\n\n{MORE}").title is None
    assert clean(f"Foto: Anna von der Au und Jo Li\n\n{PROSE}\n\n{MORE}").title is None
    cleaned = clean(f"Rat beschließt Haushalt\n\nWer soll das alles bezahlen?\n\n{PROSE}\n\n{MORE}")
    assert (cleaned.title, cleaned.text.split("\n")[0]) == ("Rat beschließt Haushalt", "Wer soll das alles bezahlen?")


@pytest.mark.parametrize("credit", ["Foto: Jo Li für die Stadt", "Grafik: privat", "Bild: Stadt Ulm / zur Verfügung gestellt"])
def test_a_credit_of_names_goes(credit: str) -> None:
    assert clean(f"{PROSE}\n\n{credit}\n\n{MORE}").text == f"{PROSE}\n\n{MORE}"


def test_a_word_of_menus_between_paragraphs_of_an_extracted_page_is_a_heading() -> None:
    for word in ("Kontakt", "Folgen", "Analyse"):
        text = f"{PROSE}\n\n{word}\n\n{MORE}"
        assert clean(text, extracted=True).text == text
    assert clean(f"{PROSE}\n\nAnzeige\n\n{MORE}", extracted=True).text == f"{PROSE}\n\n{MORE}"
    assert clean(f"{PROSE}\n\nKontakt\n\nAbonnieren\n\n{MORE}", extracted=True).text == f"{PROSE}\n\n{MORE}"


def test_a_marked_heading_over_prose_stays_and_one_that_speaks_for_the_page_goes() -> None:
    text = "{}Wetter\n\n{}\n\n{}Links\n\n{}"
    assert clean(text.format("## ", PROSE, "## ", MORE)).text == text.format("", PROSE, "", MORE)
    assert clean(f"{PROSE}\n\n## Mehr zum Thema\n\n{MORE}\n\n## Newsletter\n\nAbonnieren").text == f"{PROSE}\n\n{MORE}"


TABLE = "Tag | Tor | Ort\nFreitag | 2 | Ulm\nSamstag | 1 | Hof\nFreitag | 2 | Ulm"


@pytest.mark.parametrize("rows", [TABLE, "Ulm gegen Hof 2:1\nAue gegen Gera 0:0\nUlm gegen Hof 2:1"])
def test_rows_that_come_again_stay(rows: str) -> None:
    text = f"{PROSE}\n\n{rows}\n\n{MORE}\n\n{rows}\n\n{PROSE[:-1]}, hieß es."
    assert clean(text).text == text
    assert clean(f"Neues vom Sport am Wochenende\n\n{TABLE}\n\n{PROSE}\n\n{MORE}").text == f"{TABLE}\n\n{PROSE}\n\n{MORE}"


@pytest.mark.parametrize("day", ["Stand: 30. September 2018", "Stand: 30.09.2018"])
def test_the_day_of_figures_at_the_end_is_not_the_day_of_publication(day: str) -> None:
    text = f"{PROSE}\n\n{MORE}\n\nEs gibt Streit darum.\n\n{day}"
    assert (clean(text).text, clean(text).published) == (text, None)
    assert clean(f"{text}, 9:30 Uhr").published == "2018-09-30"


@pytest.mark.parametrize("entry", ["Der Bau der Brücke beginnt mit einem Fest.", "Bau der Brücke beginnt"])
def test_the_days_of_a_chronology_stay_and_are_not_the_day_of_publication(entry: str) -> None:
    days = f"3. Mai 2017\n{entry}\n\n4. Juni 2018\nEin Pfeiler stürzt ein.\n\n5. Juli 2019\nDie Brücke ist fertig, heißt es."
    cleaned = clean(f"Geschichte der Brücke\n\n{days}")
    assert (cleaned.title, cleaned.text, cleaned.published) == ("Geschichte der Brücke", days, None)
    assert clean(f"Brücke eröffnet\n\n3. Mai 2017\n\n{PROSE}\n\n{MORE}").published == "2017-05-03"
    teasers = "Mehr zum Thema\n4. Juni 2018\nPfeiler gestürzt\n5. Juli 2019\nBad geschlossen"
    cleaned = clean(f"Brücke eröffnet\n\n3. Mai 2017\n\n{PROSE}\n\n{MORE}\n\n{teasers}")
    assert (cleaned.text, cleaned.published) == (f"{PROSE}\n\n{MORE}", "2017-05-03")
