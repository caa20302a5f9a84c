"""DenseIndex: the nearest passages by vector. A cache of the store's vectors.

Readers search an immutable `Snapshot`; the writer builds the next one and swaps the reference, because faiss cannot add and
search at once. On disk a snapshot is two files and a manifest with their SHA-256, written last; damage is noticed at load
and the snapshot made anew from the store, without a model. A small one is not written at all: making it is as quick as
reading it.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.files import read_json, sha256_of, write_json, write_whole
from index.query import Query
from index.vector_table import Filters, VectorTable, joined
from index.vectors import build, extend, nearest, read, search_parameters, write

if TYPE_CHECKING:
    import faiss

WRITE_FROM = 5_000
"""A snapshot of fewer vectors lives in memory only."""

REBUILD_SHARE = 0.25
"""A snapshot is extended until this share of its rows is new or dead since it was built; then it is built anew."""

WRITE_SHARE = 0.05
"""A snapshot on disk is written again when more than this share of its rows is new or dead; until then who opens extends it."""

_CACHE_FORMAT = 2
_GONE = -1


@dataclass(frozen=True)
class Snapshot:
    """Vectors at one revision: row i of `index` belongs to passage ``filters.nos[i]``, or to none where that is -1.

    Never changed once made. `n_built` is how many rows it had when it was last built as a whole.
    """

    revision: int
    index: faiss.Index
    filters: Filters
    n_built: int

    def search(self, vector: np.ndarray, query: Query, limit: int) -> list[tuple[int, float]]:
        """The nearest `limit` passages the filters allow, as (number, cosine), best first, ties by number."""
        mask = self._allowed(query)
        n_allowed = len(self) if mask is None else int(mask.sum())
        if n_allowed == 0:
            return []
        parameters = search_parameters(self.index, mask, n_allowed)
        scores, rows = nearest(self.index, vector, min(limit, n_allowed), parameters)
        found = [(int(self.filters.nos[row]), float(score)) for score, row in zip(scores, rows, strict=True) if row >= 0]
        return sorted(found, key=lambda x: (-x[1], x[0]))

    def scores(self, vector: np.ndarray, numbers: list[int]) -> dict[int, float]:
        """The cosines of these passages; a passage without a vector is left out."""
        ordered, rows_of = self._order
        if not numbers or not len(ordered):
            return {}
        wanted = np.array(numbers, dtype=np.int64)
        at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
        here = ordered[at] == wanted
        if not here.any():
            return {}
        cosines = self.index.reconstruct_batch(rows_of[at[here]]) @ vector.astype(np.float32)
        return {int(no): float(cosine) for no, cosine in zip(wanted[here], cosines, strict=True)}

    def __len__(self) -> int:
        return len(self._order[0])

    @property
    def size(self) -> int:
        """Its rows, the dead ones counted twice: it grows with every row added or dead."""
        return 2 * len(self.filters.nos) - len(self)

    @cached_property
    def numbers(self) -> np.ndarray:
        """The passages that have a row, ascending."""
        return self._order[0]

    @cached_property
    def _order(self) -> tuple[np.ndarray, np.ndarray]:
        """The living passage numbers ascending, and the row of each."""
        rows = np.argsort(self.filters.nos, kind="stable")
        rows = rows[self.filters.nos[rows] != _GONE]
        return self.filters.nos[rows], rows

    def _allowed(self, query: Query) -> np.ndarray | None:
        if query.days is None and query.sources is None and len(self) == len(self.filters.nos):
            return None
        mask = self.filters.nos != _GONE
        if query.days is not None:
            mask &= (self.filters.first_day <= query.days[1]) & (self.filters.last_day >= query.days[0])
        if query.sources is not None:
            codes = [i for i, name in enumerate(self.filters.source_names) if name.casefold() in query.sources]
            mask &= np.isin(self.filters.source, codes)
        return mask


class DenseIndex:
    """The vectors of one embedder, kept at the store's revision."""

    def __init__(self, folder: Path, table: VectorTable, write_from: int = WRITE_FROM) -> None:
        """Load the snapshot in `folder` when it is whole and of this store and embedder; else start empty."""
        self.folder, self.table, self._write_from = folder, table, write_from
        loaded = self._load()
        self.snapshot = self._empty() if loaded is None else loaded
        self._on_disk = None if loaded is None else loaded.size

    @property
    def revision(self) -> int:
        """The store's revision the snapshot is at; -1 when there is none yet."""
        return self.snapshot.revision

    def catch_up(self) -> None:
        """Swap in a snapshot of the store's present vectors, and write it down if much is new. The caller holds the write lock.

        Raises:
            EmbedderMismatchError: another process has replaced the vectors by another embedder's.
            OSError, RuntimeError: it could not be written; it is in use all the same.
        """
        if self.revision == self.table.store.revision_no:
            return
        self._swap_in(self._next(self.snapshot))

    def adopt(self) -> None:
        """Swap in a snapshot of the store's present vectors without writing it: another process holds the lock.

        Raises:
            EmbedderMismatchError: another process has replaced the vectors by another embedder's.
        """
        if self.revision != self.table.store.revision_no:
            self.snapshot = self._next(self.snapshot)

    def rebuild(self) -> None:
        """Make the snapshot anew from the store's vectors; until then the old one is searched."""
        self._on_disk = None
        self._swap_in(self._next(self._empty()))

    def _swap_in(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        if len(snapshot) < self._write_from:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._on_disk = None
        elif self._on_disk is None or abs(snapshot.size - self._on_disk) > WRITE_SHARE * self._on_disk:
            self._save()
            self._on_disk = snapshot.size

    def _next(self, old: Snapshot) -> Snapshot:
        """The store's vectors as they are now, `old` extended where that is enough."""
        with self.table.store.one_state():
            return self._advanced(old)

    def _advanced(self, old: Snapshot) -> Snapshot:
        target = self.table.store.revision_no
        numbers = self.table.numbers()
        added = np.setdiff1d(numbers, old.numbers, assume_unique=True)
        gone = len(old) + len(added) - len(numbers)
        n_rows = len(old.filters.nos) + len(added)
        if n_rows - old.n_built + gone + (len(old.filters.nos) - len(old)) > REBUILD_SHARE * old.n_built:
            index, filters = build(self.table.read(numbers), self.table.embedder.dim), self.table.filters(numbers)
            return Snapshot(target, index, filters, len(numbers))
        living = old.filters._replace(nos=np.where(np.isin(old.filters.nos, numbers), old.filters.nos, _GONE))
        if not len(added):
            return Snapshot(target, old.index, living, old.n_built)
        filters = joined(living, self.table.filters(added))  # what a passage number stands for never changes
        return Snapshot(target, extend(old.index, self.table.read(added)), filters, old.n_built)

    def problems(self) -> list[str]:
        """What is wrong with this cache, in words; empty when it matches the store.

        Raises:
            DamagedStoreError: the store's own vectors are damaged.
        """
        found = []
        if len(self.snapshot) >= self._write_from and self._load() is None:
            found.append(f"{self.table.role} vectors: the snapshot in {self.folder} is missing or damaged")
        numbers = self.table.numbers()
        if not np.array_equal(numbers, self.snapshot.numbers):
            found.append(f"{self.table.role} vectors: {len(self.snapshot)} in the snapshot, the store has {len(numbers)}")
        self.table.read(numbers[-WRITE_FROM:])
        return found

    def _empty(self) -> Snapshot:
        dim = self.table.embedder.dim
        return Snapshot(-1, build(np.empty((0, dim), dtype=np.float32), dim), self.table.filters(np.empty(0, dtype=np.int64)), 0)

    def _identity(self) -> dict[str, object]:
        embedder = self.table.embedder
        return {
            "format": _CACHE_FORMAT,
            "store_id": self.table.store.store_id,
            "embedder": embedder.name,
            "fingerprint": embedder.fingerprint,
            "dim": embedder.dim,
        }

    def _save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        vectors, rows = self.folder / "vectors.faiss", self.folder / "rows.npy"
        write(self.snapshot.index, vectors)
        f, buffer = self.snapshot.filters, io.BytesIO()
        np.save(buffer, np.stack(f[:4]).astype(np.int64), allow_pickle=False)
        write_whole(rows, buffer.getvalue())
        manifest = {
            **self._identity(),
            "revision": self.revision,
            "n": self.snapshot.index.ntotal,
            "n_built": self.snapshot.n_built,
            "source_names": list(f.source_names),
            "sha256": {path.name: sha256_of(path) for path in (vectors, rows)},
        }
        write_json(self.folder / "manifest.json", manifest)

    def _load(self) -> Snapshot | None:
        manifest = read_json(self.folder / "manifest.json")
        if manifest is None or any(manifest.get(key) != value for key, value in self._identity().items()):
            return None
        vectors, rows = self.folder / "vectors.faiss", self.folder / "rows.npy"
        try:
            if manifest["sha256"] != {path.name: sha256_of(path) for path in (vectors, rows)}:
                return None
            table = np.load(rows, allow_pickle=False)
            index = read(vectors)
            revision, n_built = int(manifest["revision"]), int(manifest["n_built"])
            names = tuple(str(name) for name in manifest["source_names"])
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None
        if index.ntotal != manifest["n"] or index.d != manifest["dim"] or table.shape != (4, index.ntotal):
            return None
        if revision > self.table.store.revision_no:
            return None
        first_day, last_day, source = (row.astype(np.int32) for row in table[1:])
        return Snapshot(revision, index, Filters(table[0], first_day, last_day, source, names), n_built)
