"""Makes a follow-up question self-contained from the turns before it, by rules, in German and English. Pure; no model.

"Und wann war das?", "Wie viele?", "Und in Nordkorea?", "What about China?", "Was sagte er dazu?" need the question before;
a question with its own subject is left as it is, so that a new topic is not polluted by the old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.names import is_ordinary, is_place, name_spans, names
from chatbot.question_type import content_words
from chatbot.referents import Referents, genitive, referents
from chatbot.types import Turn
from index.analysis import question_language, words

MAX_TURNS = 6
"""How many turns back are read; older ones rarely matter."""

_LEAD = re.compile(r"^(?:(?:und|aber|also|ok(?:ay)?|ach|danke[,.!]?|and|but|so|then|thanks[,.!]?)[\s,]+)+", re.I)
_ABOUT = re.compile(
    r"^(?:(?:und|and)\s+)?(?:wie (?:steht|sieht|ist) es (?:mit|bei|in)|wie sieht das (?:mit|bei|in)|was ist mit|"
    r"und was ist mit|what about|how about|"
    r"what of)\s+(?P<rest>.+?)(?:\s+aus)?\s*\??$",
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
_COUNTED = re.compile(r"^wie viele? (?P<noun>[A-ZÄÖÜ][\w-]+) (?P<verb>[a-zäöüß]+) (?P<rest>[^,;:]+?)\s*\?*$", re.I)
"""A question for a number, whose verb and subject read on behind another question word: "Wie viele Haubitzen kauft Estland?"."""
_PRONOUN = re.compile(
    r"\b(?P<person>er|ihm|ihn|he|him|she)\b|\b(?P<group>sie|ihnen|they|them)\b|"
    r"\b(?P<own>sein(?:e[nmrs]?)?|ihr(?:e[nmrs]?)?|dessen|deren|his|her|their|its)\b(?=\s+[^\W\d_])|"
    r"\b(?P<place>dort|dorthin|there)\b|"
    r"\b(?P<thing>das|dies|dieses|es|it|that|this|dabei|dazu|davon|daran|darüber|dagegen|dafür|damals|danach|davor)\b",
    re.I,
)
_ARTICLE_LIKE = re.compile(r"^\s+(?:[a-zäöüß]+\s+){0,2}[A-ZÄÖÜ]")
_EXPLETIVE = re.compile(
    r"\b(?:gibt|gab|geht|ging|handelt|kam|kommt|heißt|regnet|is|was|does|would|will|how long does) (?:es|it)\b|"
    r"\b(?:es|it) (?:gibt|gab|geht|ging|takes?|rains?)\b|"
    r"\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(in|im|aus|nach|mit|bei|beim|von|vom|für|gegen|zu|zum|zur|an|am|auf|über|durch|with|from|for|to|at|on|by|of)\s+(.+)$", re.I
)
_BETWEEN = re.compile(r"\b(?:zwischen|between)\s+.{2,40}?\s+(?:und|and)\s+(?P<second>(?:(?:den|der|the)\s+)?[A-ZÄÖÜ][\w-]*)")
_ELSE = re.compile(r"^(?:und\s+|and\s+)?(?:wer|was|wo|wen|who|what|where)\s+(?:noch|sonst(?:\s+noch)?|else)\s*\??$", re.I)
_NOUN = re.compile(r"\b(?:[A-ZÄÖÜ]\w+|\d{4})")
_DEMONSTRATIVE = re.compile(r"\b(?:diese[rsnm]?|jene[rsnm]?|these|those|this|that)\s+([^\W\d_]+)", re.I)


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
        asked = _rewrite(turn.question.strip(), asked, recent[n - 1].answer if n else "")
    return _rewrite(question.strip(), asked, recent[-1].answer if recent else "")


def _rewrite(question: str, before: str, answer: str) -> str:
    if not before:
        return question
    bare = _capital(_LEAD.sub("", question)) or question
    if _ELSE.match(question):
        return _else(before)
    about = _ABOUT.match(question)
    if about:
        return _exchange(re.sub(r"^(?:den|dem|der|die|das)\s+", "", about["rest"].strip(" ?")), before, answer)
    if not _W_WORD.search(bare) and _is_fragment(bare):
        fragment = _LEAD.sub("", question).strip(" ?.!")
        return _exchange(fragment, before, answer) if _names_something(fragment) else f"{bare.strip(' ?.!')}: {before}"
    if _is_bare_question(bare):
        return _asks_more(bare, before)
    resolved = _resolve(bare, before, answer)
    if resolved:
        return resolved
    if name_spans(bare[1:]):
        return bare
    led = bare != question
    empty = len(content_words(bare)) <= 1 if question_language(bare) == "en" else not _NOUN.search(bare[1:])
    return f"{bare.rstrip(' ?')}: {before}" if led or empty else question


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_fragment(text: str) -> bool:
    """Whether a text without a question word is a mere part of a sentence: at most five words and no finite verb in front."""
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
    counted = _COUNTED.match(before)
    if counted and question_language(question) != "en":
        asks = question.strip(" ?") if _asks_for_noun(question[len(word) :].split()) else word
        return f"{_capital(asks)} {counted['verb']} {counted['rest']} {counted['noun']}?"
    adverbial = _ADVERBIAL.match(before)
    if adverbial:
        return f"{_capital(word)} {before[adverbial.end() :]}"
    return f"{question.strip(' ?')}: {before}"


def _else(before: str) -> str:
    start = _W_WORD.match(before)
    if start is None:
        return before
    more = "else" if question_language(before) == "en" else "noch"
    return f"{start.group()} {more}{before[start.end() :]}"


def _exchange(fragment: str, before: str, answer: str) -> str:
    """The question before with the part that `fragment` replaces exchanged; else the fragment put behind it.

    Somebody the answer has named already, or an ordinary noun, is asked about and replaces nothing.
    """
    behind = f"{before.rstrip(' ?')} – {fragment}?"
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
    if re.fullmatch(r"(?:im (?:Jahr )?)?\d{4}", fragment):
        year = re.search(r"\b(?:19|20)\d\d\b", before)
        return before[: year.start()] + fragment.split()[-1] + before[year.end() :] if year else behind
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


def _resolve(question: str, before: str, answer: str) -> str | None:
    """`question` with its pronouns replaced from the question and answer before; None when it has none to replace."""
    people = referents(before, answer)
    result, needs_topic = _replace_pronouns(question, people, before)
    if result == question and not needs_topic:
        return None
    if needs_topic:
        result = f"{result.rstrip(' ?')}: {before}"
    return result


def _replace_pronouns(question: str, known: Referents, before: str) -> tuple[str, bool]:
    out, at, needs_topic = "", 0, False
    for match in _PRONOUN.finditer(question):
        inside = question[: match.start()]
        kind = match.lastgroup or ""
        word = match.group()
        if _own_referent(inside, kind) or _expletive(question, match) or word in ("Sie", "Ihnen", "Ihr", "Ihre", "Ihren"):
            continue
        if kind == "own" and question[match.end() :].strip(" ?") == "":
            continue
        if kind in ("thing",):
            if word.lower() in ("das", "dies", "dieses", "that", "this") and _ARTICLE_LIKE.match(question[match.end() :]):
                continue
            needs_topic = True
            continue
        name = known.place if kind == "place" else known.person if kind in ("person", "own") else known.group
        many = kind == "group" and re.search(r"(?:en|were|are|did|do|have)\s+$", inside, re.I) and " und " not in name
        if not name or many or (kind in ("person", "group") and not known.sure and _may_mean_thing(word, before)):
            needs_topic = True
            continue
        new = genitive(name, question_language(question)) if kind == "own" else f"in {name}" if kind == "place" else name
        out, at = out + question[at : match.start()] + new, match.end()
    if _DEMONSTRATIVE.search(question) and not name_spans(question[1:]):
        needs_topic = True
    return out + question[at:], needs_topic and len(name_spans(question[1:])) < 2


_THING_ARTICLES = {
    "er": "der|den|dem|dieser|diesen|ein|einen",
    "ihn": "der|den|dieser|diesen|ein|einen",
    "ihm": "der|dem|den|das",
    "sie": "die|diese|eine",
}


def _may_mean_thing(pronoun: str, before: str) -> bool:
    """Whether a pronoun can stand for a thing of the question before: "der Haftbefehl" for "er", "die Haubitzen" for "sie"."""
    articles = _THING_ARTICLES.get(pronoun.lower())
    if not articles:
        return False
    for match in re.finditer(rf"\b(?:{articles})\s+(?:[a-zäöüß]+\s+)?([A-ZÄÖÜ][\w-]+)", before):
        if is_ordinary(match[1]) and not _PERSON_NOUN.search(match[1]):
            return True
    return False


_PERSON_NOUN = re.compile(
    r"(?:präsident|minister|chef|kanzler|sprecher|sekretär|direktor|könig|papst|trainer|mann|frau|leiter|er|in|or|ist|ent)$", re.I
)


def _own_referent(inside: str, kind: str) -> bool:
    """Whether the words before a pronoun name someone it can mean: a name, or for "sein/ihr/es" any noun."""
    names = [inside[s:e] for s, e in name_spans(inside)]
    if kind == "place":
        return any(is_place(name.split()[-1]) for name in names)
    if kind != "thing" and any(not is_place(name.split()[-1]) for name in names):
        return True
    if kind in ("own", "thing") and re.search(
        r"\b[a-zäöüß]+\s+(?!" + "|".join(map(re.escape, names or ["-"])) + r")[A-ZÄÖÜ][a-zäöüß]{3,}", inside
    ):
        return True
    return bool(names) and kind not in ("person", "thing")


def _expletive(question: str, match: re.Match[str]) -> bool:
    if match.group().lower() not in ("es", "it", "there"):
        return False
    return any(m.start() <= match.start() < m.end() for m in _EXPLETIVE.finditer(question)) and len(content_words(question)) > 1
