"""Plain text and Markdown, with or without a head, and captures: text copied from a web page with its furniture."""

from __future__ import annotations

from index.cleaning import clean
from index.dates import iso_date
from index.errors import ReadError
from index.language import article_language
from index.plain_text import tidy, visible
from index.readers.front_matter import is_nested, list_value, split_front_matter, text_value
from index.readers.markdown import first_heading, plain_from_markdown
from index.readers.values import language_code, web_address
from index.types import Article

_KEYS = {
    "title": ("title", "titel", "headline"),
    "source": ("source", "quelle", "publisher", "sitename"),
    "url": ("url", "link", "address"),
    "published": ("published", "date", "datum"),
    "language": ("language", "lang", "sprache"),
}
_USABLE = {
    "url": "an address that begins with https:// or http://",
    "published": "a day that exists, its order plain: 2024-06-20",
    "language": "de or en",
}


def read_plain(text: str, article_id: str, name: str, markdown: bool = False, notes: list[str] | None = None) -> Article:
    """Return the article in `text`; what its head states goes before what the text shows.

    What the head states and cannot be used is left out; a sentence for each such value is added to `notes`.

    Raises:
        ReadError: the head is broken, or no text is left without the furniture; `name` is in the message.
    """
    values, body = split_front_matter(visible(text), name)
    stated = {field: text_value(values, *keys) for field, keys in _KEYS.items()}
    usable = {
        "url": web_address(stated["url"]),
        "published": iso_date(stated["published"]),
        "language": language_code(stated["language"]),
    }
    title = tidy(stated["title"]) or (first_heading(tidy(body)) if markdown else "")
    cleaned = clean(plain_from_markdown(tidy(body)) if markdown else body, title=title)
    if not cleaned.text:
        raise ReadError(f"{name}: no article text found; check that the file holds more than a page's furniture")
    if notes is not None:
        notes += [
            f"{key}: {stated[key]!r} is left out; write {_USABLE[key]}" for key in usable if stated[key] and not usable[key]
        ]
        nested = [key for key, keys in _KEYS.items() if not stated[key] and is_nested(values, *keys)]
        notes += [f"{key}: a list or several lines are left out; write one line" for key in nested]
    return Article(
        id=article_id,
        title=title or cleaned.title or "",
        text=cleaned.text,
        source=tidy(stated["source"]) or cleaned.source or "",
        url=usable["url"],
        published=usable["published"] or cleaned.published,
        language=usable["language"] or article_language(cleaned.text),
        agencies=list_value(values, "agencies", "agenturen", "agency") or cleaned.agencies,
    )
