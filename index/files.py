"""Files written so that a crash leaves the old or the new, hashes of files, and the lock that keeps writers apart."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from index.errors import IndexLockedError, StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL_S = 0.002
"""Short, so that a writer who adds article after article cannot always be back before those who wait."""


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a kill or power cut leaves the old file or the new one, never a mixture."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("wb") as file:
        file.write(data)
    put_in_place(temporary, path)


def put_in_place(temporary: Path, path: Path) -> None:
    """Rename a finished `temporary` file to `path`: its bytes, then the name, reach the disk before this returns."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)
    if sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Put `value` at `path` as JSON with sorted keys, whole or not at all."""
    write_whole(path, json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8"))


def read_json(path: Path) -> dict[str, Any] | None:
    """The JSON object at `path`; None where there is no file or it does not hold a JSON object."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def n_bytes(folder: Path) -> int:
    """How many bytes the files below `folder` have; one that goes away meanwhile counts as none."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


@contextmanager
def locked(path: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path` for the block; the system lets go of it when the process ends, however it ends.

    Somebody else's lock is waited for at most `wait_s` seconds.

    Raises:
        IndexLockedError: another process (or another `NewsIndex` of this one) holds it still.
        StoreError: the lock file cannot be opened.
    """
    try:
        opened = path.open("ab")
    except OSError as error:
        raise StoreError(f"the lock file {path} cannot be opened: {error}; check the folder's rights and free space") from error
    with opened as file:
        until = time.monotonic() + wait_s
        while not _lock(file):
            if time.monotonic() >= until:
                raise IndexLockedError(f"the index {path.parent} is being written by another process; wait for it or end it")
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            if sys.platform == "win32":
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
            else:
                fcntl.flock(file.fileno(), fcntl.LOCK_UN)


def _lock(file: IO[bytes]) -> bool:
    """Take the lock if nobody holds it; whether it was taken."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
