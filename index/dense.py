"""DenseIndex: the nearest passages by vector. The only importer of faiss; a cache of the store's vectors.

Readers search an immutable `Snapshot`; the writer builds the next one and swaps the reference, because faiss cannot add and
search at once. On disk a snapshot is two files and a manifest with their SHA-256, written last; damage is noticed at load
and the snapshot made anew from the store, without a model.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.files import put_in_place, read_json, sha256_of, write_json, write_whole
from index.query import Query
from index.vector_table import Filters, VectorTable

if TYPE_CHECKING:
    import faiss

_CACHE_FORMAT = 1


@dataclass(frozen=True)
class Snapshot:
    """Vectors at one revision: row i of `index` belongs to passage ``filters.nos[i]``. Never changed once made."""

    revision: int
    index: faiss.Index
    filters: Filters

    def search(self, vector: np.ndarray, query: Query, limit: int) -> list[tuple[int, float]]:
        """The nearest `limit` passages the filters allow, as (number, cosine), best first, ties by number."""
        n = self.index.ntotal
        if n == 0:
            return []
        mask = self._allowed(query)
        parameters = None
        if mask is not None:
            limit = min(limit, int(mask.sum()))
            if limit == 0:
                return []
            parameters = _only(mask)
        scores, rows = self.index.search(vector.reshape(1, -1).astype(np.float32), min(limit, n), params=parameters)
        found = [(int(self.filters.nos[row]), float(score)) for score, row in zip(scores[0], rows[0], strict=True) if row >= 0]
        return sorted(found, key=lambda x: (-x[1], x[0]))

    def scores(self, vector: np.ndarray, numbers: list[int]) -> dict[int, float]:
        """The cosines of these passages; a passage without a vector is left out."""
        if not numbers or self.index.ntotal == 0:
            return {}
        wanted = np.array(numbers, dtype=np.int64)
        rows = np.searchsorted(self.filters.nos, wanted)
        here = (rows < len(self.filters.nos)) & (self.filters.nos[np.minimum(rows, len(self.filters.nos) - 1)] == wanted)
        if not here.any():
            return {}
        cosines = self.index.reconstruct_batch(rows[here]) @ vector.astype(np.float32)
        return {int(no): float(cosine) for no, cosine in zip(wanted[here], cosines, strict=True)}

    def _allowed(self, query: Query) -> np.ndarray | None:
        if query.days is None and query.sources is None:
            return None
        mask = np.ones(len(self.filters.nos), dtype=bool)
        if query.days is not None:
            mask &= (self.filters.first_day <= query.days[1]) & (self.filters.last_day >= query.days[0])
        if query.sources is not None:
            codes = [i for i, name in enumerate(self.filters.source_names) if name.casefold() in query.sources]
            mask &= np.isin(self.filters.source, codes)
        return mask


class DenseIndex:
    """The vectors of one embedder, kept at the store's revision."""

    def __init__(self, folder: Path, table: VectorTable) -> None:
        """Load the snapshot in `folder` when it is whole and of this store and embedder; else start empty."""
        self.folder, self.table = folder, table
        self.snapshot = self._load() or self._empty()

    @property
    def revision(self) -> int:
        """The store's revision the snapshot is at; -1 when there is none yet."""
        return self.snapshot.revision

    def catch_up(self) -> None:
        """Build and swap in the snapshot of the store's present vectors. The caller holds the write lock."""
        target = self.table.store.revision_no
        if self.revision == target:
            return
        numbers = self.table.numbers()
        if not np.array_equal(numbers, self.snapshot.filters.nos):
            index = _build(self.table.read(numbers), self.table.embedder.dim)
        else:
            index = self.snapshot.index
        self.snapshot = Snapshot(target, index, self.table.filters(numbers))
        self._save()

    def adopt(self) -> None:
        """Take up a newer snapshot another process has written; nothing is written here."""
        manifest = read_json(self.folder / "manifest.json")
        if manifest is not None and manifest.get("revision", -1) > self.revision:
            self.snapshot = self._load() or self.snapshot

    def rebuild(self) -> None:
        """Make the snapshot anew from the store's vectors."""
        self.snapshot = self._empty()
        self.catch_up()

    def problems(self) -> list[str]:
        """What is wrong with this cache, in words; empty when it matches the store."""
        found = []
        if self._load() is None:
            found.append(f"{self.table.role} vectors: the snapshot in {self.folder} is missing or damaged")
        n_store, n_here = len(self.table.numbers()), self.snapshot.index.ntotal
        if n_store != n_here:
            found.append(f"{self.table.role} vectors: {n_here} in the snapshot, the store has {n_store}")
        return found

    def _empty(self) -> Snapshot:
        index = _build(np.empty((0, self.table.embedder.dim), dtype=np.float32), self.table.embedder.dim)
        return Snapshot(-1, index, self.table.filters(np.empty(0, dtype=np.int64)))

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
        from faiss import write_index

        self.folder.mkdir(parents=True, exist_ok=True)
        vectors, rows = self.folder / "vectors.faiss", self.folder / "rows.npy"
        write_index(self.snapshot.index, str(vectors) + ".new")
        put_in_place(Path(str(vectors) + ".new"), vectors)
        f, buffer = self.snapshot.filters, io.BytesIO()
        np.save(buffer, np.stack([f.nos, f.first_day, f.last_day, f.source]).astype(np.int64), allow_pickle=False)
        write_whole(rows, buffer.getvalue())
        write_json(
            self.folder / "manifest.json",
            {
                **self._identity(),
                "revision": self.revision,
                "n": self.snapshot.index.ntotal,
                "source_names": list(f.source_names),
                "sha256": {path.name: sha256_of(path) for path in (vectors, rows)},
            },
        )

    def _load(self) -> Snapshot | None:
        from faiss import read_index

        manifest = read_json(self.folder / "manifest.json")
        if manifest is None or any(manifest.get(key) != value for key, value in self._identity().items()):
            return None
        vectors, rows = self.folder / "vectors.faiss", self.folder / "rows.npy"
        try:
            if manifest["sha256"] != {path.name: sha256_of(path) for path in (vectors, rows)}:
                return None
            table = np.load(rows, allow_pickle=False)
            index = read_index(str(vectors))
            revision, names = int(manifest["revision"]), tuple(str(name) for name in manifest["source_names"])
        except (OSError, ValueError, KeyError, TypeError, RuntimeError):
            return None
        if index.ntotal != manifest["n"] or index.d != manifest["dim"] or table.shape != (4, index.ntotal):
            return None
        if revision > self.table.store.revision_no:
            return None
        first_day, last_day, source = (row.astype(np.int32) for row in table[1:])
        return Snapshot(revision, index, Filters(table[0], first_day, last_day, source, names))


def _build(vectors: np.ndarray, dim: int) -> faiss.Index:
    """A faiss index over these rows."""
    from faiss import IndexFlatIP

    index = IndexFlatIP(dim)
    if len(vectors):
        index.add(vectors)
    return index


def _only(mask: np.ndarray) -> Any:
    """Search parameters that let only the rows set in `mask` be found."""
    import faiss

    engine: Any = faiss  # its type stubs do not know the keyword arguments of the Python wrapper
    return engine.SearchParameters(sel=engine.IDSelectorBitmap(np.packbits(mask, bitorder="little")))
