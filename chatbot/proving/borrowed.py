"""Does a sentence proved by several sentences borrow a subject, number or speaker from one for what another one says?

Read apart, each sentence contradicts nothing: "Der Bürgermeister sprach" and "Die CDU warf der Mehrheit Verschwendung vor" do not
forbid "Der Bürgermeister warf der Mehrheit Verschwendung vor". So every clause is held to the evidence clause it is told after.
"""

from __future__ import annotations

import re

from chatbot.proving.bindings import alike_kinds, among
from chatbot.proving.clause_parts import Part, parts
from chatbot.proving.meaning import LIGHT, found_in
from chatbot.proving.names import sentence_names
from chatbot.proving.speakers import SAYING, same_speaker, speaker_of
from chatbot.proving.words import Reading

_REPORTED = re.compile(
    r"\b(?:sei|seien|habe|hätten?|werde|würden?|könne|müsse|solle|wolle|dürfe|gebe|gehe|er|sie|es|man|wir|ich)\b|[„“»\"]", re.I
)
"""Signs that somebody named elsewhere says it: reported speech, a pronoun, a quotation."""

_SINGULAR = {
    "sind": "ist", "waren": "war", "haben": "hat", "hatten": "hatte", "werden": "wird", "wurden": "wurde", "wollen": "will",
    "sollen": "soll", "können": "kann", "müssen": "muss", "dürfen": "darf", "wollten": "wollte", "sollten": "sollte",
}  # fmt: skip
_Home = tuple[int, Part]


def borrowed(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a subject, number or speaker is another sentence's, in German; empty where none is. `evidence` in the order of reading.

    Only several sentences in the sentence's own language can lend something.
    """
    if len(evidence) < 2 or any(reading.language != sentence.language for reading in evidence):
        return ()
    known = [(n, clause) for n, reading in enumerate(evidence) for clause in parts(reading)]
    told = {value for clause in parts(sentence) for value in clause.values}
    speaker = speaker_of(sentence) if sum(word.stem in SAYING for word in sentence.words) == 1 else ()
    for clause in parts(sentence):
        home = _home(clause, known)
        if home is None:
            continue
        if _takes_subject(sentence, clause, home, known, evidence):
            return ("Ein Name gehört im Beleg zu einer anderen Aussage",)
        if _takes_value(clause, home, known, told):
            return ("Eine Zahl oder ein Datum gehört im Beleg zu etwas anderem",)
        there = evidence[home[0]]
        says = [word for word in there.words if word.content]
        if speaker and not any(same_speaker(speaker[-1], word) for word in says) and not _REPORTED.search(there.text):
            return (f"„{' '.join(word.text for word in speaker)}“ ist im Beleg nicht der Sprecher",)
    return ()


def _home(clause: Part, known: list[_Home]) -> _Home | None:
    """The evidence clause with most of what a clause says besides its subject, of equals the one with its verb, then the one
    with its numbers, then the first; None where none has any.
    """
    rest = [word for word in clause.rest if word.low not in LIGHT and word.stem not in SAYING]
    shared = [
        sum(1.0 if word.capital else 1.3 for word in rest if found_in(word, one.content))
        + 0.2 * sum(among(value, one.values) for value in clause.values)
        for _, one in known
    ]
    return known[shared.index(max(shared))] if any(shared) else None


def _takes_subject(sentence: Reading, clause: Part, home: _Home, known: list[_Home], evidence: tuple[Reading, ...]) -> bool:
    """Whether a clause has a subject that only another sentence knows, in the place of the home clause's own one.

    A subject there that is no name may be the subject of an earlier sentence, called by another word ("Die 22-Jährige"), but what
    comes only later is never meant, and nobody is several.
    """
    place, one = home
    mine, *there = ([word for word in reading.words if word.content] for reading in (sentence, *evidence))
    where = [n for n, words in enumerate(there) if clause.subject and found_in(clause.subject[-1], words)]
    if not where or place in where:
        return False
    if min(where) > place:
        return True
    if not one.subject or any(found_in(word, mine) for word in one.subject):
        return False
    named = set(sentence_names(evidence[place])) & set(one.subject)
    many = {_SINGULAR.get(word.low, "") for word in one.words} & {word.low for word in clause.words}
    return bool(named or many) or not any(found_in(clause.subject[-1], other.subject) for n, other in known if n < place)


def _takes_value(clause: Part, home: _Home, known: list[_Home], told: set[tuple[str, str]]) -> bool:
    """Whether a number or date comes only from another sentence, while the home clause has one of its kind that is left out."""
    place, one = home
    here = frozenset(value for n, other in known if n == place for value in other.values)
    for value in clause.values:
        own = {other for other in one.values if alike_kinds(other[0], value[0])}
        if own and not own & told and not among(value, here):
            return True
    return False
