"""The child process that extracts articles from HTML pages, one after the other. It runs apart because extraction can hang.

It speaks frames (`index.readers.frames`) on stdin and stdout: a page's bytes in, a JSON object out.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

import trafilatura
from lxml import etree
from trafilatura.settings import use_config

from index.readers.captions import find_captions, put_captions
from index.readers.frames import read_frame, write_frame
from index.readers.hidden import strip_hidden
from index.readers.page_facts import page_facts

# Below this many characters the library takes the whole page's text instead, in one line. Measured on its German evaluation
# pages: 150 keeps as many wanted snippets as its own 250 (1,765 of 1,876) and four unwanted ones fewer; 80 loses seven wanted.
_SETTINGS = use_config()
_SETTINGS.set("DEFAULT", "MIN_EXTRACTED_SIZE", "150")


def main(max_memory: int) -> None:
    """Answer pages until stdin ends. `max_memory` is the most address space in bytes, where the system can limit it."""
    _limit_memory(max_memory)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library's print must not break the frames
    sys.setrecursionlimit(2_000)
    while (data := read_frame(source)) is not None:
        try:
            reply = extract(data)
        except MemoryError:
            reply = {"error": "the page needs too much memory"}
        except RecursionError:
            reply = {"error": "the page is nested too deeply"}
        except (ValueError, TypeError, AttributeError, LookupError, etree.LxmlError) as error:
            reply = {"error": f"the page cannot be parsed ({type(error).__name__})"}
        write_frame(sink, json.dumps(reply).encode("ascii"))


def extract(data: bytes) -> dict[str, Any]:
    """Return the article of a page: text, title, date, sitename, url, language; or ``{"error": reason}``."""
    tree = trafilatura.load_html(data)
    if tree is None:
        return {"error": "not an HTML page"}
    facts = page_facts(tree)
    strip_hidden(tree)
    captions = find_captions(tree)
    found = trafilatura.bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=True, config=_SETTINGS)
    text = getattr(found, "text", None) or ""
    return {**facts, "text": put_captions(text, captions) if text else ""}


def _limit_memory(max_memory: int) -> None:
    """Cap the address space; a system without such limits (Windows) goes on without."""
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
