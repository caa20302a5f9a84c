"""Fit the weights of the search's legs on development data and print them, with what each leg gives alone.

``python tests/benchmarks/fit_fusion.py DATA [--encoder FOLDER] [--static FOLDER]``; DATA is the folder with xquad/ and omos_qa/.
The result is pasted into index/fusion_weights.py by hand. Weights are fitted on XQuAD (240 German paragraphs; German and English
questions) and OMoS (617 German pages; the dev questions). Every leg scores every passage, each is divided by its best, and the
weights on a grid of 0.05 with the best mean of both sets' MRR@10 win; ties go to the smaller second, then first weight. Then the
weights in use are tried with a share for rare words, on news with made-up names too.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "regression")]

from retrieval_sets import RetrievalSet, omos, rare_names, xquad  # noqa: E402

from index.adding import passage_input  # noqa: E402
from index.embedding import Embedder, EncoderEmbedder, StaticEmbedder  # noqa: E402
from index.fusion import weights_for  # noqa: E402
from index.lexical import LexicalIndex  # noqa: E402
from index.lexical_query import Neighbours  # noqa: E402
from index.model_folder import BUNDLED, is_there  # noqa: E402
from index.query import Query  # noqa: E402
from index.store import ArticleStore  # noqa: E402
from index.types import Passage  # noqa: E402

Leg = dict[str, np.ndarray]
RARE_SHARES = (0.1, 0.15, 0.2, 0.25, 0.33)


def lexical_legs(asked: RetrievalSet, neighbours: Neighbours | None) -> Leg:
    """BM25 and rare words of every question (row) with every page (column), the pages taken whole."""
    legs = {name: np.zeros((len(asked.questions), len(asked.articles)), dtype=np.float32) for name in ("lexical", "rare")}
    with tempfile.TemporaryDirectory() as folder:
        store = ArticleStore(Path(folder))
        for article in asked.articles:
            store.put(article, [Passage(f"{article.id}#0", article.id, 0, len(article.text), article.text)])
        lexical = LexicalIndex(Path(folder) / "lexical", store)
        lexical.catch_up()
        for row, question in enumerate(asked.questions):
            found = lexical.asked(Query.checked(question.text, 10, None, None, None, question.language), neighbours)
            for name, search in (("lexical", found.search), ("rare", found.search_rare)):
                for no, score in search(len(asked.articles)):
                    legs[name][row, no - 1] = score
        store.close()
    return legs


def dense_leg(embedder: Embedder, asked: RetrievalSet) -> np.ndarray:
    """Cosine of every question with every page."""
    passages = embedder.embed([passage_input(article.title, article.text) for article in asked.articles], "passage")
    return embedder.embed([question.text for question in asked.questions], "query") @ passages.T


def mrr(scores: np.ndarray, gold: np.ndarray) -> float:
    """MRR@10 of the gold column in each row; ties count against it."""
    rank = (scores >= scores[np.arange(len(gold)), gold][:, None]).sum(axis=1)
    return float(np.where(rank <= 10, 1 / rank, 0.0).mean())


def share(scores: np.ndarray) -> np.ndarray:
    """Each row divided by its best, negative scores as 0."""
    return np.maximum(scores, 0) / np.maximum(scores.max(axis=1, keepdims=True), 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--static", type=Path, default=BUNDLED / "static")
    parser.add_argument("--encoder", type=Path, default=BUNDLED / "encoder")
    args = parser.parse_args()
    embedders: dict[str, Embedder] = {}
    neighbours = None
    if is_there(args.static):
        static = StaticEmbedder(args.static)
        embedders["first"], neighbours = static, static.neighbours
    if is_there(args.encoder):
        embedders["second"] = EncoderEmbedder(args.encoder)
    sets = {"xquad": xquad(args.data, titles=True), "omos": omos(args.data, "dev"), "names": rare_names(args.data)}
    legs = {}
    for name, own in sets.items():
        legs[name] = lexical_legs(own, neighbours) | {k: dense_leg(e, own) for k, e in embedders.items()}
    for size in range(1, len(embedders) + 2):
        for chosen in itertools.combinations(("lexical", "first", "second"), size):
            if set(chosen) <= {"lexical", *embedders}:
                result = fit(chosen, sets, legs) if "lexical" in chosen else alone(chosen, sets, legs)
                print("+".join(sorted(chosen)), result, flush=True)
                if "lexical" in chosen:
                    for part in RARE_SHARES:
                        print(f"  with {part} for rare words", with_rare(chosen, sets, legs, part), flush=True)


def masks(asked: RetrievalSet, language: str) -> tuple[np.ndarray, np.ndarray]:
    """Which questions are in this language, and their gold pages."""
    mask = np.array([question.language == language for question in asked.questions])
    place = {article.id: n for n, article in enumerate(asked.articles)}
    return mask, np.array([place[question.gold] for question in asked.questions])[mask]


def with_rare(chosen: tuple[str, ...], sets: dict[str, RetrievalSet], legs: dict[str, Leg], part: float) -> dict[str, float]:
    """What the weights in use give when rare words take this share of them."""
    out = {}
    for language in ("de", "en"):
        weights = weights_for(language, chosen)
        for name, asked in sets.items():
            mask, gold = masks(asked, language)
            others = sum(weight * share(legs[name][leg][mask]) for leg, weight in weights.items())
            out[f"{name} {language}"] = round(mrr((1 - part) * others + part * share(legs[name]["rare"][mask]), gold), 4)
    return out


def alone(chosen: tuple[str, ...], sets: dict[str, RetrievalSet], legs: dict[str, Leg]) -> dict:
    """What one leg (or equal shares of several) gives on each set and language."""
    out = {}
    for language in ("de", "en"):
        for name, asked in sets.items():
            mask, gold = masks(asked, language)
            out[f"{name} {language}"] = round(mrr(sum(share(legs[name][leg][mask]) for leg in chosen), gold), 4)
    return out


def fit(chosen: tuple[str, ...], sets: dict[str, RetrievalSet], legs: dict[str, Leg]) -> dict:
    """The best weights by language with what they give."""
    out = {}
    for language in ("de", "en"):
        best: tuple[float, dict] = (-1.0, {})
        parts = {}
        for name, asked in sets.items():
            if name == "names":
                continue
            mask, gold = masks(asked, language)
            parts[name] = ({leg: share(legs[name][leg][mask]) for leg in chosen}, gold)
        for weights in grid(len(chosen)):
            figures = {n: mrr(sum(w * p[leg] for leg, w in zip(chosen, weights, strict=True)), g) for n, (p, g) in parts.items()}
            mean = float(np.mean(list(figures.values())))
            if mean > best[0] + 1e-6:
                named = dict(zip(chosen, weights, strict=True))
                best = (mean, {"weights": named, **{n: round(f, 4) for n, f in figures.items()}})
        out[language] = best[1]
    return out


def grid(n: int) -> list[tuple[float, ...]]:
    """Weights in steps of 0.05 that sum to 1, the first (words) never 0, later ones small first."""
    steps = range(21)
    found = [w for w in itertools.product(steps, repeat=n) if sum(w) == 20 and w[0] > 0]
    return [tuple(x / 20 for x in w) for w in sorted(found, key=lambda w: w[::-1])]


if __name__ == "__main__":
    main()
