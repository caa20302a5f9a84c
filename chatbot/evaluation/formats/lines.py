"""Reading JSON and JSON lines so that what is wrong is named with its place. Gzip files are read as they are."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chatbot.errors import GoldError


def read_bytes(path: Path) -> bytes:
    """The file's bytes, unpacked when its name ends in ``.gz``.

    Raises:
        GoldError: The file cannot be read.
    """
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError) as error:
        raise GoldError(f"{path.name}: cannot be read ({error}); check the path and the file") from error


def fingerprint(*parts: bytes) -> str:
    """The SHA-256 of the parts in order, in hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def decode(data: bytes, name: str) -> str:
    """The bytes as UTF-8 text, a byte-order mark dropped.

    Raises:
        GoldError: The bytes are not UTF-8; the line is named.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise GoldError(f"{name}, line {line}: not UTF-8 (byte {data[error.start]:#04x}); save the file as UTF-8") from error


def parse_json(text: str, name: str) -> Any:
    """The value of a whole JSON file.

    Raises:
        GoldError: It is not JSON; line and column are named.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise GoldError(f"{name}, line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from error


def json_lines(text: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object with its place ("file, line 3"); blank lines are passed over.

    Raises:
        GoldError: A line is not a JSON object; it is named by its number.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{place}: not JSON ({error.msg} at column {error.colno})") from error
        if not isinstance(record, dict):
            raise GoldError(f"{place}: a JSON object is needed, found {type(record).__name__}")
        yield place, record


def text_field(record: dict[str, Any], key: str, place: str) -> str:
    """The non-empty text under `key`; an id may be a number, which is read as its digits.

    Raises:
        GoldError: It is missing, empty or not text.
    """
    value = record.get(key)
    if key in ("id", "_id") and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise GoldError(f"{place}: {key!r} must be a non-empty text, found {value!r}")
    return value


def text_list(record: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    """The list of non-empty texts under `key`, empty where the key is absent.

    Raises:
        GoldError: It is not such a list.
    """
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise GoldError(f"{place}: {key!r} must be a list of non-empty texts, found {value!r}")
    return tuple(value)


def refuse_twice(seen: dict[str, str], key: str, place: str) -> None:
    """Note `key` as seen at `place`.

    Raises:
        GoldError: It was seen before; both places are named.
    """
    if key in seen:
        raise GoldError(f"{place}: the id {key!r} stands already at {seen[key]}; ids must be unique")
    seen[key] = place
