"""Splits a question that asks two things ("Wann …, und wo …?") into questions of their own. Pure."""

from __future__ import annotations

import re

from chatbot.followup import self_contained
from chatbot.question_type import content_words
from chatbot.types import Turn

_W = (
    r"\b(?:(?:in|an|aus|auf|mit|von|zu|seit|ab|bis|um|über|gegen|für|nach|bei|from|in|at|to|of|with|for|since|until|by)\s+)?"
    r"(?:w(?:er|en|em|essen|as|ann|o|oher|ohin|arum|eshalb|ieso|ie|ozu|omit)|welche[rsnm]?|who|whom|whose|what|"
    r"when|where|why|how|which)\b"
)
_SPLIT = re.compile(rf"(?:[,;?]\s*(?:und|and|sowie)?\s+|\s+(?:und|and)\s+)(?={_W})", re.I)
_JOINS = re.compile(r"\b(?:und|and|sowie)\b|;")
_WHOLE = re.compile(rf"^\W*{_W}(?!.*{_W}\W*$)", re.I)
"""A question that begins with a question word and does not end in one: "Wann und wo …" is one."""
_MAX_PARTS = 3
_NO_VERB = re.compile(
    r"\b(?:(?i:welche[rsnm]?|wie viele)(?:\s+[a-zäöüß]+e[rsnm]?)?\s+[A-ZÄÖÜ][\w-]*|(?i:which|how many)\s+[a-z]+)\W*$"
)
"""What ends a question in a mere noun: "An welchem Tag und zu welcher Zeit …" is one question."""
_SUBORDINATE = re.compile(
    r"(?:weiß|wissen|erklär\w*|sag\w*|fragt?\w*|beschreib\w*|know|explain|say|tell|bekannt|darüber|davon|unklar|egal)\s*,?\s*$",
    re.I,
)


def parts(question: str) -> tuple[str, ...]:
    """The questions inside `question`, each able to stand alone; the question itself when it asks one thing.

    A further part must begin with a question word behind "und", "and", ";" or "?" and have, once its pronouns are replaced from
    the first, at least two content words; a relative clause ("…, wer mit ihm reiste") is no part, nor is "Wann und wo …".

    Example:
        >>> parts("Wann wurde Haftbefehl gegen Putin erlassen, und wo war Stoltenberg zu Besuch?")
        ('Wann wurde Haftbefehl gegen Putin erlassen?', 'Wo war Stoltenberg zu Besuch?')
        >>> parts("Wer ist Putin und wann wurde er Präsident?")
        ('Wer ist Putin?', 'Wann wurde Putin Präsident?')
    """
    pieces: list[str] = []
    at = 0
    clause = False
    for match in _SPLIT.finditer(question):
        joint, before = match.group().lower(), question[at : match.start()]
        if "?" not in joint:
            continues = clause and "," not in joint
            clause = clause or not _JOINS.search(joint) or bool(_SUBORDINATE.search(before))
            if (
                continues
                or not _JOINS.search(joint)
                or _SUBORDINATE.search(before)
                or not _WHOLE.match(before)
                or _NO_VERB.search(before)
            ):
                continue
        pieces.append(before)
        at, clause = match.end(), False
    pieces.append(question[at:])
    if not 2 <= len(pieces) <= _MAX_PARTS or not content_words(pieces[0]):
        return (question,)
    first = _whole(pieces[0])
    found = (first, *(self_contained(_whole(piece), (Turn(first, ""),)) for piece in pieces[1:]))
    return found if all(len(content_words(part)) >= 2 for part in found[1:]) else (question,)


def _whole(piece: str) -> str:
    bare = piece.strip(" ,;?.!")
    return bare[:1].upper() + bare[1:] + "?"
