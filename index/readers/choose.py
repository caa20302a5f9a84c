"""One file to one article: size, ending and encoding checked, then the reader for its format."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from index.errors import ReadError
from index.readers.decoding import decode
from index.readers.page import read_page
from index.readers.plain import read_plain
from index.readers.saved_page import read_saved_page
from index.types import Article

_MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = _MARKDOWN | {".txt", ".text"}
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_SAVED = frozenset({".mhtml", ".mht"})
_KNOWN = _PLAIN | _PAGES | _SAVED
KNOWN_ENDINGS = tuple(sorted(_KNOWN))
_LOOKS_LIKE_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype html|html)[\s>]", re.IGNORECASE
)


def read_file(path: Path, max_bytes: int = 20_000_000, notes: list[str] | None = None) -> Article:
    """Return the article in the file at `path`; its id is the file's name without ending, in NFC.

    A sentence about each value that the file states and that cannot be used is added to `notes`.

    Raises:
        ReadError: the file is missing, unreadable, of an unknown format, empty, binary, wrongly encoded, larger than `max_bytes`
            or holds no article text. The message names the file and the reason.
    """
    path = Path(path)
    _check_is_file(path)
    ending = path.suffix.lower()
    if ending not in _KNOWN:
        raise ReadError(f"{path}: unknown format {ending or '(no ending)'}; known are {', '.join(KNOWN_ENDINGS)}")
    data = _read_bytes(path, max_bytes)
    if not data.strip():
        raise ReadError(f"{path}: the file is empty")
    article_id = unicodedata.normalize("NFC", path.stem)  # macOS takes umlauts in names apart; the article is the same
    if ending in _SAVED:
        return read_saved_page(data, article_id, str(path))
    if ending in _PAGES or _LOOKS_LIKE_PAGE.match(data):
        return read_page(data, article_id, str(path))
    return read_plain(decode(data, str(path)), article_id, str(path), markdown=ending in _MARKDOWN, notes=notes)


def _check_is_file(path: Path) -> None:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            os.scandir(path).close()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the path") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if stat.S_ISDIR(kind):
        raise ReadError(f"{path}: a folder with nothing to read in it; name files, or a folder that holds some")
    if not stat.S_ISREG(kind):
        raise ReadError(f"{path}: is not a plain file")


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """The file's bytes, at most `max_bytes` of them."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(data) > max_bytes:
        raise ReadError(f"{path}: larger than {max_bytes:,} bytes; split it or raise max_bytes")
    return data
