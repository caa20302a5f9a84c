"""The starter index: the articles of seeds/articles in the user's own folder, made once and refreshed when they change."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from index.embedder import Embedder
from index.errors import ArticleNotFoundError, EmbedderMismatchError, IndexLockedError
from index.files import locked, read_json, write_json
from index.news_index import BUNDLED, NewsIndex

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "articles"
_WAIT_S, _STEP_S = 120.0, 0.1


def open_starter(home: Path, seeds: Path = SEEDS, encoder: Embedder | None = None, slug: str = "") -> NewsIndex:
    """The index in ``home/starter`` with the articles of `seeds` in it; articles a user added stay.

    With an `encoder` other than the bundled one it is an index of its own, in ``home/starter-slug``.

    Two processes may call this at once: one fills the index, the other waits for it.

    Raises:
        StoreError: the folder cannot be used, or another process held it for two minutes.
    """
    folder = home / (f"starter-{slug}" if encoder else "starter")
    folder.mkdir(parents=True, exist_ok=True)
    marker, wanted = folder / "starter.json", seeds_fingerprint(seeds)
    if (read_json(marker) or {}).get("fingerprint") == wanted:
        try:
            return NewsIndex.open(folder, encoder=encoder or BUNDLED)
        except EmbedderMismatchError:
            marker.unlink(missing_ok=True)  # the bundled models were renewed: the vectors are made anew below
    deadline = time.monotonic() + _WAIT_S
    while True:
        try:
            with locked(home / "starter.lock"):
                return _filled(folder, marker, wanted, seeds, encoder)
        except IndexLockedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_STEP_S)


def _filled(folder: Path, marker: Path, wanted: str, seeds: Path, encoder: Embedder | None) -> NewsIndex:
    news = NewsIndex.open(folder, encoder=encoder or BUNDLED, embed_anew=True)
    known = read_json(marker) or {}
    if known.get("fingerprint") == wanted:
        return news
    ids = sorted(path.stem for path in _files(seeds))
    if ids:
        news.add(seeds)
    for gone in sorted(set(known.get("ids", ())) - set(ids)):
        try:
            news.remove(gone)
        except ArticleNotFoundError:
            continue
    write_json(marker, {"fingerprint": wanted, "ids": ids})
    return news


def _files(seeds: Path) -> list[Path]:
    return sorted(path for path in seeds.iterdir() if path.is_file()) if seeds.is_dir() else []


def seeds_fingerprint(seeds: Path = SEEDS) -> str:
    """The SHA-256 of the articles in `seeds` with their names, hexadecimal."""
    digest = hashlib.sha256()
    for path in _files(seeds):
        digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
