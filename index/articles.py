"""What makes an article storable, and the fingerprint that tells a changed one. Pure functions."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple

from index.days import day_range
from index.errors import ReadError
from index.types import Article

MAX_ID_CHARS = 200
MAX_FIELD_CHARS = 2_000
MAX_TEXT_CHARS = 20_000_000


def validate(article: Article) -> None:
    """Check that `article` can be stored and cited.

    Raises:
        ReadError: a field is empty, too long, holds a NUL or half a surrogate pair, or `published` is not an ISO date.
    """
    short = {"id": article.id, "title": article.title, "source": article.source, "url": article.url or ""}
    short |= {"language": article.language, "agency": " ".join(article.agencies)}
    for name, value in {**short, "text": article.text}.items():
        if "\0" in value:
            raise ReadError(f"article {article.id!r}: {name} holds a NUL character at {value.index(chr(0))}; remove it")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ReadError(
                f"article {article.id!r}: {name} is not valid Unicode at {error.start}; re-save it as UTF-8"
            ) from error
        if name != "text" and len(value) > MAX_FIELD_CHARS:
            raise ReadError(
                f"article {article.id[:80]!r}: {name} has {len(value)} characters, at most {MAX_FIELD_CHARS} are taken"
            )
    if not article.id.strip() or len(article.id) > MAX_ID_CHARS or any(c < " " for c in article.id):
        raise ReadError(f"article id {article.id[:80]!r} is not usable; give 1 to {MAX_ID_CHARS} printable characters")
    if not article.text.strip():
        raise ReadError(f"article {article.id!r} has no text; nothing to store")
    if len(article.text) > MAX_TEXT_CHARS:
        raise ReadError(
            f"article {article.id!r} has {len(article.text)} characters, at most {MAX_TEXT_CHARS} are taken; split it"
        )
    if article.published is not None:
        try:
            day_range(article.published)
        except ValueError as error:
            raise ReadError(f"article {article.id!r}: published is {error}") from error


def fingerprint(article: Article) -> str:
    """The SHA-256 of every field of `article`: equal exactly when text and metadata are."""
    return hashlib.sha256(json.dumps(astuple(article), ensure_ascii=False).encode("utf-8")).hexdigest()
