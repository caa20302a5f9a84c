"""How much a word of a question weighs: the inverse document frequency of its stem in ordinary text."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).parent / "bundled" / "stem_idf.txt.gz"


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, float], float]:
    fields = gzip.decompress(_TABLE.read_bytes()).decode().split()
    table = dict(zip(fields[1::2], (int(tenths) / 10 for tenths in fields[::2]), strict=True))
    return table, max(table.values()) + 1.0


def stem_weight(stem: str) -> float:
    """The idf of a stem, natural logarithm, about 1 ("der") to 12 (never seen).

    Example:
        >>> stem_weight("und") < stem_weight("vertrag") < stem_weight("schugajew")
        True
    """
    table, unseen = _table()
    return table.get(stem, unseen if not stem.isdigit() else unseen - 2.0)


def is_known(stem: str) -> bool:
    """Whether German texts have the stem, as far as was counted."""
    return stem in _table()[0]
