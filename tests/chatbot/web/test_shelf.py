from dataclasses import replace

import pytest

from chatbot.web.library import MAX_FILES, add_files, holds_all
from chatbot.web.source_view import whole_article
from chatbot.web.texts import Texts
from index.errors import DamagedStoreError
from index.types import Article

TEXT = "Hamburg bekommt eine neue Brücke. Sie kostet zwölf Millionen Euro und wird im Herbst fertig, sagte der Senat."


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_every_file_gets_its_own_result_and_the_rest_goes_on(shelf, tmp_path):
    paths = [
        write(tmp_path, "gut.txt", TEXT),
        write(tmp_path, "leer.txt", ""),
        write(tmp_path, "bild.png", b"\x89PNG"),
        write(tmp_path, "nullen.txt", b"\x00" * 50),
        write(tmp_path, "auch.md", f"---\ntitle: Brücke\n---\n{TEXT} Das ist ein zweiter Text."),
    ]
    results = add_files(shelf.index, paths)
    assert [(r.name, r.outcome) for r in results] == [
        ("gut.txt", "added"), ("leer.txt", "failed"), ("bild.png", "failed"), ("nullen.txt", "failed"), ("auch.md", "added"),
    ]  # fmt: skip
    assert [r.problem.key for r in results if r.problem] == ["reason.empty", "reason.format", "reason.unreadable"]
    assert shelf.index.article("gut").text.startswith("Hamburg")


def test_the_same_file_again_is_reported_as_already_there_and_a_changed_one_as_replaced(shelf, tmp_path):
    path = write(tmp_path, "gut.txt", TEXT)
    add_files(shelf.index, [path])
    assert add_files(shelf.index, [path])[0].outcome == "unchanged"
    write(tmp_path, "gut.txt", TEXT + " Mehr dazu später.")
    assert add_files(shelf.index, [path])[0].outcome == "replaced"


def test_files_beyond_the_limit_are_named_not_dropped(shelf, tmp_path):
    path = write(tmp_path, "gut.txt", TEXT)
    results = add_files(shelf.index, [path] * (MAX_FILES + 2))
    assert [r.problem.key for r in results if r.problem] == ["reason.too_many"] * 2


def test_a_file_that_is_too_large_is_refused_before_it_is_read(shelf, tmp_path):
    with (tmp_path / "gross.txt").open("wb") as file:
        file.truncate(5_000_001)
    assert add_files(shelf.index, [tmp_path / "gross.txt"])[0].problem.key == "reason.size"


def test_an_uploaded_article_is_in_the_list_and_in_the_report(shelf, tmp_path, german):
    view = shelf.upload([write(tmp_path, "bruecke.md", f"---\ntitle: Neue Brücke\n---\n{TEXT}")], german)
    assert "Neue Brücke" in view.library
    assert "bruecke" in view.report and "hinzugefügt" in view.report


def test_a_pasted_text_is_added_once_and_found(shelf, german):
    for _ in range(2):
        view = shelf.paste("Neue Brücke", TEXT, "Abendblatt", "20.06.2024", german)
    assert "war schon da" in view.report
    (article,) = [a for a in shelf.index.articles() if a.title == "Neue Brücke"]
    assert (article.source, article.published) == ("Abendblatt", "2024-06-20")
    assert "Neue Brücke" in shelf.search("Brücke Hamburg", german).library


@pytest.mark.parametrize(
    ("title", "text", "published", "said"),
    [
        ("", TEXT, "", "Überschrift"),
        ("T", " ", "", "Text des Artikels"),
        ("T", TEXT, "bald", "kein Datum"),
        ("T", "x" * 200_001, "", "zu lang"),
    ],
)
def test_a_pasted_text_that_lacks_something_says_what(shelf, german, title, text, published, said):
    view = shelf.paste(title, text, "", published, german)
    assert said in view.report and "nicht aufgenommen" in view.report


def test_an_article_is_removed_only_from_a_writable_shelf(shelf, german, tmp_path):
    closed = replace(shelf, writable=False)
    assert "Entfernen" not in closed.view(german).library
    for view in (
        closed.remove("strom", german),
        closed.upload([write(tmp_path, "a.txt", TEXT)], german),
        closed.paste("T", TEXT, "", "", german),
    ):
        assert "nicht ändern" in view.report
    assert len(shelf.index.articles()) == 3
    assert "Entfernt" in shelf.remove("strom", german).library
    assert len(shelf.index.articles()) == 2
    assert "nicht mehr" in shelf.remove("strom", german).library


def test_the_list_says_how_many_there_are_and_shows_more_on_request(shelf, german):
    shelf.index.add_articles([Article(f"n{n:02}", f"Titel {n}", f"{TEXT} Nummer {n}.", published="2024") for n in range(40)])
    first = shelf.view(german).library
    assert "43 Artikel" in first and first.count("<li>") == 25
    assert "Weitere Artikel" in first
    assert shelf.view(german, 125).library.count("<li>") == 43


def test_a_search_that_finds_nothing_or_cannot_be_read_says_so(shelf, german):
    assert "Kein Artikel" in shelf.search("Quantenphysik", german).library
    assert "???" not in shelf.search("???", german).library
    assert "3 Artikel" in shelf.search("  ", german).library


def test_titles_are_text_in_the_list(shelf):
    shelf.index.add_articles([Article("böse", "<img src=x onerror=alert(1)>", TEXT)])
    assert "<img" not in shelf.view(Texts("en")).library


def test_an_article_without_a_title_goes_by_its_files_name_everywhere(shelf, tmp_path, german):
    listed = shelf.upload([write(tmp_path, "ohne.txt", TEXT)], german).library
    assert shelf.index.article("ohne").title == ""
    assert '<span class="item-title" lang="de">ohne</span>' in listed and 'aria-label="Lesen&#58; ohne"' in listed
    assert '<h2 class="source-title" lang="de">ohne</h2>' in whole_article(shelf.index, "ohne", german)
    gone = shelf.remove("ohne", german).library
    assert "Entfernt&#58; ohne" in gone and '<span class="item-title">ohne</span>' not in gone


def test_a_file_is_taken_though_its_date_cannot_be_used_and_that_is_said(shelf, tmp_path, german):
    view = shelf.upload([write(tmp_path, "bruecke.md", f"---\ntitle: Neue Brücke\npublished: 2025-02-30\n---\n{TEXT}")], german)
    assert "hinzugefügt" in view.report and "ließ sich nicht verwenden" in view.report


def test_a_damaged_article_is_never_shown_but_listed_and_can_be_removed(shelf, german):
    with shelf.index._store.transaction() as connection:
        connection.execute("UPDATE articles SET text = text || ' Gelogen.' WHERE id = 'strom'")
    assert not holds_all(shelf.index, ["strom"])
    with pytest.raises(DamagedStoreError):
        whole_article(shelf.index, "strom", german)
    assert "beschädigt" in shelf.search("Strom", german).library
    n = len(shelf.index.articles())
    assert "Entfernt" in shelf.remove("strom", german).library
    assert len(shelf.index.articles()) == n - 1
