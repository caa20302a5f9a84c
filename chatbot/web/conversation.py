"""What was asked and answered in each open page, kept in memory so that a reload or a change of language loses nothing."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Literal

from chatbot.types import Answer, Turn
from chatbot.web.problems import Problem

State = Literal["searching", "writing", "done", "stopped", "failed"]
Verdict = Literal["good", "bad"]

MAX_CONVERSATIONS = 500
MAX_EXCHANGES = 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a question is limited to: ISO dates of any precision (inclusive) and publishers; None and () limit nothing."""

    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what became of it. `number` grows from 1 and is never given twice, whatever is cleared or dropped.

    `halt` is set when nobody waits for the answer any more.
    """

    number: int
    question: str
    limits: Limits = Limits()
    state: State = "searching"
    answer: Answer | None = None
    problem: Problem | None = None
    verdict: Verdict | None = None
    noted: bool = False
    halt: threading.Event = field(default_factory=threading.Event, compare=False, repr=False)

    @property
    def running(self) -> bool:
        """Whether its answer is still being made."""
        return self.state in ("searching", "writing")


def is_token(token: object) -> bool:
    """Whether a browser's name for its conversation has the form this page gives out: 32 hexadecimal digits."""
    return isinstance(token, str) and _TOKEN.fullmatch(token) is not None


class Conversations:
    """The conversations of all open pages by token; those unused for longest go first. Safe to use from many threads."""

    def __init__(self, max_conversations: int = MAX_CONVERSATIONS, max_exchanges: int = MAX_EXCHANGES) -> None:
        self._max_conversations = max_conversations
        self._max_exchanges = max_exchanges
        self._kept: OrderedDict[str, tuple[Exchange, ...]] = OrderedDict()
        self._numbers = count(1)
        self._lock = threading.Lock()

    def exchanges(self, token: str) -> tuple[Exchange, ...]:
        """A conversation's exchanges, oldest first; empty for a token never seen or forgotten."""
        with self._lock:
            if token not in self._kept:
                return ()
            self._kept.move_to_end(token)
            return self._kept[token]

    def begin(self, token: str, question: str, limits: Limits) -> Exchange:
        """A new exchange at the end of the conversation, in state "searching"."""
        with self._lock:
            before = self._kept.pop(token, ())
            exchange = Exchange(next(self._numbers), question, limits)
            self._kept[token] = (*before, exchange)[-self._max_exchanges :]
            while len(self._kept) > self._max_conversations:
                _halt(self._kept.popitem(last=False)[1])
            return exchange

    def change(self, token: str, number: int, **changes: Any) -> Exchange | None:
        """An exchange with some of its fields changed and kept so; None when it is not there (any more)."""
        with self._lock:
            return self._change(token, number, changes)

    def proceed(self, token: str, number: int, **changes: Any) -> Exchange | None:
        """As `change`, but None and nothing changed when the exchange is not running any more (stopped, cleared)."""
        with self._lock:
            running = any(e.number == number and e.running for e in self._kept.get(token, ()))
            return self._change(token, number, changes) if running else None

    def stop(self, token: str) -> None:
        """End every running exchange of a conversation as "stopped"."""
        with self._lock:
            for exchange in self._kept.get(token, ()):
                if exchange.running:
                    exchange.halt.set()
                    self._change(token, exchange.number, {"state": "stopped"})

    def _change(self, token: str, number: int, changes: dict[str, Any]) -> Exchange | None:
        kept = self._kept.get(token, ())
        changed = tuple(replace(e, **changes) if e.number == number else e for e in kept)
        if token in self._kept:
            self._kept[token] = changed
        return next((e for e in changed if e.number == number), None)

    def drop(self, token: str, number: int) -> None:
        """Take one exchange out of a conversation."""
        with self._lock:
            if token in self._kept:
                self._kept[token] = tuple(e for e in self._kept[token] if e.number != number)

    def clear(self, token: str) -> None:
        """Forget a conversation; an answer still being made is stopped."""
        with self._lock:
            _halt(self._kept.pop(token, ()))


def _halt(exchanges: Sequence[Exchange]) -> None:
    for exchange in exchanges:
        exchange.halt.set()


def turns(exchanges: Sequence[Exchange], n: int = 6) -> tuple[Turn, ...]:
    """The last `n` finished exchanges as the bot takes them, oldest first."""
    finished = [Turn(e.question, e.answer.text) for e in exchanges if e.answer is not None and e.state in ("done", "stopped")]
    return tuple(finished[-n:])
