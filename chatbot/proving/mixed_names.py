"""Names put together from two names, and titles given to another bearer: "CSU-Chefin Faeser" where that is Söder's."""

from __future__ import annotations

import re
from itertools import pairwise

from chatbot.proving.meaning import found_in
from chatbot.proving.names import sentence_names, sound
from chatbot.proving.words import Reading, Word

_COLLEAGUE = re.compile(r"kolleg|amtsbruder|vorgänger|nachfolger|counterpart|colleague|predecessor|successor", re.I)
"""Words that give somebody the title of another one without saying it again."""


def mixed_names(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """A name with a capital word right behind it that both stand in the evidence, but never near each other there."""
    known = {sound(word.low) for reading in evidence for word in reading.words if word.capital}
    near = {pair for reading in evidence for pair in _near(reading)}
    names = set(sentence_names(sentence))
    for one, other in pairwise(sentence.words):
        if (
            one not in names
            or "-" in one.text
            or not one.capital
            or not other.capital
            or one.thing is not None
            or other.start != one.end + 1
        ):
            continue
        pair = (sound(one.low), sound(other.low))
        if known.issuperset(pair) and pair not in near and other.thing is None:
            return ("Ein Name ist aus zwei Namen des Belegs gemischt",)
    return ()


def _near(reading: Reading) -> set[tuple[str, str]]:
    """Every two words with capitals at most three words apart, by sound, both ways."""
    words = reading.words
    found = set()
    for n, one in enumerate(words):
        for other in words[n + 1 : n + 4]:
            if one.capital and other.capital and one.clause == other.clause:
                first, second = sound(one.low), sound(other.low)
                found |= {(first, second), (second, first)} if other.start > one.end + 1 else {(first, second)}
    return found


def wrong_titles(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why a title in front of a name is another one's, in German: the evidence has it, but only in front of other names."""
    if any(_COLLEAGUE.search(reading.text) for reading in evidence):
        return ()
    bearers: list[tuple[Word, str]] = [pair for reading in evidence for pair in _titled(reading)]
    for title, name in _titled(sentence):
        same = [other for word, other in bearers if found_in(title, (word,))]
        if same and name not in same and any(name == other for _, other in bearers):
            return (f"„{title.text}“ ist im Beleg jemand anderes",)
    return ()


def _titled(reading: Reading) -> list[tuple[Word, str]]:
    """Every noun or name-and-noun ("CSU-Chef") right in front of a name, with the last word of that name by sound."""
    names = set(sentence_names(reading))
    found = []
    for n, (one, other) in enumerate(pairwise(reading.words)):
        is_title = one.capital and one.content and (one not in names or "-" in one.text)
        if not is_title or other not in names or other.thing is not None or other.start != one.end + 1:
            continue
        last = other
        for word in reading.words[n + 2 :]:
            if word not in names or word.clause != last.clause or word.start != last.end + 1:
                break
            last = word
        found.append((one, sound(last.low)))
    return found
