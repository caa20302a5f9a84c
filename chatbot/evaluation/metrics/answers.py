"""How well an answer's words match the gold answers. Pure functions of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chatbot.evaluation.normalise import holds, normalise_mlqa, tokens


def bag_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """The harmonic mean of word precision and recall, words counted as often as they occur, 0..1.

    Source: Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine Comprehension of Text" (arXiv 1606.05250), section 6.1.
    """
    shared = sum((Counter(predicted) & Counter(gold)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(predicted), shared / len(gold)
    return 2 * precision * recall / (precision + recall)


def exact_match(predicted: str, answers: Sequence[str], language: str = "de") -> float:
    """1 when the words equal those of one gold answer after our normaliser, else 0; an answer without words matches nothing."""
    words = tokens(predicted, language)
    return float(bool(words) and any(words == tokens(answer, language) for answer in answers))


def f1(predicted: str, answers: Sequence[str], language: str = "de") -> float:
    """The best `bag_f1` over the gold answers after our normaliser."""
    return max((bag_f1(tokens(predicted, language), tokens(answer, language)) for answer in answers), default=0.0)


def exact_match_mlqa(predicted: str, answers: Sequence[str], language: str = "de") -> float:
    """1 when the text equals one gold answer after MLQA's normaliser, else 0 (arXiv 1910.07475)."""
    return float(any(normalise_mlqa(predicted, language) == normalise_mlqa(answer, language) for answer in answers))


def f1_mlqa(predicted: str, answers: Sequence[str], language: str = "de") -> float:
    """The best `bag_f1` over the gold answers after MLQA's normaliser (arXiv 1910.07475)."""
    words = normalise_mlqa(predicted, language).split()
    return max((bag_f1(words, normalise_mlqa(answer, language).split()) for answer in answers), default=0.0)


def contains(text: str, answers: Sequence[str], all_of: Sequence[Sequence[str]] = (), language: str = "de") -> float:
    """1 when the text holds one of `answers` and, where there are groups, a member of every group; else 0.

    With groups and no plain answers the groups alone decide; with both, the groups do: the answers then are wordings of
    the whole list.

    Source: STR-EM of Gao et al. 2023 (ALCE, arXiv 2305.14627), over whole words instead of characters.
    """
    if all_of:
        return float(all(any(holds(text, member, language) for member in group) for group in all_of))
    return float(any(holds(text, answer, language) for answer in answers))
