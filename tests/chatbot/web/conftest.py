"""Makes the small bot importable and gives a desk with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from web_fakes import SmallBot, small_index  # noqa: E402

from chatbot.web.desk import Desk  # noqa: E402
from chatbot.web.feedback import Feedback  # noqa: E402
from chatbot.web.shelf import Shelf  # noqa: E402
from chatbot.web.starters import Starter  # noqa: E402
from chatbot.web.texts import Texts  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402


@pytest.fixture(scope="session")
def three_articles() -> Iterator[NewsIndex]:
    """An index that no test changes."""
    with small_index() as index:
        yield index


@pytest.fixture
def bot(three_articles: NewsIndex) -> SmallBot:
    return SmallBot(three_articles, slow_s=0.0)


@pytest.fixture
def desk(bot: SmallBot, tmp_path: Path) -> Desk:
    return Desk(bot, Feedback(tmp_path / "data" / "feedback.jsonl"), Shelf(bot.index), (Starter("Wer?"),), (Starter("Who?"),))


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """A shelf of its own, for tests that change it."""
    with small_index() as index:
        yield Shelf(index, writable=True)


@pytest.fixture
def german() -> Texts:
    return Texts("de")


@pytest.fixture
def english() -> Texts:
    return Texts("en")
