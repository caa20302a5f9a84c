"""Lets questions go first: models load and write in threads that step back."""

from __future__ import annotations

import os
import sys
import threading

_LAST = 19  # the lowest priority that Linux gives a thread
_TURN_S = 0.001  # how long a thread may keep others from Python; Python's own 0.005 s is long to a question with many short steps


def step_back() -> None:
    """Let other threads go before the calling one, for good, as far as the system can.

    Turns at Python become short for all threads; on Linux this one also gets the lowest priority.
    """
    sys.setswitchinterval(min(_TURN_S, sys.getswitchinterval()))
    if sys.platform == "linux":  # elsewhere a priority belongs to the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LAST)
