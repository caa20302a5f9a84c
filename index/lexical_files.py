"""The files of a tantivy folder: which belong to its last commit, whether they are whole, and sweeping up the others."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

from index.files import read_json

_ENDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_FOOTER_MAGIC = 1337
_LOOKS = 5


def segment_files(folder: Path) -> list[str]:
    """The names of the files the last commit consists of, beside meta.json.

    Raises:
        ValueError: meta.json is missing or does not name its segments.
    """
    meta = read_json(folder / "meta.json")
    try:
        names = []
        for segment in (meta or {})["segments"]:
            name = segment["segment_id"].replace("-", "")
            deletes = segment.get("deletes")
            names += [f"{name}.{end}" for end in _ENDS] + ([f"{name}.{deletes['opstamp']}.del"] if deletes else [])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{folder / 'meta.json'} is missing or does not name its segments") from error
    return names


def damage(folder: Path) -> list[str]:
    """What is wrong with the files of a tantivy folder: a segment file missing, or its CRC-32 not the one in its footer.

    Source: tantivy writes a JSON footer with the CRC-32 of the body, its length and a magic number at the end of each
    segment file (tantivy, src/directory/footer.rs); it does not check them when it opens an index.
    """
    try:
        names = segment_files(folder)
    except ValueError as error:
        return [str(error)]
    return [f"{name} is missing or damaged" for name in names if not _intact(folder / name)]


def is_whole(folder: Path) -> bool:
    """Whether the last commit is whole. Safe beside a writer: damage is believed only when meta.json has not changed meanwhile.

    A writer removes files of the commit before once meta.json names the next; where it is faster than we can look, the
    answer is no.
    """
    for _ in range(_LOOKS):
        before = read_json(folder / "meta.json")
        if not damage(folder):
            return True
        if read_json(folder / "meta.json") == before:
            return False
    return False


def sweep(folder: Path) -> None:
    """Remove what a killed writer left: files of no commit. Tantivy fails when it meets one under a name it wants to use.

    Only for the one writer, before it begins.
    """
    try:
        wanted = {*segment_files(folder), "meta.json"}
    except ValueError:
        return
    for path in folder.iterdir():
        if path.name not in wanted and (path.suffix == ".del" or path.suffix[1:] in _ENDS or path.name.startswith(".tmp")):
            path.unlink(missing_ok=True)


def _intact(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-8, 2)
            end = file.tell()
            length, magic = struct.unpack("<II", file.read(8))
            if magic != _FOOTER_MAGIC or length > end:
                return False
            file.seek(end - length)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            left, crc = end - length, 0
            while left:
                block = file.read(min(left, 1 << 20))
                crc, left = zlib.crc32(block, crc), left - len(block)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
    return crc == expected
