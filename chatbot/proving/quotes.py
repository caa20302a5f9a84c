"""Are the quotations of a sentence the very words of its evidence?"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"„([^“”\"„]+)[“”\"]|“([^”“]+)”|»([^«»]+)«|«([^«»]+)»|‚([^‘’‚]+)[‘’]|\"([^\"]+)\"")
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)?\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_INSERTED = re.compile(r"\[[^\]]*\]")
_LETTERS = re.compile(r"[^\W_]+")


def quotations(text: str) -> tuple[str, ...]:
    """What stands between quotation marks in `text`, in order, whichever marks are used.

    Example:
        >>> quotations('Er sprach von einer „neuen Ebene“ und "Freundschaft".')
        ('neuen Ebene', 'Freundschaft')
    """
    return tuple(next(group for group in match.groups() if group) for match in _QUOTED.finditer(text))


def _plain(text: str) -> str:
    return " " + " ".join(_LETTERS.findall(text.lower())) + " "


def wrong_quotations(sentence: str, evidence: tuple[str, ...]) -> tuple[str, ...]:
    """The quotations of `sentence` that are not word for word in the evidence, as reasons in German.

    Quotation marks, case, punctuation and spacing do not matter; "[…]" may leave words out, in order.
    """
    known = _plain(" ".join(evidence))
    reasons = []
    for quotation in quotations(sentence):
        place = 0
        for part in _GAP.split(_INSERTED.sub(" … ", quotation)):
            words = _plain(part)
            if not words.strip():
                continue
            place = known.find(words, place)
            if place < 0:
                reasons.append(f"Zitat „{quotation[:60]}“ steht nicht wörtlich im Beleg")
                break
    return tuple(reasons)
