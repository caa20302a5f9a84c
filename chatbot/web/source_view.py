"""Which article the panel shows, and which of its words are marked: from an answer's citation, a hit, or the list of articles."""

from __future__ import annotations

from chatbot.types import Answer
from chatbot.web.source_html import Mark, source_html
from chatbot.web.texts import Texts
from index.errors import ArticleNotFoundError
from index.news_index import NewsIndex


def cited_source(answer: Answer, number: int, quote: int, texts: Texts) -> str | None:
    """The panel for citation `number` of an answer, scrolled to its quote (from 0); None when the answer has no such citation."""
    citation = next((c for c in answer.citations if c.number == number), None)
    if citation is None:
        return None
    marks = [Mark(q.start, q.end, q.span) for q in citation.quotes]
    return source_html(
        citation.article, marks, texts, texts("source.number", number=number), focus=quote if 0 <= quote < len(marks) else 0
    )


def found_source(answer: Answer, rank: int, texts: Texts) -> str | None:
    """The panel for a hit that was not cited, its passage marked; None when the answer has no hit of this rank."""
    hit = next((h for h in answer.hits if h.rank == rank), None)
    if hit is None:
        return None
    return source_html(hit.article, [Mark(hit.passage.start, hit.passage.end)], texts, texts("source.found"))


def whole_article(index: NewsIndex, article_id: str, texts: Texts) -> str | None:
    """The panel for an article of the list, nothing marked; None when it is not in the index (any more)."""
    try:
        article = index.article(article_id)
    except ArticleNotFoundError:
        return None
    return source_html(article, [], texts, texts("source.article"))
