"""HTML pages and saved web pages: extraction in a child process (trafilatura), then the cleaning every article gets."""

from __future__ import annotations

from index.cleaning import clean
from index.cleaning.headline import similar
from index.errors import ReadError
from index.language import article_language
from index.plain_text import tidy
from index.readers.decoding import page_in_utf8
from index.readers.page_process import PAGES, PageProcess
from index.readers.values import language_code, web_address
from index.types import Article

_MIN_LETTERS = 40  # fewer than this is a shell, a consent wall or a "not found" page, not an article
_HEAD_LINES = 3  # the headline stands among these of the extracted text, where it is there at all
_MAX_LABEL_WORDS = 4  # what stands over it is a label ("Verkehr")


def read_page(data: bytes, article_id: str, name: str, pages: PageProcess = PAGES) -> Article:
    """Return the article of an HTML page.

    Raises:
        ReadError: the page cannot be parsed in the time and memory given, or holds no article; `name` is in the message.
    """
    found = pages.extract(page_in_utf8(data), name)
    title = tidy(str(found["title"]))
    cleaned = clean(_paragraphs(tidy(str(found["text"])), title), extracted=True)
    if sum(c.isalpha() for c in cleaned.text) < _MIN_LETTERS:
        raise ReadError(f"{name}: no article text found; it may be an empty shell, a consent page or built by scripts")
    return Article(
        id=article_id,
        title=title,
        text=cleaned.text,
        source=tidy(str(found["source"])) or cleaned.source or "",
        url=web_address(str(found["url"])),
        published=str(found["published"]) or cleaned.published,
        language=language_code(str(found["language"])) or article_language(cleaned.text),
        agencies=cleaned.agencies,
    )


def _paragraphs(text: str, title: str) -> str:
    """Extracted text without the headline (and labels) over it; its lines apart but for items of a list and rows of a table."""
    lines = [line for line in text.split("\n") if line]
    headline = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if title and similar(line, title)), None)
    if headline is not None and all(len(line.split()) <= _MAX_LABEL_WORDS for line in lines[:headline]):
        lines = lines[headline + 1 :]
    parts = lines[:1]
    for before, line in zip(lines, lines[1:], strict=False):
        listed = line[:1] in {"-", "|"} and before[:1] == line[:1]
        parts.append(("\n" if listed else "\n\n") + line)
    return "".join(parts)
