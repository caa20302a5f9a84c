"""Who does what to whom, and which number belongs to which name: exchanges between two things that both stand in the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from chatbot.number_words import cardinal
from chatbot.proving.names import sentence_names, sound
from chatbot.proving.numbers import find_numbers
from chatbot.proving.opposites import CONVERSE, clause_axes
from chatbot.proving.words import Reading, Word

_PREPOSITIONS = frozenset(
    "von vom aus nach in im an am auf mit gegen für bei zu zum zur über durch wegen from to in at on with against for "
    "by about of".split()
)
_SAME = {
    "aus": "von", "vom": "von", "from": "von", "of": "von", "to": "nach", "with": "mit", "against": "gegen", "for": "für",
    "on": "auf", "im": "in", "am": "an", "zum": "zu", "zur": "zu",
}  # fmt: skip
_OBJECT = frozenset("den dem einen einem ihn ihm seinen seinem ihren ihrem him them".split())
_SUBJECT = frozenset("der ein he she".split())
_DETERMINERS = frozenset("der die das den dem des ein eine einen einem einer the a".split())
_SPEAKER = "speaker"
_SPEAKING = frozenset("laut zufolge".split())
_SAID = frozenset("angaben ansicht einschätzung informationen aussage aussagen auffassung meinung darstellung worten".split())
_PASSIVE = frozenset("wurde wurden wird werden worden was were been".split())
_BESIDE = 3
_COPULA = frozenset("ist sind war waren heißt heißen bleibt blieb sei gilt gelten is are was were named called remains".split())
_LIST = frozenset("und sowie and oder or zwischen between".split())


def _key(word: Word) -> str:
    """What a name is called across inflections and languages."""
    thing = word.thing
    return f"#{thing}" if thing is not None else sound(word.low)


def _heads(reading: Reading) -> list[tuple[int, Word]]:
    """The last word of every run of names, with its place among the words: "Wladimir Putin" is "Putin"."""
    names = set(sentence_names(reading))
    words = reading.words
    return [
        (n, word)
        for n, word in enumerate(words)
        if word in names and not (n + 1 < len(words) and words[n + 1] in names and words[n + 1].clause == word.clause)
    ]


def _role(words: Sequence[Word], at: int) -> str:
    """The role of the name at `at`: a preposition, "subject", "object" by its article, or "" where only the order tells."""
    for back in range(1, 6):
        if at - back < 0 or words[at - back].clause != words[at].clause:
            break
        before = words[at - back]
        if before.low in _SPEAKING:
            return _SPEAKER
        if before.low == "des":
            return "list"  # a genitive belongs to the noun before it
        if before.low.isdigit():
            continue
        if before.low in _PREPOSITIONS:
            return _SPEAKER if _of_speaker(words, at - back) else before.low
        if before.low in _DETERMINERS and at - back > 0 and words[at - back - 1].low in _PREPOSITIONS | _SPEAKING:
            continue
        if before.low in _OBJECT:
            return "object"
        if before.low in _SUBJECT:
            genitive = (
                before.low == "der"
                and at - back > 0
                and words[at - back - 1].capital
                and words[at - back - 1].clause == before.clause
            )
            return "list" if genitive else "subject"
        if before.low in _LIST:
            return "list"
        adjective = at - back > 0 and words[at - back - 1].low in _DETERMINERS | _PREPOSITIONS
        if not before.capital and before.content and back > 1 and not adjective and cardinal(before.low) is None:
            break
        if not before.capital and not before.low.endswith(("e", "en", "er", "em", "es", "n")):
            break
    return ""


def role_of(reading: Reading, word: Word) -> str:
    """How a noun or name stands: its preposition, "subject", "object", "list", "speaker", or "" where only the order tells."""
    return _role(reading.words, reading.words.index(word))


def _of_speaker(words: Sequence[Word], at: int) -> bool:
    """Whether the preposition at `at` introduces a speaker: "nach Angaben von". Who speaks is for `speakers` to judge."""
    return at > 0 and words[at - 1].low in _SAID


def _relations(reading: Reading) -> dict[frozenset[str], set[tuple[str, str]]]:
    """For every two names of one sentence: (who acts or comes first, how the other stands)."""
    found: dict[frozenset[str], set[tuple[str, str]]] = {}
    words = reading.words
    heads = _heads(reading)
    for (n, one), (m, other) in combinations(heads, 2):
        first, second = _key(one), _key(other)
        together = all(word.capital for word in words[n + 1 : m])  # "polnischen Kollegen Sikorski"
        if first == second or other.clause != one.clause or together:
            continue
        role, role_other = _role(words, n), _role(words, m)
        if {"list", _SPEAKER} & {role, role_other} or (m - n == 2 and words[n + 1].low in _LIST):
            continue
        if any(word.low in _COPULA for word in words if word.clause == one.clause):
            continue
        passive = any(word.low in _PASSIVE for word in words if word.clause in (one.clause, other.clause))
        found.setdefault(frozenset((first, second)), set()).add(_relation(first, second, role, role_other, passive))
    return found


def _relation(first: str, second: str, role: str, role_other: str, passive: bool) -> tuple[str, str]:
    """(the name that acts, "acts") or (the name with the leading preposition, "von>nach")."""
    role, role_other = _SAME.get(role, role), _SAME.get(role_other, role_other)
    if role in _PREPOSITIONS and role_other in _PREPOSITIONS:
        return (first, f"{role}>{role_other}") if role <= role_other else (second, f"{role_other}>{role}")
    agent = first
    if role == "object" and role_other != "object":
        agent = second
    if passive and role_other in ("von", "vom", "durch", "by"):
        return second, "acts"
    if passive and role in ("von", "vom", "durch", "by"):
        return first, "acts"
    if role in _PREPOSITIONS:
        return second, f"acts {role}"
    if role_other in _PREPOSITIONS:
        return first, f"acts {role_other}"
    return agent, "acts"


def exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why two names or two numbers have changed places, in German; empty where they have not.

    Two names count as exchanged where the evidence has them in the same relation, but only the other way round.
    """
    known: dict[frozenset[str], set[tuple[str, str]]] = {}
    for reading in evidence:
        for pair, relations in _relations(reading).items():
            known.setdefault(pair, set()).update(relations)
    for pair, relations in _relations(sentence).items():
        theirs = known.get(pair)
        if not theirs:
            continue
        for actor, how in sorted(relations):
            other = next(name for name in pair if name != actor)
            if (actor, how) not in theirs and (other, how) in theirs:
                return () if converse(sentence, evidence) else ("Die Rollen zweier Namen sind gegenüber dem Beleg vertauscht",)
    return _exchanged_places(sentence, evidence) or _exchanged_numbers(sentence, evidence)


def converse(sentence: Reading, evidence: tuple[Reading, ...]) -> bool:
    """Whether the sentence says it from the other side: "verlor gegen" for "gewann gegen", "kauft von" for "verkauft an"."""
    mine = {place for places in clause_axes(sentence.words).values() for place in places if place[0] in CONVERSE}
    theirs = {place for reading in evidence for places in clause_axes(reading.words).values() for place in places}
    return any((pair, -side) in theirs and (pair, side) not in theirs for pair, side in mine)


def actors_differ(sentence: Reading, evidence: tuple[Reading, ...]) -> bool:
    """Whether of two names that both have in one relation another one acts: "A verkauft an B" and "B kauft von A"."""
    theirs: dict[frozenset[str], set[str]] = {}
    for reading in evidence:
        for pair, relations in _relations(reading).items():
            theirs.setdefault(pair, set()).update(actor for actor, how in relations if how.startswith("acts"))
    for pair, relations in _relations(sentence).items():
        actors = {actor for actor, how in relations if how.startswith("acts")}
        if actors and theirs.get(pair) and not actors & theirs[pair]:
            return True
    return False


def _exchanged_places(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Two things that each stand in the evidence where the sentence has the other one, judged by the words beside them."""
    mine = _places(sentence)
    if len(mine) < 2:
        return ()
    for reading in evidence:
        theirs = _places(reading)
        for one, other in combinations(sorted(set(mine) & set(theirs)), 2):
            if one[0].isdigit() != other[0].isdigit() or _listed(mine[one], mine[other]) or _listed(theirs[one], theirs[other]):
                continue
            straight = min(_nearness(mine[one], theirs[one]), _nearness(mine[other], theirs[other]))
            crossed = min(_nearness(mine[one], theirs[other]), _nearness(mine[other], theirs[one]))
            own = max(_nearness(mine[one], theirs[one]), _nearness(mine[other], theirs[other]))
            if crossed >= 1.0 and crossed > straight and crossed > own:
                return ("Zwei Angaben sind gegenüber dem Beleg vertauscht",)
    return ()


_Beside = tuple[int, dict[str, float], dict[str, float]]


def _places(reading: Reading) -> dict[str, _Beside]:
    """Every name and number that occurs once, with the words on its left and right, the nearer the heavier."""
    words = reading.words
    found: dict[str, list[_Beside]] = {}
    names = set(sentence_names(reading))
    for n, word in enumerate(words):
        if word.capital and word.content and (word in names or not word.opens):
            found.setdefault(_key(word), []).append((n, _side(words, n, -1), _side(words, n, 1)))
    for number in find_numbers(reading.text, reading.language):
        at = next((i for i, word in enumerate(words) if word.end > number.start), None)
        if at is not None:
            found.setdefault(f"0{number.value}", []).append((at, _side(words, at, -1), _side(words, at, 1)))
    return {key: places[0] for key, places in found.items() if len(places) == 1}


def _side(words: Sequence[Word], at: int, step: int) -> dict[str, float]:
    """The stems up to `_BESIDE` words to one side of a word, in its clause, weighted by nearness."""
    found: dict[str, float] = {}
    for gap in range(1, _BESIDE + 1):
        n = at + step * gap
        if not 0 <= n < len(words) or words[n].clause != words[at].clause:
            break
        found.setdefault(words[n].stem, 1.0 / gap)
    return found


def _nearness(one: _Beside, other: _Beside) -> float:
    """How much two places have beside them in common, side by side."""
    return sum(
        min(mine[stem], theirs[stem])
        for mine, theirs in zip(one[1:], other[1:], strict=True)
        for stem in mine.keys() & theirs.keys()
    )


def _listed(one: _Beside, other: _Beside) -> bool:
    """Whether the two stand in one enumeration ("Leipzig oder Leverkusen"), where order says nothing."""
    return abs(one[0] - other[0]) <= 2 and not set(one[2]) - {"und", "od", "oder", "sowi", "and", "or"} - set(other[1]) - set(
        other[2]
    )


def _exchanged_numbers(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """A number that in the evidence stands nearest to another name than in the sentence, while that name has its own."""
    mine = _nearest(sentence)
    for reading in evidence:
        theirs = _nearest(reading)
        for value, name in mine.items():
            there = theirs.get(value)
            if there is None or there == name or name not in theirs.values() or _together(reading, value, name):
                continue
            own = [other for other, called in theirs.items() if called == name]
            if value not in own and there not in {_key(word) for _, word in _heads(sentence)}:
                return (f"Die Zahl {value} gehört im Beleg zu einem anderen Namen",)
    return ()


def _together(reading: Reading, value: str, name: str) -> bool:
    """Whether a number and a name stand in one clause, where the nearest name need not be the one it belongs to."""
    clauses = {word.clause for _, word in _heads(reading) if _key(word) == name}
    spots = [number.end for number in find_numbers(reading.text, reading.language) if number.value == value]
    return any(next((w.clause for w in reading.words if w.end >= end), None) in clauses for end in spots)


def _nearest(reading: Reading) -> dict[str, str]:
    """Every number with the name nearest to it, where the reading has at least one name."""
    heads = [(n, word) for n, word in _heads(reading) if _role(reading.words, n) != _SPEAKER]
    if not heads:
        return {}
    nearest = {}
    for number in find_numbers(reading.text, reading.language):
        gap = {_key(word): min(abs(word.start - number.end), abs(number.start - word.end)) for _, word in reversed(heads)}
        nearest[number.value] = min(gap, key=lambda name: (gap[name], name))
    return nearest
