"""Marks of Markdown taken off, words kept: offsets of citations count in plain text. The cleaner takes off those of headings."""

from __future__ import annotations

import re

from index.cleaning.lines import looks_like_prose

_TARGET = r"[^()\s]{0,2000}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?(?: \"[^\"\n]{0,300}\")?\)"
_IMAGE = re.compile(rf"!\[([^\]\n]{{0,300}})\]\({_TARGET}")
_LINK = re.compile(rf"\[([^\]\n]{{1,300}})\]\((?:https?://|/|#|mailto:){_TARGET}")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=\S)([^*\n]{1,500}?)(?<=\S)\1(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)(__|_)(?=\S)([^_\n]{1,500}?)(?<=\S)\1(?!\w)")
_QUOTE_MARK = re.compile(r"^(?:> ?)+", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)[\w+-]{0,30}$", re.MULTILINE)
_RULE = re.compile(r"^(?:[-*_] ?){3,20}$", re.MULTILINE)


def plain_from_markdown(text: str) -> str:
    """Return `text` without the marks of quotes, emphasis, code, links and pictures.

    Words stay, and so do the marks of headings; addresses go.
    """
    text = _QUOTE_MARK.sub("", _RULE.sub("", _FENCE.sub("", text)))
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _AUTOLINK.sub(r"\1", text)
    return _UNDERSCORED.sub(r"\2", _STRONG.sub(r"\2", text))


def first_heading(text: str) -> str:
    """Return the words of the first heading of the first level, "" where running text or another heading stands before it."""
    for line in text.split("\n"):
        if line.startswith("# "):
            return plain_from_markdown(line[2:].strip())
        if line.startswith("##") or looks_like_prose(line):
            return ""
    return ""
