"""An answer with its sources as plain text, for the clipboard."""

from __future__ import annotations

from chatbot.terminal import marked
from chatbot.types import Answer
from chatbot.web.texts import Texts
from chatbot.web.titles import shown_title


def copy_text(answer: Answer, texts: Texts) -> str:
    """Question, answer with its ``[n]``, and one line per source: number, title, publisher, date, address (where it has them)."""
    lines = [answer.question, "", answer.text if answer.refused else marked(answer)]
    if answer.refused:
        lines[-1] += f" {texts('copy.no_evidence')}"
    if answer.notes:
        lines += ["", *answer.notes]
    if answer.citations:
        lines += ["", texts("copy.sources")]
        for citation in answer.citations:
            article = citation.article
            facts = [shown_title(article), article.source, texts.date(article.published), article.url or ""]
            lines.append(f"[{citation.number}] " + ", ".join(fact for fact in facts if fact))
    return "\n".join(lines)
