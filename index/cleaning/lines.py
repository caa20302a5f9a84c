"""A page's text as lines that know what they are: prose, a short line, furniture, a picture credit, a date, a byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_BLOCK_END = re.compile(r"[.!?…][\"'“”»«‹›‘’)\]]*(?: \([^()]{2,40}\))?$")
_MARKED = re.compile(r"[-–*•|>#+]")
_BULLET = re.compile(r"[-–*•] (?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")  # an item where the line before is one too; else "am | 3. Mai"
# Words that no line ends with but one that goes on; "auf", "an", "vor" end headlines ("Ungarn gibt Widerstand auf").
_OPEN_END = re.compile(
    r"(?:^| )(?:de[rsnm]|die|das|eine[rsnm]?|und|oder|in|im|am|beim|bis|für|gegen|ohne|vom|von|zum|zur|zwischen|wegen|sowie|dass|"
    r"the|an?|of|to|for|with|by|from|and|or)$"
)
HEADING_MARK = re.compile(r"#{1,6} +(?=\S)")
_MIN_PROSE_WORDS = 4
_MIN_WIDTH, _MAX_WIDTH = 55, 120  # characters of a line of hard-wrapped text
_FULL = 0.7  # share of the width from which a line counts as full


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `after_blank`: an empty line stands before it. `reason` says why a line that goes is furniture.

    `heading`: a mark of Markdown said that it is one.
    """

    text: str
    after_blank: bool
    kind: str = SHORT
    reason: str = ""
    heading: bool = False

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


def is_item(text: str) -> bool:
    """Whether a line is an item of a list that says something, behind its mark at least four words: no entry of a menu."""
    return _BULLET.match(text) is not None and text.count(" ") >= _MIN_PROSE_WORDS


def goes_on(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` is the first part of a sentence that the next line, right below it, goes on with."""
    below = lines[n + 1] if n + 1 < len(lines) else None
    return below is not None and below.kept and not below.after_blank and _OPEN_END.search(lines[n].text[-20:]) is not None


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
    lower case. In short texts, and those of one paragraph among other things, each block is looked at by itself.
    """
    blocks = [block.split("\n") for block in text.split("\n\n")]
    inner = [(a, b) for lines in blocks for a, b in zip(lines, lines[1:], strict=False)]
    width = max((len(a) for a, _ in inner), default=0)
    full = sum(len(a) > _FULL * width for a, _ in inner)
    lower = sum(b[:1].islower() for _, b in inner)
    if len(inner) >= 4 and 40 <= width <= _MAX_WIDTH and full >= 0.75 * len(inner) and lower >= 0.15 * len(inner):
        return "\n\n".join(_join_block(lines, width) for lines in blocks)
    widest = max(len(line) for lines in blocks for line in lines)
    if not _MIN_WIDTH <= widest <= _MAX_WIDTH:
        return text  # a line that long: this text is not hard-wrapped
    return "\n\n".join(_join_short(lines) for lines in blocks)


def _join_short(lines: list[str]) -> str:
    """One block of few lines joined where each can only have been broken for its width; it must end like a sentence.

    A line was broken for its width if the next word would not have fitted on it. Headlines and items of a list have room left.
    """
    width = max(map(len, lines))
    if not looks_like_prose(lines[-1]) and not _BLOCK_END.search(lines[-1]) or width < _MIN_WIDTH:
        return "\n".join(lines)
    if len(lines) > 2 and all(_SENTENCE_END.search(line) and len(line) <= _FULL * width for line in lines[1:-1]):
        return "\n".join(lines)  # a headline and sentences, each on a line of its own
    joined = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        room = len(before) + 1 + len(line.split(" ", 1)[0]) <= width
        item = _MARKED.match(line) or (_NUMBERED.match(line) and _NUMBERED.match(before))
        if room or item or HEADING_MARK.match(before) or len(before) <= _FULL * width or _SENTENCE_END.search(before):
            joined += "\n" + line
        else:
            joined = _join(joined, line)
    return joined


def _join(before: str, line: str) -> str:
    """Two lines as one; a word divided at the end of the first becomes one word, a compound keeps its hyphen ("US-|Armee")."""
    if not before.endswith("-") or not before[-2:-1].isalnum() or line.split(" ", 1)[0] in {"und", "oder", "bzw.", "and", "or"}:
        return before + " " + line
    divided = before[-2].islower() and line[:1].islower()
    return before[:-1] + line if divided else before + line


def _join_block(lines: list[str], width: int) -> str:
    """One block's lines joined wherever the first of two is full."""
    joined = lines[0]
    for before, line in zip(lines, lines[1:], strict=False):
        apart = len(before) < 0.6 * width or HEADING_MARK.match(before) or HEADING_MARK.match(line)
        joined = joined + "\n" + line if apart else _join(joined, line)
    return joined
