"""What a browser would not show, taken out of a page before its text is extracted: hidden text must never become evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_NEVER_SHOWN = frozenset("script style template noscript iframe object embed svg math canvas dialog".split())  # noqa: SIM905
# Inline styles that hide an element; read in lower case, white space removed.
_HIDING = re.compile(
    r"(?:^|;)(?:"
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|opacity:0?(?:\.0+)?(?:%)?(?=;|!|$)"
    r"|font-size:0(?:\.0+)?(?:px|em|rem|pt|%)?(?=;|!|$)|font:[^;]{0,60}\b0(?:px|em|pt)?[/ ]"
    r"|(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}"
    r"|(?:max-)?(?:height|width):0(?:px)?(?=;|!|$)|clip:rect\((?:0|1)(?:px)?|clip-path:inset\((?:50|100)%|transform:scale(?:3d|x|y)?\(0(?:\)|,)"
    r"|color:transparent|-webkit-text-fill-color:transparent"
    r")"
)
_HIDING_CLASSES = frozenset(
    """
    sr-only visually-hidden visuallyhidden screen-reader-text screenreader-only element-invisible u-hidden is-hidden hidden
    d-none
    """.split()  # noqa: SIM905
)


def strip_hidden(tree: etree._Element) -> int:
    """Remove from `tree`, in place, every element a browser would not show; return how many. Text after an element stays."""
    doomed = [element for element in tree.iter() if _is_hidden(element)]
    for element in doomed:
        parent = element.getparent()
        if parent is not None:
            _remove(parent, element)
    return len(doomed)


def _remove(parent: etree._Element, element: etree._Element) -> None:
    """Take `element` out of `parent` and leave its tail text in place."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_hidden(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True  # comments and processing instructions
    if element.tag in {"html", "body", "head"}:
        return False
    if element.tag in _NEVER_SHOWN:
        return not (element.tag == "script" and element.get("type") == "application/ld+json")
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or element.tag == "input":
        return True
    if any(name in _HIDING_CLASSES for name in _classes(element)):
        return True
    style = element.get("style")
    return bool(style) and _HIDING.search("".join(style.split()).lower()) is not None


def _classes(element: etree._Element) -> Iterator[str]:
    yield from (element.get("class") or "").lower().split()
