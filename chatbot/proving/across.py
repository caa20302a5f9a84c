"""How much of a sentence's meaning stands in evidence of another language: only an embedder of both languages can tell."""

from __future__ import annotations

from chatbot.proving.meaning import Similarity, uncounted
from chatbot.proving.names import sentence_names
from chatbot.proving.words import Reading

CANNOT_TELL = 0.4
"""The score where no embedder is at hand: names and numbers alone prove nothing, and nothing is disproved."""


def support_across(sentence: Reading, evidence: tuple[Reading, ...], similarity: Similarity | None) -> float:
    """A score in -1..1 for how much of the meaning is there: the cosine of the whole, or where it is less, its mean with the
    words' own. A word's is its best cosine with a content word of the evidence; names, numbers and dates are checked elsewhere.
    """
    if similarity is None:
        return CANNOT_TELL
    close = similarity(sentence.text, " ".join(reading.text for reading in evidence))
    names = set(sentence_names(sentence))
    known = {word.low for reading in evidence for word in reading.words if word.content}
    told = [word.low for word in uncounted(sentence) if word not in names]
    if not told or not known:
        return close
    aligned = sum(max(similarity(low, other) for other in known) for low in told) / len(told)
    return min(close, (close + aligned) / 2)
