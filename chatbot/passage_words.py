"""Asks the reader in a passage's own words: "howitzers" as "Panzerhaubitzen". Pure, but for the vectors it is given.

The reader has seen little of a word that its vocabulary has only in pieces, least of all in another language; static vectors,
learnt from far more text, know what it means. Exchanging words of a text for their translations is known from training across
languages (Qin et al., "CoSDA-ML", 2020, arXiv:2006.06402); here it is done when reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chatbot.candidates import Candidate
from chatbot.features import QuestionView
from chatbot.names import canonical
from chatbot.nearness import WordVectors

_RARE = 2
"""Words of so many pieces are exchanged. Measured with the paragraph given, not at all / for words from a cosine of .3 on / of
.4 (`nearness.SAME_WORD`): right sentence on XQuAD, English questions (793) .810 / .817 / .816, German (397) .826 / .831 / .829,
written ones, English (874) .882 / .885 / .887 with an AUROC of .933 / .937 / .937. All words, or those of three pieces, gained
less (.807, .808 for .810)."""


def in_words_of(
    question: QuestionView, passage: Sequence[Candidate], vectors: WordVectors, n_pieces: Callable[[str], int]
) -> str:
    """The question with each rare word that the sentences of `passage` do not have exchanged for the nearest that they have.

    `n_pieces` says how many pieces of the reader's vocabulary a word has. A name is never exchanged: another is another answer.
    """
    rare = [word for word in question.words if n_pieces(word) >= _RARE and canonical(word) not in question.names]
    asked = question.text
    for word, said in vectors.as_said(rare, passage).items():
        if said:
            asked = re.sub(rf"\b{re.escape(word)}\b", said, asked, flags=re.IGNORECASE)
    return asked
