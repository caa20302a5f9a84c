"""Is the evidence enough? A calibrated probability that the best sentences answer the question. Pure; weights are data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chatbot.candidates import Candidate
from chatbot.compounds import all_parts, found_in
from chatbot.features import FEATURES, QuestionView, published_view, sentence_view
from chatbot.names import canonical, names
from chatbot.sameness import says_same
from index.analysis import stems

ANSWER_FEATURES = (
    "logit", "top_share", "margin", "stems", "stems_around", "stems_passage", "soft", "cosine", "close", "names_found",
    "names_nowhere", "numbers_nowhere", "dates_nowhere", "rarest_missing", "type_fits", "type_misses", "n_stems", "agree",
    "english", "english_soft", "reader_answer", "reader_margin", "grams_local", "head_noun", "names_beyond", "rarest_beyond",
    "numbers_beyond", "reader_fits", "reader_misfits", "here_mass", "here_margin", "here_yes", "here_share", "here_fits",
    "here_misfits", "reader_elsewhere",
)  # fmt: skip
"""Names of what the refusal weighs, in order. `nowhere`: a name, number or date of the question that no evidence
has; `beyond`: that the best sentence's passage and title do not have; `here`: what the reader says of the best sentence itself
(the columns of `chatbot.reader.READER_FEATURES`), `reader_elsewhere`: how far its best reading of any sentence is above that.
Sentences that say the same as the best one are no rivals of it: `top_share` is the share of all of them, `margin` how far the
next other one is below. What kind of thing is asked is no feature: which kinds are answered more often is a data set's habit."""

SPEAK_AGAINST = frozenset(
    "names_nowhere numbers_nowhere dates_nowhere rarest_missing type_misses names_beyond rarest_beyond numbers_beyond "
    "reader_misfits here_misfits reader_elsewhere".split()
)
"""What can only lower the confidence; all others but `EITHER_WAY` can only raise it."""
EITHER_WAY = frozenset(("n_stems", "english"))
BESIDE_OTHERS = frozenset(("logit", "top_share", "margin", "agree", "here_share"))
"""How the best sentence stands beside the others. Not weighed where a reader says what the sentence itself is worth: how many
sentences come near it is a habit of the texts.

Fitted on the same cases, judged on sets that nothing was fitted on, with them / without: AUROC .869 / .880 on open news (dev,
702 questions), .889 / .915 on the starter articles; on pages of offices, whose answers are long lists, .656 / .639, but a
calibration error of .174 / .050, and .46 / .90 of the answerable are answered. On written questions of held-out articles, which
are among what is fitted, .863 / .838."""

_FITS = ("person_new_name", "place_known", "time_date", "count_number", "amount_number", "reason", "manner", "definition")
_RIVAL = 0.1
"""Sentences with less than this of the best one's share are not compared with it: they hardly count."""
_HERE = ("here_mass", "here_margin", "here_yes", "here_share", "here_fits", "here_misfits")
_MISSES = ("person_no_name", "time_none", "place_none", "count_none")


def answer_features(
    question: QuestionView,
    found: Sequence[Candidate],
    rows: np.ndarray,
    logits: np.ndarray,
    shares: np.ndarray,
    reader: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
    known: frozenset[str] = frozenset(),
) -> np.ndarray:
    """One row about the best candidate, columns as `ANSWER_FEATURES`; zeros when nothing was found.

    `rows` are the features, `logits` and `shares` the ranker's values of `found`; `reader` is the reader's best answer
    probability, its margin over "no answer", and whether its words are of the kind asked for or are not; `known` are question
    words that the evidence has in another language.
    """
    if not len(found):
        return np.zeros(len(ANSWER_FEATURES), dtype=np.float64)
    order = [int(n) for n in np.argsort(-logits, kind="stable")]
    best = order[0]
    close = [n for n in order if shares[n] > _RIVAL * shares[best]]
    same = [n for n in close if n == best or says_same(question, found[best], found[n])]
    rival = next((n for n in order if n not in same), None)
    column = {name: float(rows[best, n]) for n, name in enumerate(FEATURES)}
    passage = found[best].hit.passage.text
    when = published_view(found[best].hit.article.published)
    in_passage = frozenset(stems(passage)) | frozenset(stems(found[best].hit.article.title)) | when.stems
    everywhere = [sentence_view(c.text) for c in found]
    everywhere += [published_view(day) for day in {c.hit.article.published for c in found}]
    all_names = frozenset().union(*(s.names for s in everywhere)) | names(found[best].hit.article.title)
    all_names |= {canonical(word) for word in known}
    all_known = {stem for word in known for stem in stems(word)}
    all_stems = frozenset().union(*(s.stems for s in everywhere)) | in_passage | all_known
    all_numbers = {q.value for s in everywhere for q in s.quantities}
    all_dates = frozenset().union(*(s.dates for s in everywhere))
    total = sum(question.stems.values()) or 1.0
    all_pieces, pieces = all_parts(all_stems), all_parts(in_passage)
    missing = [w for s, w in question.stems.items() if not found_in(s, all_stems, all_pieces)]
    all_names |= _compounded(question.names, all_stems, all_pieces)
    here = names(passage) | names(found[best].hit.article.title) | {canonical(word) for word in known}
    here |= _compounded(question.names, in_passage, pieces)
    beyond = [w for s, w in question.stems.items() if s not in all_known and not found_in(s, in_passage, pieces)]
    read_here = dict(zip(_HERE, rows[best, len(FEATURES) :].tolist(), strict=False))
    values = {
        **read_here,
        "reader_elsewhere": reader[1] - read_here.get("here_margin", 0.0),
        "names_beyond": _nowhere(question.names, here),
        "rarest_beyond": max(beyond, default=0.0) / 12,
        "numbers_beyond": _nowhere(question.numbers, {q.value for v in (sentence_view(passage), when) for q in v.quantities}),
        "logit": float(logits[best]),
        "top_share": float(shares[same].sum()),
        "margin": float(logits[best] - logits[rival]) if rival is not None else 3.0,
        "stems_passage": sum(w for s, w in question.stems.items() if s in in_passage) / total,
        "names_found": column["names"],
        "names_nowhere": _nowhere(question.names, all_names),
        "numbers_nowhere": _nowhere(question.numbers, all_numbers),
        "dates_nowhere": _nowhere(question.dates, all_dates),
        "rarest_missing": max(missing, default=0.0) / 12,
        "type_fits": max(column[name] for name in _FITS),
        "type_misses": max(column[name] for name in _MISSES),
        "n_stems": min(len(question.stems), 12) / 12,
        "agree": sum(float(s > 0.5 * shares[best]) for s in shares) / 4,
        "english": float(question.language == "en"),
        "reader_answer": reader[0],
        "reader_margin": reader[1],
        "reader_fits": reader[2],
        "reader_misfits": reader[3],
    }
    return np.asarray([values.get(name, column.get(name, 0.0)) for name in ANSWER_FEATURES], dtype=np.float64)


def _compounded(asked: frozenset[str], present: frozenset[str], pieces: frozenset[str]) -> frozenset[str]:
    """The asked names that are parts of present words, or made of them: nouns the list of ordinary words does not have."""
    return frozenset(name for name in asked if any(found_in(stem, present, pieces) for stem in stems(name)))


def _nowhere(asked: frozenset[str], present: frozenset[str] | set[str]) -> float:
    """Share of the asked items that no evidence has."""
    return len(asked - present) / len(asked) if asked else 0.0
