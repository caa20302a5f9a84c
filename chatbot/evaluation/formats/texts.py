"""The articles a data set brings: each distinct paragraph becomes one, with an id counted in order of first use; its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.analysis import question_language
from index.language import article_language
from index.types import Article


def most_common_language(questions: Iterable[str]) -> str:
    """The language most of these questions are asked in, "de" or "en"; "de" for none and for a tie."""
    votes = Counter(question_language(text) for text in questions)
    return "en" if votes["en"] > votes["de"] else "de"


class Paragraphs:
    """Collects paragraphs while a file is read; the same text twice is one article."""

    def __init__(self, prefix: str) -> None:
        """`prefix` begins every id."""
        self._prefix = prefix
        self._ids: dict[str, str] = {}

    def add(self, text: str) -> str:
        """The id of the article with this text."""
        return self._ids.setdefault(text, f"{self._prefix}-{len(self._ids) + 1:05d}")

    def articles(self) -> tuple[Article, ...]:
        """All of them in order of first use, without titles: a data set's titles would make the search easier than its text."""
        return tuple(Article(id=key, title="", text=text, language=article_language(text)) for text, key in self._ids.items())
