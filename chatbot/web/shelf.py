"""The tab of articles: listing, searching, adding and removing, as views."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.web.library import PAGE_SIZE, Result, add_files, add_pasted, matching, n_articles, remove
from chatbot.web.library_html import library_html, message_html, results_html
from chatbot.web.problems import ProblemError, problem_of
from chatbot.web.texts import Texts
from chatbot.web.view import View
from index.errors import NewsIndexError
from index.news_index import NewsIndex
from index.types import Article

MAX_LISTED = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of one index. Only a `writable` one takes in and gives away articles, whatever a browser sends."""

    index: NewsIndex
    writable: bool = False

    def view(self, texts: Texts, n: int = PAGE_SIZE, message: str = "") -> View:
        """The newest `n` articles (at most `MAX_LISTED`)."""
        n = max(1, min(n, MAX_LISTED))
        total = n_articles(self.index)
        articles = self.index.articles(limit=n)
        more = min(n + 4 * PAGE_SIZE, MAX_LISTED) if n < min(total, MAX_LISTED) else None
        heading = texts.counted("library.count", total)
        return View(library=message_html(message) + library_html(articles, heading, texts, self.writable, more))

    def search(self, query: str, texts: Texts) -> View:
        """The articles that fit a query; all of them for an empty one."""
        query = query.strip()
        if not query:
            return self.view(texts)
        return self._safely(texts, lambda: View(library=self._found(matching(self.index, query), query, texts)))

    def _found(self, articles: Sequence[Article], query: str, texts: Texts) -> str:
        return library_html(articles, texts.counted("library.found", len(articles), query=query[:80]), texts, self.writable)

    def upload(self, paths: Sequence[Path], texts: Texts) -> View:
        """The list after files were added, and a result for each."""
        if not self.writable:
            return View(report=message_html(texts("library.read_only")))
        results = add_files(self.index, paths)
        return View(library=self.view(texts).library, report=results_html(results, texts))

    def paste(self, title: str, text: str, source: str, published: str, texts: Texts) -> View:
        """The list after a text was added, and what became of it."""
        if not self.writable:
            return View(report=message_html(texts("library.read_only")))
        try:
            result = add_pasted(self.index, title, text, source, published)
        except ProblemError as error:
            result = Result(title.strip()[:80] or texts("library.paste_open"), "failed", error.problem)
        except NewsIndexError as error:
            _log.warning("a pasted article could not be added: %s", error)
            result = Result(title.strip()[:80], "failed", problem_of(error))
        return View(library=self.view(texts).library, report=results_html([result], texts))

    def remove(self, article_id: str, texts: Texts) -> View:
        """The list after an article was removed."""
        if not self.writable:
            return View(report=message_html(texts("library.read_only")))

        def removed() -> View:
            title = remove(self.index, article_id)
            return self.view(texts, message=texts("library.removed", title=title) if title else texts("source.gone"))

        return self._safely(texts, removed)

    def _safely(self, texts: Texts, work: Callable[[], View]) -> View:
        try:
            return work()
        except NewsIndexError as error:
            _log.warning("the articles could not be shown or changed: %s", error)
            message = problem_of(error).said(texts)
        try:
            return self.view(texts, message=message)
        except NewsIndexError:
            return View(library=message_html(message))
