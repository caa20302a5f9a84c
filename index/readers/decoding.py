"""Bytes to text: which encoding a file is in, or why it is not text."""

from __future__ import annotations

import codecs
import re

from index.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# First bytes of formats people put into article folders by mistake, with the name to report.
_SIGNATURES = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or Office file"), (b"\x1f\x8b", "a gzip file"), (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"RIFF", "a RIFF media file"), (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"), (b"{\\rtf", "an RTF file"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"7z\xbc\xaf", "a 7z file"),
)  # fmt: skip
# What Windows-1252 text in German or English consists of. Other encodings read as cp1252 break this at once.
_CP1252_TEXT = re.compile("[\t\n\r -~€‚„…‘’“”•–—™›ŠšŒœŽž\xa0-\xbf°ÄÖÜäöüßÀ-ÿ]*")
# Encodings a page may state. Latin-1 and ASCII are read as the Windows pages that contain them, as browsers do.
# Source: WHATWG Encoding Standard, section 4.2 "Names and labels".
_STATED = re.compile(
    rb"(?:<meta\s[^>]{0,200}charset|<\?xml\s[^>]{0,100}encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.-]{2,30})", re.IGNORECASE
)
_STATED_WITHIN = 4_096  # bytes from the beginning of a page
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
_PAGE_ENCODING = re.compile(r"iso8859-\d{1,2}|cp(?:125\d|874|43[67]|85\d)|koi8-[ru]|mac-\w{2,12}|utf-(?:8|16)(?:-[bl]e)?")
_CP1252_LETTERS = frozenset("äöüÄÖÜßéèêàáâçñóôíëîïøåæŠšŽž„“”‚‘’–—…»«€§°´\xa0·©®½¼×²³")


def decode(data: bytes, name: str) -> str:
    """Return the text in `data`: UTF-8, UTF-16 with a byte order mark, or Windows-1252 where that reads as western text.

    Raises:
        ReadError: the bytes are binary, or text in an encoding that cannot be told; `name` is in the message.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{name}: is {what}, not text; save the article as .txt, .md or .html")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{name}: starts like {encoding} but is broken at byte {error.start}; save it as UTF-8"
                ) from error
    if b"\x00" in data:
        raise ReadError(f"{name}: holds zero bytes, so it is binary or UTF-16 without a byte order mark; save it as UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_western(data, name, error)
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\x0b\x0c")
    if controls > max(8, len(text) // 100):
        raise ReadError(f"{name}: {controls} control characters, so it is not text; save the article as UTF-8 text")
    return text


def page_in_utf8(data: bytes, stated: str = "") -> bytes:
    """Return a page in UTF-8 where its encoding is known: `stated` around it, else in it, else Windows-1252 that reads as German.

    A page that is UTF-8 whatever it states, and one that is not in the encoding it states, come back as they are.
    """
    if not stated:
        if data.startswith(tuple(mark for mark, _ in _BOMS)) or _is_utf8(data):
            return data
        found = _STATED.search(data[:_STATED_WITHIN])
        stated = found.group(1).decode("ascii", "replace") if found else ""
    try:
        if stated:
            encoding = codecs.lookup(stated).name
            encoding = _WINDOWS.get(encoding, encoding)
            return data.decode(encoding).encode("utf-8") if _PAGE_ENCODING.fullmatch(encoding) else data
        return decode(data, "page").encode("utf-8")
    except (UnicodeError, LookupError, ReadError):
        return data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_western(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Windows-1252, if every character is one of western text and nearly all of its high ones are those of German."""
    wrong = f"{name}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x}) and not Windows-1252 text; save it as UTF-8"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as second:
        raise ReadError(wrong) from second
    high = [c for c in text if c > "~"]
    known = sum(c in _CP1252_LETTERS for c in high)
    if not _CP1252_TEXT.fullmatch(text) or known < 0.9 * len(high) or len(high) > 0.2 * len(text):
        raise ReadError(wrong)
    return text
