"""Furniture out, facts kept."""

from __future__ import annotations

import random
import time

import pytest

from index.cleaning import clean

PROSE = "Der Stadtrat hat am Dienstag den Haushalt für das kommende Jahr beschlossen."
MORE = "Er umfasst 214 Millionen Euro, sagte Kämmerin Ute Brandt."


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige",
        "Lesen Sie auch",
        "Hier können Sie unsere MORGEN-Podcasts hören",
        "Mehr aus dem Web",
        "Lesedauer: 3 Minuten",
        "Autoplay",
        "Zur Startseite",
        "zum Hauptinhalt springen",
        "112 Kommentare",
        "Artikel anhören",
        "Auf LinkedIn teilen",
        "Jetzt kostenlos abonnieren",
        "Zur Merkliste hinzufügen",
        "© dpa/Uwe Zucchi",
        "Quelle: REUTERS",
        "Foto: Jonas Ahlert / HafenBild",
        "Bild: picture alliance",
        "Wir verwenden Cookies, um Inhalte zu personalisieren.",
        "Alle akzeptieren",
        "isSubscriber: false",
        "E-Mail-Adresse eingeben",
        "Diesen Artikel weiterlesen mit Plus",
        "Mit Klick auf den Knopf stimmen Sie der Verarbeitung Ihrer Daten zu.",
        "Zum Anzeigen des Beitrags benötigen wir Ihre Zustimmung.",
        "Folgen Sie uns gern auf Facebook",
        "Über dieses Thema berichtet: Regionalnachrichten am 3. Dezember um 6.30 Uhr",
        "Schlagwörter zu diesem Artikel",
        "To view this video please enable JavaScript, and consider upgrading to a web browser",
    ],
)
def test_a_line_of_furniture_between_paragraphs_goes(line: str) -> None:
    cleaned = clean(f"{PROSE}\n\n{line}\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\n{MORE}"
    assert cleaned.removed == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "Streit um die Brücke",
        "Kritik aus den Ländern",
        "Geht es auch um Waffen?",
        "Züge fahren wieder",
        "Kartellbehörden prüfen",
        "Mehr Sicherheit",
        "Weitere Informationen gibt es beim Land Tirol.",
        "Die SPD will dem Gesetz ihre Zustimmung geben, die Grünen zögern noch.",
        "Am Freitag stimmen sie der Vorlage zu, sagte die Fraktionschefin.",
        "Die Länder gaben ihre Zustimmung zum neuen Datenschutz.",
        "Hintergrund: Der Streit dauert schon seit 2010.",
        "„Wir verwenden Cookies nur, wenn Sie zustimmen“, stand auf dem Banner.",
        "Eltern demonstrierten am Mittwoch vor dem Rathaus",
        "Die Partei warb im Newsletter um Spenden, wie sie sagte.",
        "1. FC Kaltenbach – SV Au 2:1",
        "Cookies speichern Daten auf dem Rechner der Nutzer.",
        "Am 20.06.2024 stimmten 34 Abgeordnete dafür.",
        "„Melden Sie sich bei uns!“, bat der Wirt.",
        "Die Firma heißt © Zeichen & Co. und verkauft Schilder.",
        "Von Juni an gilt Tempo 30.",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert line in clean(f"{PROSE}\n\n{line}\n\n{MORE}").text.split("\n")


def test_a_clean_article_comes_back_unchanged() -> None:
    text = f"{PROSE}\n\nWas geplant ist\n\n{MORE}\n\n- Neubau der Schule\n- Umbau des Bades"
    cleaned = clean(text)
    assert (cleaned.text, cleaned.removed) == (text, ())


def test_an_article_about_subscriptions_keeps_its_advice() -> None:
    text = "\n\n".join(
        [
            "Wer sein Abo loswerden will, hat es jetzt leichter.",
            "Teilen",
            "So melden Sie sich ab: Öffnen Sie die App und klicken Sie auf Ihr Konto.",
            "Drucken",
            "Sie erhalten danach eine Nachricht in Ihrem Postfach und können die Kündigung bestätigen.",
        ]
    )
    assert "klicken Sie auf Ihr Konto" in clean(text).text


def test_captions_are_kept_once_and_their_credits_go() -> None:
    caption = "Vizepremier Tran Van Minh begrüßt die Gäste am Flughafen"
    cleaned = clean(f"{PROSE}\n\n{caption}\n{caption}\nQuelle: REUTERS\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\n{caption}\n\n{MORE}"


def test_a_credit_glued_to_a_caption_goes_and_the_caption_stays() -> None:
    cleaned = clean(f"{PROSE}\n\nDie Ministerin am Flughafen Bild: Anna Au/AP Photo/picture alliance\n\n{MORE}")
    assert "Die Ministerin am Flughafen\n" in cleaned.text
    assert cleaned.agencies == ()


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("dpa/Reuters/jag/krott", ("dpa", "Reuters")),
        ("kle/jj (afp, dpa)", ("AFP", "dpa")),
        ("Quelle: ntv.de, hek/AFP", ("AFP",)),
        ("© dpa-infocom, dpa:240611-99-351172/2", ("dpa",)),
        ("(APA, red, 3.8.2022)", ("APA",)),
        ("mit Material von dpa und epd", ("dpa", "epd")),
    ],
)
def test_an_agency_line_becomes_metadata(line: str, agencies: tuple[str, ...]) -> None:
    cleaned = clean(f"{PROSE}\n\n{MORE}\n\n{line}")
    assert cleaned.agencies == agencies
    assert cleaned.text == f"{PROSE}\n\n{MORE}"


def test_an_agency_box_at_the_end_of_a_paragraph_becomes_metadata() -> None:
    cleaned = clean(f"{PROSE}\n\n{MORE} (Reuters/wg)")
    assert (cleaned.text, cleaned.agencies) == (f"{PROSE}\n\n{MORE}", ("Reuters",))


def test_a_bracket_that_is_no_agency_stays() -> None:
    text = f"{PROSE}\n\nDie Partei gewann drei Sitze. (CDU)"
    assert clean(text).text == text


def test_the_headline_is_found_among_menu_and_kicker_and_taken_out() -> None:
    head = "Start\nPolitik\nHaushalt\nStadtrat beschließt Haushalt mit 214 Millionen Euro\n\nVon Ute Au\n20.06.2024, 10:15 Uhr"
    page = f"{head}\n\n{PROSE}\n\n{MORE}"
    cleaned = clean(page)
    assert cleaned.title == "Stadtrat beschließt Haushalt mit 214 Millionen Euro"
    assert (cleaned.text, cleaned.published) == (f"{PROSE}\n\n{MORE}", "2024-06-20")


def test_nothing_is_invented_where_the_text_says_nothing() -> None:
    cleaned = clean(f"{PROSE}\n\nAm 3. Mai 1931 wurde das Rathaus gebaut.\n\nZwischenruf\n\n{MORE}")
    assert (cleaned.title, cleaned.published, cleaned.source, cleaned.agencies) == (None, None, None, ())


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("date 2024-06", "2024-06"),
        ("Stand: 20.06.2024, 10:15 Uhr", "2024-06-20"),
        ("Veröffentlicht am 17. April 2024", "2024-04-17"),
        ("Do, 20.06.24", "2024-06-20"),
        ("Published June 20, 2024", "2024-06-20"),
        ("22. 9. 2023 16:21 Uhr", "2023-09-22"),
    ],
)
def test_a_line_that_is_a_date_states_the_day(stamp: str, expected: str) -> None:
    cleaned = clean(f"{stamp}\n\n{PROSE}\n\n{MORE}")
    assert (cleaned.published, cleaned.text) == (expected, f"{PROSE}\n\n{MORE}")


def test_publication_goes_before_update() -> None:
    cleaned = clean(f"Aktualisiert am 9. November 2022, 7:10 Uhr\nVeröffentlicht am 8. November 2022\n\n{PROSE}")
    assert cleaned.published == "2022-11-08"


def test_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    words = (PROSE + " " + MORE + " ") * 3
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > 68:
            lines.append(line.strip())
            line = ""
        line += word + " "
    text = "\n".join([*lines, line.strip()])
    assert clean(text + "\n\n" + text.replace("214", "215")).text.count("\n") == 2


def test_cleaning_a_cleaned_text_changes_nothing() -> None:
    page = f"Start\nPolitik\nStadtrat beschließt den Haushalt\n\n{PROSE}\n\nTeilen\n\n{MORE}\n\nMehr zum Thema\nBrücke gesperrt"
    once = clean(page).text
    assert clean(once).text == once


@pytest.mark.parametrize(
    "piece",
    ["a", "a b ", "„", "- ", "/", "© ", "Foto: x ", "| ", "dpa/", "Mehr ", "(", "#x ", "> a ", "x\n", "\n", "1. ", "jetzt "],
)
def test_long_runs_of_anything_are_cleaned_in_linear_time(piece: str) -> None:
    started = time.process_time()
    clean(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 8


def test_random_lines_never_break_it_and_no_word_appears_from_nowhere() -> None:
    rng = random.Random(11)
    parts = [
        PROSE,
        MORE,
        "Anzeige",
        "Mehr zum Thema",
        "© dpa",
        "dpa/AFP",
        "20.06.2024",
        "Von Ute Au",
        "",
        "",
        "Wort",
        "- Punkt",
        "showPaywall:",
        "false",
    ]
    for _ in range(200):
        page = "\n".join(rng.choice(parts) for _ in range(rng.randrange(30)))
        cleaned = clean(page)
        assert set(cleaned.text.split()) <= set(page.split())


def test_an_entry_of_a_ticker_is_no_headline() -> None:
    entry = "+++ 21:07 Bahn sperrt Strecke +++"
    cleaned = clean(f"Liveblog\nAktualisiert am 14. März 2025, 21:07\n\n{entry}\n{PROSE}")
    assert cleaned.title is None
    assert cleaned.text == f"{entry}\n{PROSE}"


def test_agencies_from_far_away_are_known() -> None:
    cleaned = clean(f"{PROSE}\n\n(KCNA, Yonhap)")
    assert (cleaned.text, cleaned.agencies) == (PROSE, ("KCNA", "Yonhap"))


@pytest.mark.parametrize(
    "heading", ["Mehr Geld für Schulen und Bildung", "Was sich ändert im Bild der Stadt", "Streit über ein Foto Merkels"]
)
def test_a_heading_that_speaks_of_pictures_or_education_is_no_picture_credit(heading: str) -> None:
    cleaned = clean(f"{PROSE}\n\n{heading}\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\n{heading}\n\n{MORE}"


def test_a_long_paragraph_that_ends_with_a_colon_is_not_the_foot_of_the_page() -> None:
    last = "Der Bürgermeister nannte am Ende drei Vorhaben für das nächste Jahr und bat den Rat um Geduld mit ihnen:"
    assert clean(f"{PROSE}\n\n{last}\n\nZur Startseite\n\nImpressum").text == f"{PROSE}\n\n{last}"


def test_a_list_of_contents_goes_and_the_headings_it_names_stay() -> None:
    cleaned = clean(f"{PROSE}\n\nInhalt des Artikels:\nPegel fällt\nSchäden an Deichen\n\nPegel fällt\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\nPegel fällt\n\n{MORE}"


def test_a_byline_over_several_lines_goes_whole() -> None:
    cleaned = clean(f"Stadt spart\n\nVon\nKai Wendt\nBarbara von Thun\n\n{PROSE}\n\n{MORE}")
    assert cleaned.text == f"{PROSE}\n\n{MORE}"


def test_of_a_long_headline_and_a_long_standfirst_the_first_is_the_title() -> None:
    head = "Rail strike in the north called off\n\nUnion members accept rise after eight months\n\nFri 7 Mar 2025 14.20 CET"
    cleaned = clean(f"{head}\n\nThe strike planned for next week has been called off. Drivers voted to accept the deal.")
    assert (cleaned.title, cleaned.published) == ("Rail strike in the north called off", "2025-03-07")
    assert cleaned.text.startswith("Union members accept rise after eight months")
