"""Learns which three letters of a word speak for English and which for German: index/word_languages.json.

Run: ``python -m index.training.word_language DATA`` (a minute). Taken are words of the parallel sentences that one language has
eight times as often as the other, names left out; logistic regression over the three-letter pieces of a word.

The first 4,000 sentence pairs are held out; `index.analysis` says what was measured on them. (Function words and endings alone
found .45 of the English key words.)
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from index.word_language import FILE, MIN_LETTERS, pieces

_WORD = re.compile(r"[^\W\d_]+")
_FILES = ("wmt21-24_references", "de-news", "wmt21-23_testsuites_mt")
_MOST_LINES = 60_000
N_PIECES = 4_000
HELD_OUT = 4_000
_OFTENER = 8


def pairs(data: Path) -> list[tuple[str, str]]:
    """(German, English) sentences in an order that never changes."""
    rows: list[tuple[str, str]] = []
    for name in _FILES:
        with gzip.open(data / "parallel" / f"{name}.de-en.tsv.gz", "rt", encoding="utf-8") as lines:
            cells = [line.rstrip("\n").split("\t") for line in lines]
        rows += [(cell[0], cell[1]) for cell in cells[:_MOST_LINES] if len(cell) > 1]
    random.Random(0).shuffle(rows)
    return rows


def telling_words(rows: list[tuple[str, str]]) -> tuple[list[str], list[bool], list[float]]:
    """Words, whether each is English, and its weight; words of both languages and English names are left out."""
    german, english, named = Counter[str](), Counter[str](), Counter[str]()
    for left, right in rows:
        german.update(word.lower() for word in _WORD.findall(left))
        for n, word in enumerate(_WORD.findall(right)):
            english[word.lower()] += 1
            named[word.lower()] += bool(n and word[0].isupper())
    words: list[str] = []
    labels: list[bool] = []
    weights: list[float] = []
    for word in sorted(set(german) | set(english)):
        a, b = german[word], english[word]
        if len(word) < MIN_LETTERS or named[word] > 0.6 * b > 0 or a + b < 3 or max(a, b) < _OFTENER * min(a, b):
            continue
        words.append(word)
        labels.append(b > a)
        weights.append(math.sqrt(a + b))
    return words, labels, weights


def fit(rows: list[tuple[str, str]]) -> dict[str, object]:
    """The weights of the commonest pieces in tenths, and the constant."""
    words, labels, weights = telling_words(rows)
    counts = Counter(piece for word in words for piece in pieces(word))
    place = {piece: n for n, (piece, _) in enumerate(counts.most_common(N_PIECES))}
    cells = [(row, place[p], len(pieces(w)) ** -0.5) for row, w in enumerate(words) for p in pieces(w) if p in place]
    row, column, value = zip(*cells, strict=True)
    table = csr_matrix((value, (row, column)), shape=(len(words), len(place)))
    model = LogisticRegression(C=3, max_iter=500).fit(table, labels, sample_weight=weights)
    tenths = {piece: round(float(model.coef_[0][n]) * 10) for piece, n in place.items()}
    return {"constant": round(float(model.intercept_[0]), 3), "tenths": {p: w for p, w in sorted(tenths.items()) if w}}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    FILE.write_text(json.dumps(fit(pairs(args.data)[HELD_OUT:]), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
