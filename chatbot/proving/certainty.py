"""Is a sentence surer than its evidence? "Soll", "will" and "könnte" tell what is planned or guessed, not what has happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.proving.opposites import NEGATORS
from chatbot.proving.polarity import counterparts, infinitive
from chatbot.proving.words import Reading, Word

_PLANNED = frozenset(
    "soll sollen sollte sollten will wollen wollte wollten möchte möchten plant planen plante planten geplant beabsichtigt "
    "angekündigt kündigte kündigt ankündigte erwägt hofft hoffen hoffte würde würden anstrebt strebt intends plans planned wants "
    "would should hopes verspricht versprach versprachen versprochen promised promises prüft prüfen prüfte prüften".split()
)
_GUESSED = frozenset(
    "könnte könnten dürfte dürften vermutlich wohl womöglich möglicherweise wahrscheinlich vielleicht angeblich voraussichtlich "
    "vermutet vermuten vermutete befürchtet befürchten denkbar could may might possibly probably "
    "allegedly reportedly perhaps presumably likely suspected".split()
)
_RULED_OUT = frozenset(("ausgeschlossen", "auszuschließen"))  # with a negator they leave a thing open
_THAT = frozenset("dass daß ob that whether".split())
_GUESSED_BEGIN = ("angeblich", "voraussichtlich")
_SUSPECTED = ("mutmaßlich", "angeblich", "vermeintlich", "alleged", "suspected")
_HAS = frozenset("hat haben hatte hatten ist sind war waren wurde wurden has have had was were".split())
_PARTICIPLE = re.compile(r"(?:\w{0,8}ge\w{2,}(?:t|en)|(?:be|er|ver|ent|zer)\w{3,}(?:t|en)|\w+iert|\w{3,}ed)")
_PRETERITE = ("te", "ten")


def too_sure(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why the sentence says more than its evidence dares: (what makes it wrong, what leaves it proved in part), in German.

    A plan told as done is wrong; a guess told as certain is proved in part. Other languages' verbs are not compared.
    """
    if any(reading.language != sentence.language for reading in evidence):
        return (), ()
    hedged = {clause: hedges for reading in evidence for clause, hedges in _hedged(reading)}
    known = [(clause, 1) for clause in hedged]
    own = _hedges(sentence.words)
    for clause in sentence.clauses():
        best = [other for other, _ in counterparts(clause, known)]
        theirs = [hedged[other] for other in best]
        if not best or not all(theirs) or own:
            continue
        if _happened(clause, best):
            return ("Der Beleg nennt es nur als Absicht oder Vermutung",), ()
        if all("guessed" in hedges for hedges in theirs):
            return (), ("Der Beleg nennt es nur als Vermutung",)
    return (), _suspected(sentence, evidence)


def _suspected(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """What the evidence calls alleged and the sentence does not: "die Täter" for "die mutmaßlichen Täter"."""

    def nouns(reading: Reading, suspected: bool) -> set[str]:
        pairs = zip(reading.words, reading.words[1:], strict=False)
        return {noun.stem for word, noun in pairs if noun.capital and word.low.startswith(_SUSPECTED) == suspected}

    marked = {stem for reading in evidence for stem in nouns(reading, True)}
    plain = {stem for reading in evidence for stem in nouns(reading, False)}
    bare = nouns(sentence, False) - nouns(sentence, True)
    return ("Der Beleg nennt es nur als Vermutung",) if bare & (marked - plain) else ()


def _hedged(reading: Reading) -> list[tuple[tuple[Word, ...], set[str]]]:
    """The clauses of a reading with their hedges: one that hangs on another ("…, es zu verkaufen", "dass …") has its too."""
    found: list[tuple[tuple[Word, ...], set[str]]] = []
    before: set[str] = set()
    for clause in reading.clauses():
        hangs = clause[0].low in _THAT or infinitive(clause)
        before = _hedges(clause) | (before if hangs else set())
        found.append((clause, before))
    return found


def _hedges(words: Sequence[Word]) -> set[str]:
    found = {"planned" for word in words if word.low in _PLANNED}
    if any(word.low in NEGATORS for word in words) and any(word.low in _RULED_OUT for word in words):
        found.add("guessed")
    return found | {"guessed" for word in words if word.low in _GUESSED or word.low.startswith(_GUESSED_BEGIN)}


def _happened(clause: Sequence[Word], others: Sequence[Sequence[Word]]) -> bool:
    """Whether a clause tells something as done: "hat … saniert", or the past of a verb that the evidence has as an infinitive."""
    lows = [word.low for word in clause]
    if any(low in _HAS for low in lows) and any(_PARTICIPLE.fullmatch(low) for low in lows if low not in _HAS):
        return True
    infinitives = {word.stem for other in others for word in other if word.low.endswith("en") and not word.capital}
    return any(
        word.low.endswith(_PRETERITE) and word.content and not word.capital and word.stem in infinitives for word in clause
    )
