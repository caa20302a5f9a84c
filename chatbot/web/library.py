"""The articles a page shows, takes in and removes: calls on the index with limits and a result for every file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from chatbot.web.inputs import MAX_FIELD, read_date
from chatbot.web.problems import Problem, ProblemError
from chatbot.web.titles import shown_title
from index.errors import ArticleNotFoundError, NewsIndexError, ReadError, StoreError
from index.news_index import NewsIndex
from index.readers.choose import KNOWN_ENDINGS
from index.reports import AddReport
from index.types import Article

PAGE_SIZE = 25
MAX_FILES = 20
MAX_FILE_BYTES = 5_000_000
MAX_PASTED = 200_000
ENDINGS = KNOWN_ENDINGS
Outcome = Literal["added", "replaced", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file or pasted text; `problem` is set when it failed, or was taken without something it states."""

    name: str
    outcome: Outcome
    problem: Problem | None = None


def n_articles(index: NewsIndex) -> int:
    """How many articles the index holds."""
    return int(index.info()["n_articles"])


def holds_all(index: NewsIndex, articles: Iterable[str]) -> bool:
    """Whether the index holds every one of these articles, named by their ids, undamaged."""
    try:
        for article_id in articles:
            index.article(article_id)
    except NewsIndexError:
        return False
    return True


def matching(index: NewsIndex, query: str, n: int = 10) -> tuple[Article, ...]:
    """The `n` articles with the passages that come closest to a query, each once, best first."""
    articles = {hit.article.id: hit.article for hit in index.search(query[:MAX_FIELD], k=5 * n)}
    return tuple(articles.values())[:n]


def add_files(index: NewsIndex, paths: Sequence[Path]) -> tuple[Result, ...]:
    """Add uploaded files; one result per file, in their order. Files beyond `MAX_FILES` are reported, not read."""
    return tuple(
        _add_file(index, path) if n < MAX_FILES else Result(path.name, "failed", Problem("reason.too_many", {"files": MAX_FILES}))
        for n, path in enumerate(paths)
    )


def _add_file(index: NewsIndex, path: Path) -> Result:
    size = path.stat().st_size
    if path.suffix.lower() not in ENDINGS:
        return Result(path.name, "failed", Problem("reason.format"))
    if size == 0:
        return Result(path.name, "failed", Problem("reason.empty"))
    if size > MAX_FILE_BYTES:
        return Result(path.name, "failed", Problem("reason.size", {"megabytes": MAX_FILE_BYTES // 1_000_000}))
    try:
        return _result(path.name, index.add([path]))
    except ReadError:
        return Result(path.name, "failed", Problem("reason.unreadable"))
    except NewsIndexError:
        return Result(path.name, "failed", Problem("error.index"))


def _result(name: str, report: AddReport) -> Result:
    if not (report.added or report.replaced or report.unchanged):
        return Result(name, "failed", Problem("reason.unreadable"))
    outcome: Outcome = "added" if report.added else "replaced" if report.replaced else "unchanged"
    return Result(name, outcome, Problem("reason.unused") if report.notes else None)


def add_pasted(index: NewsIndex, title: str, text: str, source: str, published: str) -> Result:
    """Add a typed or pasted article; its id is made from its headline and text, so that pasting it twice adds it once.

    Raises:
        ProblemError: headline or text is missing or too long, or the date is none.
        NewsIndexError: the index cannot take it.
    """
    title, text, source = title.strip()[:MAX_FIELD], text.strip(), source.strip()[:MAX_FIELD]
    if not title:
        raise ProblemError(Problem("reason.title"))
    if not text:
        raise ProblemError(Problem("reason.text"))
    if len(text) > MAX_PASTED:
        raise ProblemError(Problem("reason.text_long", {"n": len(text), "max": MAX_PASTED}))
    date = read_date(published)
    digest = sha256(f"{title}\n{text}".encode("utf-8", errors="replace")).hexdigest()[:8]
    slug = re.sub(r"[^a-z0-9äöüß]+", "-", title.lower()).strip("-")[:60]
    article = Article(id=f"{slug or 'text'}-{digest}", title=title, text=text, source=source, published=date)
    return _result(title, index.add_articles([article]))


def remove(index: NewsIndex, article_id: str) -> str | None:
    """Remove an article; what the page called it, or None when there is none with this id.

    One that is damaged goes too, called by its id.
    """
    title = article_id
    try:
        with suppress(StoreError):
            title = shown_title(index.article(article_id))
        index.remove(article_id)
    except ArticleNotFoundError:
        return None
    return title
