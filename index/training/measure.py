"""Measures an embedder by itself: ``python -m index.training.measure static|encoder|FOLDER DATA`` prints one JSON object.

XQuAD paragraphs and XQuAD-R sentences (MRR@10), OMoS test questions on the German pages (MRR@10 of the page, by its best passage
of about 90 words), and WMT reference sentences held out of training (accuracy of the nearest translation, mean of both ways).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from index.embedder import Embedder
from index.embedding import load_embedder
from index.model_folder import BUNDLED
from index.training import corpora
from index.training.xquad import XQuAD, paragraphs


def mrr_at_10(scores: np.ndarray, gold: list[set[int]]) -> float:
    """Mean reciprocal rank cut at 10 of the first right candidate; `scores` is (questions, candidates), ties by number."""
    total = 0.0
    for row, right in zip(scores, gold, strict=True):
        top = np.argsort(-row, kind="stable")[:10]
        total += next((1 / (rank + 1) for rank, i in enumerate(top) if int(i) in right), 0.0)
    return total / len(gold)


def sentences(embedder: Embedder, data: Path) -> dict[str, float]:
    """German XQuAD-R: every sentence of the collection is a candidate, asked in German and English."""
    texts: list[str] = []
    gold: list[set[int]] = []
    questions: dict[str, list[str]] = {"de": [], "en": []}
    read = (paragraphs(data, language, "lareqa/xquad-r") for language in ("de", "en"))
    for german, english in zip(*read, strict=True):
        base = len(texts)
        texts += [german.text[a:b] for a, b in german.sentences]
        for asked, said in zip(german.asked, english.asked, strict=True):
            starts = {start for start, _ in asked.spans}
            gold.append({base + i for i, (a, b) in enumerate(german.sentences) if any(a <= s < b for s in starts)})
            questions["de"].append(asked.text)
            questions["en"].append(said.text)
    candidates = embedder.embed(texts, "passage")
    return {lang: mrr_at_10(embedder.embed(rows, "query") @ candidates.T, gold) for lang, rows in questions.items()}


def pages(embedder: Embedder, data: Path) -> dict[str, float]:
    """OMoS test questions with an answer, on the German pages of all splits."""
    numbers: dict[str, int] = {}
    texts: list[str] = []
    owner: list[int] = []
    gold: dict[str, list[set[int]]] = {"de": [], "en": []}
    questions: dict[str, list[str]] = {"de": [], "en": []}
    ids: dict[int, int] = {}
    for split in ("train", "dev", "test"):
        for row in corpora.json_lines(data / "omos_qa" / "de" / f"{split}_de.jsonl"):
            if row["context"] not in numbers:
                numbers[row["context"]] = len(numbers)
                for passage in corpora.passages_of(row["context"].split("\n")) or [[row["context"][:600]]]:
                    texts.append(" ".join(passage))
                    owner.append(numbers[row["context"]])
            ids[row["id"]] = numbers[row["context"]]
    for lang in ("de", "en"):
        for row in corpora.json_lines(data / "omos_qa" / lang / f"test_{lang}.jsonl"):
            if row["answers"] and row["id"] in ids:
                questions[lang].append(row["question"])
                gold[lang].append({ids[row["id"]]})
    vectors = embedder.embed(texts, "passage")
    out = {}
    for lang, rows in questions.items():
        by_passage = embedder.embed(rows, "query") @ vectors.T
        by_page = np.full((len(rows), len(numbers)), -2.0, np.float32)
        for i, page in enumerate(owner):
            by_page[:, page] = np.maximum(by_page[:, page], by_passage[:, i])
        out[lang] = mrr_at_10(by_page, gold[lang])
    return out


def bitext(embedder: Embedder, data: Path) -> float:
    """Share of held-out sentences whose nearest neighbour among the translations is their own, mean of both ways, 0..1."""
    _, held = corpora.references(data)
    german, english = (embedder.embed([row[i] for row in held], "passage") for i in (0, 1))
    scores, own = german @ english.T, np.arange(len(held))
    return float(((scores.argmax(axis=1) == own).mean() + (scores.argmax(axis=0) == own).mean()) / 2)


def report(embedder: Embedder, data: Path) -> dict[str, object]:
    """Every measure, four digits."""
    paragraphs = XQuAD(data).report(lambda texts: embedder.embed(list(texts), "passage"))
    rounded = {
        "xquad_r_sentences": {k: round(v, 4) for k, v in sentences(embedder, data).items()},
        "omos_test_pages": {k: round(v, 4) for k, v in pages(embedder, data).items()},
        "bitext_accuracy": round(bitext(embedder, data), 4),
    }
    return {"embedder": embedder.name, "fingerprint": embedder.fingerprint[:12], "xquad_mrr@10": paragraphs, **rounded}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("embedder", help="static, encoder, or a model's folder or name")
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    chosen = BUNDLED / args.embedder if args.embedder in ("static", "encoder") else args.embedder
    embedder = load_embedder(chosen)
    if embedder is None:
        parser.error(f"no embedder {args.embedder!r}")
    print(json.dumps(report(embedder, args.data), indent=1))


if __name__ == "__main__":
    main()
