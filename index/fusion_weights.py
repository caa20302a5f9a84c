"""The fitted weights of the search's legs, by question language. From what tests/benchmarks/fit_fusion.py prints.

Legs: `lexical` (BM25), `first` (the embedder every passage has a vector of at once), `second` (the encoder, computed later).

Measured, MRR@10 on XQuAD (240 paragraphs) / OMoS dev questions (617 pages), words with the static embedder by its weight:

| weight | German question | English question |
|---|---|---|
| 0 | .957 / .625 | .635 / .238 |
| 0.1 | .958 / .630 | .666 / .253 |
| 0.2 | **.959 / .638** | .694 / .281 |
| 0.3 | .958 / .619 | .730 / .301 |
| 0.4 | .954 / .625 | .769 / .343 |
| 0.5 | .951 / .615 | .811 / .400 |
| 0.6 | .943 / .612 | .830 / .459 |
| 0.7 | .923 / .597 | **.834 / .478** |
| 0.8 | .904 / .572 | .821 / .501 |

English takes 0.75, between the two sets' best. With the encoder, the same sets and OMoS test questions, on which no weight was
chosen. Paragraphs and pages are taken whole here, with XQuAD's English titles; through the index, which cuts them and has no such
titles, the last rows of XQuAD give .962 and .922:

| words, static, encoder | German question | English question |
|---|---|---|
| words alone | .957 / .625 / .690 | .638 / .243 / .218 |
| static alone | .852 / .511 / .603 | .792 / .505 / .498 |
| encoder alone | .883 / .515 / .576 | .866 / .528 / .510 |
| **0.5, 0.1, 0.4** | **.967 / .645 / .742** | |
| 0.7, 0, 0.3 | .966 / .653 / .724 | |
| 0.6, 0.1, 0.3 | .966 / .646 / .742 | |
| **0.2, 0.2, 0.6** | | **.914 / .584 / .599** |
| 0.1, 0.4, 0.5 | | .906 / .594 / .574 |
| 0.2, 0, 0.8 | | .902 / .547 / .551 |

A rare name was the weak point, so words in few passages are a leg of their own (`rare`; index/rare_words.py), with the weights
above scaled down by its share. Through the index's own passages (XQuAD every third question, XQuAD's sentences, OMoS dev, OMoS
test, names made up in 900 cuts of news), all legs:

| share of rare words | German question | English question |
|---|---|---|
| none | .960 / .816 / .677 / .714 / .775 | .917 / – / .608 / .580 / .482 |
| **0.15** | **.962 / .818 / .676 / .719 / .890** | |
| 0.2 | .958 / .815 / .674 / .712 / .912 | |
| **0.25** | | **.916 / – / .594 / .579 / .903** |
| 0.33 | | .911 / – / .586 / .570 / .952 |

The spread above the median, or standard scores, instead of dividing by the best: with these weights .002 to .029 less on the
held-back set.
"""

from __future__ import annotations

RARE_WEIGHT = {"de": 0.15, "en": 0.25}
"""The share of the leg of rare words, where a question has any; the other legs keep their proportions."""

WEIGHTS: dict[str, dict[str, dict[str, float]]] = {
    "lexical": {"de": {"lexical": 1.0}, "en": {"lexical": 1.0}},
    "first+lexical": {"de": {"lexical": 0.8, "first": 0.2}, "en": {"lexical": 0.25, "first": 0.75}},
    "lexical+second": {"de": {"lexical": 0.6, "second": 0.4}, "en": {"lexical": 0.3, "second": 0.7}},
    "first+lexical+second": {
        "de": {"lexical": 0.5, "first": 0.1, "second": 0.4},
        "en": {"lexical": 0.2, "first": 0.2, "second": 0.6},
    },
}
