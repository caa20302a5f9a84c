"""The fitted weights of the search's legs, by question language. From what tests/benchmarks/fit_fusion.py prints.

Legs: `lexical` (BM25), `first` (the embedder every passage has a vector of at once), `second` (the encoder, computed later).

Measured, MRR@10 on XQuAD (240 paragraphs) / OMoS dev questions (617 pages) / names made up in 900 cuts of news. Paragraphs and
pages are taken whole here, with XQuAD's English titles; through the index, which cuts them and has no such titles, see
tests/regression/RETRIEVAL.md. The last set knows no vector: its names are of syllables.

| leg alone | German question | English question |
|---|---|---|
| words | .957 / .625 / .889 | .638 / .243 / .952 |
| rare words | .611 / .160 / .933 | .251 / .089 / .944 |
| static | .869 / .541 / .149 | .817 / .508 / .138 |
| encoder | .887 / .502 / .088 | .876 / .501 / .091 |

Words, static, encoder, with rare words (`rare`; index/rare_words.py) at .15 for German and .25 for English questions:

| weights | German question | weights | English question |
|---|---|---|---|
| **0.5, 0.1, 0.4** | **.972 / .665 / .903** | 0.2, 0.2, 0.6 | .925 / .577 / .910 |
| 0.55, 0.1, 0.35 | .971 / .662 / .911 | 0.15, 0.2, 0.65 | .926 / .583 / .864 |
| 0.55, 0, 0.45 | .970 / .660 / .907 | **0.15, 0.3, 0.55** | **.926 / .594 / .871** |
| 0.6, 0.1, 0.3 | .969 / .657 / .920 | 0.1, 0.3, 0.6 | .927 / .594 / .819 |

A rare word that falls into many pieces of the static embedder's vocabulary is `strange`: vectors know nothing of it, and the leg
of rare words gets a larger share. With the weights chosen above, by the share of `rare` / of `strange`:

| strange from | German question, .15 | German, .25 | English question, .2 | English, .33 |
|---|---|---|---|---|
| never | .972 / .665 / .903 | .970 / .655 / .935 | .928 / .594 / .793 | .922 / .589 / .944 |
| 3 pieces, .4 | .971 / .665 / .938 | .969 / .655 / .947 | .928 / .594 / .929 | .922 / .589 / .959 |
| 3 pieces, .5 | **.969 / .665 / .945** | .968 / .655 / .953 | .928 / .594 / .929 | .922 / .589 / .959 |
| 2 pieces, .4 | .964 / .650 / .948 | .964 / .650 / .948 | .927 / .593 / .966 | .921 / .589 / .966 |
| 2 pieces, .5 | .958 / .650 / .954 | .957 / .650 / .954 | **.927 / .593 / .966** | .921 / .589 / .966 |

The spread above the median, or standard scores, instead of dividing by the best: .002 to .029 less on the
held-back set (with the models and weights before these; not measured again).
"""

from __future__ import annotations

RARE_WEIGHT = {"de": 0.15, "en": 0.2}
"""The share of the leg of rare words, where a question has any; the other legs keep their proportions."""
STRANGE_WEIGHT = 0.5
"""The same where one of the rare words is strange to the embedder."""
STRANGE_FROM = {"de": 3, "en": 2}
"""From so many pieces of the embedder's vocabulary on a stem is strange to it: German stems of two are mostly compounds."""

WEIGHTS: dict[str, dict[str, dict[str, float]]] = {
    "lexical": {"de": {"lexical": 1.0}, "en": {"lexical": 1.0}},
    "first+lexical": {"de": {"lexical": 0.8, "first": 0.2}, "en": {"lexical": 0.25, "first": 0.75}},
    "lexical+second": {"de": {"lexical": 0.6, "second": 0.4}, "en": {"lexical": 0.3, "second": 0.7}},
    "first+lexical+second": {
        "de": {"lexical": 0.5, "first": 0.1, "second": 0.4},
        "en": {"lexical": 0.15, "first": 0.3, "second": 0.55},
    },
}
