"""The head of a text file: a block of YAML between two lines "---" that names title, source, date, address, agencies."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from index.errors import ReadError

_MAX_CHARS = 20_000  # a head is a few lines; more is a mistake, and YAML aliases must not be given room to grow
_MAX_OPENED = 200  # brackets: YAML's parser takes a minute for some thousand that stand in each other
_MAX_VALUE = 500
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY_LINE = re.compile(r"^[A-Za-z_][\w-]*:", re.MULTILINE)
_OPEN_HEAD = re.compile(
    r"---[ \t]*\n(?:title|titel|headline|source|quelle|publisher|url|published|date|datum|language|author|autor):", re.IGNORECASE
)
# A line "key: value" with the lines that go on under it, and the values that are YAML's own: in quotes, a list, a mapping, a
# block, an anchor or tag. Any other was typed by hand and is read as it stands; YAML would cut "Platz #1" and refuse
# "Haushalt: Stadt spart". A comment begins with a "#" that stands alone.
_LINE = re.compile(r"^(\w[\w -]{0,60}?) ?:[ ]*([^ \n].*(?:\n[ ]+(?!\w[\w -]*:(?: |$))[^ \n].*)*)$", re.MULTILINE)
_YAML_VALUE = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[(?:[^\]]*|.*\])|\{.*|[&*!].*|[|>][-+\d]{0,2}(?:\n.*)?)(?: +#(?: .*)?)?""", re.DOTALL
)
_COMMENT = re.compile(r"(?:^| )#(?: .*)?$", re.MULTILINE)
_TOML_HEAD = re.compile(r"\+\+\+[ \t]*\n[\w-]+ ?= ?")


def split_front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """Return the values of the head (keys lower-case) and the text after it; an empty mapping where there is no head.

    Every value is text, or a list or mapping of text: "No", "12:30" and a day that does not exist stay what was written.

    Raises:
        ReadError: there is a head, but it is not closed or not YAML of the plain kind; `name` is in the message.
    """
    text = text.lstrip("\n")
    if _TOML_HEAD.match(text):
        raise ReadError(f"{name}: the front matter between +++ is TOML, which is not read; write 'key: value' lines between ---")
    if not text.startswith("---"):
        return {}, text
    match = _HEAD.match(text, 0, _MAX_CHARS)
    if match is None and _OPEN_HEAD.match(text):
        raise ReadError(f"{name}: the front matter is not closed; put a line --- between it and the text")
    if match is None or not _KEY_LINE.search(match.group(1) or ""):
        return {}, text
    values = _load(match.group(1) or "", name)
    if not isinstance(values, Mapping):
        raise ReadError(
            f"{name}: the front matter holds {type(values).__name__}, not 'key: value' lines; write title: … and so on"
        )
    return {str(key).strip().lower(): value for key, value in values.items()}, text[match.end() :]


def _load(block: str, name: str) -> object:
    """The block's values, all scalars as text."""
    if block.count("[") + block.count("{") > _MAX_OPENED:
        raise ReadError(f"{name}: the front matter opens more than {_MAX_OPENED} brackets; write 'key: value' lines")
    block = _LINE.sub(_literal, re.sub("[\t\u00a0]", " ", block))
    try:
        for event in yaml.parse(block, Loader=yaml.BaseLoader):
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise ReadError(
                    f"{name}: the front matter uses YAML anchors, aliases or tags, which are not read; "
                    "write the values out or put them in quotes"
                )
        return _value(yaml.compose(block, Loader=yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}: " if mark is not None else ""
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ReadError(
            f"{name}: the front matter is not YAML ({where}{what}); put the value in quotes or take the block out"
        ) from error


def _literal(line: re.Match[str]) -> str:
    """A "key: value" line as YAML reads it: a value typed by hand in quotes, on as many lines as it had."""
    key, value = line.groups()
    if _YAML_VALUE.fullmatch(value.rstrip()):
        return f"{key}: {value}"
    words = " ".join(_COMMENT.sub("", value).split()).replace("'", "''")
    return f"{key}: '{words}'" + "\n" * value.count("\n")


def _value(node: yaml.Node | None) -> object:
    """A node of YAML as text, a list or a mapping; nothing else is ever built of it."""
    if isinstance(node, yaml.MappingNode):
        return {str(_value(key)): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def text_value(values: Mapping[str, object], *keys: str) -> str:
    """Return the first value under one of `keys` as one line of text, empty where none is stated; of a mapping its "name"."""
    for key in keys:
        value = values.get(key)
        value = value.get("name") if isinstance(value, Mapping) else value
        line = " ".join(value.split()) if isinstance(value, str) else ""
        if line and line.lower() not in {"null", "~"}:
            return line[:_MAX_VALUE]
    return ""


def is_nested(values: Mapping[str, object], *keys: str) -> bool:
    """Whether a list or a mapping is stated under one of `keys`."""
    return any(isinstance(values.get(key), (list, Mapping)) and values[key] for key in keys)


def list_value(values: Mapping[str, object], *keys: str) -> tuple[str, ...]:
    """Return the values under the first of `keys` that is stated: a YAML list, or names parted by "," "/" or ";"."""
    for key in keys:
        value = values.get(key)
        if isinstance(value, str) and value.strip().lower() not in {"", "null", "~"}:
            return tuple(part.strip() for part in re.split(r"[,;/]", value[:_MAX_VALUE]) if part.strip())
        if isinstance(value, list):
            return tuple(part.strip()[:_MAX_VALUE] for part in value[:20] if isinstance(part, str) and part.strip())
    return ()
