"""The fitted weights of the search's legs, by question language. Written from the output of tests/benchmarks/fit_fusion.py.

Legs: `lexical` (BM25), `first` (the embedder every passage has a vector of at once), `second` (the encoder, computed later).
Fitted on XQuAD-de and the OMoS development questions; the figures are in that script's docstring.
"""

from __future__ import annotations

WEIGHTS: dict[str, dict[str, dict[str, float]]] = {
    "lexical": {"de": {"lexical": 1.0}, "en": {"lexical": 1.0}},
    "first+lexical": {"de": {"lexical": 0.8, "first": 0.2}, "en": {"lexical": 0.4, "first": 0.6}},
    "lexical+second": {"de": {"lexical": 0.6, "second": 0.4}, "en": {"lexical": 0.4, "second": 0.6}},
    "first+lexical+second": {
        "de": {"lexical": 0.5, "first": 0.1, "second": 0.4},
        "en": {"lexical": 0.2, "first": 0.2, "second": 0.6},
    },
}
