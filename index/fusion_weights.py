"""The fitted weights of the search's legs, by question language. From what tests/benchmarks/fit_fusion.py prints.

Legs: `lexical` (BM25), `first` (the embedder every passage has a vector of at once), `second` (the encoder, computed later).

Measured, MRR@10 on XQuAD (240 paragraphs) / OMoS dev questions (617 pages) / names made up in 900 cuts of news, through the index
as it cuts them. The last set knows no vector: its names are of syllables.

| leg alone | German question | English question |
|---|---|---|
| words and their neighbours | .953 / .626 / .861 | .889 / .465 / .944 |
| static | .897 / .579 / .200 | .830 / .551 / .174 |
| encoder | .898 / .567 / .127 | .883 / .550 / .142 |

Words, static, encoder, with rare words (`rare`; index/rare_words.py) at .15 for German and .1 for English questions. A rare word
that falls into many pieces of the static embedder's vocabulary is `strange`: vectors know nothing of it, and rare words get a
larger share, .5 (with .4 the third figure is up to .006 less). An article counts by its best passage:

| weights | German question | weights | English question |
|---|---|---|---|
| 0.5, 0.1, 0.4 | .967 / .659 / .947 | 0.2, 0.2, 0.6 | .941 / .615 / .969 |
| **0.45, 0.1, 0.45** | .967 / .668 / .947 | 0.2, 0.3, 0.5 | .940 / .624 / .966 |
| 0.45, 0.15, 0.4 | .967 / .658 / .946 | **0.25, 0.25, 0.5** | .942 / .616 / .969 |
| 0.4, 0.15, 0.45 | .967 / .667 / .946 | 0.3, 0.2, 0.5 | .944 / .607 / .971 |
| 0.5, 0.15, 0.35 | .966 / .652 / .950 | 0.25, 0.15, 0.6 | .943 / .602 / .971 |

Measured with the models and weights before these: 3 and 2 pieces are best to call a word strange, and dividing by the best is
better than the spread above the median or standard scores.
"""

from __future__ import annotations

RARE_WEIGHT = {"de": 0.15, "en": 0.1}
"""The share of the leg of rare words, where a question has any; the other legs keep their proportions."""
STRANGE_WEIGHT = 0.5
"""The same where one of the rare words is strange to the embedder."""
STRANGE_FROM = {"de": 3, "en": 2}
"""From so many pieces of the embedder's vocabulary on a stem is strange to it: German stems of two are mostly compounds."""

WEIGHTS: dict[str, dict[str, dict[str, float]]] = {
    "lexical": {"de": {"lexical": 1.0}, "en": {"lexical": 1.0}},
    "first+lexical": {"de": {"lexical": 0.7, "first": 0.3}, "en": {"lexical": 0.4, "first": 0.6}},
    "lexical+second": {"de": {"lexical": 0.5, "second": 0.5}, "en": {"lexical": 0.35, "second": 0.65}},
    "first+lexical+second": {
        "de": {"lexical": 0.45, "first": 0.1, "second": 0.45},
        "en": {"lexical": 0.25, "first": 0.25, "second": 0.5},
    },
}
