"""Ranks candidates and says how likely they answer: features in, calibrated probabilities out. The weights are JSON beside.

With a reader there are two steps: the quick layer picks the passages worth reading, the reader's layer decides.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from chatbot.candidates import Candidate
from chatbot.features import FEATURES, Nearness, QuestionView, features
from chatbot.gazetteer import missing_country
from chatbot.linear import Linear, sigmoid, softmax
from chatbot.nearness import WordVectors
from chatbot.question_type import asks_what_happened
from chatbot.reader import READER_FEATURES, Reader, SentenceReading, read_candidates
from chatbot.refusal import ANSWER_FEATURES, answer_features

WEIGHTS = Path(__file__).parent / "calibration.json"
COLUMNS = FEATURES + READER_FEATURES
N_READ, N_READ_FIRST, READ_SHARE = 8, 4, 0.2
"""At most so many passages are read for one question, about 23 ms each on two cores. After the first, which may say the same,
only those whose best sentence has at least this of the best one's share in the quick layer.

Measured with the first six all read, on 1,101 written questions asked openly / 398 of XQuAD in both languages: 4.3 / 4.1 passages
are read at .1, and .2 % / 0 lose a right first sentence; at .02 4.9 / 4.3 and .1 % / 0, at .2 4.1 / 4.0 and .3 % / 0.
Second sentences of other articles are what is lost: with 3, 4, 5 and 6 read at first the starter articles' answers contain the
right one in .821, .829, .836 and .843 of the cases. Those that say the same are cited unread (`Ranking.unread`).

Since the quick layer is fitted with more L2 its shares are flatter. At .03 / .1 / .2 of the best one's share open news (dev, 468
answerable questions) has .778 / .774 / .769 of the right answers; over 99 million characters a question takes 272 ms at .1 and
244 at .2 (median; 241 with the layer before at .1), with as many right answers and refusals (150 questions).
"""
N_UNREAD = 24
"""Among so many best sentences of the quick layer those of passages that are not read may still stand beside one that is said."""
ELSEWHERE = 0.1
"""The most confidence there is where the question names a country that the best sentence's article does not name at all.

Of 31 such best sentences for questions of open news (dev), the starter articles, OMoS (dev), XQuAD and those written for the
project 3 were right; 15 had been said, 13 of them though no article answers.
"""


@dataclass(frozen=True)
class Layer:
    """The fitted weights for one set of models at hand: "words", "vectors", "words+reader" or "vectors+reader"."""

    rank: Linear
    answer: Linear
    threshold: float


@dataclass(frozen=True)
class Ranking:
    """What the ranker says of `found`: `order` best first, `shares` sum to 1, `confidence` that they answer at all.

    `readings` has one entry per candidate, or none without a reader. `known` are question words found in another language.
    `unread` are the best candidates of passages that the reader was not given, best first.
    """

    found: tuple[Candidate, ...]
    order: tuple[int, ...]
    shares: np.ndarray
    logits: np.ndarray
    rows: np.ndarray
    confidence: float
    threshold: float
    readings: tuple[SentenceReading, ...] = ()
    known: frozenset[str] = frozenset()
    unread: tuple[Candidate, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether the evidence is good enough to answer."""
        return bool(self.order) and self.confidence >= self.threshold

    def feature(self, n: int, name: str) -> float:
        """The value of the feature `name` for candidate `n`."""
        return float(self.rows[n, COLUMNS.index(name)])


class Ranker:
    """Scores sentences with whatever is bundled: words always, static vectors and the reader where they are there."""

    def __init__(self, vectors: WordVectors | None = None, reader: Reader | None = None, weights: Path = WEIGHTS) -> None:
        """Use `vectors` and `reader` where given; a reader the weights know nothing of is left out."""
        layers = load_layers(weights)
        base = "vectors" if vectors and "vectors" in layers else "words"
        self.vectors = vectors
        self.quick = layers[base]
        self.full = layers.get(base + "+reader") if reader else None
        self.reader = reader if self.full else None
        self.name = base + ("+reader" if self.reader else "")

    def rank(self, question: QuestionView, found: Sequence[Candidate]) -> Ranking:
        """The candidates ranked; ties by their order in `found`. With a reader only those of the passages it read are left."""
        asked, rows, known = seen(question, found, self.vectors)
        quick = ranking(self.quick, asked, found, rows, (), known)
        if self.reader is None or self.full is None or not quick.order:
            return quick
        kept = to_read(found, quick.shares)
        chosen = [found[n] for n in kept]
        readings = read_candidates(self.reader, question, chosen, self.vectors)
        not_kept = set(quick.order).difference(kept)
        unread = [found[n] for n in quick.order[:N_UNREAD] if n in not_kept]
        read = replace(ranking(self.full, asked, chosen, rows[kept], readings, known), unread=tuple(unread))
        if asks_what_happened(question.text):
            # The reader looks for words that answer; "Was geschah 2014 auf der Krim?" has none, and it says "nothing" to it.
            read = replace(read, confidence=max(read.confidence, quick.confidence))
        article = read.found[read.order[0]].hit.article
        if missing_country(question.text, f"{article.title} {article.text}"):
            return replace(read, confidence=min(read.confidence, ELSEWHERE))
        return read


def to_read(found: Sequence[Candidate], shares: np.ndarray) -> list[int]:
    """The candidates, by number in order, of the passages that are worth reading; `shares` are the quick layer's."""
    order = np.argsort(-shares, kind="stable")
    best_of: dict[str, float] = {}
    for n in order:
        best_of.setdefault(found[n].hit.passage.id, float(shares[n]))
    enough = READ_SHARE * shares.max(initial=0.0)
    passages = [name for at, (name, share) in enumerate(best_of.items()) if at < N_READ_FIRST or share >= enough][:N_READ]
    return [n for n, c in enumerate(found) if c.hit.passage.id in passages]


def seen(
    question: QuestionView, found: Sequence[Candidate], vectors: WordVectors | None
) -> tuple[QuestionView, np.ndarray, frozenset[str]]:
    """The question in German words, the features without the reader (one row per candidate, columns as `FEATURES`), known words.

    Known are words of an English question that a candidate has in meaning; without vectors there are none, and it stays English.
    """
    if vectors is None:
        return question, features(question, found, (Nearness(),) * len(found)), frozenset()
    asked = vectors.in_german(question, found)
    known = vectors.words_found(question, found) if question.language == "en" else frozenset()
    return asked, features(asked, found, vectors.nearness(question, found)), known


def ranking(
    layer: Layer,
    question: QuestionView,
    found: Sequence[Candidate],
    rows: np.ndarray,
    readings: tuple[SentenceReading, ...],
    known: frozenset[str] = frozenset(),
) -> Ranking:
    """The candidates as `layer` orders them; `rows` have the columns of `FEATURES`, `readings` is empty without a reader."""
    rows = with_readings(rows, readings)
    logits = layer.rank.logits(rows) if len(rows) else np.zeros(0)
    shares = softmax(logits)
    order = tuple(int(n) for n in np.argsort(-logits, kind="stable"))
    row = answer_features(question, found, rows, logits, shares, best_reading(readings), known)
    confidence = sigmoid(float(layer.answer.logits(row[None, :])[0])) if order else 0.0
    return Ranking(tuple(found), order, shares, logits, rows, confidence, layer.threshold, readings, known)


def with_readings(rows: np.ndarray, readings: Sequence[SentenceReading]) -> np.ndarray:
    """`rows` with the reader's columns behind, zeros where it did not read: columns as `COLUMNS`."""
    extra = np.zeros((len(rows), len(READER_FEATURES)), dtype=np.float32)
    for n, reading in enumerate(readings):
        extra[n] = reading.features()
    return np.hstack([rows, extra])


def best_reading(readings: Sequence[SentenceReading]) -> tuple[float, float, float, float]:
    """The best reading's probability, its margin (in tens), whether its span fits and whether it does not; zeros without one."""
    best = max(readings, key=lambda r: r.margin, default=None)
    if best is None:
        return 0.0, 0.0, 0.0, 0.0
    return best.probability, best.features()[1], float(best.fits > 0), float(best.fits < 0)


@lru_cache(maxsize=4)
def load_layers(path: Path) -> dict[str, Layer]:
    """The layers in the file at `path`, by name."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Layer(
            Linear.from_dict(layer["rank"], COLUMNS),
            Linear.from_dict(layer["answer"], ANSWER_FEATURES),
            float(layer["threshold"]),
        )
        for name, layer in data["layers"].items()
    }
