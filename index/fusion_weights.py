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
larger share, .5 (with .4 the third figure is up to .006 less). An article counts by its best passage; before single words
(`LATE_SHARE`, where the German weights are chosen) were looked at:

| weights | German question | weights | English question |
|---|---|---|---|
| 0.5, 0.1, 0.4 | .967 / .659 / .947 | 0.2, 0.2, 0.6 | .941 / .615 / .969 |
| 0.45, 0.1, 0.45 | .967 / .668 / .947 | 0.2, 0.3, 0.5 | .940 / .624 / .966 |
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

LATE_SHARE: dict[str, dict[str, float]] = {
    "first+lexical": {"de": 0.55, "en": 0.6},
    "first+lexical+second": {"de": 0.35, "en": 0.3},
}
"""What the nearness of single words (index/late_interaction.py) is of the score of the best passages, by the other legs.

Measured on every fourth question of XQuAD / OMoS dev / 500 questions about 246,000 passages of Wikipedia (without the encoder):

| legs | share | German question | English question |
|---|---|---|---|
| words, static | 0 | .952 / .636 / .609 | .904 / .555 / .407 |
| words, static | 0.5 | .964 / .624 / .701 | .946 / .563 / .555 |
| words, static | 0.6 | .962 / .623 / .709 | .944 / .539 / .576 |
| words, static | 0.7 | .963 / .598 / .712 | .946 / .530 / .593 |
| all | 0 | .964 / .653 | .943 / .602 |
| all | 0.2 | .963 / .658 | .955 / .599 |
| all | 0.3 | .964 / .661 | .958 / .603 |
| all | 0.4 | .962 / .655 | .956 / .597 |

All legs, every German question of XQuAD and OMoS dev, weights of words, static, encoder:

| weights | 0 | 0.3 | 0.35 | 0.4 | 0.5 |
|---|---|---|---|---|---|
| 0.45, 0.1, 0.45 | .967 / .668 | .968 / .677 | .967 / .676 | .969 / .670 | .971 / .666 |
| **0.4, 0.1, 0.5** | .966 / .670 | .969 / .682 | **.970 / .684** | .971 / .670 | .971 / .665 |
| 0.35, 0.1, 0.55 | .966 / .663 | .970 / .678 | .970 / .681 | .971 / .669 | .972 / .665 |
| 0.4, 0.15, 0.45 | .967 / .667 | .969 / .677 | .969 / .685 | .970 / .681 | .972 / .661 |
"""

WEIGHTS: dict[str, dict[str, dict[str, float]]] = {
    "lexical": {"de": {"lexical": 1.0}, "en": {"lexical": 1.0}},
    "first+lexical": {"de": {"lexical": 0.5, "first": 0.5}, "en": {"lexical": 0.3, "first": 0.7}},
    "lexical+second": {"de": {"lexical": 0.5, "second": 0.5}, "en": {"lexical": 0.35, "second": 0.65}},
    "first+lexical+second": {
        "de": {"lexical": 0.4, "first": 0.1, "second": 0.5},
        "en": {"lexical": 0.25, "first": 0.25, "second": 0.5},
    },
}
