"""Makes a follow-up question self-contained from the turns before it, by rules, in German and English. Pure; no model.

"Und wann war das?", "Wie viele?", "Und in Nordkorea?", "What about China?", "Was sagte er dazu?" need the question before;
a question with its own subject is left as it is, so that a new topic is not polluted by the old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.names import is_listed, is_ordinary, is_place, name_spans, names
from chatbot.pronouns import resolved
from chatbot.question_nouns import not_counted, topic, with_counted, with_noun
from chatbot.question_type import content_words
from chatbot.referents import genitive
from chatbot.time_phrases import has_time, is_time, with_time, without_time
from chatbot.types import Turn
from chatbot.wording import is_refusal
from index.analysis import question_language, words

MAX_TURNS = 6
"""How many turns back are read; older ones rarely matter."""

_LEAD = re.compile(r"^(?:(?:und|aber|also|ok(?:ay)?|ach|danke[,.!]?|and|but|so|then|thanks[,.!]?)[\s,]+)+", re.I)
_ABOUT = re.compile(
    r"^(?:wie (?:steht|sieht|ist) es (?:mit|bei|in)|wie sieht das (?:mit|bei|in)|was ist mit|what about|how about|what of)\s+"
    r"(?P<rest>.+?)(?:\s+aus)?\s*\??$",
    re.I,
)
_QUESTION_START = re.compile(
    r"^(?:(?:seit|bis|ab|mit|von|für|zu|aus|in|an|um|gegen|über|since|until|with|for|from|in|at|by)\s+)?"
    r"(?:w(?:er|en|em|essen|as|ann|o|oher|ohin|arum|eshalb|ieso|ie|ozu|omit|odurch|orum|orauf|oran|ofür|ovon)|welche[rsnm]?|"
    r"who|whom|whose|what|when|where|why|how|which)\b(?:\s+(?:viele?|lange|oft|hoch|groß|teuer|alt|many|much|long|"
    r"often|old|big|high))?",
    re.I,
)
_W_WORD = re.compile(
    r"\b(?:w(?:er|en|em|essen|as|ann|o|oher|ohin|arum|eshalb|ieso|ie|ozu|omit|odurch|orum|orauf|oran|orüber|orin|ofür|ovon)|"
    r"welche[rsnm]?|who|whom|what|when|where|why|how|which)\b",
    re.I,
)
_ADVERBIAL = re.compile(
    r"^(?:wann|wo|wohin|woher|warum|weshalb|wieso|wie|seit wann|when|where|why|how)\s+"
    r"(?!(?:viele?|lange|oft|hoch|groß|teuer|alt|many|much|long|often|old|big|high)\b)(?=[^\W\d_]+\s)",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(in|im|aus|nach|mit|bei|beim|von|vom|für|gegen|zu|zum|zur|an|am|auf|über|durch|with|from|for|to|at|on|by|of)\s+(.+)$", re.I
)
_VERB_FIRST = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|ist|sind|war|waren|hat|haben|hatte|"
    r"wird|werden|wurde|wurden|kann|können|soll|sollen|muss|müssen|darf|dürfen|gibt|gab)\s|"
    r"[^\W\d_]+\s+(?:er|sie|es|man|he|she|it|they|there)\b",
    re.I,
)
_ANCHORED = re.compile(
    r"\b(?:vor(?:jahr|monat|woche)\w{0,2}|davor|danach|vorher|nachher|(?:year|month|week|day) (?:before|after))\b", re.I
)
"""Words of time that mean nothing without the time before them: "im Vorjahr"."""
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s+.{2,40}?\s+(?:und|and)\s+(?P<second>(?:(?:den|der|the)\s+)?[A-ZÄÖÜ][\w-]*)")
_THERE_IS = re.compile(r"^(?:gibt es|gab es|kam es zu|(?:is|are|was|were) there)\b", re.I)
_ELSE = re.compile(r"^(?:wer|was|wo|wen|who|what|where)\s+(?:noch|sonst(?:\s+noch)?|else)\s*\??$", re.I)
_NOUN = re.compile(r"\b(?:[A-ZÄÖÜ]\w+|\d{4})")


def self_contained(question: str, turns: Sequence[Turn]) -> str:
    """`question` in a form that can be searched alone; the question itself when it needs no turn before it.

    Example:
        >>> before = (Turn("Wie wurde Putin in Vietnam empfangen?", "Mit militärischen Ehren."),)
        >>> self_contained("Und in Nordkorea?", before)
        'Wie wurde Putin in Nordkorea empfangen?'
        >>> self_contained("Was kauft Estland in Frankreich?", before)
        'Was kauft Estland in Frankreich?'
    """
    recent = turns[-MAX_TURNS:]
    asked = ""
    for n, turn in enumerate(recent):
        asked = _rewrite(turn.question.strip(), asked, _said(recent[n - 1]) if n else "")
    return _rewrite(question.strip(), asked, _said(recent[-1]) if recent else "")


def _said(turn: Turn) -> str:
    """What a turn's answer says; a refusal only names articles that do not answer."""
    return "" if is_refusal(turn.answer) else turn.answer


def _rewrite(question: str, before: str, answer: str) -> str:
    if not before:
        return question
    bare = _capital(_LEAD.sub("", question)) or question
    if _ELSE.match(bare):
        return _else(before)
    about = _ABOUT.match(bare)
    if about:
        rest = about["rest"].strip(" ?")
        return _exchange(rest if with_noun(before, rest) else re.sub(r"^(?:den|dem|der|die|das)\s+", "", rest), before, answer)
    fragment = _LEAD.sub("", question).strip(" ?.!") or bare.strip(" ?.!")
    if is_time(fragment):
        return with_time(before, fragment)
    counted = with_counted(before, fragment) if bare != question and re.fullmatch(r"[A-ZÄÖÜ][\w-]+", fragment) else None
    if counted and is_listed(fragment):
        return counted
    if not _W_WORD.search(bare) and _is_fragment(bare):
        return _exchange(fragment, before, answer) if _names_something(fragment) else f"{bare.strip(' ?.!')}: {before}"
    again = _asked_again(bare, before)
    if again:
        return _exchange(again, before, answer)
    if _is_bare_question(bare):
        return _asks_more(bare, before)
    rest, time = without_time(bare)
    if time and has_time(before) and len(content_words(rest)) <= 1 and not name_spans(rest[1:]):
        before = with_time(before, time)
    if _THERE_IS.match(bare) and len(set(content_words(bare)) - {"kam"}) <= 1 and not name_spans(bare[1:]) and topic(before):
        return f"{bare.rstrip(' ?')}: {topic(before)}?"
    back = resolved(bare, before, answer)
    if back:
        return back
    if name_spans(bare[1:]):
        return bare
    led = bare != question
    empty = len(content_words(bare)) <= 1 if question_language(bare) == "en" else not _NOUN.search(bare[1:])
    return f"{bare.rstrip(' ?')}: {before}" if led or (empty and not has_time(bare)) else question


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_fragment(text: str) -> bool:
    """Whether a text without a question word is a mere part of a sentence: at most five words and no finite verb in front."""
    if _VERB_FIRST.match(text):
        return False
    tokens = text.strip(" ?.!").split()
    if not tokens or len(tokens) > 5:
        return False
    first = tokens[0].lower()
    return bool(_PREPOSITION.match(text)) or len(tokens) <= 2 or not (first.endswith(("t", "en", "te")) and is_ordinary(first))


def _names_something(fragment: str) -> bool:
    """Whether a fragment can take the place of a part of the question before: it has a name, a noun, a year or a preposition."""
    first, *others = fragment.split()
    noun = first.lower() in _ARTICLES or any(word[:1].isupper() for word in others)
    return noun or bool(re.search(r"\d", fragment) or _PREPOSITION.match(fragment) or name_spans(fragment))


_ARTICLES = frozenset("der die das den dem the ein eine".split())
_BARE = frozenset(
    "war ist das dies es denn genau passiert geschehen passierte geschah stattgefunden sind waren was is it that this did do "
    "does were happen happened take took place viele viel many much und and der die name fall hat haben eigentlich so".split()
)


def _is_bare_question(text: str) -> bool:
    """Whether a question has no subject of its own: "Wann war das?", "Wie viele?", "Warum?", "Where did it happen?"."""
    if not _QUESTION_START.match(text) or name_spans(text[1:]):
        return False
    rest = text[_QUESTION_START.match(text).end() :].split()  # type: ignore[union-attr]
    return _asks_for_noun(rest) or all(word in _BARE for part in rest for word in words(part))


def _asked_again(text: str, before: str) -> str:
    """What "Und wie viele in Odessa?" exchanges in a question for the same ("Wie viele Tote gab es in Kiew?"); "" for others."""
    start, old = _QUESTION_START.match(text), _QUESTION_START.match(before)
    if not start or not old or start.group().lower() != old.group().lower():
        return ""
    rest = text[start.end() :].strip(" ?.!")
    thing = _PREPOSITION.match(rest)
    named = thing is not None and [(0, len(thing[2]))] == list(name_spans(thing[2]))
    return rest if named or is_time(rest) else ""


def _asks_for_noun(rest: Sequence[str]) -> bool:
    """Whether nothing but a noun follows the question word: "Aus welchem Land?"."""
    return len(rest) == 1 and rest[0][:1].isupper()


def _asks_more(question: str, before: str) -> str:
    """A bare question joined with the one before: "Wann hat Putin …?" where that reads well, else "Wann war das: …?"."""
    start = _QUESTION_START.match(question)
    word = start.group() if start else question.strip(" ?")
    old = _W_WORD.search(before)
    if old is None:
        return f"{_capital(word)} {before[:1].lower()}{before[1:]}"
    noun = question[len(word) :].strip(" ?") if _asks_for_noun(question[len(word) :].split()) else ""
    again = _counts(word) and noun and _counts(before)
    counted = with_counted(before, noun) if again else not_counted(before, f"{_capital(word)} {noun}".strip())
    if counted and question_language(question) != "en":
        return counted
    adverbial = _ADVERBIAL.match(before)
    if adverbial:
        return f"{_capital(word)} {before[adverbial.end() :]}"
    return f"{question.strip(' ?')}: {before}"


def _counts(text: str) -> bool:
    return text.lower().startswith("wie viel")


def _else(before: str) -> str:
    start = _W_WORD.match(before)
    if start is None:
        return before
    more = "else" if question_language(before) == "en" else "noch"
    return f"{start.group()} {more}{before[start.end() :]}"


def _exchange(fragment: str, before: str, answer: str) -> str:
    """The question before with the part that `fragment` replaces exchanged; else the fragment put behind it.

    Somebody the answer has named already is asked about and replaces nothing; an ordinary noun only replaces the noun that the
    question is about.
    """
    if not re.search(r"\w", fragment):
        return before
    if is_time(fragment):
        return with_time(before, fragment)
    behind = f"{before.rstrip(' ?')} – {fragment}?"
    if _ANCHORED.search(fragment):
        return behind
    rest, time = without_time(fragment)
    if time and re.search(r"\w", rest) and has_time(before):
        return with_time(_exchange(rest, before, answer), time)
    preposition = _PREPOSITION.match(fragment)
    word, thing = (preposition[1], preposition[2]) if preposition else ("", fragment)
    spans = name_spans(before)
    pair = _BETWEEN.search(before)
    if pair and word.lower() in ("", "mit", "with") and is_place(thing.split()[-1]) and pair["second"].split()[-1][:1].isupper():
        return before[: pair.start("second")] + thing.removeprefix("the ") + before[pair.end("second") :]
    if word:
        for start, end in spans:
            if re.search(rf"\b{re.escape(word)}\s+$", before[:start], re.I):
                return before[:start] + thing + before[end:]
        phrase = re.search(rf"\b{re.escape(word)}\s+(?:(?:der|dem|den|die|das|the)\s+)?[^\W\d_]+", before, re.I)
        if phrase:
            return before[: phrase.start()] + f"{word} {thing}" + before[phrase.end() :]
    about = None if word else with_noun(before, thing)
    if about:
        return _exchange(about[1], about[0], answer) if about[1] else about[0]
    kind = is_place(thing.split()[-1])
    answered = not kind and names(thing) <= names(answer) - names(before)
    if not word and (answered or not name_spans(thing)):
        return behind
    same = [(s, e) for s, e in spans if is_place(before[s:e].split()[-1]) == kind]
    if same and not word:
        start, end = same[-1]
        old = before[start:end]
        owned = old.endswith("s") and end < len(before) and before[end] == " " and before[end + 1 : end + 2].isalpha()
        return (
            before[:start] + (genitive(thing) if owned and not re.search(r"\bin\s+$", before[:start]) else thing) + before[end:]
        )
    return behind
