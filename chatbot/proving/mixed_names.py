"""Names put together from two names, and titles given to another bearer: "CSU-Chefin Faeser" where that is Söder's."""

from __future__ import annotations

import re
from itertools import pairwise

from chatbot.proving.meaning import found_in
from chatbot.proving.names import MEASURES, sentence_names, sound
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
        if known.issuperset(pair) and pair not in near and (other.thing is None or not one.low.endswith("s")):
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


def wrong_titles(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(why a title in front of a name is another one's, why it is not proved), in German.

    It is another one's where the evidence has it only in front of other names, and not proved where the name has another one
    there ("Kremlchef Putin" for "Präsident Putin").
    """
    if any(_COLLEAGUE.search(reading.text) or reading.language != sentence.language for reading in evidence):
        return (), ()
    bearers: list[tuple[Word, str]] = [pair for reading in evidence for pair in _titled(reading)]
    content = [word for reading in evidence for word in reading.words if word.content]
    for title, name in _titled(sentence):
        same = [other for word, other in bearers if found_in(title, (word,))]
        if same and name not in same:
            return (f"„{title.text}“ ist im Beleg jemand anderes",), ()
        if any(name == other for _, other in bearers) and not found_in(title, content):
            return (), (f"„{title.text}“ steht nicht im Beleg",)
    return (), ()


def _titled(reading: Reading) -> list[tuple[Word, str]]:
    """Every noun or name-and-noun ("CSU-Chef") right in front of a name, with the last word of that name by sound; of two names
    joined by "und" each has it.
    """
    names = set(sentence_names(reading))
    words = reading.words
    found = []
    for n, (one, other) in enumerate(pairwise(words)):
        is_title = one.capital and one.content and one.low not in MEASURES and (one not in names or "-" in one.text)
        if not is_title or other not in names or other.start != one.end + 1:
            continue
        last = n + 1
        while last + 1 < len(words) and words[last + 1] in names and words[last + 1].start == words[last].end + 1:
            last += 1
        found.append((one, sound(words[last].low)))
        if last + 2 < len(words) and words[last + 1].low in ("und", "and", "sowie"):
            run = last + 2
            while run + 1 < len(words) and words[run + 1] in names and words[run + 1].start == words[run].end + 1:
                run += 1
            found.append((one, sound(words[run].low)))
    return found
