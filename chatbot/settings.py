"""Every run-time choice of the chatbot, read once from the environment. Frozen; nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.places import data_home


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and places. `home` holds the starter index and whatever models a user loads.

    `k_hits` passages are searched for a question; of the sentences in them at most `max_sentences` answer. An answer whose
    newest article is older than `stale_days` says so.
    """

    home: Path
    k_hits: int = 12
    max_question_chars: int = 2000
    max_turns: int = 100
    max_sentences: int = 3
    stale_days: int = 60

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings with `home` from BELEG_HOME, else the platform's place for what must last: articles may be added there."""
        return cls(home=data_home(environment))
