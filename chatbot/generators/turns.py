"""Lets questions go first: models load and write in threads that step back, and give way while evidence is looked for."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_LAST = 19  # the lowest priority that Linux gives a thread
LONGEST_S = 0.5
"""No question holds a model up for longer, so that a search that takes minutes, or waits for what a model holds, ends."""


class Turns:
    """Who goes first: questions say that they look for evidence, models let them pass."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._until: list[float] = []
        self._owed_until = 0.0

    @contextmanager
    def first(self) -> Iterator[None]:
        """While this lasts, and for at most `LONGEST_S` seconds, `let_pass` waits."""
        until = time.monotonic() + LONGEST_S
        with self._changed:
            self._until.append(until)
        try:
            yield
        finally:
            with self._changed:
                self._until.remove(until)
                self._changed.notify_all()

    def let_pass(self) -> None:
        """Wait for the questions that go first just now, not for later ones; then none is waited for as long as this took."""
        if not self._until:
            return
        with self._changed:
            begin = now = time.monotonic()
            if now < self._owed_until:
                return
            asked = list(self._until)
            while (left := max((until for until in asked if until in self._until), default=0.0) - now) > 0:
                self._changed.wait(left)
                now = time.monotonic()
            self._owed_until = now + (now - begin)


QUESTIONS = Turns()
"""The questions of this process."""


class _BeforeImports(MetaPathFinder):
    """Finds no module, but lets questions pass before each one that the thread `ident` imports: no import gives way by itself."""

    def __init__(self, ident: int) -> None:
        self._ident = ident

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """None: another finder knows."""
        if threading.get_ident() == self._ident:
            QUESTIONS.let_pass()
        return None


@contextmanager
def giving_way() -> Iterator[None]:
    """What the calling thread imports meanwhile lets questions pass, module by module."""
    finder = _BeforeImports(threading.get_ident())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def step_back() -> None:
    """Let other threads go before the calling one, for good, as far as the system can (Linux: the lowest priority)."""
    if sys.platform == "linux":  # elsewhere a priority belongs to the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LAST)
