"""The words of a question that stand in few passages: names above all, which no embedder knows. A leg of its own in the search.

BM25 divided by its best score loses a rare name among the other legs: measured with made-up names in cuts of news, MRR@10 of all
legs was .775 (German question) and .482 (English), with this leg it is .890 and .903 (index/fusion_weights.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from index.analysis import stems, telling_words

MOST, SHARE = 10, 0.005
"""A word is rare in at most this many passages and at most this share of them (but always in one).

Measured on 27,839 passages (XQuAD's paragraphs, OMoS pages and news with made-up names among Wikipedia's), words and static
vectors, MRR@10 of XQuAD / OMoS dev / names:

| at most | German question | English question |
|---|---|---|
| no such leg | .878 / .571 / .873 | .577 / .344 / .204 |
| 1 | .885 / .575 / .927 | .601 / .360 / .822 |
| 3 | .884 / .574 / .943 | .600 / .362 / .912 |
| **10** | **.886 / .579 / .941** | **.610 / .358 / .917** |
| 30 | .883 / .579 / .938 | .625 / .324 / .917 |
| 300 | .887 / .579 / .921 | .625 / .316 / .917 |
"""


def rare_words(text: str, language: str, n_passages: int, frequency: Callable[[str], int]) -> dict[str, float]:
    """The stems of the rare words of a question with their inverse document frequency, in order; empty where none is rare.

    `frequency` says in how many of the `n_passages` passages a stem stands.

    Source: ln(1 + (N - n + 0.5) / (n + 0.5)), Robertson and Zaragoza 2009, as in BM25.
    """
    most = max(1, min(MOST, int(SHARE * n_passages)))
    found: dict[str, float] = {}
    for stem in dict.fromkeys(s for word in telling_words(text, language) for s in stems(word)):
        n = frequency(stem)
        if 0 < n <= most:
            found[stem] = math.log(1 + (n_passages - n + 0.5) / (n + 0.5))
    return found
