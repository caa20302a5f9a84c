"""Files to articles: text, Markdown, front matter, encodings, and every reason a file is refused."""

from __future__ import annotations

import os
import random
import unicodedata
from pathlib import Path

import pytest
from stand_ins import KeywordEmbedder

from index import NewsIndex
from index.adding import read_all
from index.errors import ReadError
from index.readers import find_files, read_file

BODY = "Der Landtag hat am Donnerstag das neue Schulgesetz beschlossen.\n\nEs gilt ab dem 1. August 2025 für alle Grundschulen."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_plain_text_takes_its_id_from_the_file_name(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "schule 2025.final.txt", BODY))
    assert article.id == "schule 2025.final"
    assert article.text == BODY
    assert (article.title, article.source, article.url, article.published, article.agencies) == ("", "", None, None, ())
    assert article.language == "de"


def test_front_matter_states_the_metadata(tmp_path: Path) -> None:
    head = (
        "---\ntitle: 'Landtag: Schulgesetz beschlossen'\nsource: Neue Zeitung\nurl: https://zeitung.example/a?b=1\n"
        "published: 2024-06-20\nlanguage: de\nagencies: [dpa, epd]\n---\n"
    )
    article = read_file(write(tmp_path, "a.md", head + BODY))
    assert article.title == "Landtag: Schulgesetz beschlossen"
    assert (article.source, article.url, article.published) == ("Neue Zeitung", "https://zeitung.example/a?b=1", "2024-06-20")
    assert article.agencies == ("dpa", "epd")
    assert article.text == BODY


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-06", "2024-06"),
        ("'2024'", "2024"),
        ("2024", "2024"),
        ("20. Juni 2024", "2024-06-20"),
        ("2024-06-20T10:15:00Z", "2024-06-20"),
        ("20240620", "2024-06-20"),
        ("20240620T101500Z", "2024-06-20"),
        ("2024/06/20", "2024-06-20"),
        ("20243420", None),
        ("Nr. 20240620", None),
        ("neulich", None),
        ("2024-02-31", None),
    ],
)
def test_the_date_keeps_the_precision_it_was_given_with(tmp_path: Path, value: str, expected: str | None) -> None:
    assert read_file(write(tmp_path, "a.txt", f"---\ntitle: T\npublished: {value}\n---\n{BODY}")).published == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:pw@host.example/",
        "https://",
        "ftp://host.example/a",
        "//host.example",
        "https://host.example/a b",
        'https://host.example/"onload="x',
        "https://host.example:99999999/",
    ],
)
def test_only_plain_web_addresses_become_the_url(tmp_path: Path, url: str) -> None:
    assert read_file(write(tmp_path, "a.txt", f"---\ntitle: T\nurl: '{url}'\n---\n{BODY}")).url is None


def test_a_line_of_dashes_is_not_front_matter(tmp_path: Path) -> None:
    article = read_file(write(tmp_path, "a.txt", f"---\n{BODY}"))
    assert BODY in article.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: No", "No"),
        ("title: 12:30", "12:30"),
        ("title: 1_000", "1_000"),
        ("title: ~", ""),
        ("title:\tMit Tabulator", "Mit Tabulator"),
        ("title: Meier & Söhne *neu*", "Meier & Söhne *neu*"),
        ("title: >\n  Über zwei\n  Zeilen", "Über zwei Zeilen"),
        ("title: Oben\nimage:\n  title: Bild\n  url: https://x.example/b.png", "Oben"),
    ],
)
def test_values_of_the_head_are_taken_as_written(tmp_path: Path, head: str, expected: str) -> None:
    article = read_file(write(tmp_path, "a.md", f"---\n{head}\n---\n{BODY}"))
    assert (article.title, article.url, article.text) == (expected, None, BODY)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("#Wirsindmehr füllt den Marktplatz", "#Wirsindmehr füllt den Marktplatz"),
        ("Gleis #3 wird gesperrt", "Gleis #3 wird gesperrt"),
        ("Bahnhof: Gleis gesperrt", "Bahnhof: Gleis gesperrt"),
        ("Budget row: 'no deal' for schools", "Budget row: 'no deal' for schools"),
        ("„Nein“: Rat lehnt ab", "„Nein“: Rat lehnt ab"),
        ('"Nein", sagt der Rat', '"Nein", sagt der Rat'),
        ("'s ist vorbei", "'s ist vorbei"),
        ("[Video] So brennt der Wald", "[Video] So brennt der Wald"),
        ("@landrat tritt zurück", "@landrat tritt zurück"),
        ("100 % mehr: > 5 Euro | Markt", "100 % mehr: > 5 Euro | Markt"),
        ("- 12 Grad: Frost", "- 12 Grad: Frost"),
        ("Erst dies:\n  dann das", "Erst dies: dann das"),
        ("Rat tagt # noch prüfen", "Rat tagt"),
        ("# noch keiner", ""),
        ("'Rat: Haushalt' # geprüft", "Rat: Haushalt"),
        ('"Rat \\"tagt\\" #2"', 'Rat "tagt" #2'),
        ("'Rat''s Haushalt'", "Rat's Haushalt"),
        (">-\n  Rat: es\n  tagt", "Rat: es tagt"),
        ("ohne\nsubtitle:Rat:tagt\nlist:\n- a: b\n- 'c'", "ohne"),
    ],
)
def test_a_line_typed_by_hand_is_read_as_it_stands_and_yaml_as_yaml(tmp_path: Path, title: str, expected: str) -> None:
    article = read_file(write(tmp_path, "a.md", f"---\ntitle: {title}\npublished: 2024-06-20\n---\n{BODY}"))
    assert (article.title, article.published, article.text) == (expected, "2024-06-20", BODY)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("published: 07/08/2023", "published: '07/08/2023' is left out"),
        ("datum: 31.11.2023", "published: '31.11.2023' is left out"),
        ("url: zeitung.example/a", "url: 'zeitung.example/a' is left out"),
        ("language: fr", "language: 'fr' is left out"),
        ("source:\n  - Blatt\n  - Bote", "source: a list"),
        ("source: Blatt\npublished: Mai 2023 # oder Juni\nurl: https://zeitung.example/a#b\nlang: en-GB\nurl2: x", ""),
        ("source:\n  name: Blatt\npublished:\nlanguage: ~", ""),
    ],
)
def test_a_stated_value_that_cannot_be_used_is_named(tmp_path: Path, head: str, said: str) -> None:
    path = write(tmp_path, "a.txt", f"---\ntitle: T\n{head}\n---\n{BODY}")
    notes: list[tuple[str, str]] = []
    failed: list[tuple[str, str]] = []
    (article,) = read_all([path], failed, notes)
    assert failed == [] and article.source == ("" if said else "Blatt")
    assert [(file, note.startswith(said)) for file, note in notes] == ([(str(path), True)] if said else [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"---\ntitle: Offen\n\n{BODY}", "not closed"),
        (f'+++\ntitle = "T"\n+++\n{BODY}', "TOML"),
        (f"---\nsource: Blatt\n title: Besuch\n---\n{BODY}", "line 3: "),
    ],
)
def test_a_head_that_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"kopf\.md: the front matter.*{reason}.*(?:write|put)"):
        read_file(write(tmp_path, "kopf.md", text))


@pytest.mark.parametrize(
    "head",
    [
        "title: [unclosed",
        "a: &x [1]\nb: *x",
        "title: !!python/object/apply:os.system ['true']",
        "title: {a: {b",
        "title: " + "[" * 9_000,
    ],
)
def test_broken_or_unsafe_front_matter_is_refused_by_name(tmp_path: Path, head: str) -> None:
    with pytest.raises(ReadError, match=r"kaputt\.txt.*front matter"):
        read_file(write(tmp_path, "kaputt.txt", f"---\n{head}\n---\n{BODY}"))


def test_markdown_marks_go_and_words_stay(tmp_path: Path) -> None:
    text = (
        "# Schulgesetz beschlossen\n\nDer **Landtag** hat das [neue Gesetz](https://x.example/g) *beschlossen*, "
        "sagt 3 * 4 * 5. [Mehr](https://x.example/a_(b)).\n\n```text\n5 Zeilen\n```\n\n## Was folgt\n\nEs gilt ab August."
    )
    article = read_file(write(tmp_path, "a.md", text))
    assert article.title == "Schulgesetz beschlossen"
    assert (
        article.text
        == "Der Landtag hat das neue Gesetz beschlossen, sagt 3 * 4 * 5. Mehr.\n\n5 Zeilen\n\nWas folgt\n\nEs gilt ab August."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_of_german_text_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Die Bürgermeisterin grüßte „fröhlich“ und zahlte 5 €. Danach fuhr sie nach Köln zurück."
    assert read_file(write(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"%PDF-1.7", "unknown format"),
        ("ohne", b"Text", "unknown format"),
        ("leer.txt", b"", "empty"),
        ("weiss.txt", b" \n\t \r\n", "empty"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        ("null.txt", b"Ein Text\x00\x00\x01 mit Nullen", "binary"),
        ("utf16.txt", "Ein Text ohne Marke".encode("utf-16-le"), "UTF-16"),
        ("kyrillisch.txt", ("Привет, мир. Это новости. " * 20).encode("cp1251"), "not UTF-8"),
        ("japanisch.txt", ("これは新聞の記事です。" * 20).encode("shift-jis"), "not UTF-8"),
        ("halb.txt", b"\xef\xbb\xbfgut\xff\xfe", "broken at byte"),
        ("nurreklame.txt", b"Anzeige\nTeilen\nDrucken\n", "no article text"),
        ("lang.txt", b"a" * 2_000, "larger than 1,000 bytes"),
    ],
)
def test_a_file_that_is_no_article_is_refused_by_name_and_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(ReadError) as caught:
        read_file(path, max_bytes=1_000)
    assert name in str(caught.value) and reason in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ordner.txt").mkdir()
    with pytest.raises(ReadError, match="no such file"):
        read_file(tmp_path / "fehlt.txt")
    with pytest.raises(ReadError, match="a folder with nothing to read in it"):
        read_file(tmp_path / "ordner.txt")


def test_control_characters_and_bidi_overrides_do_not_reach_the_text(tmp_path: Path) -> None:
    text = "Der Preis ist \u202egnal\u202c 5\u200b00\u00a0Euro.\x07 Cafe\u0301 \u2066offen\u2069."
    article = read_file(write(tmp_path, "a.txt", f'---\ntitle: "A\u202eB"\n---\n{text}'))
    assert article.text == "Der Preis ist gnal 500 Euro. Café offen."
    assert article.title == "AB"


def test_english_text_is_told_from_german(tmp_path: Path) -> None:
    text = "The minister said on Monday that the city and its schools will get more money from the state for new buildings."
    assert read_file(write(tmp_path, "a.txt", text)).language == "en"


def test_files_are_found_recursively_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", ".versteckt/x.txt", "b/.x.txt", "c/d/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    again = tmp_path / "b" / ".." / "a.txt"
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path, tmp_path / "a.txt", again])]
    assert found == ["a.txt", "b/1.html", "b/2.txt", "c/d/e.md"]


def test_what_a_browser_saves_beside_a_page_is_skipped(tmp_path: Path) -> None:
    kept = [
        "b.html",
        "b-alt/1.txt",
        "b_filesystem/2.txt",
        "c_files/3.txt",
        "d.txt",
        "d_files/4.txt",
        "e f.htm",
        "f/b_files/5.txt",
    ]
    skipped = ["b_files/werbung.html", "b_files/tief/x.txt", "b-Dateien/x.js", "e f-Dateien/x.js", "e f.files/x.css"]
    for name in kept + skipped:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        write(tmp_path, name, "x")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])) == sorted(kept)
    assert list(find_files([tmp_path / "c_files"])) == [tmp_path / "c_files" / "3.txt"]
    assert list(find_files([tmp_path / "b_files", tmp_path / "b.html"])) == [tmp_path / "b.html"]


@pytest.mark.parametrize("inside", ["", "mein index"])
def test_an_index_among_the_articles_is_skipped_and_they_are_not(tmp_path: Path, inside: str) -> None:
    names = ["lexical.txt", "articles.md", "unter/vectors-first.txt"]
    (tmp_path / "unter").mkdir()
    paths = [write(tmp_path, name, BODY) for name in names]
    with NewsIndex.open(tmp_path / inside, KeywordEmbedder(), KeywordEmbedder("zwei")) as news:
        assert len(news.add(tmp_path).added) == len(names)
        report = news.add(tmp_path)
        assert (len(report.unchanged), report.failed) == (len(names), ())
    assert set(find_files([tmp_path])) == set(paths)


def test_an_id_is_the_same_however_the_system_spells_its_umlauts(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Straßenfest für Köln")
    assert read_file(write(tmp_path, f"{apart}.txt", BODY)).id == "Straßenfest für Köln"
    (tmp_path / "b").mkdir()
    again = write(tmp_path, "b/Straßenfest für Köln.txt", BODY)
    failed: list[tuple[str, str]] = []
    assert len(list(read_all(find_files([tmp_path]), failed))) == 1
    assert len(failed) == 1 and "taken by" in failed[0][1] and again.exists()


def test_random_bytes_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    rng = random.Random(3)
    for n in range(60):
        data = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 400)))
        path = write(tmp_path, f"{n}.txt", data)
        try:
            article = read_file(path)
        except ReadError as error:
            assert path.name in str(error)
        else:
            assert article.text.strip()


def test_an_empty_folder_is_found_as_itself_so_that_it_can_be_reported(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    assert list(find_files([tmp_path / "leer"])) == [tmp_path / "leer"]


def test_a_page_saved_under_the_ending_of_a_text_is_read_as_a_page(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><head><title>Schule</title></head><body><p>{BODY}</p></body></html>"
    article = read_file(write(tmp_path, "seite.txt", page))
    assert article.title == "Schule"
    assert "Landtag" in article.text and "<" not in article.text


@pytest.mark.parametrize("head", ["", "---\ntitle: Neue Brücke in Passau eröffnet\n---\n"])
def test_the_first_heading_of_markdown_is_the_title_and_the_next_one_stays(tmp_path: Path, head: str) -> None:
    text = f"{head}# Neue Brücke in Passau eröffnet\n\n## Kosten bleiben im Rahmen\n\n- Sie kostet 12 Millionen Euro\n\n{BODY}"
    article = read_file(write(tmp_path, "a.md", text))
    assert article.title == "Neue Brücke in Passau eröffnet"
    assert article.text == f"Kosten bleiben im Rahmen\n\n- Sie kostet 12 Millionen Euro\n\n{BODY}"


@pytest.mark.parametrize(
    "headline", ["Wer soll das alles bezahlen?", "Klose: „Das war eine Schande!“", "Und dann kam das Wasser …"]
)
def test_a_heading_of_markdown_that_ends_like_a_sentence_is_the_title(tmp_path: Path, headline: str) -> None:
    article = read_file(
        write(tmp_path, "a.md", f"# {headline}\n\n## Folgen\n\n{BODY}\n\n## Hilfe\n\n{BODY} Danach wird gewählt.")
    )
    assert (article.title, article.text) == (headline, f"Folgen\n\n{BODY}\n\nHilfe\n\n{BODY} Danach wird gewählt.")


def test_a_heading_below_running_text_is_not_the_title(tmp_path: Path) -> None:
    assert read_file(write(tmp_path, "a.md", f"{BODY}\n\n# Was folgt\n\n{BODY} Danach wird gewählt.")).title == ""


def test_a_folder_that_cannot_be_listed_is_found_and_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "b" / "zu"
    closed.mkdir(parents=True)
    write(tmp_path, "a.txt", BODY)
    listed = os.scandir

    def scandir(path: str | os.PathLike[str]) -> object:  # rights do not stop root, under whom tests may run
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(find_files([tmp_path])) == [tmp_path / "a.txt", closed]
    assert list(find_files([closed])) == [closed]
    with pytest.raises(ReadError, match=r"zu: cannot be read \(Permission denied\)"):
        read_file(closed)
