"""The vector engine: building, extending, searching and writing faiss indexes. The only importer of faiss.

An index here is rows of unit vectors by position; whose row it is, and when it is made anew, is `index.dense`'s business.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.files import put_in_place

if TYPE_CHECKING:
    import faiss


EXACT_UP_TO = 50_000
"""Up to this many vectors every one is compared in full."""

SCANNED_UP_TO = 300_000
"""Up to this many every one is compared in 8 bits a dimension; above, only the lists nearest to the query are.

Measured on 120,000 static vectors of 256 dimensions, one thread, 298 German questions (milliseconds of CPU a question;
share of the exact first 10 and first 100 found):

| index | ms | first 10 | first 100 | built in |
|---|---|---|---|---|
| exact | 6.8 | 1 | 1 | 0 s |
| 8 bits, all | 3.6 | 1.000 | .992 | 0.1 s |
| 8 bits, 692 lists, 1/5 searched | 1.0 | .941 | .900 | 1.9 s |
| 8 bits, 692 lists, 1/8 searched | 0.8 | .895 | .838 | 1.9 s |
| 8 bits, 346 lists, 1/5 searched | 0.9 | .909 | .872 | 0.7 s |
"""

_LISTS_SEARCHED = 0.25
_TRAINING_ROWS = 50_000
_TRAINING_ROWS_A_LIST = 50
_SELECTIVE = 0.1


def build(vectors: np.ndarray, dim: int, exact_up_to: int = EXACT_UP_TO, scanned_up_to: int = SCANNED_UP_TO) -> faiss.Index:
    """A faiss index over these rows, of the kind that suits their number (see `EXACT_UP_TO`, `SCANNED_UP_TO`).

    Source: scalar quantisation and inverted lists as in Douze et al., "The Faiss library", 2024.
    """
    import faiss

    n, product, bits = len(vectors), faiss.METRIC_INNER_PRODUCT, faiss.ScalarQuantizer.QT_8bit
    shuffled = np.random.default_rng(0).permutation(n)
    if n <= exact_up_to:
        index: Any = faiss.IndexFlatIP(dim)
    elif n <= scanned_up_to:
        index = faiss.IndexScalarQuantizer(dim, bits, product)
        index.train(vectors[shuffled[:_TRAINING_ROWS]])
    else:
        n_lists = int(2 * n**0.5)
        index = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dim), dim, n_lists, bits, product)
        index.cp.niter, index.cp.max_points_per_centroid = 8, _TRAINING_ROWS_A_LIST
        index.train(vectors[shuffled[: n_lists * _TRAINING_ROWS_A_LIST]])
        index.make_direct_map()
    if n:
        index.add(vectors)
    return index


def extend(index: faiss.Index, vectors: np.ndarray) -> faiss.Index:
    """A copy of `index` with these rows behind its own; the given one stays as it is for those who search it."""
    import faiss

    longer = faiss.clone_index(index)
    longer.add(vectors)
    return longer


def nearest(index: faiss.Index, vector: np.ndarray, limit: int, parameters: Any) -> tuple[np.ndarray, np.ndarray]:
    """The scores and rows of the `limit` rows nearest to `vector`, best first; row -1 where there are no more.

    Searched by the calling thread alone: sharing one question among threads took 14 ms of waiting for each other where one
    took 0.3 (10,000 vectors, two busy cores), and several questions at once use the cores anyway.
    """
    import faiss

    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        scores, rows = index.search(vector.reshape(1, -1).astype(np.float32), limit, params=parameters)
    finally:
        faiss.omp_set_num_threads(threads)
    return scores[0], rows[0]


def search_parameters(index: faiss.Index, mask: np.ndarray | None, n_allowed: int) -> Any:
    """How to search `index`: only the rows set in `mask` (None: all); every list where the mask leaves few rows."""
    import faiss

    engine: Any = faiss  # its type stubs do not know the keyword arguments of the Python wrapper
    chosen = {} if mask is None else {"sel": engine.IDSelectorBitmap(np.packbits(mask, bitorder="little"))}
    if not isinstance(index, faiss.IndexIVF):
        return engine.SearchParameters(**chosen) if chosen else None
    every = n_allowed < _SELECTIVE * index.ntotal
    return engine.SearchParametersIVF(nprobe=index.nlist if every else max(1, int(index.nlist * _LISTS_SEARCHED)), **chosen)


def write(index: faiss.Index, path: Path) -> None:
    """Put `index` at `path`, whole or not at all."""
    from faiss import write_index

    temporary = path.with_name(f"{path.name}.new")
    write_index(index, str(temporary))
    put_in_place(temporary, path)


def read(path: Path) -> faiss.Index:
    """The index at `path`. faiss does not notice damage: compare the file's SHA-256 first."""
    from faiss import read_index

    return read_index(str(path))
