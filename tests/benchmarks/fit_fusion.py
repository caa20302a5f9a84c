"""Fit the weights of the search's legs on development data and print them, with what each leg gives alone.

``python tests/benchmarks/fit_fusion.py DATA [--encoder FOLDER] [--static FOLDER]``; DATA is the folder with xquad/ and omos_qa/.
The result is pasted into index/fusion_weights.py by hand. Two sets: XQuAD (240 German paragraphs; German and English
questions) and OMoS
(617 German pages of all splits as candidates; the dev questions, German and English). Every leg scores every passage, each
is divided by its best, and the weights on a grid of 0.05 with the best mean of both sets' MRR@10 win; ties go to
the smaller second, then first weight.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index.adding import passage_input  # noqa: E402
from index.embedding import Embedder, EncoderEmbedder, StaticEmbedder  # noqa: E402
from index.lexical import LexicalIndex  # noqa: E402
from index.model_folder import BUNDLED, is_there  # noqa: E402
from index.query import Query  # noqa: E402
from index.store import ArticleStore  # noqa: E402
from index.types import Article, Passage  # noqa: E402

Question = tuple[str, str, int]
Leg = dict[str, np.ndarray]


def xquad(data: Path) -> tuple[list[tuple[str, str]], list[Question]]:
    """(title, text) of the German paragraphs and (question, language, gold paragraph)."""
    pages, questions = [], []
    for language in ("de", "en"):
        n = 0
        for article in json.loads((data / f"xquad/xquad.{language}.json").read_text(encoding="utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                if language == "de":
                    pages.append((article.get("title", "").replace("_", " "), paragraph["context"]))
                questions += [(q["question"], language, n) for q in paragraph["qas"]]
                n += 1
    return pages, questions


def omos(data: Path, asked: str = "dev") -> tuple[list[tuple[str, str]], list[Question]]:
    """(title, text) of all German pages and the answerable questions of one split with the page they were asked about."""
    pages: dict[tuple[str, str], int] = {}
    page_of: dict[int, int] = {}
    questions = []
    for split in ("train", "dev", "test"):
        for language in ("de", "en"):
            for line in (data / f"omos_qa/{language}/{split}_{language}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if language == "de":
                    title, _, text = row["context"].partition("\n")
                    page_of[row["id"]] = pages.setdefault((title, text or title), len(pages))
                if split == asked and row["answers"] and row["id"] in page_of:
                    questions.append((row["question"], language, page_of[row["id"]]))
    return list(pages), questions


def lexical_leg(pages: list[tuple[str, str]], questions: list[Question]) -> np.ndarray:
    """BM25 of every question (row) with every page (column)."""
    scores = np.zeros((len(questions), len(pages)), dtype=np.float32)
    with tempfile.TemporaryDirectory() as folder:
        store = ArticleStore(Path(folder))
        for i, (title, text) in enumerate(pages):
            store.put(Article(f"{i:05d}", title, text), [Passage(f"{i:05d}#0", f"{i:05d}", 0, len(text), text)])
        lexical = LexicalIndex(Path(folder) / "lexical", store)
        lexical.catch_up()
        for row, (question, language, _) in zip(scores, questions, strict=True):
            for no, score in lexical.search(Query.checked(question, 10, None, None, None, language), len(pages)):
                row[no - 1] = score
        store.close()
    return scores


def dense_leg(embedder: Embedder, pages: list[tuple[str, str]], questions: list[Question]) -> np.ndarray:
    """Cosine of every question with every page."""
    passages = embedder.embed([passage_input(title, text) for title, text in pages], "passage")
    return embedder.embed([question for question, _, _ in questions], "query") @ passages.T


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
    if is_there(args.static):
        embedders["first"] = StaticEmbedder(args.static)
    if is_there(args.encoder):
        embedders["second"] = EncoderEmbedder(args.encoder)
    sets = {"xquad": xquad(args.data), "omos": omos(args.data)}
    legs: dict[str, Leg] = {}
    for name, (pages, questions) in sets.items():
        legs[name] = {"lexical": lexical_leg(pages, questions)} | {
            k: dense_leg(e, pages, questions) for k, e in embedders.items()
        }
    for size in range(1, len(embedders) + 2):
        for chosen in itertools.combinations(("lexical", "first", "second"), size):
            if set(chosen) <= {"lexical", *embedders}:
                print(
                    "+".join(sorted(chosen)),
                    fit(chosen, sets, legs) if "lexical" in chosen else alone(chosen, sets, legs),
                    flush=True,
                )


def masks(questions: list[Question], language: str) -> tuple[np.ndarray, np.ndarray]:
    """Which questions are in this language, and their gold pages."""
    mask = np.array([lang == language for _, lang, _ in questions])
    return mask, np.array([gold for _, _, gold in questions])[mask]


def alone(chosen: tuple[str, ...], sets: dict, legs: dict[str, Leg]) -> dict:
    """What one leg (or equal shares of several) gives on each set and language."""
    out = {}
    for language in ("de", "en"):
        for name, (_, questions) in sets.items():
            mask, gold = masks(questions, language)
            out[f"{name} {language}"] = round(mrr(sum(share(legs[name][leg][mask]) for leg in chosen), gold), 4)
    return out


def fit(chosen: tuple[str, ...], sets: dict, legs: dict[str, Leg]) -> dict:
    """The best weights by language with what they give."""
    out = {}
    for language in ("de", "en"):
        best: tuple[float, dict] = (-1.0, {})
        parts = {}
        for name, (_, questions) in sets.items():
            mask, gold = masks(questions, language)
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
