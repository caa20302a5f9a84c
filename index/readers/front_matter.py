"""The head of a text file: a block of YAML between two lines "---" that names title, source, date, address, agencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

import yaml

from index.errors import ReadError

_MAX_CHARS = 20_000  # a head is a few lines; more is a mistake, and YAML aliases must not be given room to grow
_MAX_VALUE = 500
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY_LINE = re.compile(r"^[A-Za-z_][\w-]*:", re.MULTILINE)


def split_front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """Return the values of the head (keys lower-case) and the text after it; an empty mapping where there is no head.

    Raises:
        ReadError: there is a head, but it is not YAML of the plain kind; `name` is in the message.
    """
    if not text.startswith("---"):
        return {}, text
    match = _HEAD.match(text, 0, _MAX_CHARS)
    if match is None or not _KEY_LINE.search(match.group(1) or ""):
        return {}, text
    block = match.group(1) or ""
    if re.search(r"(?:^|[\s\[{,:-])[&*]\w", block):
        raise ReadError(
            f"{name}: the front matter uses YAML anchors or aliases, which are not read; write the values out or quote them"
        )
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        first = str(error).splitlines()[0]
        raise ReadError(
            f"{name}: the front matter is not YAML ({first}); put the value in quotes or take the block out"
        ) from error
    if not isinstance(values, Mapping):
        raise ReadError(
            f"{name}: the front matter holds {type(values).__name__}, not 'key: value' lines; write title: … and so on"
        )
    return {str(key).strip().lower(): value for key, value in values.items()}, text[match.end() :]


def text_value(values: Mapping[str, object], *keys: str) -> str:
    """Return the first value under one of `keys` as one line of text, empty where none is stated."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, (str, int, float, date)) and not isinstance(value, bool):
            line = " ".join(str(value).split())
            if line:
                return line[:_MAX_VALUE]
    return ""


def list_value(values: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    """Return the values under the first of `keys` that is stated: a YAML list, or names parted by "," "/" or ";"."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, str):
            return tuple(part.strip() for part in re.split(r"[,;/]", value[:_MAX_VALUE]) if part.strip())
        if isinstance(value, list):
            return tuple(
                str(part).strip()[:_MAX_VALUE] for part in value[:20] if isinstance(part, (str, int)) and str(part).strip()
            )
    return ()
