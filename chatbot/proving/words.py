"""The words of one sentence with what the checks need to know of each. Reading only; no check lives here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chatbot.proving.places import place
from index.analysis import question_language, stems

_WORD = re.compile(r"[A-ZÄÖÜ]\.(?:[A-ZÄÖÜ]\.)+|[^\W_]+(?:[-‐‑][^\W_]+)*(?:['’]s\b)?")
_BREAK = re.compile(
    r"(?<!\d)[,;:]|[,;:](?!\d)|[–—()\"„“”»«›‹]|(?<=\s)-(?=\s)|(?<=[^\W\d_])[!?](?=\s)"
    r"|(?<=[^\W\d_]{2})(?<!\bDr)(?<!\bNr)(?<!\bSt)(?<!\bca)(?<!\bProf)(?<!\bMio)(?<!\bMrd)(?<!\bTsd)(?<!\bbzw)(?<!\bAbs)\.(?=\s)"
)  # neither "3,5" nor "3:1" nor "1. September" nor "Mrd. Euro" is two clauses
_JOINS = frozenset(
    "und oder sondern dass daß weil obwohl während wenn falls ob damit nachdem bevor sowie wobei "
    "wohingegen and or but that because although though while whereas if whether after before".split()
)
_FUNCTION = frozenset(
    "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird wurde wurden werden "
    "worden sein hat haben hatte hatten habe hätte hätten sei seien wäre wären kann können konnte konnten soll sollen sollte "
    "sollten muss müssen musste mussten will wollen wollte wollten darf dürfen mit von vom zu zum zur im in ins am an ans auf "
    "aus bei beim nach seit über unter vor für gegen um durch ohne zwischen sich er sie es wir ihr ich du man noch schon auch "
    "nur als wenn dass daß ob weil damit dann mehr sehr gibt dort hier da dieser diese dieses diesen diesem seine seiner "
    "seinen seinem seines ihre ihrer ihren ihrem ihres bis denn doch etwa laut wegen während so wie was wer wo nun dabei "
    "damit dazu daran darauf davon dafür außerdem zudem sowie jedoch wieder bereits rund knapp gut jetzt heute nicht kein "
    "keine keinen keinem keiner keines nie niemals weder ihn ihm ihnen dessen deren demnach zufolge angaben nachdem bevor "
    "trotz statt anstatt gemäß dank samt nahe neben hinter innerhalb außerhalb angesichts aufgrund mithilfe infolge entlang "
    "gegenüber per pro binnen ungeachtet anlässlich hinsichtlich seitens zugunsten mittels jenseits unweit ab zwar also "
    "fast beinahe nahezu ungefähr circa "
    "deshalb deswegen daher somit dadurch hierzu hierbei dennoch trotzdem allerdings "
    "einige alle allem allen aller beim inzwischen unterdessen bislang bisher weiter weiterhin the a an of and or but is are "
    "was were be been being has have had do does did who whom which what when where why how to from into on onto at by for "
    "about against between without during after before since until over under he she it its they them their his her him we "
    "you i there this that these those will would can could should may might must than then as if because while also only "
    "more most some any almost nearly roughly around other not no never nor s t".split()
)
_ENGLISH = frozenset(
    "the a of to is are were been has have had and or but for on at by from with that this his her its their he she it they "
    "as not who which would said says".split()
)  # no word that German has too, such as "was", "will", "in"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, in small letters, its German stem, its place, its clause (from 0) and its role in the check.

    `content` is False for function words; `capital` says it is written with a capital, `opens` that it opens a sentence,
    where a capital tells nothing. `thing` is the place or organisation it names (see `places`), or None.
    """

    text: str
    low: str
    stem: str
    start: int
    end: int
    clause: int
    capital: bool
    opens: bool
    content: bool
    thing: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence (or the evidence) read: its text, language ("de" or "en") and words in order."""

    text: str
    language: str
    words: tuple[Word, ...]

    def clauses(self) -> tuple[tuple[Word, ...], ...]:
        """The words by clause, in order, without empty clauses."""
        found: dict[int, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.clause, []).append(word)
        return tuple(tuple(words) for _, words in sorted(found.items()))


@lru_cache(maxsize=100_000)
def stem(low: str) -> str:
    """The German stem of one word in small letters; parts of a hyphenated word are joined."""
    return "".join(stems(low)) or low


@lru_cache(maxsize=4_096)
def read(text: str) -> Reading:
    """Read `text` once; the same text is not read again while it is remembered.

    Example:
        >>> [w.low for w in read("Er kam nicht, sie schon.").words if w.clause == 1]
        ['sie', 'schon']
    """
    breaks = [match.start() for match in _BREAK.finditer(text)]
    words: list[Word] = []
    clause = last = 0
    around: list[int] = []  # the clauses that a bracket stands in: they go on behind it
    passed = 0
    opens = True
    for match in _WORD.finditer(text):
        while passed < len(breaks) and breaks[passed] < match.start():
            mark = text[breaks[passed]]
            if mark == "(":
                around.append(clause)
            closed = mark == ")" and bool(around)
            last += not closed
            clause = around.pop() if closed else last
            opens = opens or mark in '.!?:"„“»'
            passed += 1
        raw = match.group()
        low = raw.lower()
        if low in _JOINS:
            clause = last = last + 1
        bare = low[:-2] if low.endswith(("'s", "’s")) else low.rstrip(".") if "." in low else low
        words.append(
            Word(
                raw,
                bare,
                stem(bare),
                match.start(),
                match.end(),
                clause,
                raw[0].isupper(),
                opens,
                bare not in _FUNCTION | _JOINS,
                place(bare, raw[0].isupper()) if bare not in _FUNCTION or raw.isupper() else None,
            )  # fmt: skip
        )
        opens = False
    return Reading(text, _language(text), tuple(words))


def _language(text: str) -> str:
    """The language: "en" where an English function word says so, else "de"; short German may look English ("empfing")."""
    lows = {match.group().lower() for match in _WORD.finditer(text)}
    english = lows & _ENGLISH and not any(letter in "äöüß" for letter in text.lower() if not text.isascii())
    return question_language(text) if english else "de"
