"""What belongs to what in evidence that tells several things: which number, date or name goes with which clause.

"Die Mieten stiegen um 7 Prozent, die Einkommen um 2" proves nothing about rents that rose by 2 per cent, though every word stands
there.
"""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.proving.clause_parts import Part, parts
from chatbot.proving.meaning import found_in
from chatbot.proving.names import sentence_names
from chatbot.proving.roles import role_of
from chatbot.proving.speakers import SAYING
from chatbot.proving.words import Reading, Word

_TOO = frozenset("auch ebenfalls ebenso genauso gleichfalls beide also too both".split())
_SOMEBODY = frozenset("er sie es he she it they".split())


def wrong_bindings(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a number, date or name of the sentence belongs to another clause of its evidence, in German; empty where none does."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    told = {value for clause in parts(sentence) for value in clause.values}
    for reading in evidence:
        known = parts(reading)
        for clause in parts(sentence):
            if any(_within(clause, one) for one in known):
                continue
            if any(_takes_pronoun(clause, one, known[n + 1 :]) for n, one in enumerate(known)):
                return ("Was der Satz sagt, sagt der Beleg von jemand anderem",)
            for n, one in enumerate(known):
                others = [(m, other) for m, other in enumerate(known) if m != n]
                rest = [other for _, other in others]
                if _takes_value(clause, one, n, others, told) or _mixes_values(clause, known, told):
                    return ("Eine Zahl oder ein Datum gehört im Beleg zu etwas anderem",)
                if _takes_verb(clause, one, rest):
                    return ("Was der Satz von einer Zahl sagt, sagt der Beleg von etwas anderem",)
                if _takes_subject(clause, one, rest) or _takes_place(sentence, reading, clause, one):
                    return ("Ein Name gehört im Beleg zu einer anderen Aussage",)
    return ()


def _within(clause: Part, one: Part) -> bool:
    """Whether all that a clause says comes from one clause of the evidence: then nothing can have been mixed up."""
    return clause.values <= one.values and all(found_in(word, one.content) for word in clause.solid)


def _all_in(words: Sequence[Word], clause: Part) -> bool:
    return all(clause.has(word) for word in words)


def _takes_value(clause: Part, one: Part, n: int, others: Sequence[tuple[int, Part]], told: set[tuple[str, str]]) -> bool:
    """Whether `clause` tells `one` with the number of another clause of the evidence in the place of its own."""
    if not one.solid:
        return False
    for value in clause.values:
        if among(value, one.values):
            continue
        own = {known for known in one.values if alike_kinds(known[0], value[0])}
        if not own or own & told:
            continue
        for m, other in others:
            if (one.subject or one.pronoun) and _names_only(clause, other, one):
                continue  # what is told of the other clause's own subject is not taken from it
            if not among(value, other.values) or not (other.content or len(other.values) > 1):
                continue
            whole, more = _all_in(one.content, clause), (clause.values & other.values) - {value}
            other_whole = _all_in(other.solid, clause) if other.solid else bool(more)
            if whole and not other_whole:
                return True
            added = not all(word.capital for word in one.solid) and not _all_in(one.solid, other)
            if whole and m < n and added:
                return True
            headed = one.subject and _all_in(one.subject, clause)
            if headed and not other.subject and other.words[0].low in _SOMEBODY:
                return True
            if headed and (other.subject or other.solid) and not any(clause.has(word) for word in other.subject or other.solid):
                return True
    return False


def _names_only(clause: Part, subject_of: Part, other: Part) -> bool:
    """Whether `clause` has the subject of one clause of the evidence and not that of another one."""
    mine = clause.subject
    return bool(mine) and all(found_in(w, subject_of.subject) for w in mine) and not any(found_in(w, other.subject) for w in mine)


def _takes_pronoun(clause: Part, one: Part, later: Sequence[Part]) -> bool:
    """Whether `clause` says of a subject that the evidence names only in a later clause what a pronoun's clause (`one`) says: in
    "Sie siegte, ihr Gegner Kunze blieb zurück" she is not Kunze.
    """
    if one.subject or not one.pronoun:
        return False
    for other in later:
        if other.words[0].opens:
            return False  # the pronoun of an earlier sentence may be whom a later one names
        if not other.subject or not _names_only(clause, other, one) or any(word.stem in SAYING for word in other.words):
            continue
        taken = clause.values & one.values - other.values
        said = clause.rest
        if clause.values & other.values or any(found_in(word, other.rest) for word in said if not word.capital):
            continue
        if taken or (said and not clause.values and all(one.has(word) for word in said)):
            return True
    return False


def alike_kinds(one: str, other: str) -> bool:
    """Whether two values can be taken for each other: the same kind, or numbers of which one has no unit."""
    return one == other or ("number " in (one, other) and not {"date", "day part"} & {one, other} and "%" not in one + other)


def among(value: tuple[str, str], values: frozenset[tuple[str, str]]) -> bool:
    """Whether a number or date is one of others; a number without a unit may be of any."""
    return any(value[1] == other and alike_kinds(value[0], kind) for kind, other in values)


def _mixes_values(clause: Part, known: Sequence[Part], told: set[tuple[str, str]]) -> bool:
    """Whether `clause` has a number of one clause of the evidence with the date of another one, which has a number of its own."""
    for number in (value for value in clause.values if value[0].startswith("number")):
        for when in (value for value in clause.values if value[0] == "date"):
            if any({number, when} <= one.values for one in known) or not any(number in one.values for one in known):
                continue
            for one in (one for one in known if when in one.values):
                if any(v[0].startswith("number") and alike_kinds(v[0], number[0]) for v in one.values - told):
                    return True
    return False


def _takes_verb(clause: Part, one: Part, others: Sequence[Part]) -> bool:
    """Whether `clause` says of a number of `one` what another clause of the evidence says of its own subject."""
    verbs = [word for word in clause.content if not word.capital]
    if (
        not verbs
        or all(word.capital for word in one.content)
        or not clause.values & one.values
        or any(one.has(word) for word in verbs)
    ):
        return False
    if any(clause.has(word) for word in one.content if not word.capital):
        return False
    return any(
        other.subject
        and not clause.values & other.values
        and all(other.has(word) for word in verbs)
        and not any(clause.has(word) for word in other.subject)
        for other in others
    )


def _takes_subject(clause: Part, one: Part, others: Sequence[Part]) -> bool:
    """Whether `clause` says of the subject of another clause what `one` says of its own."""
    rest = one.rest
    if not one.subject or not rest or not clause.subject or not _mostly_in(rest, clause):
        return False
    if all(word.capital for word in rest) and len(rest) + len(one.values) < 2 and not _has_preposition(one):
        return False
    if any(clause.has(word) for word in one.subject) or any(found_in(word, one.subject) for word in clause.subject):
        return False
    for other in others:
        titled = any(found_in(word, clause.subject) for word in other.subject)
        told = [word for word in (other.rest if titled else other.content) if not found_in(word, clause.subject)]
        named = any(found_in(word, clause.subject) for word in other.free)
        if named and told and not _says_too(other) and not _all_in(told, clause) and not _all_in(rest, other):
            return True
    return False


def _mostly_in(words: Sequence[Word], clause: Part) -> bool:
    """Whether a clause has all the verbs and adjectives among some words, and at least two thirds of all."""
    shared = [word for word in words if clause.has(word)]
    return 3 * len(shared) >= 2 * len(words) and all(word in shared for word in words if not word.capital)


def _has_preposition(clause: Part) -> bool:
    return any(word.low in ("von", "vom", "für", "gegen", "mit") for word in clause.words)


def _says_too(clause: Part) -> bool:
    return any(word.low in _TOO for word in clause.words)


def _takes_place(sentence: Reading, reading: Reading, clause: Part, one: Part) -> bool:
    """Whether `clause` tells `one` with another name behind the same preposition: "in Basel" for "in Fulda"."""
    names = set(sentence_names(reading))
    for word in one.content:
        role = role_of(reading, word)
        rest = [w for w in one.solid if w != word]
        if (word not in names and role != "speaker") or role in ("", "subject", "object", "list") or len(rest) < 2:
            continue
        if clause.has(word) or not _all_in(rest, clause):
            continue
        for mine in clause.content:
            if mine in sentence_names(sentence) and role_of(sentence, mine) == role and not one.has(mine):
                return True
    return False
