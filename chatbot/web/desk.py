"""The desk behind the page: takes what a reader does, returns what changes. Knows the bot, not gradio."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chatbot.errors import ChatbotError
from chatbot.types import Answer
from chatbot.web.answer_html import conversation_html, exchange_html
from chatbot.web.bot import Bot
from chatbot.web.conversation import Conversations, Exchange, Limits, turns
from chatbot.web.feedback import Feedback
from chatbot.web.inputs import read_limits, read_question
from chatbot.web.library import holds_all, n_articles
from chatbot.web.library_html import busy_html
from chatbot.web.problems import Problem, ProblemError, problem_of
from chatbot.web.shelf import Shelf
from chatbot.web.source_html import empty_source_html
from chatbot.web.source_view import cited_source
from chatbot.web.starters import Starter, starters_html
from chatbot.web.texts import Texts
from chatbot.web.view import View
from chatbot.web.writers import Writers
from index.errors import NewsIndexError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """One bot, its readers' conversations and their verdicts. `shared` says that several people use this server.

    `writers` lets the reader choose a language model; None where that is not theirs to choose.
    """

    bot: Bot
    feedback: Feedback
    shelf: Shelf
    starters: tuple[Starter, ...] = ()
    starters_english: tuple[Starter, ...] = ()
    shared: bool = False
    conversations: Conversations = field(default_factory=Conversations)
    writers: Writers | None = None

    def welcome(self, token: str, texts: Texts) -> View:
        """The whole page as it stands for a conversation: at the first visit, after a reload, after a change of language."""
        exchanges = self.conversations.exchanges(token)
        return View(
            earlier=conversation_html(exchanges[:-1], texts, self.shared),
            current=self.current(exchanges, texts),
            source=self._source_of(exchanges, texts),
            library=self.shelf.view(texts).library,
            report="",
            sources=self.bot.index.sources(),
            writer=self.writers.choice(texts) if self.writers else None,
        )

    def current(self, exchanges: Sequence[Exchange], texts: Texts) -> str:
        """The last exchange, or the starter questions before the first one."""
        if exchanges:
            return exchange_html(exchanges[-1], texts, self.shared)
        starters = self.starters if texts.language == "de" else self.starters_english
        questions = [s.question for s in starters if holds_all(self.bot.index, s.articles)]
        return starters_html(questions, n_articles(self.bot.index), texts)

    def _source_of(self, exchanges: Sequence[Exchange], texts: Texts) -> str:
        answer = exchanges[-1].answer if exchanges else None
        return cited_source(answer, 1, 0, texts) or empty_source_html(texts) if answer else empty_source_html(texts)

    def ask(self, token: str, question: object, since: object, until: object, sources: object, texts: Texts) -> Iterator[View]:
        """The page while a question is answered: the search, then the growing answer, last the finished one with its source."""
        typed = question if isinstance(question, str) else ""
        problem, limits = None, Limits()
        try:
            typed = read_question(question)
            limits = read_limits(since, until, sources if isinstance(sources, list) else None)
        except ProblemError as error:
            problem = error.problem
        before = self.conversations.exchanges(token)
        if before and before[-1].running:
            # Asked from another window of the same conversation: it sees what is being answered.
            yield View(current=self.current(before, texts))
            return
        if before and before[-1].state == "failed":
            # A failed try leaves the page when the next one begins, as its question is still in the field.
            self.conversations.drop(token, before[-1].number)
            before = before[:-1]
        exchange = self.conversations.begin(token, typed[:200] if problem else typed, limits)
        earlier = conversation_html(before, texts, self.shared)
        try:
            if problem is not None:
                yield View(earlier=earlier, current=self._failed(token, exchange, problem, texts))
                return
            yield View(earlier=earlier, current=exchange_html(exchange, texts, self.shared))
            yield from self._answer(token, exchange, before, texts)
        finally:
            # Of this exchange only: the next question may have begun before a stopped one's thread comes to its end.
            exchange.halt.set()
            self.conversations.proceed(token, exchange.number, state="stopped")

    def _answer(self, token: str, exchange: Exchange, before: Sequence[Exchange], texts: Texts) -> Iterator[View]:
        limits, answer = exchange.limits, None
        try:
            for answer in self.bot.stream(
                exchange.question,
                turns=turns(before),
                since=limits.since,
                until=limits.until,
                sources=limits.sources or None,
                stop=exchange.halt,
            ):
                changed = self.conversations.proceed(token, exchange.number, state="writing", answer=answer)
                if changed is None:
                    yield from self._after_stop(token, exchange, texts)
                    return
                yield View(current=exchange_html(changed, texts, self.shared))
            changed = self.conversations.proceed(token, exchange.number, state="done", answer=answer)
            if changed is not None and answer is not None:
                yield View(current=exchange_html(changed, texts, self.shared), source=self._first_source(answer, texts))
        except (ChatbotError, NewsIndexError) as error:
            _log.warning("a question could not be answered: %s", error)
            yield View(current=self._failed(token, exchange, problem_of(error), texts))
        except Exception:  # noqa: BLE001 - the outermost door: the reader gets a message, the log gets the trace
            _log.exception("a question failed unexpectedly")
            yield View(current=self._failed(token, exchange, Problem("error.unexpected"), texts))

    def _after_stop(self, token: str, exchange: Exchange, texts: Texts) -> Iterator[View]:
        """The page once more, as a view of the running answer may have reached it after that of the stop; not if it went on."""
        exchanges = self.conversations.exchanges(token)
        if not exchanges or exchanges[-1].number == exchange.number:
            yield View(current=self.current(exchanges, texts))

    def _failed(self, token: str, exchange: Exchange, problem: Problem, texts: Texts) -> str:
        changed = self.conversations.change(token, exchange.number, state="failed", problem=problem)
        return exchange_html(changed or exchange, texts, self.shared)

    def _first_source(self, answer: Answer, texts: Texts) -> str:
        return cited_source(answer, 1, 0, texts) or empty_source_html(texts)

    def stop(self, token: str, texts: Texts) -> View:
        """The page after the running answer was stopped; what was written so far stays."""
        self.conversations.stop(token)
        return View(current=self.current(self.conversations.exchanges(token), texts))

    def clear(self, token: str, texts: Texts) -> View:
        """The page after the conversation was forgotten."""
        self.conversations.clear(token)
        return View(earlier="", current=self.current((), texts), source=empty_source_html(texts))

    def use_model(self, name: object, texts: Texts) -> Iterator[View]:
        """The page while another language model is taken to word the answers ("" for none)."""
        if self.writers is not None:
            yield from self.writers.use(name, texts)

    def upload(self, token: str, paths: Sequence[Path], texts: Texts) -> Iterator[View]:
        """The page while files are added, then with a result for each."""
        yield View(report=busy_html(texts))
        yield self.with_articles(token, self.shelf.upload(paths, texts), texts)

    def paste(self, token: str, fields: Sequence[object], texts: Texts) -> Iterator[View]:
        """The page while a pasted text (headline, text, publisher, date) is added, then with what became of it."""
        title, text, source, published = (field if isinstance(field, str) else "" for field in fields)
        yield View(report=busy_html(texts))
        yield self.with_articles(token, self.shelf.paste(title, text, source, published, texts), texts)

    def with_articles(self, token: str, view: View, texts: Texts) -> View:
        """A view after the articles changed, and with it all else on the page that depends on them."""
        exchanges = self.conversations.exchanges(token)
        return replace(view, current=None if exchanges else self.current((), texts), sources=self.bot.index.sources())
