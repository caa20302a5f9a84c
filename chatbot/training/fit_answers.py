"""Fits the last layer of the answers: which sentence is best, and how likely the evidence answers at all.

Run: ``python -m chatbot.training.fit_answers DATA`` writes ``chatbot/calibration.json`` with every layer the bundled models allow
(words; vectors; with the reader) and prints the figures: about 20 minutes on two cores. Fitted on the questions of M2QA and those
written for this project whose articles the reader was never taught, and on XQuAD, which weights may be tuned on; every figure is
cross-validated by article.

Loss of the ranker: softmax over the sentences of one question, Cao et al., "Learning to Rank: From Pairwise Approach to
Listwise Approach", 2007. Calibration error: Guo et al., "On Calibration of Modern Neural Networks", 2017.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from chatbot.candidates import Candidate, candidates
from chatbot.features import QuestionView, view
from chatbot.linear import Linear, softmax
from chatbot.nearness import WordVectors
from chatbot.ranker import COLUMNS, WEIGHTS, Layer, best_reading, ranking, seen, to_read, with_readings
from chatbot.reader import Reader, SentenceReading, read_candidates
from chatbot.refusal import ANSWER_FEATURES, BESIDE_OTHERS, EITHER_WAY, SPEAK_AGAINST, answer_features
from chatbot.training import answer_examples as data_sets
from index.embedding import bundled_first

COST_WRONG, COST_REFUSED = 1.1, 1.0
"""What it costs to answer an unanswerable question, and to refuse an answerable one, which still lists the nearest passages."""
THRESHOLD = round(COST_WRONG / (COST_WRONG + COST_REFUSED), 3)
"""The confidence below which refusing costs less. Source: Elkan, "The Foundations of Cost-Sensitive Learning", 2001, eq. 2."""
SHARE_ANSWERABLE = 0.7
"""Assumed share of the questions people ask that their articles answer; the cases are weighed to it, and so is the confidence."""
_FOLDS = 5


@dataclass
class Case:
    """An example made ready: its candidates with features, which are gold, and what the reader says.

    `question` is what the reader is asked, `asked` the same in German words.
    """

    question: QuestionView
    asked: QuestionView
    found: list[Candidate]
    rows: np.ndarray
    gold: np.ndarray
    answerable: bool
    group: str
    origin: str
    readings: tuple[SentenceReading, ...] = ()
    known: frozenset[str] = frozenset()


def prepare(examples: Sequence[data_sets.Example], vectors: WordVectors | None) -> list[Case]:
    """Cases in the order of the examples; those without any candidate are left out."""
    cases = []
    for example in examples:
        found = list(candidates(example.hits))
        if not found:
            continue
        question = view(example.question)
        gold = [any(c.hit.article.id == a and c.start <= s < c.end for a, s in example.gold) for c in found]
        asked, rows, known = seen(question, found, vectors)
        gold_here, answered = np.asarray(gold), bool(example.gold)
        cases.append(Case(question, asked, found, rows, gold_here, answered, example.group, example.origin, (), known))
    return cases


def read(cases: Sequence[Case], reader: Reader, quick: Layer, vectors: WordVectors | None) -> list[Case]:
    """The cases as the ranker's second step sees them: only the passages the quick layer picks, with the reader's readings."""
    out = []
    for case in cases:
        kept = to_read(case.found, softmax(quick.rank.logits(with_readings(case.rows, ()))))
        found = [case.found[n] for n in kept]
        readings = read_candidates(reader, case.question, found, vectors)
        out.append(replace(case, found=found, rows=case.rows[kept], gold=case.gold[kept], readings=readings))
    return out


def fit_rank(cases: Sequence[Case], l2: float = 30.0) -> Linear:
    """The ranker's weights: listwise softmax loss over the answerable cases, L2 on standardised weights.

    Right first sentences with `l2` 3 / 30 / 100 / 300: .784 / .795 / .801 / .795 on open news (dev, 468 questions), .828 / .836 /
    .805 / .805 on the starter articles. No weight is fitted on these two, but `l2` was chosen on them.
    """
    used = [c for c in cases if c.gold.any() and not c.gold.all()]
    tables = [with_readings(c.rows, c.readings) for c in used]
    stacked = np.vstack(tables).astype(np.float64)
    mean, scale = stacked.mean(axis=0), stacked.std(axis=0)
    scale[scale < 1e-6] = 1.0
    rows = (stacked - mean) / scale
    starts = np.cumsum([0, *(len(t) for t in tables)])[:-1]
    gold = np.concatenate([c.gold for c in used]).astype(np.float64)
    owner = np.repeat(np.arange(len(used)), [len(t) for t in tables])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logits = rows @ weights
        logits -= np.maximum.reduceat(logits, starts)[owner]
        powers = np.exp(logits)
        p = powers / np.add.reduceat(powers, starts)[owner]
        right = np.add.reduceat(p * gold, starts)
        grad = rows.T @ (p - p * gold / right[owner])
        return float(-np.log(right).sum() + l2 * weights @ weights), grad + 2 * l2 * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Linear(COLUMNS, mean, scale, found.x)


def answer_rows(cases: Sequence[Case], rank: Linear) -> tuple[np.ndarray, np.ndarray]:
    """Answer features and labels (answerable or not)."""
    rows = []
    for case in cases:
        table = with_readings(case.rows, case.readings)
        logits = rank.logits(table)
        best = best_reading(case.readings)
        rows.append(answer_features(case.asked, case.found, table, logits, softmax(logits), best, case.known))
    return np.asarray(rows), np.asarray([c.answerable for c in cases])


def fit_answer(rows: np.ndarray, labels: np.ndarray, without: frozenset[str] = frozenset(), l2: float = 3.3) -> Linear:
    """Logistic regression on standardised answer features, L2 on the weights, each weight of the sign its feature has by nature.

    The features `without` names weigh nothing.

    Without the signs, features that go together get weights against each other ("the words are not of the kind asked for" spoke
    for an answer): AUROC on news that nothing was fitted on .818 without, .827 with them.
    """
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < 1e-6] = 1.0
    table, weights = (rows - mean) / scale, balance(labels)

    def loss(layer: np.ndarray) -> tuple[float, np.ndarray]:
        logits = table @ layer[:-1] + layer[-1]
        lost = weights * (1 / (1 + np.exp(-logits)) - labels)
        value = (weights * (np.logaddexp(0, logits) - labels * logits)).sum() + l2 / 2 * (layer[:-1] ** 2).sum()
        return float(value), np.append(table.T @ lost + l2 * layer[:-1], lost.sum())

    bounds = [*((0.0, 0.0) if name in without else _sign(name) for name in ANSWER_FEATURES), ANY]
    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return Linear(ANSWER_FEATURES, mean, scale, found.x[:-1], float(found.x[-1]))


ANY = (None, None)


def _sign(name: str) -> tuple[float | None, float | None]:
    """The bounds of a feature's weight."""
    return ANY if name in EITHER_WAY else (None, 0.0) if name in SPEAK_AGAINST else (0.0, None)


def balance(labels: np.ndarray) -> np.ndarray:
    """One weight a case, mean 1, by which answerable cases have `SHARE_ANSWERABLE` of the whole."""
    share = np.clip(labels.mean(), 1e-6, 1 - 1e-6)
    return np.where(labels, SHARE_ANSWERABLE / share, (1 - SHARE_ANSWERABLE) / (1 - share))


def fit_layer(cases: Sequence[Case]) -> Layer:
    """Rank and answer weights, the answer's on ranks cross-fitted by group; the threshold follows from the costs.

    XQuAD's paragraphs, given, are left out of the answer's weights: they always answer and have no rivals, which would teach that
    few candidates answer.
    """
    groups = _folds([c.group for c in cases])
    searched = np.asarray([c.origin.startswith("written") or not c.origin.endswith(" given") for c in cases])
    rows, labels = np.zeros((len(cases), len(ANSWER_FEATURES))), np.asarray([c.answerable for c in cases])
    for fold in range(_FOLDS):
        inside = [n for n, f in enumerate(groups) if f == fold]
        rank = fit_rank([c for c, f in zip(cases, groups, strict=True) if f != fold])
        rows[inside] = answer_rows([cases[n] for n in inside], rank)[0]
    answer = fit_answer(rows[searched], labels[searched], BESIDE_OTHERS if any(c.readings for c in cases) else frozenset())
    return Layer(fit_rank(cases), answer, THRESHOLD)


def _folds(groups: Sequence[str]) -> list[int]:
    names = sorted(set(groups))
    random.Random(1).shuffle(names)
    fold = {name: n % _FOLDS for n, name in enumerate(names)}
    return [fold[g] for g in groups]


def refusal_figures(chances: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """AUROC and ECE (ten equal bins) of confidences against answerability; AUROC only where both kinds are there."""
    out = {}
    yes, no = chances[labels], chances[~labels]
    if yes.size and no.size:
        out["auroc"] = round(float(np.mean([np.mean(y > no) + 0.5 * np.mean(y == no) for y in yes])), 3)
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = (abs(chances[bins == b].mean() - labels[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    out["ece"] = round(float(sum(gaps)), 3)
    return out


def main() -> int:
    """Fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--most", type=int, default=2500, help="at most so many training questions")
    parser.add_argument("--xquad-every", type=int, default=6, help="every n-th question of XQuAD")
    args = parser.parse_args()
    begin = time.time()
    examples = data_sets.training_examples(args.data)
    random.Random(0).shuffle(examples)
    examples = examples[: args.most]
    measures = data_sets.measuring_examples(args.data, args.xquad_every)
    print(f"{len(examples)} training questions, {time.time() - begin:.0f} s", flush=True)
    embedder, reader = bundled_first(), Reader.bundled()
    layers: dict[str, Layer] = {}
    report: dict[str, dict[str, dict[str, float]]] = {}

    def fit_and_tell(name: str, cases: Sequence[Case], tests: dict[str, list[Case]]) -> None:
        layers[name], report[name] = fitted(pooled(cases, tests), tests)
        print(f"{name}: threshold {layers[name].threshold}, {time.time() - begin:.0f} s", flush=True)
        for key, values in report[name].items():
            print(f"  {key:32} " + "  ".join(f"{k} {v}" for k, v in values.items()), flush=True)

    for name, vectors in ({"words": None} | ({"vectors": WordVectors(embedder)} if embedder else {})).items():
        cases = prepare(examples, vectors)
        tests = {key: prepare(value, vectors) for key, value in measures.items()}
        fit_and_tell(name, cases, tests)
        if reader is not None and (vectors is not None or embedder is None):
            quick = layers[name]
            read_tests = {key: read(value, reader, quick, vectors) for key, value in tests.items()}
            fit_and_tell(f"{name}+reader", read(cases, reader, quick, vectors), read_tests)
    write(args.out, layers, report)
    return 0


def pooled(cases: Sequence[Case], tests: dict[str, list[Case]]) -> list[Case]:
    """What a layer is fitted on: the training cases and XQuAD given, open and without its paragraph."""
    return [*cases, *(c for key in sorted(tests) if not key.endswith("open") for c in tests[key])]


def fitted(pool: Sequence[Case], tests: dict[str, list[Case]]) -> tuple[Layer, dict[str, dict[str, float]]]:
    """The layer of the whole pool, and figures per test, each case judged by a layer that saw nothing of its article."""
    groups = dict(zip((c.group for c in pool), _folds([c.group for c in pool]), strict=True))
    layers = [fit_layer([c for c in pool if groups[c.group] != fold]) for fold in range(_FOLDS)]
    figures = {key: _by_fold(value, layers, groups) for key, value in tests.items()}
    for origin in sorted({c.origin for c in pool if c.origin.startswith(("m2qa news", "written"))}):
        figures[origin] = _by_fold([c for c in pool if c.origin == origin], layers, groups)
    return fit_layer(pool), figures


def _by_fold(cases: Sequence[Case], layers: Sequence[Layer], groups: dict[str, int]) -> dict[str, float]:
    right, chances, labels = [], [], []
    for case in cases:
        layer = layers[groups[case.group]]
        found = ranking(layer, case.asked, case.found, case.rows, case.readings, case.known)
        chances.append(found.confidence)
        labels.append(case.answerable)
        if case.answerable or case.origin.endswith("open"):
            right.append(float(case.gold[found.order[0]]))
    first = {"first": round(float(np.mean(right)), 3)} if right else {}
    return {"n": len(cases)} | first | refusal_figures(np.asarray(chances), np.asarray(labels))


def write(path: Path, layers: dict[str, Layer], report: dict[str, dict[str, dict[str, float]]]) -> None:
    """The weights as readable JSON with the figures they reached."""
    data = {
        "costs": {"answered though unanswerable": COST_WRONG, "refused though answerable": COST_REFUSED},
        "layers": {
            name: {"threshold": layer.threshold, "rank": layer.rank.to_dict(), "answer": layer.answer.to_dict()}
            for name, layer in layers.items()
        },
        "report": report,
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
