"""Pages saved as one file (.mhtml, .mht): the HTML page is taken out of the MIME message that holds it and its pictures."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

from index.errors import ReadError
from index.readers.decoding import page_in_utf8
from index.readers.page import read_page
from index.readers.values import web_address
from index.types import Article


def read_saved_page(data: bytes, article_id: str, name: str) -> Article:
    """Return the article of a page that a browser saved as one file; its address is the one it was saved from.

    Raises:
        ReadError: the file holds no HTML page, or that page cannot be read; `name` is in the message.
    """
    message = message_from_bytes(data)
    part = next((part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise ReadError(f"{name}: holds no HTML page; save it again as HTML or as text")
    article = read_page(page_in_utf8(page, part.get_content_charset() or ""), article_id, name)
    saved_from = web_address(str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""))
    return replace(article, url=article.url or saved_from)
