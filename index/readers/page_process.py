"""The parent's side of the page worker: one child process, started when first needed, ended when it hangs, breaks or idles."""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from index.errors import ReadError
from index.readers.frames import read_frame, write_frame

# The child imports the worker's few modules only: `index` and `index.readers` stand in as bare packages there, because
# importing them in earnest would load the search engines into every child.
_START = """
import json, sys, types
sys.path[:] = json.loads(sys.argv[1])
for name, folder in zip(("index", "index.readers"), json.loads(sys.argv[3])):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from index.readers.page_worker import main
main(int(sys.argv[2]))
"""
_FOLDERS = json.dumps([str(Path(__file__).parents[1]), str(Path(__file__).parent)])


class PageProcess:
    """Extracts pages in a child process, one at a time; safe to call from several threads.

    `timeout_s` bounds one page, `max_memory` the child's address space in bytes (where the system can limit it), `idle_s` how
    long an unused child lives.
    """

    def __init__(self, timeout_s: float = 30.0, max_memory: int = 2_000_000_000, idle_s: float = 10.0) -> None:
        self.timeout_s, self.max_memory, self.idle_s = timeout_s, max_memory, idle_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._idle: threading.Timer | None = None

    def extract(self, page: bytes, name: str) -> dict[str, Any]:
        """Return what the worker found in `page`.

        Raises:
            ReadError: the page took too long, too much memory, or cannot be parsed; `name` is in the message.
        """
        with self._lock:
            self._stop_idling()
            reply = self._ask(page, name)
            self._idle = threading.Timer(self.idle_s, self.close)
            self._idle.daemon = True
            self._idle.start()
        if "error" in reply:
            raise ReadError(f"{name}: {reply['error']}; save the article's text as .txt instead")
        return reply

    def close(self) -> None:
        """End the child, if there is one; the next page starts a new one."""
        with self._lock:
            self._stop_idling()
            self._end()

    def _ask(self, page: bytes, name: str) -> dict[str, Any]:
        """One page to the child and its answer back; a child that is too slow is killed, which ends the read below."""
        if self._child is not None and self._child.poll() is not None:
            self._end()  # it died between two pages; that is not this page's fault
        child = self._child = self._child or self._start()
        assert child.stdin is not None and child.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(self.timeout_s, kill)
        timer.daemon = True
        timer.start()
        try:
            write_frame(child.stdin, page)
            answer = read_frame(child.stdout)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._end()
            why = f"took more than {self.timeout_s:g} s" if late.is_set() else "ended the parser (out of memory?)"
            raise ReadError(f"{name}: reading the page {why}; save the article's text as .txt instead")
        return dict(json.loads(answer))

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-E", "-s", "-c", _START, json.dumps(sys.path), str(self.max_memory), _FOLDERS]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was still to be written has nobody to read it
                        pipe.close()

    def _stop_idling(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None


PAGES = PageProcess()
atexit.register(PAGES.close)
