"""What is read before a passage: the title and the day of its article. Pure."""

from __future__ import annotations

from index.dates import iso_in_words
from index.types import Article

_MAX_TITLE_CHARS = 200


def heading(article: Article) -> str:
    """What is read before a passage: its article's title and day, which the passage need not repeat; "" where neither is known.

    Measured on 234 questions on news the reader was not taught with, the six passages of the quick layer: without / with the
    title / with both, as ISO / in words: right sentence .744 / .769 / .808 / .821, AUROC of the best margin .833 / .851 / .869 /
    .879.
    """
    day = f"({iso_in_words(article.published, 'de')})" if article.published else ""
    said = " ".join(part for part in (article.title[:_MAX_TITLE_CHARS], day) if part)
    return f"{said}. " if said else ""
