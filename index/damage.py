"""What is damaged in a store, noticed when it is read and said in one sentence: never handed out as what was added."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.articles import fingerprint
from index.errors import DamagedStoreError, StoreError
from index.types import Article, Passage

ARTICLE = "a.id, a.title, a.text, a.source, a.url, a.published, a.language, a.agencies, a.hash"
"""The columns that `article_of` takes, of the table `articles` called a."""


def damaged(folder: Path, what: str) -> DamagedStoreError:
    """The error for a store in which more than one article may be damaged."""
    return DamagedStoreError(
        f"the store in {folder} is damaged: {what}; put back a copy of the folder, or remove it and add the articles again"
    )


def damaged_article(folder: Path, article_id: str, what: str) -> DamagedStoreError:
    """The error for one damaged article."""
    return DamagedStoreError(
        f"the store in {folder} is damaged: {what}; remove it with: python -m index remove {article_id!r} --index {folder}; "
        "then add it again"
    )


def store_error(folder: Path, error: sqlite3.Error | OSError, failed: str, advice: str) -> StoreError:
    """What to raise for an `error` of SQLite or the system: that the store is damaged, or that it `failed` and the `advice`."""
    if type(error) is sqlite3.DatabaseError:  # its subclasses have other reasons: locked, full, not to be opened
        return damaged(folder, str(error))
    return StoreError(f"the store in {folder} {failed}: {error}; {advice}")


@contextmanager
def store_errors(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours, with what to do.

    Raises:
        StoreError: SQLite failed.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(folder, error, "could not be read", f"run: python -m index check --index {folder}") from error


def article_of(folder: Path, row: Sequence[str], proved: bool = True) -> Article:
    """The article of a row of the columns `ARTICLE`; when `proved`, only if it is the one that was added.

    Raises:
        DamagedStoreError: it is not, or cannot be read.
    """
    id_, title, text, source, url, published, language, agencies, kept = row
    try:
        article = Article(id_, title, text, source, url, published, language, tuple(json.loads(agencies)))
        if fingerprint(article) == kept or not proved:
            return article
    except (ValueError, TypeError):  # not even readable
        pass
    raise damaged_article(folder, id_, f"article {id_!r} is not the one that was added")


def passage_of(folder: Path, article: Article, n: int, start: int, end: int) -> Passage:
    """Passage `n` of an article.

    Raises:
        DamagedStoreError: it lies outside its article.
    """
    if not (type(start) is type(end) is int and 0 <= start < end <= len(article.text)):
        raise _outside(folder, article.id, n)
    return Passage(f"{article.id}#{n}", article.id, start, end, article.text[start:end])


def _outside(folder: Path, article_id: str, n: int) -> DamagedStoreError:
    return damaged_article(folder, article_id, f"passage {article_id}#{n} lies outside its article")


def check_not_lost(path: Path) -> None:
    """Refuse a folder in which the word index lies without the store `path` it was made of: a new, empty one is no answer.

    Raises:
        DamagedStoreError: the store is empty or missing.
    """
    has_cache = (path.parent / "lexical").exists()  # looked at first: another process may just be making both, the store before
    if has_cache and not (path.is_file() and path.stat().st_size):
        raise DamagedStoreError(
            f"the store {path} is {'empty' if path.exists() else 'missing'} although the word index made of it is there; put "
            f"back a copy of it, or remove the folder {path.parent} and add the articles again"
        )


def store_problems(folder: Path, reader: sqlite3.Connection) -> list[str]:
    """What is wrong with a store, in words: SQLite's integrity and foreign keys, hashes, passages outside their text."""
    found = [f"store: {row[0]}" for row in reader.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found += [f"store: row {row[1]} of {row[0]} points nowhere" for row in reader.execute("PRAGMA foreign_key_check")]
    if found:
        return found
    for row in reader.execute(f"SELECT {ARTICLE} FROM articles a ORDER BY a.id"):
        try:
            article_of(folder, row)
        except DamagedStoreError as error:
            found.append(f"store: {error}")
    rows = reader.execute(
        "SELECT a.id, p.n FROM passages p JOIN articles a ON a.no = p.article_no "
        "WHERE p.start < 0 OR p.end <= p.start OR p.end > length(a.text)"
    )
    return found + [f"store: {_outside(folder, article_id, n)}" for article_id, n in rows]
