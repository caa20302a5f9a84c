"""Splits a question that asks two things ("Wann …, und wo …?") into questions of their own. Pure."""

from __future__ import annotations

import re

from chatbot.followup import self_contained
from chatbot.question_type import content_words
from chatbot.types import Turn

_W = (
    r"(?:(?:in|an|aus|auf|mit|von|zu|seit|für|nach|bei|from|in|at|with|for|since|by)\s+)?"
    r"(?:w(?:er|en|em|essen|as|ann|o|oher|ohin|arum|eshalb|ieso|ie|ozu|omit)|welche[rsnm]?|who|whom|whose|what|"
    r"when|where|why|how|which)\b"
)
_SPLIT = re.compile(rf"(?:[,;?]\s*(?:und|and|sowie)?\s+|\s+(?:und|and)\s+)(?={_W})", re.I)
_STARTS = re.compile(rf"^\W*{_W}", re.I)
_MAX_PARTS = 3
_SUBORDINATE = re.compile(
    r"(?:weiß|wissen|erklär\w*|sag\w*|fragt?\w*|beschreib\w*|know|explain|say|tell|bekannt|darüber|davon|unklar|egal)\s*,?\s*$",
    re.I,
)


def parts(question: str) -> tuple[str, ...]:
    """The questions inside `question`, each able to stand alone; the question itself when it asks one thing.

    A part must begin with a question word and have at least two content words; a relative clause ("…, wer mit ihm reiste") is
    no part: only "und", "and", ";" or "?" before the second question word splits.

    Example:
        >>> parts("Wann wurde Haftbefehl gegen Putin erlassen, und wo war Stoltenberg zu Besuch?")
        ('Wann wurde Haftbefehl gegen Putin erlassen?', 'Wo war Stoltenberg zu Besuch?')
    """
    if not _STARTS.match(question):
        return (question,)
    pieces: list[str] = []
    at = 0
    for match in _SPLIT.finditer(question):
        joint = match.group().lower()
        if not re.search(r"und|and|sowie|;|\?", joint) or _SUBORDINATE.search(question[: match.start()]):
            continue
        pieces.append(question[at : match.start()])
        at = match.end()
    pieces.append(question[at:])
    if len(pieces) < 2 or len(pieces) > _MAX_PARTS or any(len(content_words(piece)) < 2 for piece in pieces):
        return (question,)
    first = _whole(pieces[0])
    return (first, *(self_contained(_whole(piece), (Turn(first, ""),)) for piece in pieces[1:]))


def _whole(piece: str) -> str:
    bare = piece.strip(" ,;?.!")
    return bare[:1].upper() + bare[1:] + "?"
