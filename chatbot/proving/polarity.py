"""Does a sentence affirm what its evidence denies, or say the opposite of it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from chatbot.names import is_ordinary
from chatbot.proving.exchanges import subjects_exchanged
from chatbot.proving.names import sentence_names, sound
from chatbot.proving.opposites import CONVERSE, DENIALS, HARMLESS_AFTER, NEGATORS, RAISING, axes, clause_axes
from chatbot.proving.roles import actors_differ
from chatbot.proving.speakers import SAYING
from chatbot.proving.words import Reading, Word

_THAT = frozenset("dass daß that".split())
_AND = frozenset("und oder and or".split())
_ZU_INSIDE = re.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|fest|fort|frei|heraus|hin|mit|nach|statt|teil|um|vor|vorbei|weg|weiter|wieder|zurück|zusammen|zu)"
    r"zu\w{3,}n"
)
_WITHOUT = frozenset(("ohne", "without"))
_MIN_SHARED = 2  # content words a clause and its counterpart share before their negation is compared

_Signed = tuple[tuple[Word, ...], int]


@lru_cache(maxsize=4_096)
def _signs(reading: Reading) -> tuple[tuple[tuple[Word, ...], int], ...]:
    """The clauses of a reading with +1 where they affirm and -1 where they are negated."""
    signed: list[tuple[tuple[Word, ...], int]] = []
    handed_on, used, depended = 1, 1, False
    clauses = reading.clauses()
    for place, clause in enumerate(clauses):
        contrasted = place + 1 < len(clauses) and clauses[place + 1][0].low == "sondern"
        own = -1 if _n_negators(clause) % 2 and not contrasted else 1
        goes_on = depended and clause[0].low in _AND
        depends = goes_on or clause[0].low in _THAT or infinitive(clause)
        used = used if goes_on else handed_on if depends else 1
        signed.append((clause, own * used))
        denies = _denies(clause)
        raises = any(word.stem in RAISING for word in clause)
        handed_on = -1 if (denies and own == 1) or (raises and own == -1 and not denies) else 1
        depended = depends
    return tuple(signed)


def infinitive(clause: Sequence[Word]) -> bool:
    """Whether a clause ends in "zu" and an infinitive, apart or in one ("auszuschließen"), and so hangs on another one."""
    if len(clause) > 1 and clause[-2].low in ("zu", "to"):
        return True
    last = clause[-1]
    return not last.capital and bool(_ZU_INSIDE.fullmatch(last.low))


def _denies(clause: Sequence[Word]) -> bool:
    """Whether a clause denies what hangs on it: a verb of denial, or "lehnte es ab"."""
    lows = [word.low for word in clause]
    declined = any(low.startswith("lehn") for low in lows) and "ab" in lows
    return declined or any(word.stem in DENIALS or word.low.startswith("ablehn") for word in clause)


def _n_negators(clause: Sequence[Word]) -> int:
    """How many words negate the clause; "nicht nur", "schließt nicht aus" and the like do not, "weniger pompös" does."""
    lows = [word.low for word in clause] + ["", ""]
    count = -_rules_out(clause)
    for place, word in enumerate(clause):
        after, then = lows[place + 1], lows[place + 2]
        if word.low in NEGATORS or word.low.endswith("n't"):
            bound = after in ("mehr", "weniger", "more", "less") and then not in ("als", "than")
            count += bound or word.low not in ("nicht", "not", "no") or after not in HARMLESS_AFTER
        elif word.low in ("weniger", "less") and after.isalpha() and after not in ("als", "than"):
            count += not clause[place + 1].capital
    return count


def _rules_out(clause: Sequence[Word]) -> int:
    """1 where the clause says "schließt … aus", "ausgeschlossen" or "rules out": with "nicht" that leaves a thing open and
    denies nothing.
    """
    lows = [word.low for word in clause]
    parted = lows[-1:] == ["aus"] and any(low.startswith(("schließ", "schloss")) for low in lows)
    ruled = any(one in ("rule", "rules", "ruled", "ruling") and other == "out" for one, other in pairwise(lows))
    return int(parted or ruled or any(low.startswith(("ausgeschlossen", "auszuschließen", "ausschließ")) for low in lows))


def contradictions(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why the sentence contradicts its evidence, in German; empty where it does not.

    Every clause of the sentence is laid beside the clause of the evidence that shares most words with it; where one of the two
    is negated and the other is not, or a word meets its opposite, they contradict each other.
    """
    if any(reading.language != sentence.language for reading in evidence):
        return _across(sentence, evidence)
    known = [(clause, sign) for reading in evidence for clause, sign in _signs(reading)]
    everything = {word.stem for clause, _ in known for word in clause}
    exchanged = actors_differ(sentence, evidence) or subjects_exchanged(sentence, evidence)
    for clause, sign in _signs(sentence):
        best = counterparts(clause, known)
        if not best:
            continue
        turned = _turned(clause, best, everything, exchanged)
        agree = any(sign * _of_nouns(clause, other) == theirs for other, theirs in best)
        if agree and turned:
            return (f"„{turned}“ sagt das Gegenteil des Belegs",)
        if not agree and not turned:
            return ("Verneinung weicht vom Beleg ab",)
    return _affirmed(sentence, known) or _denied_part(sentence, evidence) or _added(sentence, evidence, everything)


def _affirmed(sentence: Reading, known: Sequence[_Signed]) -> tuple[str, ...]:
    """A clause that the evidence denies and the sentence tells whole without denying it: "verletzt wurde niemand"."""
    affirmed = {word.stem for clause, sign in known if sign > 0 for word in clause if word.content}
    for clause, sign in _signs(sentence):
        mine = {word.stem for word in clause}
        for other, theirs in known:
            said = {word.stem for word in other if word.content and word.low not in NEGATORS}
            verbs = {word.stem for word in other if word.stem in said and not word.capital}
            if sign > 0 > theirs and _of_nouns(clause, other) > 0 and verbs and said <= mine and not said & affirmed:
                return ("Verneinung weicht vom Beleg ab",)
    return ()


def _denied_part(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """What "nicht im März, sondern im April" denies, told as so."""
    if any(_n_negators(clause) for clause in sentence.clauses()):
        return ()
    mine = {word.stem for word in sentence.words}
    for reading in evidence:
        clauses = reading.clauses()
        for clause, after in pairwise(clauses):
            at = next((n for n, word in enumerate(clause) if word.low in NEGATORS), None)
            if at is None or after[0].low != "sondern" or clause[at + 1 : at + 2] and clause[at + 1].low in HARMLESS_AFTER:
                continue
            denied = {word.stem for word in clause[at + 1 :] if word.content}
            told = {word.stem for word in after if word.capital or word.low[0].isdigit()}
            named = {word.stem for word in clause[at + 1 :] if word.capital}
            if named and named <= mine and not told & mine and not (denied - named) & mine:
                return ("Verneinung weicht vom Beleg ab",)
    return ()


def _added(sentence: Reading, evidence: tuple[Reading, ...], everything: set[str]) -> tuple[str, ...]:
    """A negation in the sentence where the evidence denies nothing, in no way: no negator, no opposite, no "un-"."""
    if not any(_n_negators(clause) for clause in sentence.clauses()):
        return ()
    denied = any(_n_negators(clause) or _without(clause) for reading in evidence for clause in reading.clauses())
    if denied or any(_denies(clause) for reading in evidence for clause in reading.clauses()):
        return ()
    theirs = {place for stem in everything for place in axes(stem)}
    for word in sentence.words:
        mine = axes(word.stem)
        if any((pair, -side) in theirs for pair, side in mine) or _opposite_by_prefix(word.stem, everything):
            return ()
    return ("Verneinung steht nicht im Beleg",)


def _of_nouns(one: Sequence[Word], other: Sequence[Word]) -> int:
    """-1 where one of two clauses has a noun with "ohne" that the other has with something else, else 1."""
    mine, theirs = _without(one), _without(other)
    if theirs - {word.stem for word in one} and _n_negators(one) and _n_negators(other):
        return -1  # "nicht ohne Genehmigung" is no "nicht"
    said = {word.stem for word in other} - theirs, {word.stem for word in one} - mine
    return -1 if (mine & said[0]) or (theirs & said[1]) else 1


def _without(clause: Sequence[Word]) -> set[str]:
    """The stems of the nouns right behind "ohne", an article or an adjective between."""
    found = set()
    for place, word in enumerate(clause):
        if word.low in _WITHOUT:
            noun = next((other for other in clause[place + 1 : place + 4] if other.capital), None)
            found |= {noun.stem} if noun else set()
    return found


def counterparts(clause: tuple[Word, ...], known: Sequence[_Signed]) -> list[_Signed]:
    """The clauses of the evidence that share most content words with `clause`; none where too few are shared.

    A word that has a word of like or opposite meaning there ("verlor", "gewann") counts as shared: both speak of one thing.
    """
    mine = {
        word.stem: 0.5 if word.capital and not is_ordinary(word.low) else 1.0
        for word in clause
        if word.content and word.low.isalpha()
    }
    shared = [(_shared(clause, mine, other), (other, sign)) for other, sign in known]
    most = max((n for n, _ in shared), default=0.0)
    if most < 1.0 or (most < _MIN_SHARED and sum(mine.values()) > most):
        return [pair for n, pair in shared if n == most] if most >= 1.0 and len(known) == 1 else []
    return [pair for n, pair in shared if n == most]


def _shared(clause: tuple[Word, ...], mine: dict[str, float], other: tuple[Word, ...]) -> float:
    theirs = {word.stem for word in other}
    pairs = {pair for places in clause_axes(other).values() for pair, _ in places}
    related = {stem for stem, places in clause_axes(clause).items() if any(pair in pairs for pair, _ in places)}
    related |= {stem for stem in mine if _opposite_by_prefix(stem, theirs)}
    return sum(mine[stem] for stem in mine.keys() & (theirs | related))


def _turned(clause: tuple[Word, ...], others: Sequence[_Signed], everything: set[str], exchanged: bool) -> str:
    """The first word of `clause` whose opposite, but not itself or a word of its side, stands in the counterparts; else "".

    Of a pair such as "kauft" and "verkauft" nothing is turned round where the two names are `exchanged` as well.
    """
    other_axes = {place for other, _ in others for places in clause_axes(other).values() for place in places}
    other_stems = {word.stem for other, _ in others for word in other}
    mine = clause_axes(clause)
    for word in clause:
        if word.stem in everything:
            continue
        places = mine.get(word.stem, frozenset())
        facing = {pair for pair, side in places if (pair, -side) in other_axes}
        if facing and not places & other_axes and not (exchanged and facing <= CONVERSE):
            return word.text
        if _opposite_by_prefix(word.stem, other_stems):
            return word.text
    return ""


def _opposite_by_prefix(one: str, others: set[str]) -> bool:
    """Whether a word meets itself with or without "un-" ("möglich", "unmöglich")."""
    return (len(one) > 3 and f"un{one}" in others) or (one.startswith("un") and len(one) > 5 and one[2:] in others)


def _across(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """The coarse check between two languages: a negation in one whole side only, a word that meets its opposite, and names that
    the evidence has in what it denies.
    """
    mine = [sign for _, sign in _signs(sentence)]
    known = [signed for reading in evidence for signed in _signs(reading)]
    if -1 in mine and all(sign > 0 for _, sign in known):
        return ("Verneinung steht nicht im Beleg",)
    if -1 in mine:
        return ()
    told = [sign for clause, sign in known if any(w.content and not w.capital and w.stem not in SAYING for w in clause)]
    if told and all(sign < 0 for sign in told):
        return ("Der Beleg verneint, der Satz nicht",)
    names = {_name(word) for word in sentence_names(sentence)}
    affirmed, denied = ({_name(w) for clause, sign in known if sign == s for w in clause} for s in (1, -1))
    if names & (denied - affirmed):
        return ("Der Beleg verneint, der Satz nicht",)
    theirs = {place for clause, _ in known for places in clause_axes(clause).values() for place in places}
    exchanged = actors_differ(sentence, evidence)
    mine_axes = clause_axes(sentence.words)
    for word in sentence.words:
        places = mine_axes.get(word.stem, frozenset())
        facing = {pair for pair, side in places if (pair, -side) in theirs}
        if facing and not places & theirs and not (exchanged and facing <= CONVERSE):
            return (f"„{word.text}“ sagt das Gegenteil des Belegs",)
    return ()


def _name(word: Word) -> str:
    return sound(word.low) if word.thing is None else str(word.thing)
