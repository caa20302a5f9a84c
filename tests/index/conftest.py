"""Indexes made of the stand-ins."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stand_ins import ARTICLES, KeywordEmbedder  # noqa: E402

from index.news_index import NewsIndex  # noqa: E402


@pytest.fixture
def embedder() -> KeywordEmbedder:
    return KeywordEmbedder()


@pytest.fixture
def news(tmp_path: Path, embedder: KeywordEmbedder) -> Iterator[NewsIndex]:
    """The four articles, searchable by words and by the keyword embedder."""
    with NewsIndex.open(tmp_path / "index", embedder, None) as opened:
        opened.add_articles(ARTICLES)
        yield opened
