"""The reader: the bundled model that reads question and passage together and marks the answering words, or none.

Span head with "no answer" at the first token: Devlin et al., "BERT", 2019, section 4.3 (SQuAD 2.0), arXiv:1810.04805.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from chatbot.answer_type import NEEDS_KIND, fit
from chatbot.candidates import Candidate
from chatbot.features import QuestionView
from chatbot.names import is_place, name_spans, names
from chatbot.nearness import WordVectors
from chatbot.passage_words import in_words_of
from chatbot.question_type import QuestionType
from index.heading import heading
from index.model_folder import is_there
from index.onnx_model import OnnxModel

BUNDLED = Path(__file__).parent / "bundled" / "reader"
MAX_TOKENS = 320
"""Question, heading and passage together; a passage of the index has about 200 tokens."""
MAX_SPAN_TOKENS = 40
_MAX_QUESTION_CHARS = 300

_NEARLY = 1.5
"""A span of the kind asked for is taken before a better one that is not, when it is at most so many logits below."""

SURE_MARGIN = 2.0
"""The reader is certain of its words from this many logits over "no answer" on, where they are of the kind asked for.

Measured with the paragraph given, share of such words with a word F1 of at least .5: on 298 questions of XQuAD-de .78 (54 marked;
from 0 on .75 of 69, from 4 on .93 of 30), on 392 written for this project, a third of them without an answer, .62 (45 marked). Of
words of a kind that cannot be told .63 and .68.
"""

READER_FEATURES = ("reader_mass", "reader_margin", "reader_yes", "reader_share", "reader_fits", "reader_misfits")
"""Columns the reader adds: see `SentenceReading`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of one passage. `spans` are (start, end, score) in code points of the passage, best first.

    `answerable_logit` is the best span's score minus the score of "no answer". `start_mass` and `end_mass` give each token's
    (start in the passage, probability) among the passage's tokens.
    """

    answerable_logit: float
    null_score: float
    spans: tuple[tuple[int, int, float], ...]
    mass: tuple[tuple[int, float], ...]

    def sentence(self, start: int, end: int) -> tuple[float, float, tuple[tuple[int, int], ...]]:
        """(mass, margin, spans) of the sentence at passage offsets start..end.

        mass: share 0..1 of the start and end probability inside; margin: best span there minus "no answer"; spans: the best one
        and those nearly as good, best first, cut at the sentence's end.
        """
        mass = sum(p for at, p in self.mass if start <= at < end)
        inside = [(a, b, score) for a, b, score in self.spans if start <= a < end]
        if not inside:
            return mass, min((s for _, _, s in self.spans), default=self.null_score) - self.null_score - 2.0, ()
        best = inside[0][2]
        return mass, best - self.null_score, tuple((a, min(b, end)) for a, b, score in inside if score >= best - _NEARLY)


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the reader says of one candidate: its share of the mass, its margin, and the span in article offsets.

    `fits` is 1 where the span is of the kind the question asks for, -1 where it is not, 0 where that cannot be said. `sure`: it
    fits, is better than "no answer", and is not one of several persons the sentence names.
    """

    mass: float = 0.0
    margin: float = -12.0
    share: float = 0.0
    span: tuple[int, int] | None = None
    fits: int = 0
    sure: bool = False

    @property
    def probability(self) -> float:
        """The uncalibrated probability that the sentence answers, 0..1."""
        return float(1 / (1 + np.exp(-np.clip(self.margin, -30, 30))))

    def features(self) -> tuple[float, ...]:
        """Values of `READER_FEATURES`."""
        margin = float(np.clip(self.margin, -15, 15)) / 10
        return self.mass, margin, self.probability, self.share, float(self.fits > 0), float(self.fits < 0)


class Reader:
    """Reads passages for a question."""

    def __init__(self, model: OnnxModel) -> None:
        """Use `model`, which must give start_logits and end_logits."""
        self._model = model
        self.name = model.manifest.name
        self.fingerprint = model.manifest.fingerprint
        self._read = lru_cache(maxsize=2048)(self._read_one)
        self.n_pieces = lru_cache(maxsize=65536)(self._n_pieces)

    @classmethod
    def bundled(cls) -> Reader | None:
        """The reader that ships with Beleg; None where this copy has none.

        Raises:
            ModelError: it is there but damaged.
        """
        return cls(OnnxModel.open(BUNDLED)) if is_there(BUNDLED) else None

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """What it says of each (question, passage), in order; read side by side where the machine allows."""
        return self._model.side_by_side(lambda pair: self._read(pair[0][:_MAX_QUESTION_CHARS], pair[1]), pairs)

    def _n_pieces(self, word: str) -> int:
        """How many pieces of the vocabulary make up the word; the more, the less the reader knows of it."""
        return sum(sequence == 0 for sequence in self._model.tokens([word])[0].sequences)

    def _read_one(self, question: str, passage: str) -> Reading:
        tokens = self._model.tokens([(question, passage)], MAX_TOKENS)[0]
        out = self._model.run(tokens)
        inside = np.asarray([n for n, sequence in enumerate(tokens.sequences) if sequence == 1], dtype=np.int64)
        starts, ends = out["start_logits"].astype(np.float64), out["end_logits"].astype(np.float64)
        null = float(starts[0] + ends[0])
        if not inside.size:
            return Reading(-20.0, null, (), ())
        offsets = [tokens.offsets[n] for n in inside]
        spans = _spans(starts[inside], ends[inside], offsets)
        chances = (_softmax(starts[inside]) + _softmax(ends[inside])) / 2
        mass = tuple((offset[0], float(p)) for offset, p in zip(offsets, chances, strict=True))
        return Reading(spans[0][2] - null if spans else -20.0, null, spans, mass)


def _softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max())
    return powers / powers.sum()


def _spans(starts: np.ndarray, ends: np.ndarray, offsets: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, float], ...]:
    """For every start token its best end, best first; equal scores by position."""
    found = []
    for at in range(len(starts)):
        window = ends[at : at + MAX_SPAN_TOKENS]
        last = at + int(window.argmax())
        found.append((offsets[at][0], offsets[last][1], float(starts[at] + ends[last])))
    return tuple(sorted(found, key=lambda span: (-span[2], span[0], span[1])))


def read_candidates(
    reader: Reader, question: QuestionView, found: Sequence[Candidate], vectors: WordVectors | None = None
) -> tuple[SentenceReading, ...]:
    """What `reader` says of each candidate, in order; each passage is read once, with `vectors` asked in its own words."""
    passages: dict[str, list[Candidate]] = {}
    for c in found:
        passages.setdefault(c.hit.passage.id, []).append(c)
    pairs = []
    for inside in passages.values():
        asked = in_words_of(question, inside, vectors, reader.n_pieces) if vectors else question.text
        pairs.append((asked, heading(inside[0].hit.article) + inside[0].hit.passage.text))
    readings = dict(zip(passages, reader.read(pairs), strict=True))
    raw = []
    for c in found:
        offset = c.hit.passage.start - len(heading(c.hit.article))
        mass, margin, spans = readings[c.hit.passage.id].sentence(c.start - offset, c.end - offset)
        spans = tuple((a + offset - c.hit.passage.start, b + offset - c.hit.passage.start) for a, b in spans)
        fits, span = _best_fitting(question, c.hit.passage.text, spans)
        placed = (span[0] + c.hit.passage.start, span[1] + c.hit.passage.start) if span else None
        sure = placed is not None and fits > 0 and margin > SURE_MARGIN and not _one_of_several(question, c, placed)
        raw.append((mass, margin, placed, fits, sure))
    powers = np.exp(np.clip(np.asarray([margin for _, margin, *_ in raw]), -30, 30))
    total = float(powers.sum()) or 1.0
    return tuple(
        SentenceReading(mass, margin, float(power) / total, span, fits, sure)
        for (mass, margin, span, fits, sure), power in zip(raw, powers, strict=True)
    )


def _one_of_several(question: QuestionView, c: Candidate, span: tuple[int, int]) -> bool:
    """Whether a question for a person meets a sentence that names others beside the span: one alone would be half an answer."""
    if question.kind is not QuestionType.PERSON:
        return False
    others = [(c.start + a, c.start + b) for a, b in name_spans(c.text) if c.start + b <= span[0] or c.start + a >= span[1]]
    words = [c.text[a - c.start : b - c.start] for a, b in others]
    return any(len(name.split()) > 1 and not is_place(name.split()[-1]) and not names(name) <= question.names for name in words)


def _best_fitting(question: QuestionView, text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, tuple[int, int] | None]:
    """(how it fits, span): the first span of the kind asked for, else the best one."""
    if not spans:
        return -1 if question.kind in NEEDS_KIND else 0, None
    whole = [_whole_words(text, start, end) for start, end in spans]
    judged = [(fit(question.kind, text[start:end]), (start, end)) for start, end in whole]
    return max(judged, key=lambda pair: pair[0])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The words that the slice touches, and the whole of a name it begins or ends in ("Olexander Ha" of "Olexander Haman")."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    for a, b in name_spans(text):
        if a < end <= b or a <= start < b:
            start, end = min(start, a), max(end, b)
    return start, end
