"""Page furniture out of the text of an article, facts kept."""

from __future__ import annotations

from dataclasses import dataclass

from index.plain_text import tidy


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text of an article without furniture, what the page said about it, and the lines taken out, in order."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    agencies: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """Return the article in `text` without page furniture."""
    return Cleaned(text=tidy(text))
