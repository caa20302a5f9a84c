"""The errors the index raises. Every message says what failed, the value seen and what to do."""

from __future__ import annotations


class NewsIndexError(Exception):
    """Root of every error that `index` raises on purpose."""


class ReadError(NewsIndexError, ValueError):
    """A file cannot be read as an article (unknown format, empty, binary, wrong encoding, too large, no article text)."""


class QueryError(NewsIndexError, ValueError):
    """A query, a count or a filter is not usable (empty, too long, not a date, k out of range)."""


class ArticleNotFoundError(NewsIndexError, KeyError):
    """No article with this id is in the index."""

    def __str__(self) -> str:
        """The message itself; KeyError alone would show its repr."""
        return str(self.args[0]) if self.args else ""


class StoreError(NewsIndexError, OSError):
    """The store cannot be opened or written (locked by another process, no space, not a Beleg index, newer format)."""


class DamagedStoreError(StoreError):
    """What the store holds is not what was added, or cannot be read any more; nothing of it is handed out."""


class IndexLockedError(StoreError):
    """Another process is writing to the index folder."""


class EmbedderMismatchError(NewsIndexError, ValueError):
    """An index was built with another embedder than the one it is opened with; the message names both."""


class ModelError(NewsIndexError, OSError):
    """A model folder is missing, damaged (sha256 differs) or holds files that could run code."""
