"""The tables of the store and how a store file is made, recognised and refused. SQL only; no behaviour."""

from __future__ import annotations

import secrets
import sqlite3
from pathlib import Path

from index.errors import StoreError

APPLICATION_ID = 0x42454C47
"""Marks a SQLite file as ours ("BELG")."""

FORMAT = 1
"""The store's format; a file with a higher number was written by a newer Beleg and is refused untouched."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT NOT NULL, url TEXT, published TEXT, language TEXT NOT NULL, agencies TEXT NOT NULL, hash TEXT NOT NULL,
    first_day INTEGER, last_day INTEGER);
CREATE INDEX articles_by_date ON articles (published DESC, id);
CREATE TABLE passages (
    no INTEGER PRIMARY KEY AUTOINCREMENT, article_no INTEGER NOT NULL REFERENCES articles (no) ON DELETE CASCADE,
    n INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, print_of INTEGER, UNIQUE (article_no, n));
CREATE INDEX passages_by_print ON passages (print_of) WHERE print_of IS NOT NULL;
CREATE TABLE removed (no INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE INDEX removed_by_revision ON removed (revision);
CREATE TABLE embedders (no INTEGER PRIMARY KEY, role TEXT NOT NULL UNIQUE, name TEXT NOT NULL, fingerprint TEXT NOT NULL,
    dim INTEGER NOT NULL);
CREATE TABLE vectors (
    embedder_no INTEGER NOT NULL REFERENCES embedders (no) ON DELETE CASCADE,
    passage_no INTEGER NOT NULL REFERENCES passages (no) ON DELETE CASCADE,
    vector BLOB NOT NULL, PRIMARY KEY (embedder_no, passage_no)) WITHOUT ROWID;
CREATE INDEX vectors_by_passage ON vectors (passage_no);
CREATE TABLE shingles (
    hash INTEGER NOT NULL, passage_no INTEGER NOT NULL REFERENCES passages (no) ON DELETE CASCADE,
    PRIMARY KEY (hash, passage_no)) WITHOUT ROWID;
CREATE INDEX shingles_by_passage ON shingles (passage_no);
"""


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode with the settings the promises rest on (WAL, full sync, foreign keys)."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # damaged letters are noticed by the article's hash
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -32000")
    return connection


def inspect(path: Path) -> None:
    """Check, changing nothing, that `path` is a store this version can use, or empty as a process killed at once leaves it.

    Opened for writing all the same: what a killed process left half-done can only be read after SQLite has rolled it back.

    Raises:
        StoreError: the file is not a SQLite database, not ours, or of a newer format.
    """
    try:
        probe = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        try:
            probe.execute("BEGIN")  # one state of the file: another process may just be making the tables
            found, version = (probe.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
            n_tables = probe.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        finally:
            probe.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite quotes a damaged schema as it is
        raise StoreError(f"{path} cannot be read as a store ({error}); name another folder with --index") from error
    if found != APPLICATION_ID and (found or version or n_tables):
        raise StoreError(f"{path} is not a Beleg index (application id {found}); name another folder with --index")
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer Beleg (format {version}, this one knows {FORMAT}); update Beleg; "
            "the file is unchanged"
        )


def create(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty database, in one transaction; nothing happens where they are there already."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            rows = (("store_id", secrets.token_hex(8)), ("revision", "0"))
            connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
