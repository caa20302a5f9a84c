"""Which files of a folder may hold articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# The folder a browser saves beside NAME.html with the page's pictures, scripts and adverts, as browsers name it in the user's
# language (Chrome: "_files" in all). Source: the Windows shell's list of endings of "connected files".
_PAGE_FOLDER = re.compile(
    r"(.+)(?:[._]files|-Dateien|_(?:fichiers|bestanden|file|archivos|tiedostot|pliki|soubory|elemei|ficheiros|arquivos|dosyalar"
    r"|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak)|-filer)",
    re.IGNORECASE,
)
_INDEX_STORE = "articles.sqlite"
_OF_INDEX = re.compile(r"articles\.sqlite.*|index\.lock|lexical(?:\.(?:json|new|old).*)?|vectors-(?:first|second).*")


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every file under `paths`, sorted by path within each, each once; hidden files and folders below them are skipped.

    Skipped too are the folder saved with a page beside it, also where both are among `paths`, and an index's own files.
    A path that names a file, an empty folder or nothing is yielded as it is, so that reading it can say what is wrong with it;
    so is a folder that cannot be listed.
    Links to folders are not followed.
    """
    seen: set[str] = set()  # real paths: one file named in two ways is one article
    given = dict.fromkeys(map(Path, paths))
    for path in given:
        if any(path.with_name(page) in given for page in _pages_of(path.name)):
            continue
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
        beside, index = set(names), _INDEX_STORE in names
        folders[:] = sorted(name for name in folders if not _is_skipped(name, index) and beside.isdisjoint(_pages_of(name)))
        found += [Path(parent) / name for name in sorted(names) if not _is_skipped(name, index)]
    return found


def _is_skipped(name: str, index: bool) -> bool:
    """Whether a file or folder is hidden or, where an `index` lies beside it, one of the index's."""
    return name.startswith(".") or (index and _OF_INDEX.fullmatch(name) is not None)


def _pages_of(folder: str) -> tuple[str, ...]:
    """The names a page may have with which a folder of this name was saved; none if it is not named like one."""
    saved = _PAGE_FOLDER.fullmatch(folder)
    return tuple(saved.group(1) + ending for ending in (".html", ".htm", ".xhtml")) if saved else ()
