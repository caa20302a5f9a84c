"""Who says it? The speaker a sentence names must be one the evidence names as speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from chatbot.proving.names import sentence_names, sound
from chatbot.proving.places import state_of
from chatbot.proving.words import Reading, Word, stem

SAYING = frozenset(
    stem(word)
    for word in (
        "sagt sagte sagten gesagt erklärt erklärte erklärten betont betonte betonten meint meinte meinten teilte teilt "
        "mitgeteilt mitteilte berichtet berichtete berichteten meldet meldete meldeten warnt warnte warnten fordert forderte "
        "forderten kritisiert kritisierte kritisierten lobt lobte behauptet behauptete behaupteten bestätigt bestätigte "
        "bestätigten dementierte bestritt bestreitet versprach verspricht ankündigte kündigte kündigt schrieb schreibt "
        "äußerte äußert ergänzte fügte hinzufügte verlangte verlangt warf vorwarf unterstrich bezeichnete bezeichnet nannte "
        "nennt dankte dankt urteilte versicherte räumte begrüßte bekräftigte zitierte sprach spricht says said told tells "
        "explained stressed warned warns demanded criticised criticized claims claimed announced announces reported reports "
        "wrote added praised confirmed denied promised called thanked stated"
    ).split()
)
"""The stems of verbs that say that somebody says something."""
_BEFORE_SPEAKER = re.compile(
    r"\b(?:laut|nach (?:Angaben|Ansicht|Einschätzung|Informationen|Aussage|Aussagen|Auffassung|Meinung|Darstellung|Worten)"
    r"(?: (?:von|der|des))?|according to|in den Augen)\s",
    re.I,
)
_AFTER_SPEAKER = re.compile(r"\b(?:zufolge|so|heißt es)\b", re.I)
_PRONOUNS = frozenset("er sie es man wir ich he she it they we i".split())
_REACH = 7  # words a speaker may stand away from the verb of saying


@lru_cache(maxsize=4_096)
def _spots(reading: Reading) -> tuple[tuple[Word, ...], ...]:
    """For every attribution in a reading: the words near it in which the speaker must be found."""
    words = reading.words
    quoted = _quoted_spans(reading.text)
    outside = [word for word in words if not any(start <= word.start < end for start, end in quoted)]
    spots = []
    for place_, word in enumerate(outside):
        if word.stem in SAYING:
            spots.append(tuple(outside[max(0, place_ - _REACH) : place_ + _REACH + 1]))
    for match in _BEFORE_SPEAKER.finditer(reading.text):
        spots.append(tuple([word for word in outside if word.start >= match.end()][:_REACH]))
    for match in _AFTER_SPEAKER.finditer(reading.text):
        near = [word for word in outside if word.end <= match.start()][-4:]
        if match.group().lower() != "zufolge":
            near += [word for word in outside if word.start >= match.end()][:4]
        spots.append(tuple(near))
    return tuple(spots)


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"„[^“”\"]*[“”\"]|“[^”]*”|»[^«]*«|\"[^\"]*\"", text)]


def speaker_of(reading: Reading) -> tuple[Word, ...]:
    """The names in the place of the speaker of a sentence's first attribution: right beside the verb or the marker."""
    names = set(sentence_names(reading))
    quoted = _quoted_spans(reading.text)
    outside = [word for word in reading.words if not any(start <= word.start < end for start, end in quoted)]
    for match in _BEFORE_SPEAKER.finditer(reading.text):
        after = [word for word in outside if word.start >= match.end()][:_REACH]
        return _first_run(after, {word for word in after if word.capital and word.content})
    for place_, word in enumerate(outside):
        if word.stem not in SAYING:
            continue
        after = [w for w in outside[place_ + 1 : place_ + 6] if w.clause == word.clause]
        before = [w for w in outside[:place_] if w.clause == word.clause]
        if (
            before
            and not (before[-1].content and before[-1] not in names and len(before) > 6)
            and any(w in names for w in before)
        ):
            return _first_run(before, names)
        return _first_run(after, names)
    return ()


def _first_run(words: Sequence[Word], names: set[Word]) -> tuple[Word, ...]:
    """The first unbroken run of names in `words`; a pronoun before it means the speaker is not named."""
    run: list[Word] = []
    for word in words:
        if word in names or (run and word.capital and word.start == run[-1].end + 1):
            run.append(word)
        elif run:
            break
        elif word.low in _PRONOUNS:
            return ()
    return tuple(run)


def wrong_speaker(sentence: Reading, evidence: tuple[Reading, ...]) -> tuple[str, ...]:
    """Why the sentence's speaker is not the evidence's, in German; empty where there is none or it fits.

    Only named speakers are compared, and only where the evidence itself says who speaks: a pronoun there leaves it open.
    """
    speaker = speaker_of(sentence)
    if not speaker:
        return ()
    spots = [spot for reading in evidence for spot in _spots(reading)]
    if not spots or any(word.low in _PRONOUNS for spot in spots for word in spot):
        return ()
    last = speaker[-1]
    near = [word for spot in spots for word in spot]
    if any(same_speaker(last, word) for word in near):
        return ()
    return (f"„{' '.join(word.text for word in speaker)}“ ist im Beleg nicht der Sprecher",)


def same_speaker(one: Word, other: Word) -> bool:
    """Whether two words name one speaker: by stem or sound, as one place or its capital, or one inside the other."""
    if one.stem == other.stem or sound(one.low) == sound(other.low):
        return True
    thing = one.thing
    if thing is not None and thing in (other.thing, state_of(other.low, other.capital)):
        return True
    return len(one.low) > 3 and (one.low in other.low or other.low.startswith(one.low[:-1]))
