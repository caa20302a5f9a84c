"""Counts in how many sentences each stem occurs, so that a rare word of a question weighs more than a common one.

Run: ``python -m index.training.stem_frequencies DATA`` writes ``index/bundled/stem_idf.txt.gz``: a line ``idf10 stem``, the
inverse document frequency in tenths, most frequent stems first.

Source: idf as in Robertson and Spärck Jones, "Relevance weighting of search terms", 1976: ln((N - n + 0.5) / (n + 0.5) + 1).
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from index.analysis import stems
from index.training.corpora import json_lines, parallel

TARGET = Path(__file__).parents[2] / "index" / "bundled" / "stem_idf.txt.gz"
_MIN_COUNT = 12
_MAX_WIKIPEDIA = 250_000


def sentences(data: Path) -> Iterator[str]:
    """Sentences of both languages: parallel text, encyclopedia, simple news."""
    for german, english in parallel(data):
        yield german
        yield english
    entries = (s for article in json_lines(data / "text" / "klexikon_wikipedia_de.jsonl.gz") for s in _texts(article))
    yield from islice(entries, 0, _MAX_WIKIPEDIA * 3, 3)


def _texts(article: dict) -> Iterator[str]:
    for value in article.values():
        if isinstance(value, list):
            yield from (entry for entry in value if isinstance(entry, str))


def main() -> int:
    """Write the table; the first argument is the data folder."""
    counts: Counter[str] = Counter()
    n = 0
    for sentence in sentences(Path(sys.argv[1])):
        counts.update(set(stems(sentence)))
        n += 1
    lines = [
        f"{round(10 * math.log((n - count + 0.5) / (count + 0.5) + 1))} {stem}"
        for stem, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _MIN_COUNT and not stem.isdigit()
    ]
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write("\n".join(lines).encode("utf-8"))
    print(f"{n} sentences, {len(lines)} stems, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
