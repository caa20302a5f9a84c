"""Questions to start with: taken from gold questions that the starter articles answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.web.escaping import encode
from chatbot.web.texts import Texts

N_STARTERS = 4


@dataclass(frozen=True, slots=True)
class Starter:
    """A question to start with, and the ids of the articles that answer it."""

    question: str
    articles: tuple[str, ...] = ()


def read_starters(gold: Path, language: str, n: int = N_STARTERS) -> tuple[Starter, ...]:
    """Up to `n` answerable first questions in "de" or "en", each about other articles; none when the file is missing."""
    if not gold.is_file():
        return ()
    chosen: list[Starter] = []
    used: set[str] = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line) if line.strip() else {}
        articles = set(row.get("articles", ()))
        if row.get("answerable") and row.get("language") == language and not row.get("turns") and not articles & used:
            used |= articles
            chosen.append(Starter(row["question"], tuple(row["articles"])))
    return tuple(chosen[:n])


def starters_html(questions: Sequence[str], n_articles: int, texts: Texts) -> str:
    """What stands where the conversation will be: what Beleg knows, and questions to click."""
    buttons = "".join(
        f'<li><button type="button" class="starter" data-ask="{encode(q)}">{encode(q)}</button></li>'
        for q in questions
        if n_articles
    )
    listed = f'<h2 class="starters-title">{encode(texts("starters.title"))}</h2><ul>{buttons}</ul>' if buttons else ""
    return f'<div class="starters"><p class="corpus">{encode(texts.counted("starters.corpus", n_articles))}</p>{listed}</div>'
