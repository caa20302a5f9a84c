"""Captions of pictures, kept: the extraction library drops figures whole, and a caption may be the only line with a fact."""

from __future__ import annotations

from lxml import html

_MIN_WORDS = 5  # shorter ones name who took the picture


def keep_captions(tree: html.HtmlElement) -> int:
    """Turn each captioned figure in `tree`, in place, into a paragraph of its caption; return how many.

    A caption with a link in it is a teaser of another article as a rule, and stays in its figure.
    """
    n_kept = 0
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        words = " ".join(caption.text_content().split())
        if figure is None or words.count(" ") + 1 < _MIN_WORDS or caption.find(".//a") is not None or _is_linked(figure):
            continue
        tail = figure.tail
        figure.clear()
        figure.tag, figure.text, figure.tail = "p", words, tail
        n_kept += 1
    return n_kept


def _is_linked(figure: html.HtmlElement) -> bool:
    """Whether the whole figure is a link, or stands in one."""
    return figure.find(".//a[@href]") is not None or next(figure.iterancestors("a"), None) is not None
