"""Whether what is cited proves what is said: ALCE's definitions over any judge of support. Pure given that judge.

Source: Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations" (ALCE, arXiv 2305.14627), section 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Proof = TypeVar("Proof")
Statement = tuple[str, Sequence[int]]
"""A sentence of an answer and the numbers it cites."""


def recall(
    statements: Sequence[Statement], cited: Mapping[int, Sequence[Proof]], supports: Callable[[str, Sequence[Proof]], bool]
) -> float | None:
    """The share of statements that all they cite, taken together, supports; one that cites nothing is not supported.

    None for an answer without statements.
    """
    if not statements:
        return None
    proved = sum(bool(numbers) and supports(text, _together(numbers, cited)) for text, numbers in statements)
    return proved / len(statements)


def precision(
    statements: Sequence[Statement], cited: Mapping[int, Sequence[Proof]], supports: Callable[[str, Sequence[Proof]], bool]
) -> float | None:
    """The share of citations that are needed or stand alone.

    A citation counts when its statement is supported by all it cites and either it supports the statement alone, or the
    others without it do not. None for an answer without statements; 0 for one that cites nothing, as in ALCE.
    """
    if not statements:
        return None
    good, total = 0, 0
    for text, numbers in statements:
        total += len(numbers)
        if not numbers or not supports(text, _together(numbers, cited)):
            continue
        for number in numbers:
            others = [other for other in numbers if other != number]
            alone = not others or supports(text, cited[number])
            good += bool(alone or not supports(text, _together(others, cited)))
    return good / total if total else 0.0


def _together(numbers: Sequence[int], cited: Mapping[int, Sequence[Proof]]) -> list[Proof]:
    return [proof for number in numbers for proof in cited[number]]
