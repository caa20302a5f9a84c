"""Subject and object, giver and receiver that have changed places, nouns as well as names."""

from __future__ import annotations

from chatbot.proving.clause_parts import Part, parts
from chatbot.proving.meaning import found_in
from chatbot.proving.roles import role_of
from chatbot.proving.words import Reading, Word

_WHOLE = {"vom": "von", "im": "in", "am": "an", "zum": "zu", "zur": "zu"}


def roles_exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why subject and giver or receiver have changed places, in German: "A erhielt von B" for "B erhielt von A"; else empty."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    for mine in parts(sentence):
        for reading in evidence:
            for theirs in parts(reading):
                if not mine.subject or not theirs.subject or _passive(mine) or _passive(theirs):
                    continue
                if found_in(mine.subject[-1], theirs.subject):
                    continue
                giver = _behind_preposition(sentence, mine, theirs.subject[-1])
                taker = _behind_preposition(reading, theirs, mine.subject[-1])
                verbs = {word.stem for word in mine.content if not word.capital}
                if giver and giver == taker and verbs & {word.stem for word in theirs.content}:
                    return ("Die Rollen zweier Namen sind gegenüber dem Beleg vertauscht",)
    return ()


def _passive(clause: Part) -> bool:
    return any(word.low in ("wurde", "wurden", "wird", "werden", "worden") for word in clause.words)


def _behind_preposition(reading: Reading, clause: Part, sought: Word) -> str:
    """The preposition (contracted ones whole) in front of a word's counterpart in a clause; "" where there is none."""
    for word in clause.rest:
        if found_in(sought, (word,)):
            role = role_of(reading, word)
            return _WHOLE.get(role, role) if role not in ("subject", "object", "list", "speaker") else ""
    return ""


def subjects_exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> bool:
    """Whether the subject of the sentence and that of its evidence both stand in the other one too, but not as its subject."""
    for mine in parts(sentence):
        for theirs in (clause for reading in evidence for clause in parts(reading)):
            if not mine.subject or not theirs.subject or found_in(mine.subject[-1], theirs.subject):
                continue
            if found_in(mine.subject[-1], theirs.rest) and found_in(theirs.subject[-1], mine.rest):
                return True
    return False
