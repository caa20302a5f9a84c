"""Late interaction: how well a passage has each word of a question, in meaning. Pure; the vectors are handed in.

A passage's one vector is the mean of its words, so what a single sentence says is drowned in it. Here every word of the question
looks for the word of the passage that is nearest to it, and what it finds counts by how rare the word is.

Source: MaxSim, Khattab and Zaharia 2020, "ColBERT" (arXiv:2004.12832), section 3.3, with vectors of words that know nothing of
their context, and weighed by the words' inverse document frequency.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.analysis import stems, words
from index.word_table import WordTable
from index.word_weights import stem_weight

BLOCK = 15
"""Words: the best two blocks in a row are the part of a passage that is looked at beside the whole."""


def max_similarity(asked: Sequence[str], passages: Sequence[tuple[str, str]], table: WordTable) -> np.ndarray:
    """What each passage, (title, text), has of the `asked` words: float32, 0..1.

    It is the weighed mean over these words of the cosine of the nearest word, 1 for the very word; half of it as the whole
    passage has it, half as the best two `BLOCK`s of it, which say it together. Words of the title are in every part.
    """
    found = np.zeros(len(passages), dtype=np.float32)
    place: dict[str, int] = {}
    titles = [[place.setdefault(word, len(place)) for word in words(title)] for title, _ in passages]
    texts = [[place.setdefault(word, len(place)) for word in words(text)] for _, text in passages]
    if not asked or not place:
        return found
    cosines = np.maximum(table.rows(asked) @ table.rows(list(place)).T, 0.0)
    for n, word in enumerate(asked):
        if word in place:
            cosines[n, place[word]] = 1.0
    weights = np.array([max(map(stem_weight, stems(word)), default=1.0) for word in asked], dtype=np.float32)
    weights /= weights.sum()
    for n, (title, text) in enumerate(zip(titles, texts, strict=True)):
        if not title and not text:
            continue
        blocks = np.maximum.reduceat(cosines[:, text or title], np.arange(0, len(text or title), BLOCK), axis=1)
        if title:
            blocks = np.maximum(blocks, cosines[:, title].max(axis=1, keepdims=True))
        parts = np.maximum(blocks[:, :-1], blocks[:, 1:]) if blocks.shape[1] > 1 else blocks
        found[n] = (weights @ blocks.max(axis=1) + (weights @ parts).max()) / 2
    return found
