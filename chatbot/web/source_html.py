"""The article beside the answer, as markup: title, where it comes from, its text with the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.web.escaping import encode, safe_url
from chatbot.web.texts import Texts
from chatbot.web.titles import shown_title
from index.types import Article

_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of an article's text to highlight, in code points; `span` are the words inside it that answer."""

    start: int
    end: int
    span: tuple[int, int] | None = None


def source_html(article: Article, marks: Sequence[Mark], texts: Texts, kind: str, focus: int = 0) -> str:
    """The panel for an article. `kind` says why it is shown, in the reader's words; `focus` picks the mark to scroll to."""
    facts = [
        encode(article.source or texts("source.no_publisher")),
        encode(texts.date(article.published) or texts("source.no_date")),
    ]
    if article.agencies:
        facts.append(encode(texts("source.agencies", names=", ".join(article.agencies))))
    marked = encode(texts.counted("source.marks", len(marks))) if marks else ""
    return (
        '<div class="source" tabindex="-1">'
        f'<div class="source-head"><p class="source-kind">{encode(kind)}</p>'
        f'<h2 class="source-title" lang="{encode(article.language)}">{encode(shown_title(article))}</h2>'
        f'<p class="source-facts">{" · ".join(facts)}</p>'
        f"{_original(article, texts)}</div>"
        f'<p class="visually-hidden">{marked}</p>'
        f'<div class="source-text" lang="{encode(article.language)}">{text_html(article.text, marks, focus)}</div>'
        f'<p class="source-back"><button type="button" class="quiet" data-back>{encode(texts("source.back"))}</button></p>'
        "</div>"
    )


def empty_source_html(texts: Texts, key: str = "source.empty") -> str:
    """The panel before anything was chosen, or when the article is gone (``source.gone``)."""
    return (
        '<div class="source source-empty">'
        f'<h2 class="source-title">{encode(texts("source.empty.title"))}</h2><p>{encode(texts(key))}</p></div>'
    )


def _original(article: Article, texts: Texts) -> str:
    url = safe_url(article.url)
    if url is None:
        return ""
    words = f'{encode(texts("source.original"))} <span class="visually-hidden">{encode(texts("source.new_window"))}</span>'
    return (
        f'<p class="source-link"><a href="{url}" target="_blank" rel="noopener noreferrer nofollow">'
        f'{words}<span aria-hidden="true">↗</span></a></p>'
    )


def text_html(text: str, marks: Sequence[Mark], focus: int = 0) -> str:
    """An article's text as encoded paragraphs, every mark a ``<mark>``, its answering words a ``<mark class="answering">``.

    Marks outside the text are cut to it or left out; overlapping ones are joined where they meet. The first piece of the mark
    number `focus` (from 0) carries the class ``focus``.
    """
    level = bytearray(len(text))
    for mark in marks:
        _raise(level, mark.start, mark.end, 1)
    for mark in marks:
        if mark.span is not None:
            _raise(level, mark.span[0], mark.span[1], 2)
    focus_at = max(0, marks[focus].start) if 0 <= focus < len(marks) else -1
    paragraphs = []
    start = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[start:end].strip():
            paragraphs.append(f"<p>{_runs(text, level, start, end, focus_at)}</p>")
        start = found.end() if found else end
    return "".join(paragraphs)


def _raise(level: bytearray, start: int, end: int, to: int) -> None:
    for at in range(max(0, start), min(len(level), end)):
        level[at] = to


def _runs(text: str, level: bytearray, start: int, end: int, focus_at: int) -> str:
    """A paragraph's characters, each run of equal level in its mark; the answering words sit inside their sentence's mark."""
    parts = []
    at = start
    while at < end:
        stop = at + 1
        while stop < end and (level[stop] > 0) == (level[at] > 0):
            stop += 1
        if level[at]:
            inside = "".join(
                f'<b class="answering">{encode(text[a:b])}</b>' if level[a] == 2 else encode(text[a:b])
                for a, b in _equal(level, at, stop)
            )
            focused = ' class="focus"' if at <= focus_at < stop else ""
            parts.append(f"<mark{focused}>{inside}</mark>")
        else:
            parts.append(encode(text[at:stop]))
        at = stop
    return "".join(parts)


def _equal(level: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    bounds = [start, *(i for i in range(start + 1, end) if level[i] != level[i - 1]), end]
    return list(zip(bounds, bounds[1:], strict=False))
