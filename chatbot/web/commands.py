"""What the buttons inside the page's own markup do. A browser sends a command as JSON; nothing in it is believed."""

from __future__ import annotations

import json
from typing import Any

from chatbot.web.answer_html import conversation_html, exchange_html
from chatbot.web.conversation import Exchange, turns
from chatbot.web.desk import Desk
from chatbot.web.library import PAGE_SIZE
from chatbot.web.problems import problem_of
from chatbot.web.source_html import empty_source_html
from chatbot.web.source_view import cited_source, found_source, whole_article
from chatbot.web.texts import Texts
from chatbot.web.view import View
from index.errors import NewsIndexError

MAX_COMMAND = 4000
MAX_NOTE = 500


def obey(desk: Desk, token: str, command: object, texts: Texts) -> View:
    """What changes after a command; nothing for one that is malformed or names what is not there."""
    read = _read(command)
    do = read.get("do")
    if do == "read":
        try:
            panel = whole_article(desk.bot.index, _text(read, "id"), texts)
        except NewsIndexError as error:
            return View(source=empty_source_html(texts, problem_of(error).key))
        return View(source=panel or empty_source_html(texts, "source.gone"))
    if do == "list":
        return desk.shelf.view(texts, _number(read, "n") or PAGE_SIZE)
    if do == "remove":
        return desk.with_articles(token, desk.shelf.remove(_text(read, "id"), texts), texts)
    exchange = next((e for e in desk.conversations.exchanges(token) if e.number == _number(read, "turn")), None)
    if exchange is None or exchange.answer is None:
        return View()
    if do == "cite":
        return View(source=cited_source(exchange.answer, _number(read, "number"), _number(read, "quote"), texts))
    if do == "hit":
        return View(source=found_source(exchange.answer, _number(read, "rank"), texts))
    if do == "verdict" and read.get("value") in ("good", "bad"):
        return _judge(desk, token, exchange, {"verdict": read["value"]}, "", texts)
    if do == "note" and exchange.verdict and _text(read, "text").strip():
        return _judge(desk, token, exchange, {"noted": True}, _text(read, "text").strip()[:MAX_NOTE], texts)
    return View()


def _judge(desk: Desk, token: str, exchange: Exchange, changes: dict[str, Any], note: str, texts: Texts) -> View:
    """The conversation after a verdict or a note on it was saved; a verdict given twice is saved once."""
    if all(getattr(exchange, name) == value for name, value in changes.items()):
        return View()
    changed = desk.conversations.change(token, exchange.number, **changes)
    exchanges = desk.conversations.exchanges(token)
    if changed is not None:
        desk.feedback.add(changed, turns(tuple(e for e in exchanges if e.number < changed.number)), note)
    # Only the part that changed: what is open or half typed in the other stays.
    if exchange.number == exchanges[-1].number:
        return View(current=exchange_html(exchanges[-1], texts, desk.shared))
    return View(earlier=conversation_html(exchanges[:-1], texts, desk.shared))


def _read(command: object) -> dict[str, Any]:
    if not isinstance(command, str) or len(command) > MAX_COMMAND:
        return {}
    try:
        value = json.loads(command)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _number(command: dict[str, Any], name: str) -> int:
    value = command.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000 else 0


def _text(command: dict[str, Any], name: str) -> str:
    value = command.get(name)
    return value if isinstance(value, str) else ""
