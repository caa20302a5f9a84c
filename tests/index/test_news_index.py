import multiprocessing
import sqlite3
import sys
import threading
from dataclasses import replace

import numpy as np
import pytest
from stand_ins import ARTICLES, KeywordEmbedder, SynonymEmbedder

from index.errors import (
    ArticleNotFoundError,
    EmbedderMismatchError,
    IndexLockedError,
    QueryError,
    StoreError,
)
from index.files import locked
from index.news_index import NewsIndex
from index.store import FILE_NAME
from index.types import Article


def ids(hits):
    return [hit.article.id for hit in hits]


def test_what_was_added_is_found_with_its_article_and_exact_slice(news):
    hit = news.search("Wer gehörte zur Delegation?")[0]
    assert (hit.article.id, hit.rank, hit.group) == ("hanoi", 1, "hanoi#0")
    assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert 0 < hit.score <= 1


def test_inflected_and_compound_words_are_found(news):
    assert ids(news.search("Minister der Delegationen"))[0] == "hanoi"
    assert ids(news.search("Donaupegel"))[0] == "hochwasser"


def test_words_of_the_title_are_found(tmp_path):
    with NewsIndex.open(tmp_path / "i", None) as news:
        news.add_articles(ARTICLES)
        assert ids(news.search("Apfelkuchen"))[0] == "rezept"


def test_meaning_is_found_where_no_word_is_shared(tmp_path):
    with NewsIndex.open(tmp_path / "i", SynonymEmbedder(), None) as news:
        news.add_articles(ARTICLES)
        assert ids(news.search("What did the president do?"))[0] == "hanoi"
        assert news.info()["searched_by"] == ["lexical", "first"]


def test_the_same_article_again_changes_nothing(news):
    revision = news.revision
    report = news.add_articles(ARTICLES)
    assert (report.added, report.replaced, report.unchanged) == ((), (), tuple(a.id for a in ARTICLES))
    assert news.revision == revision


def test_a_changed_article_replaces_its_passages(news):
    before = news.revision
    report = news.add_articles([replace(ARTICLES[0], text="Der Besuch wurde verschoben.")])
    assert report.replaced == ("hanoi",) and news.revision != before
    assert [p.text for p in news.passages("hanoi")] == ["Der Besuch wurde verschoben."]
    assert "hanoi" not in ids(news.search("Delegation Minister"))[:1]
    assert ids(news.search("verschoben"))[0] == "hanoi"
    assert news.check().ok


def test_only_metadata_changed_is_a_change(news):
    assert news.add_articles([replace(ARTICLES[1], source="Neues Blatt")]).replaced == ("hochwasser",)
    assert ids(news.search("Passau", sources=["Neues Blatt"])) == ["hochwasser"]
    assert ids(news.search("Passau", sources=["Donaukurier"])) == []


def test_a_removed_article_is_gone_everywhere(news):
    news.remove("hochwasser")
    assert "hochwasser" not in ids(news.search("Pegel der Donau in Passau"))
    with pytest.raises(ArticleNotFoundError, match="hochwasser"):
        news.article("hochwasser")
    with pytest.raises(ArticleNotFoundError):
        news.remove("hochwasser")
    assert news.check().ok and news.info()["n_articles"] == 3


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, {"hochwasser", "fussball"}),
        ("2024", None, {"hochwasser"}),
        (None, "2023-12-31", {"fussball"}),
        ("2024-06-15", "2024-06-16", {"hochwasser"}),
        ("2024-07", None, set()),
        ("2023-11-02", "2023-11-02", {"fussball"}),
    ],
)
@pytest.mark.parametrize("dense", [True, False])
def test_dates_filter_inside_the_search(tmp_path, since, until, found, dense):
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder() if dense else None, None) as news:
        news.add_articles(ARTICLES)
        assert {
            i for i in ids(news.search("Passau Wasser", since=since, until=until)) if i in ("hochwasser", "fussball")
        } == found
        assert "rezept" not in ids(news.search("Kuchen Mehl", since="1900"))


def test_a_filter_finds_the_one_allowed_among_many_better_ones(tmp_path):
    text = " ".join(
        f"Passau meldet Regen in Passau, und zwar zum Tag Nummer {i} des Monats." + "\n\n" + "x" * 500 for i in range(150)
    )
    many = Article("viel", "Passau", text, "A", published="2024")
    few = "Viele lange Worte stehen hier, ehe am Ende auch einmal Passau genannt wird."
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as news:
        news.add_articles([many, Article("alt", "Rückblick", few, "B", published="1999")])
        assert len(news.passages("viel")) > 120
        assert ids(news.search("Regen in Passau", k=3, until="2000")) == ["alt"]
        assert ids(news.search("Regen in Passau", k=3, sources=["b"])) == ["alt"]


def test_sources_are_named_exactly_in_any_case(news):
    assert set(ids(news.search("Passau Hanoi Spiel", sources=["MORGENBLATT"]))) == {"hanoi", "fussball"}
    assert news.search("Passau", sources=["Morgen"]) == ()
    assert news.search("Passau", sources=[]) == ()
    assert news.sources() == ("Donaukurier", "Morgenblatt")


@pytest.mark.parametrize("query", ["", "   ", "?!…—", "🙂🙂", "x" * 3000, "\ud800 Hanoi"])
def test_what_cannot_be_searched_is_refused(news, query):
    with pytest.raises(QueryError):
        news.search(query)


@pytest.mark.parametrize(
    "query",
    [
        'Hanoi" OR title:*',
        "stems:(a b)^3",
        "+Hanoi -Delegation",
        "Hanoi AND NOT",
        "[a TO z]",
        "Hanoi~2 *?",
        "\\",
        "Hanoi\0Delegation",
        "Hanoi " * 300,
        "a" * 1999,
        "Hanoi 🙂 „Delegation“",
        "مرحبا Hanoi 你好",
        "'; DROP TABLE articles; --",
        "{{Hanoi}} $x %s",
    ],
)
def test_no_query_is_read_as_syntax(news, query):
    if query == "\\":
        with pytest.raises(QueryError):
            news.search(query)
    else:
        hits = news.search(query)
        assert not hits or "Hanoi" not in query or hits[0].article.id == "hanoi"


@pytest.mark.parametrize(
    "wrong",
    [
        {"k": 0},
        {"k": -1},
        {"k": 10_000},
        {"k": True},
        {"since": "gestern"},
        {"until": "2024-02-30"},
        {"sources": "Morgenblatt"},
        {"language": "fr"},
    ],
)
def test_a_filter_that_is_not_usable_is_refused(news, wrong):
    with pytest.raises(QueryError):
        news.search("Hanoi", **wrong)


def test_the_same_search_gives_the_same_hits_after_opening_again(tmp_path):
    folder = tmp_path / "i"
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES)
        before = news.search("Wasser in Passau")
        revision = news.revision
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        assert news.search("Wasser in Passau") == before
        assert news.revision == revision


def test_equal_articles_rank_in_the_order_they_were_added(tmp_path):
    twins = [
        Article(i, "Zwilling", f"Ein Satz über Passau von {name}.")
        for i, name in (("b", "Alpha"), ("a", "Gamma"), ("c", "Delta"))
    ]
    with NewsIndex.open(tmp_path / "i", None) as news:
        news.add_articles(twins)
        assert ids(news.search("Passau")) == ["b", "a", "c"]


def test_another_embedder_is_refused_and_both_are_named(tmp_path):
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder("alt"), None) as news:
        news.add_articles(ARTICLES)
    with pytest.raises(EmbedderMismatchError, match=r"alt .* neu "):
        NewsIndex.open(tmp_path / "i", KeywordEmbedder("neu"), None)
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder("neu", dim=32), None, embed_anew=True) as news:
        assert news.check().ok and news.info()["embedder"]["n_vectors"] == news.info()["n_passages"]
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder("neu", dim=32), None) as news:
        assert ids(news.search("Apfelkuchen"))[0] == "rezept"


def test_an_index_made_without_an_embedder_gets_its_vectors_later(tmp_path):
    with NewsIndex.open(tmp_path / "i", None) as news:
        news.add_articles(ARTICLES)
        assert news.info()["embedder"] is None and news.embedder is None
    with NewsIndex.open(tmp_path / "i", SynonymEmbedder(), None) as news:
        assert ids(news.search("the president"))[0] == "hanoi"
        assert news.check().ok


class NanEmbedder(KeywordEmbedder):
    def embed(self, texts, kind):
        return np.full((len(texts), self.dim), np.nan, dtype=np.float32)


def test_vectors_that_are_not_numbers_are_refused_and_nothing_is_kept(tmp_path):
    with NewsIndex.open(tmp_path / "i", NanEmbedder(), None) as news:
        with pytest.raises(StoreError, match="NaN"):
            news.add_articles(ARTICLES)
        assert news.articles() == ()


def test_an_article_that_cannot_be_stored_is_reported_and_the_rest_goes_on(news):
    report = news.add_articles([Article("leer", "x", " "), Article("null", "x", "a\0b"), Article("gut", "x", "Ein guter Satz.")])
    assert report.added == ("gut",)
    assert [name for name, _ in report.failed] == ["leer", "null"]
    assert "NUL" in report.failed[1][1]


def test_two_versions_of_one_id_in_one_run_leave_the_last(tmp_path):
    with NewsIndex.open(tmp_path / "i", None) as news:
        report = news.add_articles([Article("a", "x", "Erste Fassung."), Article("a", "x", "Zweite Fassung.")])
        assert (report.added, report.replaced) == (("a",), ("a",))
        assert news.article("a").text == "Zweite Fassung."


def test_a_reprint_shares_its_group_and_does_not_take_a_second_place(tmp_path):
    report = (
        "Der russische Präsident ist am Donnerstag zu einem Staatsbesuch in Hanoi eingetroffen. Dort wurde er mit militärischen "
        "Ehren empfangen. Auf dem Programm standen Gespräche über Handel und Energie."
    )
    prints = [
        Article("erste", "Ankunft", report, "A"),
        Article("andere", "Handel", "In Hanoi ging es um Handel. Die Zahlen steigen seit Jahren.", "C"),
        Article("zweite", "Besuch", "Hanoi (dpa) – " + report, "B"),
    ]
    with NewsIndex.open(tmp_path / "i", None) as news:
        result = news.add_articles(prints)
        hits = news.search("Präsident in Hanoi eingetroffen Handel")
        assert result.reprints == ("zweite",)
        by_id = {hit.article.id: hit for hit in hits}
        assert by_id["zweite"].group == by_id["erste"].group == "erste#0" and by_id["andere"].group == "andere#0"
        assert hits[1].article.id == "andere" and hits[2].article.id in ("erste", "zweite")
        news.remove("erste")
        assert {hit.group for hit in news.search("Präsident in Hanoi")} == {"zweite#0", "andere#0"}


def test_encoder_vectors_follow_and_more_can_wait(tmp_path):
    first, second = KeywordEmbedder("erster"), KeywordEmbedder("zweiter", 32)
    with NewsIndex.open(tmp_path / "i", first, second, encode_at_once=2) as news:
        news.add_articles(ARTICLES)
        assert second.n_embedded == 0 and news.info()["searched_by"] == ["lexical", "first"]
        assert ids(news.search("Passau Pegel"))[0] == "hochwasser"
        assert news.embed(stop=lambda: True) == 0
        assert news.embed() == 4 and news.embed() == 0
        assert news.info()["searched_by"] == ["lexical", "first", "second"]
        assert news.info()["encoder"]["n_vectors"] == 4
        assert ids(news.search("Passau Pegel"))[0] == "hochwasser"
    with NewsIndex.open(tmp_path / "i", first, KeywordEmbedder("zweiter", 32)) as news:
        assert news.info()["encoder"]["n_vectors"] == 4 and news.check().ok
        news.add_articles([Article("neu", "Neu", "Ein neuer Artikel.")])
        assert news.info()["encoder"]["n_vectors"] == 5


def test_a_second_writer_is_told_and_readers_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr("index.news_index.LOCK_WAIT_S", 0.1)
    folder = tmp_path / "i"
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES[:2])
        with locked(folder / "index.lock"):
            with pytest.raises(IndexLockedError, match="another process"):
                news.add_articles(ARTICLES)
            assert ids(news.search("Delegation"))[0] == "hanoi"
            with NewsIndex.open(folder, KeywordEmbedder(), None) as other:
                assert ids(other.search("Delegation"))[0] == "hanoi"
        assert len(news.add_articles(ARTICLES).added) == 2


def test_what_another_process_adds_is_found_without_opening_again(tmp_path):
    with (
        NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as reader,
        NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as writer,
    ):
        assert reader.search("Delegation") == ()
        writer.add_articles(ARTICLES)
        assert ids(reader.search("Delegation"))[0] == "hanoi"
        writer.remove("hanoi")
        assert "hanoi" not in ids(reader.search("Delegation"))


def test_many_threads_search_while_one_adds_and_removes(tmp_path):
    wrong: list[object] = []
    done = threading.Event()
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES)

        def ask():
            while not done.is_set():
                hits = news.search("Wer war in der Delegation in Hanoi?", k=3)
                wrong.extend(h for h in hits[:1] if h.article.id != "hanoi")
                wrong.extend(h for h in hits if h.article.text[h.passage.start : h.passage.end] != h.passage.text)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        for i in range(6):
            news.add_articles([Article(f"neu{i}", "Neu", f"Meldung Nummer {i} aus Passau und Linz.")])
            if i % 3 == 2:
                news.remove(f"neu{i - 1}")
        done.set()
        for thread in threads:
            thread.join(20)
        assert not wrong and news.check().ok and news.info()["n_articles"] == 4 + 4


def test_without_a_folder_the_index_lives_until_it_is_closed():
    with NewsIndex.open(None, None) as news:
        folder = news.folder
        news.add_articles(ARTICLES)
        assert news.search("Hanoi") and folder.is_dir()
    assert not folder.exists()


def test_articles_come_newest_first_undated_last(news):
    assert [a.id for a in news.articles()] == ["hanoi", "hochwasser", "fussball", "rezept"]
    assert [a.id for a in news.articles(limit=2, offset=1)] == ["hochwasser", "fussball"]
    assert news.article("rezept") == ARTICLES[3]


def test_files_and_folders_are_added_and_failures_named(tmp_path):
    folder = tmp_path / "zeitung" / "tief"
    folder.mkdir(parents=True)
    (folder / "eins.md").write_text(
        "---\ntitle: Eins\nsource: Blatt\n---\nPutin kam nach Hanoi. Er blieb zwei Tage lang dort.\n", encoding="utf-8"
    )
    (folder / "zwei.txt").write_text(
        "Der Pegel der Donau steigt weiter. In Passau wurden Schulen geschlossen.\n", encoding="utf-8"
    )
    (folder / "leer.txt").write_text("", encoding="utf-8")
    (folder / "bild.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "zeitung" / "eins.txt").write_text("Ein anderer Artikel mit demselben Namen wie der erste.\n", encoding="utf-8")
    seen = []
    with NewsIndex.open(tmp_path / "i", None) as news:
        report = news.add(tmp_path / "zeitung", progress=seen.append)
        assert sorted(report.added) == ["eins", "zwei"]
        failed = {name.rsplit("/", 1)[-1]: reason for name, reason in report.failed}
        assert set(failed) == {"leer.txt", "bild.jpg", "eins.md"} or set(failed) == {"leer.txt", "bild.jpg", "eins.txt"}
        assert any("taken by" in reason for reason in failed.values())
        assert seen[-1].total == 5
        assert news.add([tmp_path / "gibt-es-nicht.txt"]).failed


def test_an_embedder_replaced_by_another_process_is_noticed_and_nothing_is_mixed(tmp_path):
    old, new = KeywordEmbedder("alt"), KeywordEmbedder("neu")
    with NewsIndex.open(tmp_path / "i", old, None) as first:
        first.add_articles(ARTICLES[:2])
        with NewsIndex.open(tmp_path / "i", new, None, embed_anew=True) as second:
            second.rebuild(True)
            n_embedded = new.n_embedded
            with pytest.raises(EmbedderMismatchError, match="replaced by another process"):
                first.add_articles(ARTICLES[2:])
            with pytest.raises(EmbedderMismatchError, match="alt .*open it again"):
                first.search("Delegation")
            assert second.info()["n_articles"] == 2 and second.check().ok
            assert len(second.add_articles(ARTICLES[2:]).added) == 2 and second.check().ok
            assert new.n_embedded == n_embedded + 2


def test_vectors_stored_under_a_number_given_twice_by_an_older_version_are_not_mixed_either(tmp_path):
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder("alt"), None) as first:
        first.add_articles(ARTICLES[:2])
        with first._store.transaction() as connection:  # what `open(…, embed_anew=True)` did before
            connection.execute("UPDATE embedders SET name = 'neu', fingerprint = 'neu'")
        with pytest.raises(EmbedderMismatchError, match="replaced"):
            first.add_articles(ARTICLES[2:])
        assert first.info()["n_articles"] == 2


def test_a_writer_waits_for_a_lock_that_is_held_for_a_moment(tmp_path):
    with NewsIndex.open(tmp_path / "i", None, None) as news:
        lock = locked(tmp_path / "i" / "index.lock")
        lock.__enter__()
        timer = threading.Timer(0.3, lock.__exit__, (None, None, None))
        timer.start()
        assert len(news.add_articles(ARTICLES).added) == 4
        timer.join()


def test_a_cache_that_cannot_be_written_is_our_error_and_says_that_the_articles_are_stored(tmp_path, monkeypatch):
    def full(path, value):
        raise OSError(28, "No space left on device")

    with NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as news:
        monkeypatch.setattr("index.lexical.write_json", full)
        with pytest.raises(StoreError, match=f"articles are stored.*No space left.*--index {tmp_path / 'i'}"):
            news.add_articles(ARTICLES)
        assert len(news.articles()) == 4
        monkeypatch.undo()
        assert news.add_articles(ARTICLES).unchanged and ids(news.search("Delegation"))[0] == "hanoi"
        news.rebuild()
        assert news.check().ok


def change(folder, statement, *values):
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("embedder", [None, KeywordEmbedder()])
def test_an_article_altered_behind_our_back_is_never_found_but_named(tmp_path, embedder):
    folder = tmp_path / "i"
    with NewsIndex.open(folder, embedder, None) as news:
        news.add_articles(ARTICLES)
        change(folder, "UPDATE articles SET text = replace(text, 'drei Minister', 'acht Minister')")
        with pytest.raises(StoreError, match=f"article 'hanoi' .*index remove 'hanoi' --index {folder}"):
            news.search("Wie viele Minister gehörten zur Delegation?")
        with pytest.raises(StoreError, match="'hanoi'"):
            news.article("hanoi")
        assert ids(news.search("Apfelkuchen", k=1)) == ["rezept"]
        assert not news.check().ok and "'hanoi'" in news.check().problems[0]
    with NewsIndex.open(folder, embedder, None) as news:
        assert news.add_articles(ARTICLES).replaced == ("hanoi",) and news.check().ok
        assert ids(news.search("Wie viele Minister gehörten zur Delegation?"))[0] == "hanoi"


@pytest.mark.parametrize("blob", [b"abc", b"", "Text", np.full(64, np.nan, dtype="<f2").tobytes()])
def test_damaged_vectors_are_noticed_and_made_anew_from_the_articles(tmp_path, blob):
    folder = tmp_path / "i"
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES)
    change(folder, "UPDATE vectors SET vector = ? WHERE passage_no = 2", blob)
    advice = f"keywords .*rebuild --embed-anew --index {folder}"
    with pytest.raises(StoreError, match=advice):
        NewsIndex.open(folder, KeywordEmbedder(), None)
    with NewsIndex.open(folder, None) as news:
        assert ids(news.search("Delegation"))[0] == "hanoi"
    with NewsIndex.open(folder, KeywordEmbedder(), None, damaged=True) as news:
        report = news.check()
        assert not report.ok and report.n_articles == 4 and len(report.problems) == 1
        for asked in (lambda: news.search("Delegation"), news.rebuild):
            with pytest.raises(StoreError, match=advice):
                asked()
        news.rebuild(embed_anew=True)
        assert news.check().ok and ids(news.search("Delegation"))[0] == "hanoi"
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        assert news.check().ok


@pytest.mark.parametrize("column", ["title", "text", "source", "first_day"])
def test_a_value_of_another_kind_stops_neither_the_caches_nor_questions_about_others(tmp_path, column):
    folder = tmp_path / "i"
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES)
    change(folder, f"UPDATE articles SET {column} = ? WHERE id = 'fussball'", b"\xff\xfe Rasen")
    with NewsIndex.open(folder, KeywordEmbedder(), None) as news:
        news.rebuild(embed_anew=True)
        assert ids(news.search("Apfelkuchen", k=1)) == ["rezept"]
        if column != "first_day":  # which is no part of what is shown
            with pytest.raises(StoreError, match="'fussball'"):
                news.search("Rasen", k=4)
        news.remove("fussball")
        assert news.check().ok


@pytest.mark.parametrize("damaged", [False, True])
def test_a_file_with_damaged_pages_is_told_as_our_error_whatever_is_done(tmp_path, damaged):
    with NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None) as news:
        news.add_articles(ARTICLES)
    path = tmp_path / "i" / FILE_NAME
    whole = path.read_bytes()
    told = 0
    for at in range(0, len(whole), 4096):
        path.write_bytes(whole[:at] + bytes(4096) + whole[at + 4096 :])
        try:
            with NewsIndex.open(tmp_path / "i", KeywordEmbedder(), None, damaged=damaged) as news:
                assert not news.check().ok
                news.search("Delegation")
        except StoreError as error:
            assert str(tmp_path / "i") in str(error)
            told += 1
    assert told > len(whole) / 4096 / 2


@pytest.mark.parametrize("left", [b"", None])
def test_a_store_that_was_lost_is_not_taken_for_a_new_one(tmp_path, left):
    folder = tmp_path / "i"
    with NewsIndex.open(folder, None) as news:
        news.add_articles(ARTICLES)
    path = folder / FILE_NAME
    path.unlink() if left is None else path.write_bytes(left)
    for damaged in (False, True):
        with pytest.raises(StoreError, match=f"{path} is (empty|missing) although the word index"):
            NewsIndex.open(folder, None, damaged=damaged)
    assert path.exists() == (left is not None)


def test_an_empty_file_without_caches_becomes_a_new_index(tmp_path):
    (tmp_path / FILE_NAME).touch()
    with NewsIndex.open(tmp_path, None) as news:
        assert news.check().ok and news.add_articles(ARTICLES).added


def test_a_lock_file_that_cannot_be_opened_is_our_error(tmp_path):
    (tmp_path / "i" / "index.lock").mkdir(parents=True)
    with pytest.raises(StoreError, match=r"index\.lock cannot be opened"):
        NewsIndex.open(tmp_path / "i", None)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
def test_an_index_opened_and_searched_while_another_process_writes_harms_neither(tmp_path):
    context, folder = multiprocessing.get_context("fork"), tmp_path / "i"
    stop, trouble, asked = context.Event(), context.Queue(), context.Value("i", 0)

    def read():
        while not stop.is_set():
            try:
                with NewsIndex.open(folder, None) as news:
                    for _ in range(3):
                        news.search("Meldung aus Passau")
                with asked.get_lock():
                    asked.value += 1
            except Exception as error:  # noqa: BLE001 (the parent asserts that there was none)
                trouble.put(f"{type(error).__name__}: {error}")

    readers = [context.Process(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        with NewsIndex.open(folder, None) as news:
            for i in range(12):
                news.add_articles([Article(f"neu{i}", "Neu", f"Meldung Nummer {i} aus Passau und Linz.")])
                if i % 4 == 3:
                    news.rebuild()
            assert news.check().ok and len(news.search("Meldung aus Passau", k=50)) == 12
    finally:
        stop.set()
        for reader in readers:
            reader.join(30)
    assert trouble.empty(), trouble.get()
    assert [reader.exitcode for reader in readers] == [0, 0] and asked.value, "the readers did not read to the end"
