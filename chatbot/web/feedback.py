"""Readers' verdicts on answers, one JSON object a line in a file of this computer; `python -m chatbot gold import` reads it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from chatbot.types import Turn
from chatbot.web.conversation import Exchange

MAX_BYTES = 50_000_000


class Feedback:
    """A file that verdicts are added to. Nothing is added once it has `max_bytes`, so that visitors cannot fill the disk."""

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._lock = threading.Lock()

    def add(self, exchange: Exchange, turns: Sequence[Turn], note: str = "") -> bool:
        """Add the verdict on one exchange (asked after `turns`); whether it was written, to the disk, before this returns.

        Fields: time (UTC), question, turns[{question, answer}], answer, articles (ids cited), verdict ("good"|"bad"), note.
        Nothing is written for an exchange without answer or verdict.
        """
        if exchange.answer is None or exchange.verdict is None:
            return False
        line = json.dumps(
            {
                "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
                "question": exchange.question,
                "turns": [{"question": t.question, "answer": t.answer} for t in turns],
                "answer": exchange.answer.text,
                "articles": [c.article.id for c in exchange.answer.citations],
                "verdict": exchange.verdict,
                "note": note,
            },
            ensure_ascii=False,
        )
        data = (line + "\n").encode("utf-8", errors="replace")
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                if file.tell() + len(data) > self._max_bytes:
                    return False
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        return True
