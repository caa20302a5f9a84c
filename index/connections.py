"""Reading connections to a SQLite file, one for each thread that reads."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from index import schema


class ThreadConnections:
    """Gives every thread its own read-only connection; those of threads that have ended are closed when a new one is made."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened until a thread asks."""
        self._path = path
        self._own = threading.local()
        self._guard = threading.Lock()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []

    def mine(self) -> sqlite3.Connection:
        """The calling thread's connection, made when it first asks; sees committed data only.

        Raises:
            sqlite3.Error: it cannot be opened.
        """
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = schema.connect(self._path)
            connection.execute("PRAGMA query_only = ON")
            with self._guard:
                ended = [kept for thread, kept in self._open if not thread.is_alive()]
                self._open = [(thread, kept) for thread, kept in self._open if kept not in ended]
                self._open.append((threading.current_thread(), connection))
            for kept in ended:
                kept.close()
        return connection

    def close(self) -> None:
        """Close every connection, whoever's it is."""
        with self._guard:
            for _, connection in self._open:
                connection.close()
            self._open.clear()
