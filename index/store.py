"""ArticleStore: the truth. SQLite, one transaction per article, acknowledged after COMMIT only.

What lives here: articles, their passages, near-duplicate marks and the revision. What does not: vectors
(`index.vector_table`), searching (the caches `index.lexical` and `index.dense`), and how text is cut.

One connection writes, under the caller's lock; every reading thread has its own connection and sees committed data only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from index import schema
from index.articles import fingerprint
from index.connections import ThreadConnections
from index.damage import ARTICLE, article_of, damaged, passage_of, store_error, store_problems
from index.days import day_range
from index.errors import ArticleNotFoundError, StoreError
from index.near_duplicates import samples
from index.prints import earlier_prints, keep_samples
from index.types import Article, Passage

FILE_NAME = "articles.sqlite"
Outcome = Literal["added", "replaced"]
Inside = Callable[[sqlite3.Connection, Sequence[int]], None]


class Row(NamedTuple):
    """What a cache needs of a passage: its number, its article's title, its text, and what filters ask for."""

    no: int
    title: str
    text: str
    source: str
    first_day: int | None
    last_day: int | None


class Found(NamedTuple):
    """A passage by number, with its article and the id of the first print of its text."""

    passage: Passage
    article: Article
    group: str


class ArticleStore:
    """Articles and passages in one SQLite file. Passage numbers rise and are never given twice."""

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`, made when absent.

        Raises:
            StoreError: the folder cannot be written, or its store is damaged, not ours or of a newer format.
        """
        self.path = folder / FILE_NAME
        self._readers = ThreadConnections(self.path)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size:
                schema.inspect(self.path)
            self._writer = schema.connect(self.path)
            schema.create(self._writer)
            self.store_id: str = self.meta("store_id") or ""
            _ = self.revision_no  # a damaged one is noticed before anything is counted on from it
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, StoreError):
                raise
            raise store_error(folder, error, "cannot be opened", "check the folder and its free space") from error

    @property
    def reader(self) -> sqlite3.Connection:
        """The calling thread's own reading connection."""
        return self._readers.mine()

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """What the calling thread reads in the block is one state of the store, whatever is written meanwhile; not nested."""
        reader = self.reader
        reader.execute("BEGIN")
        try:
            yield
        finally:
            if reader.in_transaction:  # SQLite may have ended it where it met damage
                reader.execute("ROLLBACK")

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        self._readers.close()
        self._writer.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: committed at the end of the block with the revision raised, rolled back on any error.

        Raises:
            StoreError: SQLite could not write (no space, damaged file).
        """
        connection = self._writer
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise store_error(self.path.parent, error, "could not be written", "nothing of this article was kept") from error
            raise

    def meta(self, key: str) -> str | None:
        """The value kept under `key`, None where there is none."""
        row = self._writer.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def revision_no(self) -> int:
        """How many transactions have changed the store.

        Raises:
            StoreError: the number is damaged.
        """
        row = self.reader.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        try:
            return int(row[0])
        except (TypeError, ValueError) as error:
            raise damaged(self.path.parent, f"its revision is {row and row[0]!r}, which is no number") from error

    # Writing

    def has(self, article: Article) -> bool:
        """Whether exactly this article, metadata included, is stored; not where what is stored is damaged."""
        try:
            return self.article(article.id) == article
        except (ArticleNotFoundError, StoreError):
            return False

    def put(self, article: Article, passages: Sequence[Passage], inside: Inside | None = None) -> Outcome:
        """Store `article` with its passages in one transaction, replacing what was stored under its id; returns after COMMIT.

        `inside` is called within the transaction with the connection and the new passage numbers (to write vectors beside
        them). Ask `has` first: an article that is stored already need not be put.
        """
        with self.transaction() as connection:
            replaced = self._delete(connection, article.id)
            first, last = day_range(article.published) if article.published else (None, None)
            values = (article.id, article.title, article.text, article.source, article.url, article.published, article.language)
            article_no = connection.execute(
                "INSERT INTO articles (id, title, text, source, url, published, language, agencies, hash, first_day, last_day) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, json.dumps(article.agencies, ensure_ascii=False), fingerprint(article), first, last),
            ).lastrowid
            texts = [passage.text for passage in passages]
            kept = samples(texts)
            rows = zip(passages, earlier_prints(connection, texts, kept), strict=True)
            numbers = [
                connection.execute(
                    "INSERT INTO passages (article_no, n, start, end, print_of) VALUES (?, ?, ?, ?, ?)",
                    (article_no, n, passage.start, passage.end, print_of),
                ).lastrowid
                or 0
                for n, (passage, print_of) in enumerate(rows)
            ]
            keep_samples(connection, numbers, kept)
            if inside is not None:
                inside(connection, numbers)
        return "replaced" if replaced else "added"

    def remove(self, article_id: str) -> None:
        """Remove an article with its passages and vectors.

        Raises:
            ArticleNotFoundError: no article has this id.
        """
        with self.transaction() as connection:
            if not self._delete(connection, article_id):
                raise self._not_found(article_id)

    def _not_found(self, article_id: str) -> ArticleNotFoundError:
        return ArticleNotFoundError(
            f"no article {article_id!r} is in the index; list the ids with: python -m index list --index {self.path.parent}"
        )

    def _delete(self, connection: sqlite3.Connection, article_id: str) -> bool:
        row = connection.execute("SELECT no FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            return False
        connection.execute(
            "INSERT INTO removed SELECT no, (SELECT CAST(value AS INTEGER) + 1 FROM meta WHERE key = 'revision') "
            "FROM passages WHERE article_no = ?",
            row,
        )
        connection.execute("DELETE FROM articles WHERE no = ?", row)
        return True

    # Reading

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            ArticleNotFoundError: there is none.
            StoreError: it is damaged.
        """
        row = self.reader.execute(f"SELECT {ARTICLE} FROM articles a WHERE a.id = ?", (article_id,)).fetchone()
        if row is None:
            raise self._not_found(article_id)
        return article_of(self.path.parent, row)

    def articles(self, limit: int | None = None, offset: int = 0) -> tuple[Article, ...]:
        """Articles, newest first, undated last, ties by id; one that is not as it was added is listed all the same.

        Raises:
            StoreError: one is damaged so that it cannot be read.
        """
        rows = self.reader.execute(
            f"SELECT {ARTICLE} FROM articles a ORDER BY a.published DESC, a.id LIMIT ? OFFSET ?",
            (-1 if limit is None else limit, offset),
        )
        return tuple(article_of(self.path.parent, row, proved=False) for row in rows)

    def article_ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order of storing."""
        return tuple(row[0] for row in self.reader.execute("SELECT id FROM articles ORDER BY no"))

    def sources(self) -> tuple[str, ...]:
        """The publishers' names, sorted, without the empty one."""
        return tuple(
            row[0] for row in self.reader.execute("SELECT DISTINCT source FROM articles WHERE source != '' ORDER BY source")
        )

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        """The passages of an article in reading order.

        Raises:
            ArticleNotFoundError: there is no such article.
            StoreError: it is damaged.
        """
        article = self.article(article_id)
        rows = self.reader.execute(
            "SELECT p.n, p.start, p.end FROM passages p JOIN articles a ON a.no = p.article_no WHERE a.id = ? ORDER BY p.n",
            (article_id,),
        )
        return tuple(passage_of(self.path.parent, article, *row) for row in rows)

    def counts(self) -> tuple[int, int]:
        """How many articles and how many passages are stored."""
        row = self.reader.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)").fetchone()
        return row[0], row[1]

    def by_number(self, numbers: Iterable[int]) -> dict[int, Found]:
        """The passages with these numbers; a number that is gone is left out.

        Raises:
            StoreError: an article of theirs is damaged.
        """
        wanted = json.dumps([int(no) for no in numbers])
        rows = self.reader.execute(
            "SELECT p.no, p.n, p.start, p.end, coalesce(p.print_of, p.no), p.print_of, a.no FROM passages p "
            "JOIN articles a ON a.no = p.article_no WHERE p.no IN (SELECT value FROM json_each(?))",
            (wanted,),
        ).fetchall()
        texts = self.reader.execute(
            f"SELECT a.no, {ARTICLE} FROM articles a WHERE a.no IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({row[6] for row in rows})),),
        )
        articles = {row[0]: article_of(self.path.parent, row[1:]) for row in texts}
        found = {}
        for no, n, start, end, group, print_of, article_no in rows:
            if article_no not in articles:
                continue
            passage = passage_of(self.path.parent, articles[article_no], n, start, end)
            found[no] = Found(passage, articles[article_no], passage.id if print_of is None else self._first_print(group))
        return found

    def marks(self, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
        """For each of these passages still stored: the number of its print group and of its article."""
        rows = self.reader.execute(
            "SELECT no, coalesce(print_of, no), article_no FROM passages WHERE no IN (SELECT value FROM json_each(?))",
            (json.dumps([int(no) for no in numbers]),),
        )
        return {no: (group, article_no) for no, group, article_no in rows}

    def texts(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """(the article's title, the passage's text) of each of these passages still stored."""
        rows = self.reader.execute(
            "SELECT p.no, CAST(a.title AS TEXT), substr(CAST(a.text AS TEXT), p.start + 1, p.end - p.start) FROM passages p "
            "JOIN articles a ON a.no = p.article_no WHERE p.no IN (SELECT value FROM json_each(?))",
            (json.dumps([int(no) for no in numbers]),),
        )
        return {no: (title, text) for no, title, text in rows}

    def _first_print(self, group: int) -> str:
        row = self.reader.execute(
            "SELECT a.id || '#' || p.n FROM passages p JOIN articles a ON a.no = p.article_no "
            "WHERE p.no = ? OR p.print_of = ? ORDER BY p.no LIMIT 1",
            (group, group),
        ).fetchone()
        return row[0] if row else f"#{group}"

    def reprints(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of these articles with a passage that prints the text of an earlier stored one, in the order given."""
        ids = list(article_ids)
        rows = self.reader.execute(
            "SELECT DISTINCT a.id FROM articles a JOIN passages p ON p.article_no = a.no "
            "WHERE p.print_of IS NOT NULL AND a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        found = {row[0] for row in rows}
        return tuple(article_id for article_id in ids if article_id in found)

    def problems(self) -> list[str]:
        """What is wrong with the store, in words."""
        return store_problems(self.path.parent, self.reader)

    # What the caches need to catch up

    def rows_after(self, no: int) -> Iterator[Row]:
        """The passages numbered above `no`, in order of number. Nothing may be written while this is read.

        A damaged value is taken as it comes: it is noticed when the passage is found (see `by_number`).

        Raises:
            StoreError: one has no article.
        """
        known, article = 0, ("", "", "", None, None)
        for number, article_no, start, end in self.reader.execute(
            "SELECT no, article_no, CAST(start AS INTEGER), CAST(end AS INTEGER) FROM passages WHERE no > ? ORDER BY no", (no,)
        ):
            if article_no != known:
                known = article_no
                article = self.reader.execute(
                    "SELECT CAST(text AS TEXT), CAST(title AS TEXT), CAST(source AS TEXT), CAST(first_day AS INTEGER), "
                    "CAST(last_day AS INTEGER) FROM articles WHERE no = ?",
                    (article_no,),
                ).fetchone()
                if article is None:
                    raise damaged(self.path.parent, f"passage {number} has no article")
            text, title, source, first, last = article
            yield Row(number, title, text[start:end], source, first, last)

    def removed_after(self, revision: int) -> list[int]:
        """The numbers of the passages removed after that revision."""
        return [row[0] for row in self.reader.execute("SELECT no FROM removed WHERE revision > ? ORDER BY no", (revision,))]
