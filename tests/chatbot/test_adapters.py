"""Beleg inside LangChain."""

import pytest

from chatbot import Chatbot
from chatbot.adapters import NewsRetriever, as_runnable
from index import Article, NewsIndex


@pytest.fixture(scope="module")
def news():
    with NewsIndex.open(embedder=None) as opened:
        opened.add_articles(
            [Article("a", "Haubitzen", "Estland kauft in Frankreich zwölf Haubitzen.", "Tagblatt", published="2024-06")]
        )
        yield opened


def test_the_retriever_gives_exact_slices(news):
    (found,) = NewsRetriever(news=news).invoke("Haubitzen für Estland")
    meta = found.metadata
    assert news.article(meta["article_id"]).text[meta["start"] : meta["end"]] == found.page_content
    assert meta["rank"] == 1


def test_the_retriever_filters(news):
    assert NewsRetriever(news=news, until="2023").invoke("Haubitzen") == []


def test_the_runnable_takes_a_question_or_arguments(news):
    runnable = as_runnable(Chatbot.open(news))
    plain = runnable.invoke("Wie viele Haubitzen kauft Estland?")
    follow = runnable.invoke({"question": "Und wo?", "turns": [("Wie viele Haubitzen kauft Estland?", "Zwölf.")]})
    assert plain["citations"][0]["article_id"] == "a"
    assert "Estland" in follow["asked"]
