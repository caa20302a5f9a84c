"""Beleg inside other people's LangChain chains: a retriever and a runnable. The only importer of langchain_core's retrievers."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda
from pydantic import ConfigDict

from chatbot.bot import Chatbot
from chatbot.types import Answer, Turn
from index.news_index import NewsIndex


class NewsRetriever(BaseRetriever):
    """Passages of a `NewsIndex` as LangChain documents, best first; the metadata carries article, offsets and score.

    Example:
        >>> from index import Article
        >>> news = NewsIndex.open(embedder=None)
        >>> _ = news.add_articles([Article("a", "Hanoi", "Putin besuchte Hanoi.")])
        >>> NewsRetriever(news=news).invoke("Hanoi")[0].metadata["article_id"]
        'a'
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    news: NewsIndex
    k: int = 10
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.news.search(query, self.k, self.since, self.until, self.sources)
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "article_id": hit.article.id,
                    "title": hit.article.title,
                    "source": hit.article.source,
                    "published": hit.article.published,
                    "url": hit.article.url,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "score": hit.score,
                    "rank": hit.rank,
                },
            )
            for hit in hits
        ]


def as_runnable(bot: Chatbot) -> RunnableLambda[Any, dict[str, Any]]:
    """The bot as a LangChain runnable: in goes a question, or a dict of `ask`'s arguments; out comes `Answer.to_dict()`.

    `turns` in the dict may be Turn values or (question, answer) pairs.
    """

    def run(given: Any) -> dict[str, Any]:
        arguments = {"question": given} if isinstance(given, str) else dict(given)
        turns = tuple(turn if isinstance(turn, Turn) else Turn(*turn) for turn in arguments.pop("turns", ()))
        answer: Answer = bot.ask(**arguments, turns=turns)
        return answer.to_dict()

    return RunnableLambda(run, name="beleg")
