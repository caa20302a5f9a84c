"""What an article is called on the page."""

from __future__ import annotations

from index.types import Article


def shown_title(article: Article) -> str:
    """An article's title; its id, which is its file's name, where it has none."""
    return article.title.strip() or article.id
