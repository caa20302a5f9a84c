"""Which files of a folder may hold articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every file under `paths`, sorted by path within each, each once; hidden files and folders below them are skipped.

    A path that names a file, an empty folder or nothing is yielded as it is, so that reading it can say what is wrong with it;
    so is a folder that cannot be listed.
    Links to folders are not followed.
    """
    seen: set[str] = set()  # real paths: one file named in two ways is one article
    for path in map(Path, paths):
        for found in _below(path) or (path,):
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield found


def _below(folder: Path) -> list[Path]:
    """Files in `folder` and its folders by name, folders after the files before them in the alphabet; none if it is no folder.

    A folder below it that cannot be listed is among them itself.
    """
    found: list[Path] = []

    def note(error: OSError) -> None:
        if error.filename is not None and Path(error.filename).is_dir():
            found.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                found.append(Path(parent) / name)
    return found
