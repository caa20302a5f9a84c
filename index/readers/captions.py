"""Captions of pictures, kept: the extraction library drops figures whole, and a caption may be the only line with a fact.

What the library takes for the article stays its decision: a caption joins the text only beside a paragraph that is in it.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import html

_MIN_WORDS = 5  # shorter ones name who took the picture
_MAX_CAPTIONS = 100
_BESIDE = frozenset({"p", "h2", "h3", "h4", "li", "blockquote"})
_COMPARED = 60  # characters of a paragraph that tell it from the others


class Caption(NamedTuple):
    """A caption, and the paragraphs before and after its picture on the page ("" at its edges)."""

    text: str
    before: str
    after: str


def find_captions(tree: html.HtmlElement) -> tuple[Caption, ...]:
    """Return the captions of a page's figures, in order. One that is a link, or has one in it, is a teaser and left out."""
    found: list[Caption] = []
    before, n_waiting = "", 0
    for element in tree.iter("figcaption", *_BESIDE):
        figure = next(element.iterancestors("figure"), None)
        words = " ".join(" ".join(element.itertext()).split())
        if figure is None and element.tag in _BESIDE and words:
            found[len(found) - n_waiting :] = [caption._replace(after=words) for caption in found[len(found) - n_waiting :]]
            before, n_waiting = words, 0
        elif figure is not None and element.tag == "figcaption" and words.count(" ") + 1 >= _MIN_WORDS and not _is_linked(figure):
            found.append(Caption(words, before, ""))
            n_waiting += 1
        if len(found) == _MAX_CAPTIONS:
            break
    return tuple(found)


def put_captions(text: str, captions: tuple[Caption, ...]) -> str:
    """Return extracted `text`, a paragraph a line, with each caption below the paragraph before it or above the one after it."""
    lines = text.split("\n")
    for caption in reversed(captions):
        if any(caption.text in line for line in lines):
            continue
        before, after = _find(lines, caption.before), _find(lines, caption.after)
        if before is not None:
            lines.insert(before + 1, caption.text)
        elif after is not None:
            lines.insert(after, caption.text)
    return "\n".join(lines)


def _find(lines: list[str], paragraph: str) -> int | None:
    """The number of the line that is this paragraph of the page, None where it is not in the text."""
    if not paragraph:
        return None
    start = "".join(paragraph.split())[:_COMPARED]
    return next((n for n, line in enumerate(lines) if "".join(line.lstrip("- ").split())[:_COMPARED] == start), None)


def _is_linked(figure: html.HtmlElement) -> bool:
    """Whether the figure has a link in it, or stands in one."""
    return figure.find(".//a[@href]") is not None or next(figure.iterancestors("a"), None) is not None
