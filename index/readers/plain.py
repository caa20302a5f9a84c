"""Plain text and Markdown, with or without a head, and captures: text copied from a web page with its furniture."""

from __future__ import annotations

from index.cleaning import clean
from index.dates import iso_date
from index.errors import ReadError
from index.language import article_language
from index.plain_text import tidy, visible
from index.readers.front_matter import list_value, split_front_matter, text_value
from index.readers.markdown import first_heading, plain_from_markdown
from index.readers.values import language_code, web_address
from index.types import Article


def read_plain(text: str, article_id: str, name: str, markdown: bool = False) -> Article:
    """Return the article in `text`; what its head states goes before what the text shows.

    Raises:
        ReadError: the head is broken, or no text is left without the furniture; `name` is in the message.
    """
    values, body = split_front_matter(visible(text), name)
    title = tidy(text_value(values, "title", "titel", "headline")) or (first_heading(tidy(body)) if markdown else "")
    cleaned = clean(plain_from_markdown(tidy(body)) if markdown else body, title=title)
    if not cleaned.text:
        raise ReadError(f"{name}: no article text found; check that the file holds more than a page's furniture")
    return Article(
        id=article_id,
        title=title or cleaned.title or "",
        text=cleaned.text,
        source=tidy(text_value(values, "source", "quelle", "publisher", "sitename")) or cleaned.source or "",
        url=web_address(text_value(values, "url", "link", "address")),
        published=iso_date(text_value(values, "published", "date", "datum")) or cleaned.published,
        language=language_code(text_value(values, "language", "lang", "sprache")) or article_language(cleaned.text),
        agencies=list_value(values, "agencies", "agenturen", "agency") or cleaned.agencies,
    )
