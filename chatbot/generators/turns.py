"""Lets questions go first: models load and write in threads that step back."""

from __future__ import annotations

import os
import sys
import threading

_LAST = 19  # the lowest priority that Linux gives a thread


def step_back() -> None:
    """Let other threads go before the calling one, for good, as far as the system can (Linux: the lowest priority)."""
    if sys.platform == "linux":  # elsewhere a priority belongs to the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LAST)
