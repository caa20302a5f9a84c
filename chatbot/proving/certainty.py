"""Is a sentence surer than its evidence? "Soll", "will" and "könnte" tell what is planned or guessed, not what has happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from chatbot.proving.opposites import NEGATORS
from chatbot.proving.polarity import counterparts, infinitive
from chatbot.proving.words import Reading, Word, stem

_PLANNED = frozenset(
    "soll sollen sollte sollten will wollen wollte wollten möchte möchten plant planen plante planten geplant beabsichtigt "
    "angekündigt kündigte kündigt ankündigte würde würden anstrebt strebt intends plans planned wants "
    "would should verspricht versprach versprachen versprochen promised promises".split()
)
_GUESSED = frozenset(
    "könnte könnten dürfte dürften vermutlich wohl womöglich möglicherweise wahrscheinlich vielleicht angeblich voraussichtlich "
    "vermutet vermuten vermutete befürchtet befürchten denkbar could may might possibly probably "
    "allegedly reportedly perhaps presumably likely suspected "
    "erwägt erwägen erwog hofft hoffen hoffte hopes prüft prüfen prüfte prüften considers considering".split()
)
_RULED_OUT = frozenset(("ausgeschlossen", "auszuschließen"))  # with a negator they leave a thing open
_THAT = frozenset("dass daß ob that whether".split())
_GUESSED_BEGIN = ("angeblich", "voraussichtlich")
_SUSPECTED = ("mutmaßlich", "angeblich", "vermeintlich", "alleged", "suspected")
_HAS = frozenset("hat haben hatte hatten ist sind war waren wurde wurden has have had was were".split())
_PARTICIPLE = re.compile(
    r"(?:\w{0,8}ge\w{2,}(?:t|en)|(?:be|er|ver|ent|zer|unter|über|um|wider|durch)\w{3,}(?:t|en)|\w+iert|\w{3,}ed)"
)
_WEAK, _INFINITIVE = re.compile("e?ten?$"), re.compile("e?n$")
_ZU_INSIDE = re.compile(r"\w{2,}?zu(\w{3,}n)")  # "abzubauen": "baute … ab" is its past
_VOWELS = re.compile(r"(.*?)(ie|ei|au|eu|[aeiouäöü])([^aeiouäöü]*)")
_PAST_VOWELS = frozenset("ie a o u".split())
_PERFECT = frozenset(("has", "have", "had"))
_ONLY_PLANNED = "Der Beleg nennt es nur als Absicht oder Vermutung"


def too_sure(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why the sentence says more than its evidence dares: (what makes it wrong, what leaves it proved in part), in German.

    A plan told as done is wrong; a guess told as certain is proved in part. Other languages' verbs are not compared: there
    only "has sold" is told from evidence that has nothing but plans.
    """
    hedged = {clause: hedges for reading in evidence for clause, hedges in _hedged(reading)}
    if any(reading.language != sentence.language for reading in evidence):
        done = not _hedges(sentence.words) and any(word.low in _PERFECT for word in sentence.words)
        return ((_ONLY_PLANNED,), ()) if done and hedged and all(hedged.values()) else ((), ())
    known = [(clause, 1) for clause in hedged]
    own = _hedges(sentence.words)
    for clause in sentence.clauses():
        best = [other for other, _ in counterparts(clause, known)]
        theirs = [hedged[other] for other in best]
        if not best or not all(theirs) or own:
            continue
        if _happened(clause, best):
            return (_ONLY_PLANNED,), ()
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
        found.append(((found[-1][0] if found and infinitive(clause) else ()) + clause, before))
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
    infinitives = _infinitives(lows, others)
    return any(word.content and not word.capital and any(_past(word.low, verb) for verb in infinitives) for word in clause)


def _infinitives(lows: Sequence[str], others: Sequence[Sequence[Word]]) -> set[str]:
    """The infinitives of some clauses, small, also without the particle that stands apart among `lows` ("baute … ab")."""
    found = {word.low for other in others for word in other if word.low.endswith("n") and not word.capital}
    found |= {inside[1] for low in found if (inside := _ZU_INSIDE.fullmatch(low))}
    found |= {low.removeprefix(particle) for low in found for particle in lows if low.startswith(particle)}
    return found | {word.low for other in others for to, word in pairwise(other) if to.low == "to"}


def _past(low: str, infinitive: str) -> bool:
    """Whether a word is the past of a verb: "sanierte" of "sanieren", "verschob" of "verschieben", "fired" of "fire"."""
    if _WEAK.search(low):
        return stem(low) == stem(infinitive) or _WEAK.sub("", low) == _INFINITIVE.sub("", infinitive)
    if low.endswith("ed") and infinitive in (low[:-1], low[:-2]):
        return True
    onset, vowel, coda = _skeleton(_INFINITIVE.sub("", infinitive))
    return any(
        mine in _PAST_VOWELS and mine != vowel and (before, behind) == (onset, coda)
        for before, mine, behind in (_skeleton(low), _skeleton(low.removesuffix("en")))
    )


@lru_cache(maxsize=20_000)
def _skeleton(low: str) -> tuple[str, str, str]:
    """A word before its last vowel, the vowel, and what stands behind it, of doubled letters one."""
    match = _VOWELS.fullmatch(re.sub(r"(.)\1+", r"\1", low.replace("ß", "s")))
    return (match[1], match[2], match[3]) if match else (low, "", "")
