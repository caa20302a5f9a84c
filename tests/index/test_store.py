import sqlite3
import threading
from dataclasses import replace

import pytest

from index import schema
from index.errors import ArticleNotFoundError, StoreError
from index.store import FILE_NAME, ArticleStore
from index.types import Article, Passage

ONE = Article("a", "Titel", "Ein Satz. Zwei Sätze.", "Blatt", "https://example.org", "2024-06", "de", ("dpa", "Reuters"))
CUT = [Passage("a#0", "a", 0, 9, "Ein Satz."), Passage("a#1", "a", 10, 21, "Zwei Sätze.")]


@pytest.fixture
def store(tmp_path):
    made = ArticleStore(tmp_path)
    yield made
    made.close()


def test_what_was_put_comes_back_whole(store):
    assert store.put(ONE, CUT) == "added"
    assert store.article("a") == ONE and store.passages("a") == tuple(CUT)
    assert store.has(ONE) and not store.has(replace(ONE, url=None))
    assert store.counts() == (1, 2) and store.problems() == []


def test_replacing_gives_new_numbers_and_remembers_the_old(store):
    store.put(ONE, CUT)
    before = store.revision_no
    assert store.put(replace(ONE, title="Neu"), CUT[:1]) == "replaced"
    assert store.removed_after(before) == [1, 2] and store.removed_after(store.revision_no) == []
    assert [(row.no, row.title, row.text) for row in store.rows_after(0)] == [(3, "Neu", "Ein Satz.")]


def test_a_failure_inside_the_transaction_keeps_nothing(store):
    def fail(connection, numbers):
        raise ValueError("no vectors")

    revision = store.revision_no
    with pytest.raises(ValueError, match="no vectors"):
        store.put(ONE, CUT, fail)
    assert store.counts() == (0, 0) and store.revision_no == revision
    assert store.put(ONE, CUT) == "added"


def test_removing_what_is_not_there_is_an_error(store):
    with pytest.raises(ArticleNotFoundError, match="'b'"):
        store.remove("b")


def test_a_newer_format_is_refused_untouched(tmp_path, store):
    store.put(ONE, CUT)
    store.close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(StoreError, match="newer Beleg .format 99"):
        ArticleStore(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\1" * 200])
def test_a_file_that_is_not_ours_is_refused_untouched(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(StoreError):
        ArticleStore(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE fremd (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a Beleg index"):
        ArticleStore(tmp_path)


def test_the_promises_rest_on_these_settings(store):
    for key, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        assert store.reader.execute(f"PRAGMA {key}").fetchone()[0] == value


def test_a_text_changed_behind_our_back_is_noticed(tmp_path, store):
    store.put(ONE, CUT)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("UPDATE articles SET text = 'Gefälscht.'")
    connection.commit()
    connection.close()
    assert any("'a'" in problem for problem in store.problems())
    assert any("outside" in problem for problem in store.problems())


def change(folder, statement, *values):
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


OTHER = Article("b", "The mayor", "The mayor opened a school.", "Paper", None, "2023", "en")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Ein Satz. Drei Sätze."),
        ("text", b"Ein Satz. Zwei S\xe4tze."),
        ("title", None),
        ("title", b"\xff"),
        ("published", "2025-06"),
        ("agencies", "[dpa"),
        ("agencies", "7"),
        ("hash", "0"),
    ],
)
def test_an_article_that_is_not_the_one_added_is_handed_out_by_nobody_and_named(tmp_path, store, column, value):
    store.put(ONE, CUT)
    store.put(OTHER, [Passage("b#0", "b", 0, 26, OTHER.text)])
    as_text = isinstance(value, bytes) and column == "text"  # letters in another encoding, which SQLite takes as text
    change(tmp_path, f"UPDATE articles SET {column} = {'CAST(? AS TEXT)' if as_text else '?'} WHERE id = 'a'", value or "")
    for read in (lambda: store.article("a"), lambda: store.passages("a"), lambda: store.by_number([1, 3])):
        with pytest.raises(StoreError, match=f"article 'a' .*index remove 'a' --index {tmp_path}; then add it again"):
            read()
    assert [problem for problem in store.problems() if "'a'" in problem] == store.problems()
    assert store.article("b") == OTHER == store.by_number([3])[3].article
    assert not store.has(ONE) and store.has(OTHER)
    assert store.put(ONE, CUT) == "replaced"
    assert store.article("a") == ONE and store.has(ONE) and store.problems() == []


def test_an_article_with_another_text_is_listed_so_that_it_can_be_removed(tmp_path, store):
    store.put(ONE, CUT)
    change(tmp_path, "UPDATE articles SET text = 'Anders.'")
    assert [article.id for article in store.articles()] == ["a"]
    store.remove("a")
    assert store.problems() == []


@pytest.mark.parametrize(("start", "end"), [(10, 99), (-1, 9), (5, 5), ("x", 9)])
def test_a_passage_outside_its_article_is_handed_out_by_nobody(tmp_path, store, start, end):
    store.put(ONE, CUT)
    change(tmp_path, "UPDATE passages SET start = ?, end = ? WHERE n = 1", start, end)
    with pytest.raises(StoreError, match="a#1 lies outside its article.*index remove 'a'"):
        store.by_number([2])
    with pytest.raises(StoreError, match="outside"):
        store.passages("a")
    assert store.by_number([1])[1].passage == CUT[0]
    assert len(store.problems()) == 1 and "a#1" in store.problems()[0]


@pytest.mark.parametrize("value", ["viele", "", "1.5"])
def test_a_revision_that_is_no_number_is_noticed_when_the_store_is_opened(tmp_path, store, value):
    store.put(ONE, CUT)
    change(tmp_path, "UPDATE meta SET value = ? WHERE key = 'revision'", value)
    with pytest.raises(StoreError, match=f"is damaged: its revision is {value!r}"):
        ArticleStore(tmp_path)


def test_what_goes_wrong_while_one_state_is_read_is_what_is_told(store):
    with pytest.raises(ZeroDivisionError), store.one_state():
        store.reader.execute("ROLLBACK")  # as SQLite does where it meets damage
        raise ZeroDivisionError
    with store.one_state():
        assert store.counts() == (0, 0)


def test_threads_that_have_ended_leave_no_connections_open(tmp_path, store):
    store.put(ONE, CUT)
    opened, seen = [], []

    def read():
        opened.append(store.reader)
        seen.append(store.counts())

    for _ in range(20):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert seen == [(1, 2)] * 20
    for connection in opened[:-1]:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    assert store.counts() == (1, 2)


def test_reading_in_one_state_does_not_see_what_is_written_meanwhile(tmp_path, store):
    store.put(ONE, CUT)
    with store.one_state():
        before = store.revision_no
        store.remove("a")
        assert store.counts() == (1, 2) and store.revision_no == before
    assert store.counts() == (0, 0) and store.revision_no == before + 1


def test_a_store_is_looked_at_while_another_one_makes_its_tables(tmp_path):
    troubles = []

    def look(path):
        for _ in range(60):
            try:
                schema.inspect(path)
            except StoreError as error:
                troubles.append(str(error))

    for n in range(30):
        path = tmp_path / f"{n}.sqlite"
        connection = schema.connect(path)
        looking = threading.Thread(target=look, args=(path,))
        looking.start()
        schema.create(connection)
        looking.join()
        connection.close()
    assert not troubles, troubles[0]
