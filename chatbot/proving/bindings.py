"""What belongs to what in evidence that tells several things: which number, date or name goes with which clause.

"Die Mieten stiegen um 7 Prozent, die Einkommen um 2" proves nothing about rents that rose by 2 per cent, though every word stands
there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.calendar_words import date_spans
from chatbot.proving.meaning import LIGHT, found_in
from chatbot.proving.names import sentence_names
from chatbot.proving.numbers import find_numbers
from chatbot.proving.places import many_worded
from chatbot.proving.roles import role_of
from chatbot.proving.times import relative_spans
from chatbot.proving.words import Reading, Word

_PRONOUNS = frozenset("er sie es wir ich man ihr he she it they we i who which that".split())
_RELATIVE = frozenset("der die das dem den dessen deren denen welche welcher welches".split())
_WHOLE = {"vom": "von", "im": "in", "am": "an", "zum": "zu", "zur": "zu"}
_STANCE = {"dagegen": "gegen", "dafür": "für"}
_TOO = frozenset("auch ebenfalls ebenso genauso gleichfalls beide also too both".split())
_UNITS = frozenset("prozent prozentpunkte prozentpunkten millionen milliarden million milliarde mio mrd percent".split())


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause: its content words, its numbers and dates as (kind, value), its subject's words, all its words, and the places
    its sentence names in several words ("Vereinigte Staaten").
    """

    content: tuple[Word, ...]
    values: frozenset[tuple[str, str]]
    subject: tuple[Word, ...]
    words: tuple[Word, ...]
    places: frozenset[int]

    def has(self, word: Word) -> bool:
        """Whether a content word of another clause stands here too."""
        stance = _STANCE.get(word.low)
        here = found_in(word, self.content) or any(found_in(other, (word,)) for other in self.content)
        return here or word.low in LIGHT or word.thing in self.places or any(w.low == stance for w in self.words)

    @property
    def solid(self) -> tuple[Word, ...]:
        """The content words without verbs that say nothing of their own."""
        return tuple(word for word in self.content if word.low not in LIGHT)

    @property
    def rest(self) -> tuple[Word, ...]:
        """The content words without the subject."""
        return tuple(word for word in self.content if word not in self.subject)


def _clauses(reading: Reading) -> tuple[_Clause, ...]:
    values: list[tuple[int, int, str, str]] = [
        (n.start, n.end, f"number {n.unit or '%' * n.value.endswith('%')}", n.value)
        for n in find_numbers(reading.text, reading.language)
    ]
    values += [(start, end, "date", key) for start, end, key in date_spans(reading.text)]
    values += [(start, end, "date", key) for start, end, key in relative_spans(reading.text)]
    counted = [(start, end) for start, end, _, _ in values]
    places = frozenset(thing for _, _, thing in many_worded(reading.text))
    found = []
    for words in reading.clauses():
        content = tuple(w for w in words if w.content and w.low not in _UNITS and not any(a <= w.start < b for a, b in counted))
        own = frozenset((kind, value) for start, end, kind, value in values if words[0].start < end and start < words[-1].end)
        found.append(_Clause(content, own, _subject(reading, words, content), words, places))
    return tuple(found)


def _subject(reading: Reading, words: Sequence[Word], content: Sequence[Word]) -> tuple[Word, ...]:
    """The first run of nouns or names that stands behind no preposition; empty where a pronoun or nothing precedes the verb."""
    if (
        words[0].low in _RELATIVE
        and len(words) > 1
        and not words[1].capital
        and not words[1].low.endswith(("e", "en", "er", "es"))
    ):
        return ()
    names = set(sentence_names(reading))
    verb_first = not words[0].capital and words[0].content
    run: list[Word] = []
    for word in words:
        if word.low in _PRONOUNS and not run:
            return ()
        if word.capital and word in content and (run or _stands_free(reading, word)):
            run.append(word)
        elif run:
            break
    return () if verb_first and not any(word in names for word in run) else tuple(run)


def _stands_free(reading: Reading, word: Word) -> bool:
    return role_of(reading, word) in ("", "subject")


def wrong_bindings(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a number, date or name of the sentence belongs to another clause of its evidence, in German; empty where none does."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    told = {value for clause in _clauses(sentence) for value in clause.values}
    for reading in evidence:
        known = _clauses(reading)
        for clause in _clauses(sentence):
            if any(_within(clause, one) for one in known):
                continue
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


def _within(clause: _Clause, one: _Clause) -> bool:
    """Whether all that a clause says comes from one clause of the evidence: then nothing can have been mixed up."""
    return clause.values <= one.values and all(found_in(word, one.content) for word in clause.solid)


def _all_in(words: Sequence[Word], clause: _Clause) -> bool:
    return all(clause.has(word) for word in words)


def _takes_value(
    clause: _Clause, one: _Clause, n: int, others: Sequence[tuple[int, _Clause]], told: set[tuple[str, str]]
) -> bool:
    """Whether `clause` tells `one` with the number of another clause of the evidence in the place of its own."""
    if not one.solid:
        return False
    for value in clause.values:
        if _among(value, one.values):
            continue
        own = {known for known in one.values if _alike_kinds(known[0], value[0])}
        if not own or own & told:
            continue
        for m, other in others:
            if not _among(value, other.values) or not other.content:
                continue
            whole, more = _all_in(one.content, clause), (clause.values & other.values) - {value}
            other_whole = _all_in(other.solid, clause) if other.solid else bool(more)
            if whole and not other_whole:
                return True
            added = not all(word.capital for word in one.solid) and not _all_in(one.solid, other)
            if whole and m < n and added:
                return True
            headed = one.subject and _all_in(one.subject, clause)
            if headed and other.subject and not any(clause.has(word) for word in other.solid):
                return True
    return False


def _alike_kinds(one: str, other: str) -> bool:
    """Whether two values can be taken for each other: the same kind, or numbers of which one has no unit."""
    return one == other or ("number " in (one, other) and "date" not in (one, other) and "%" not in one + other)


def _among(value: tuple[str, str], values: frozenset[tuple[str, str]]) -> bool:
    """Whether a number or date is one of others; a number without a unit may be of any."""
    return any(value[1] == other and _alike_kinds(value[0], kind) for kind, other in values)


def _mixes_values(clause: _Clause, known: Sequence[_Clause], told: set[tuple[str, str]]) -> bool:
    """Whether `clause` has a number of one clause of the evidence with the date of another one, which has a number of its own."""
    for number in (value for value in clause.values if value[0] != "date"):
        for when in (value for value in clause.values if value[0] == "date"):
            if any({number, when} <= one.values for one in known) or not any(number in one.values for one in known):
                continue
            for one in (one for one in known if when in one.values):
                if any(v[0] != "date" and _alike_kinds(v[0], number[0]) for v in one.values - told):
                    return True
    return False


def _takes_verb(clause: _Clause, one: _Clause, others: Sequence[_Clause]) -> bool:
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


def _takes_subject(clause: _Clause, one: _Clause, others: Sequence[_Clause]) -> bool:
    """Whether `clause` says of the subject of another clause what `one` says of its own."""
    rest = one.rest
    if not one.subject or not rest or not clause.subject or not _all_in(rest, clause):
        return False
    if all(word.capital for word in rest) and len(rest) + len(one.values) < 2 and not _has_preposition(one):
        return False
    if any(clause.has(word) for word in one.subject) or any(found_in(word, one.subject) for word in clause.subject):
        return False
    return any(
        other.subject
        and found_in(other.subject[-1], clause.subject)
        and other.rest
        and not _says_too(other)
        and not _all_in(other.rest, clause)
        and not _all_in(rest, other)
        for other in others
    )


def _has_preposition(clause: _Clause) -> bool:
    return any(word.low in ("von", "vom", "für", "gegen", "mit") for word in clause.words)


def _says_too(clause: _Clause) -> bool:
    return any(word.low in _TOO for word in clause.words)


def _takes_place(sentence: Reading, reading: Reading, clause: _Clause, one: _Clause) -> bool:
    """Whether `clause` tells `one` with another name behind the same preposition: "in Basel" for "in Fulda"."""
    names = set(sentence_names(reading))
    for word in one.content:
        role = role_of(reading, word)
        rest = [w for w in one.content if w != word]
        if (word not in names and role != "speaker") or role in ("", "subject", "object", "list") or len(rest) < 2:
            continue
        if clause.has(word) or not _all_in(rest, clause):
            continue
        for mine in clause.content:
            if mine in sentence_names(sentence) and role_of(sentence, mine) == role and not one.has(mine):
                return True
    return False


def roles_exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why subject and giver or receiver have changed places, in German: "A erhielt von B" for "B erhielt von A"; else empty."""
    if any(reading.language != sentence.language for reading in evidence):
        return ()
    for mine in _clauses(sentence):
        for reading in evidence:
            for theirs in _clauses(reading):
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


def _passive(clause: _Clause) -> bool:
    return any(word.low in ("wurde", "wurden", "wird", "werden", "worden") for word in clause.words)


def _behind_preposition(reading: Reading, clause: _Clause, sought: Word) -> str:
    """The preposition (contracted ones whole) in front of a word's counterpart in a clause; "" where there is none."""
    for word in clause.rest:
        if found_in(sought, (word,)):
            role = role_of(reading, word)
            return _WHOLE.get(role, role) if role not in ("subject", "object", "list", "speaker") else ""
    return ""


def subjects_exchanged(sentence: Reading, evidence: tuple[Reading, ...]) -> bool:
    """Whether the subject of the sentence and that of its evidence both stand in the other one too, but not as its subject."""
    for mine in _clauses(sentence):
        for theirs in (clause for reading in evidence for clause in _clauses(reading)):
            if not mine.subject or not theirs.subject or found_in(mine.subject[-1], theirs.subject):
                continue
            if found_in(mine.subject[-1], theirs.rest) and found_in(theirs.subject[-1], mine.rest):
                return True
    return False
