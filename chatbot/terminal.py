"""Answers as text for a terminal, and the conversation there."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import TextIO

from chatbot.bot import Chatbot
from chatbot.errors import ChatbotError
from chatbot.types import Answer, Turn
from index.dates import iso_in_words
from index.errors import NewsIndexError

_WIDTH = 96
_TEXT = {
    "de": {"asked": "Gesucht", "sources": "Belege", "sure": "Sicherheit"},
    "en": {"asked": "Searched", "sources": "Evidence", "sure": "Confidence"},
}
SUPPORT = {
    "de": {"teilweise": "teilweise belegt", "nicht belegt": "nicht belegt"},
    "en": {"teilweise": "partly proved", "nicht belegt": "not proved"},
}
_HELP = """:help    diese Hilfe
:new     neues Gespräch
:sources Herausgeber im Index
:quit    beenden (auch Strg-D)
Alles andere ist eine Frage, deutsch oder englisch. „Und wann war das?“ bezieht sich auf die Frage davor."""


def shown(answer: Answer) -> str:
    """The answer with its quotes and sources, wrapped for a terminal.

    Every quote names its source, date and place in the stored article (code points start–end).
    """
    words = _TEXT[answer.language]
    lines = []
    if answer.asked != answer.question:
        lines.append(f"({words['asked']}: {answer.asked})")
    lines.append(_wrapped(answer.text if answer.refused else marked(answer)))
    lines += [f"· {note}" for note in answer.notes]
    if answer.citations:
        lines += ["", f"{words['sources']}:"]
    for c in answer.citations:
        when = iso_in_words(c.article.published, answer.language) if c.article.published else ""
        about = ", ".join(part for part in (c.article.source, when) if part)
        lines.append(f"[{c.number}] {c.article.title or c.article.id}" + (f" ({about})" if about else ""))
        for quote in c.quotes:
            lines.append(_wrapped(f"„{' '.join(quote.quote.split())}“ ({quote.start}–{quote.end})", "    "))
        if c.article.url:
            lines.append(f"    {c.article.url}")
    lines += ["", f"{words['sure']} {answer.confidence:.0%} · {answer.generator} · {answer.seconds:.2f} s"]
    return "\n".join(lines)


def marked(answer: Answer) -> str:
    """The answer's text; behind a sentence that is not wholly proved it says so."""
    said = []
    for sentence in answer.sentences:
        numbers = "".join(f" [{number}]" for number in sentence.citations)
        label = "" if sentence.support == "belegt" else f" ({SUPPORT[answer.language][sentence.support]})"
        said.append(f"{sentence.text}{numbers}{label}")
    return " ".join(said)


def in_german(error: Exception) -> str:
    """What went wrong, in German where the error has it."""
    texts: Mapping[str, str] = getattr(error, "texts", {})
    return texts.get("de") or str(error)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def chat(
    bot: Chatbot,
    since: str | None = None,
    until: str | None = None,
    sources: Sequence[str] | None = None,
    lines: TextIO | None = None,
    out: TextIO | None = None,
) -> int:
    """Ask line by line until :quit or the end of the input, keeping the turns; an error is shown and the talk goes on.

    The exit code is 0.
    """
    read, write = lines or sys.stdin, out or sys.stdout
    turns: list[Turn] = []
    write.write("Beleg. Eine Frage eingeben, :help für Hilfe, :quit zum Beenden.\n")
    while True:
        write.write("\nFrage> ")
        write.flush()
        line = read.readline()
        command = line.strip()
        if not line or command in (":quit", ":q", ":exit"):
            write.write("\n")
            return 0
        if command in (":help", ":new", ":sources"):
            if command == ":new":
                turns = []
            write.write({":help": _HELP, ":new": "Neues Gespräch."}.get(command) or "\n".join(bot.index.sources()) or "–")
            write.write("\n")
        elif command:
            try:
                answer = bot.ask(command, turns[-50:], since=since, until=until, sources=sources)
            except (ChatbotError, NewsIndexError) as error:
                write.write(f"Fehler: {in_german(error)}\n")
                continue
            write.write(shown(answer) + "\n")
            turns.append(Turn(answer.asked, answer.text))
