"""The list of articles and the results of adding some, as markup."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.web.answer_html import article_line, command, lang
from chatbot.web.escaping import encode
from chatbot.web.library import Result
from chatbot.web.texts import Texts
from chatbot.web.titles import shown_title
from index.types import Article

_SIGNS = {"added": "✓", "replaced": "✓", "unchanged": "=", "failed": "✕"}


def library_html(articles: Sequence[Article], heading: str, texts: Texts, removable: bool, next_page: int | None = None) -> str:
    """Articles as a list under a heading (in the reader's words); `next_page` is the size of a longer list, if there is more."""
    items = "".join(_item(a, texts, removable) for a in articles)
    more = (
        f'<p><button type="button" class="quiet" {command("list", n=next_page)}>{encode(texts("library.more"))}</button></p>'
        if next_page
        else ""
    )
    title = f'<h2 class="library-count">{encode(heading)}</h2>'
    return f'<div class="library">{title}<ul class="items">{items}</ul>{more}</div>'


def _item(article: Article, texts: Texts, removable: bool) -> str:
    label = encode(texts("library.read_label", title=shown_title(article)))
    return (
        f'<li><button type="button" class="source-item" {command("read", id=article.id)} aria-label="{label}">'
        f'<span class="item-words"><span class="item-title"{lang(article.language)}>{encode(shown_title(article))}</span>'
        f'<span class="item-facts">{article_line(article, texts)}</span></span></button>'
        f"{_removal(article, texts) if removable else ''}</li>"
    )


def _removal(article: Article, texts: Texts) -> str:
    """A button that first asks whether the reader is sure; it needs no script to do so."""
    label = encode(texts("library.remove_label", title=shown_title(article)))
    yes = (
        f'<button type="button" class="danger" {command("remove", id=article.id)}>{encode(texts("library.remove_yes"))}</button>'
    )
    return (
        f'<details class="confirm"><summary aria-label="{label}">{encode(texts("library.remove"))}</summary>'
        f"<p>{encode(texts('library.remove_sure'))} {yes}</p></details>"
    )


def results_html(results: Sequence[Result], texts: Texts) -> str:
    """One line per file: its name, what became of it, and why not if it failed; empty for none."""
    if not results:
        return ""
    lines = "".join(_result(r, texts) for r in results)
    return f'<div class="report"><h3>{encode(texts("report.title"))}</h3><ul>{lines}</ul></div>'


def _result(result: Result, texts: Texts) -> str:
    reason = f" {encode(result.problem.said(texts))}" if result.problem else ""
    return (
        f'<li class="{result.outcome}"><span aria-hidden="true">{_SIGNS[result.outcome]}</span> <b>{encode(result.name)}</b>: '
        f"{encode(texts(f'report.{result.outcome}'))}.{reason}</li>"
    )


def message_html(message: str) -> str:
    """One sentence for the reader about the list, which the script has read out."""
    return f'<p class="hint">{encode(message)}</p>' if message else ""


def busy_html(texts: Texts) -> str:
    """What stands in the place of the results while articles are taken in."""
    return f'<div class="report busy"><p class="status">{encode(texts("report.busy"))}</p></div>'
