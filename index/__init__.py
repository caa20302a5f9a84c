"""Articles in, ranked passages out. Knows nothing of chat."""

from __future__ import annotations

from index.news_index import NewsIndex
from index.reports import AddReport, CheckReport, Progress
from index.types import Article, Hit, Passage

__all__ = ["AddReport", "Article", "CheckReport", "Hit", "NewsIndex", "Passage", "Progress"]
