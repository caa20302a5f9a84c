"""One file to one article: size, ending and encoding checked, then the reader for its format."""

from __future__ import annotations

from pathlib import Path

from index.errors import ReadError
from index.readers.decoding import decode
from index.readers.page import read_page
from index.readers.plain import read_plain
from index.types import Article

_MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = _MARKDOWN | {".txt", ".text"}
_PAGES = frozenset({".html", ".htm", ".xhtml"})
KNOWN_ENDINGS = tuple(sorted(_PLAIN | _PAGES))


def read_file(path: Path, max_bytes: int = 20_000_000) -> Article:
    """Return the article in the file at `path`; its id is the file's name without ending.

    Raises:
        ReadError: the file is missing, unreadable, of an unknown format, empty, binary, wrongly encoded, larger than `max_bytes`
            or holds no article text. The message names the file and the reason.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in _PLAIN | _PAGES:
        raise ReadError(f"{path}: unknown format {ending or '(no ending)'}; known are {', '.join(KNOWN_ENDINGS)}")
    data = _read_bytes(path, max_bytes)
    if not data.strip():
        raise ReadError(f"{path}: the file is empty")
    if ending in _PAGES:
        return read_page(data, path.stem, str(path))
    return read_plain(decode(data, str(path)), path.stem, str(path), markdown=ending in _MARKDOWN)


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    """The file's bytes, at most `max_bytes` of them."""
    try:
        if not path.is_file():
            raise ReadError(f"{path}: {'is not a plain file' if path.exists() else 'no such file'}")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(data) > max_bytes:
        raise ReadError(f"{path}: larger than {max_bytes:,} bytes; split it or raise max_bytes")
    return data
