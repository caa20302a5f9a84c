"""What the bundled static vectors say of candidates: cosine with the question and word-by-word matches, across languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from chatbot.candidates import Candidate
from chatbot.features import Nearness, QuestionView, sentence_view
from chatbot.names import canonical
from index.analysis import grams, stems
from index.embedder import Embedder
from index.word_table import WordTable
from index.word_weights import is_known, stem_weight

SAME_WORD = 0.4
"""From this cosine on a word says what another says; how it was chosen: chatbot/passage_words.py."""
_FLOOR, _FULL = 0.25, 0.55
_SURE = 0.6
"""A word counts as found from cosine 0.55 on and not at all below 0.25; linear between. From a cover of 0.6 on it is said to be
there. Measured on XQuAD with the bundled static vectors: the best of 25 words of a foreign paragraph is nearer than 0.26 to an
English question's word for one in twenty, the best of the same question in German nearer than 0.52 for one in two."""


class WordVectors:
    """Vectors of single words, kept once computed; an embedder that only looks up makes this cheap."""

    def __init__(self, embedder: Embedder) -> None:
        """Use `embedder` for sentences and words."""
        self._embedder = embedder
        self._table = getattr(embedder, "words", None) or WordTable(embedder.embed, embedder.dim)

    def words(self, wanted: Sequence[str]) -> np.ndarray:
        """One unit row per word: float32, shape (len(wanted), dim)."""
        return self._table.rows(wanted)

    def nearness(self, question: QuestionView, found: Sequence[Candidate]) -> tuple[Nearness, ...]:
        """One `Nearness` per candidate, in order."""
        if not found:
            return ()
        rows = self._embedder.embed([question.text, *(c.text for c in found)], "passage")
        cosines = rows[1:] @ rows[0]
        around = rows[1:] + 0.5 * _shifted(found, rows[1:])
        norms = np.linalg.norm(around, axis=1)
        cosines_around = (around @ rows[0]) / np.where(norms > 0, norms, 1.0)
        cover = self._cover(question, found)
        weights = np.asarray([max((stem_weight(s) for s in stems(w)), default=1.0) for w in question.words], dtype=np.float32)
        local = weights * np.log(1 + len(found) / (0.5 + cover.sum(axis=0))) if len(found) else weights
        top = float(cosines.max())
        return tuple(
            Nearness(
                float(cosines[n]),
                float(cosines[n] - top),
                float(cover[n] @ weights / weights.sum()) if weights.size else 0.0,
                float(cover[n] @ local / local.sum()) if weights.size else 0.0,
                float(cosines_around[n]),
            )
            for n in range(len(found))
        )

    def words_found(self, question: QuestionView, found: Sequence[Candidate]) -> frozenset[str]:
        """Content words of the question that some candidate has in meaning, also in the other language ("Moscow", "Moskau")."""
        if not found or not question.words:
            return frozenset()
        best = self._cover(question, found).max(axis=0)
        return frozenset(word for word, cover in zip(question.words, best, strict=True) if cover >= _SURE)

    def as_said(self, asked: Sequence[str], found: Sequence[Candidate]) -> dict[str, str]:
        """Each word of `asked` that no candidate has, with the nearest word that one of them has, "" where none is near."""
        views = [sentence_view(c.text) for c in found]
        there = frozenset().union(*(v.stems for v in views))
        missing = [word for word in asked if there.isdisjoint(stems(word))]
        vocabulary = list(dict.fromkeys(word for v in views for word in v.words if not word.isdigit()))
        if not missing or not vocabulary:
            return {}
        near = self.words(missing) @ self.words(vocabulary).T
        return {word: vocabulary[row.argmax()] if row.max() >= SAME_WORD else "" for word, row in zip(missing, near, strict=True)}

    def in_german(self, question: QuestionView, found: Sequence[Candidate]) -> QuestionView:
        """An English question with its words, stems, grams and counted noun as the candidates say them, else as German does.

        A word that is there as it is, a number and a name stay; so does one that nothing German is near to. `text` is kept.
        """
        if question.language != "en":
            return question
        asked = [word for word in question.words if not word.isdigit() and canonical(word) not in question.names]
        said = {word: other or self._german(word) for word, other in self.as_said(asked, found).items()}
        if not said:
            return question
        words = tuple(dict.fromkeys(said.get(word, word) for word in question.words))
        counted = frozenset(s for w in question.words if not question.head.isdisjoint(stems(w)) for s in stems(said.get(w, w)))
        return replace(
            question,
            words=words,
            stems={stem: stem_weight(stem) for word in words for stem in stems(word)},
            grams=frozenset(gram for word in words for gram in grams(word)),
            head=counted or question.head,
        )

    def _german(self, word: str) -> str:
        """The nearest word that German texts have of the embedder's vocabulary; the word itself where none is near."""
        neighbours = getattr(self._embedder, "neighbours", None)
        near = neighbours([word])[0] if neighbours is not None else ()
        german = (other for other, cosine in near if cosine >= SAME_WORD and other != word and all(map(is_known, stems(other))))
        return next(german, word)

    def _cover(self, question: QuestionView, found: Sequence[Candidate]) -> np.ndarray:
        """How far each question word (columns) is found in each candidate (rows), 0..1."""
        asked = self.words(question.words)
        cover = np.zeros((len(found), len(question.words)), dtype=np.float32)
        if not question.words:
            return cover
        vocabulary = list(dict.fromkeys(word for c in found for word in sentence_view(c.text).words))
        if not vocabulary:
            return cover
        similarity = np.clip((asked @ self.words(vocabulary).T - _FLOOR) / (_FULL - _FLOOR), 0.0, 1.0)
        column = {word: n for n, word in enumerate(vocabulary)}
        for n, candidate in enumerate(found):
            inside = [column[word] for word in sentence_view(candidate.text).words]
            if inside:
                cover[n] = similarity[:, inside].max(axis=1)
        return cover


def _shifted(found: Sequence[Candidate], rows: np.ndarray) -> np.ndarray:
    """For each candidate the sum of the rows of its neighbours in the same passage."""
    total = np.zeros_like(rows)
    for n in range(1, len(found)):
        if found[n].hit.passage.id == found[n - 1].hit.passage.id and found[n].place == found[n - 1].place + 1:
            total[n] += rows[n - 1]
            total[n - 1] += rows[n]
    return total
