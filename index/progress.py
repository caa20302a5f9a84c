"""Progress of long work on one line of standard error: how far, how fast, how long still."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TextIO

from index.reports import Progress

_EVERY_S_TERMINAL = 0.2
_EVERY_S_FILE = 10.0


class ProgressLine:
    """Call it with each `Progress`; it writes at most a few times a second, and to a file every ten seconds."""

    def __init__(self, unit: str, stream: TextIO) -> None:
        self._unit, self._stream = unit, stream
        self._terminal = stream.isatty()
        self._begun = self._written = time.monotonic()
        self._width = 0
        self.done = 0

    def __call__(self, progress: Progress) -> None:
        """Show `progress` if it is time to; `done` keeps how far it was."""
        self.done = progress.done
        now = time.monotonic()
        if now - self._written < (_EVERY_S_TERMINAL if self._terminal else _EVERY_S_FILE):
            return
        self._written = now
        line = describe(progress, now - self._begun, self._unit)
        if self._terminal:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()


def describe(progress: Progress, seconds: float, unit: str) -> str:
    """One line: done, total, rate a second, time left.

    Example:
        >>> describe(Progress(50, 200, "a"), 10.0, "articles")
        '50 of 200 articles, 5.0 a second, 0:00:30 left'
    """
    rate = progress.done / seconds if seconds > 0 else 0.0
    if progress.total is None:
        return f"{progress.done} {unit}, {rate:.1f} a second"
    left = int((progress.total - progress.done) / rate) if rate else 0
    clock = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}"
    return f"{progress.done} of {progress.total} {unit}, {rate:.1f} a second, {clock} left"
