"""A page's text as lines that know what they are: prose, a short line, furniture, a picture credit, a date, a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What a line is. Prose ends like a sentence; a short line does not (a headline, a caption, a menu item).
PROSE, SHORT, FURNITURE, RELATED, CREDIT, DATE, BYLINE, AGENCY = (
    "prose",
    "short",
    "furniture",
    "related",
    "credit",
    "date",
    "byline",
    "agency",
)

_SENTENCE_END = re.compile(r"[.!?…:;][\"'“”»«‹›‘’)\]]*$|[.!?][\"“”»«]+,?$")
_INNER_END = re.compile(r"[a-zäöüß\d)“”»«\"]{2}[.!?][\"“”»«]* [\"„»«“(]?[A-ZÄÖÜ]")
_ENUMERATION = re.compile(r"\d{1,2}[.)] ")
_MIN_PROSE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `after_blank`: an empty line stands before it. `reason` says why a line that goes is furniture."""

    text: str
    after_blank: bool
    kind: str = SHORT
    reason: str = ""

    @property
    def kept(self) -> bool:
        """Whether the line belongs to the article's text."""
        return self.kind in {PROSE, SHORT}

    @property
    def n_words(self) -> int:
        """How many words the line has."""
        return len(self.text.split())


def looks_like_prose(text: str) -> bool:
    """Whether a line reads as running text: it ends like a sentence, or holds the end of one, and is longer than a label."""
    words = text.count(" ") + 1
    if words < _MIN_PROSE_WORDS or _ENUMERATION.match(text) and words < 12:
        return False
    return bool(_SENTENCE_END.search(text[-12:])) or (words >= 8 and bool(_INNER_END.search(text))) or len(text) > 220


def split_lines(text: str) -> list[Line]:
    """Return the lines of tidy text that are not empty, all still of the kind SHORT."""
    lines: list[Line] = []
    blank = False
    for piece in text.split("\n"):
        if piece:
            lines.append(Line(piece, blank))
            blank = False
        else:
            blank = True
    return lines


def join_lines(lines: list[Line]) -> str:
    """Return the lines that are kept as text; paragraphs that were apart, or had something between them, stay apart."""
    parts: list[str] = []
    gap = False
    for line in lines:
        if not line.kept:
            gap = True
            continue
        if parts:
            parts.append("\n\n" if gap or line.after_blank else "\n")
        parts.append(line.text)
        gap = False
    return "".join(parts)


def unwrap(text: str) -> str:
    """Return tidy text with hard-wrapped paragraphs joined to one line each; text that is not hard-wrapped comes back as it is.

    Hard-wrapped means: of the lines that another line follows directly, nearly all are of one width and a good part goes on in
    lower case.
    """
    blocks = text.split("\n\n")
    inner = [(a, b) for block in blocks for lines in (block.split("\n"),) for a, b in zip(lines, lines[1:], strict=False)]
    if len(inner) < 4:
        return text
    width = max(len(a) for a, _ in inner)
    if not 40 <= width <= 120:
        return text
    full = sum(len(a) > 0.7 * width for a, _ in inner)
    lower = sum(b[:1].islower() for _, b in inner)
    if full < 0.75 * len(inner) or lower < 0.15 * len(inner):
        return text
    return "\n\n".join(_join_block(block.split("\n"), width) for block in blocks)


def _join_block(lines: list[str], width: int) -> str:
    """One block's lines joined wherever the first of two is full; a word divided at the line's end becomes one word."""
    joined = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        if len(before) < 0.6 * width:
            joined += "\n" + line
        elif (
            before.endswith("-")
            and before[-2:-1].islower()
            and line[:1].islower()
            and line.split(" ", 1)[0] not in {"und", "oder", "bzw."}
        ):
            joined = joined[:-1] + line
        else:
            joined += " " + line
    return joined
