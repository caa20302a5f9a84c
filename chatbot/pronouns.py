"""Puts what the turn before names in the place of a follow-up's pronouns, where they point back out of the question. Pure."""

from __future__ import annotations

import re

from chatbot.calendar_words import MONTH_PATTERN, WEEKDAY_PATTERN
from chatbot.names import is_ordinary, is_place, name_spans
from chatbot.referents import Referents, genitive, referents
from index.analysis import question_language

_ABOUT_IT = "dabei|dazu|davon|daran|darüber|dagegen|dafür|darauf|darum|damit|damals|danach|davor"
_PRONOUN = re.compile(
    r"\b(?P<person>er|ihm|ihn|he|him|she)\b|\b(?P<group>sie|ihnen|they|them)\b|"
    r"\b(?P<own>sein(?:e[nmrs]?)?|ihr(?:e[nmrs]?)?|dessen|deren|his|her|their|its)\b(?=\s+[^\W\d_])|"
    r"\b(?P<place>dort|dorthin|there)\b|"
    rf"\b(?P<thing>das|dies|dieses|es|it|that|this|{_ABOUT_IT})\b",
    re.I,
)
_ARTICLE_LIKE = re.compile(
    r"^\s+(?:(?!(?:gegen|über|unter|hinter|neben|zwischen|wegen|ohne|die|der|den|dem|eine?|einen|einer|einem)\b)"
    r"[a-zäöüß]+e[nrms]?\s+){0,2}[A-ZÄÖÜ]"
)
_EXPLETIVE = re.compile(
    r"\b(?:gibt|gab|geht|ging|handelt|kam|kommt|heißt|regnet|is|was|does|would|will|how long does) (?:es|it)\b|"
    r"\b(?:es|it) (?:gibt|gab|geht|ging|takes?|rains?)\b|"
    r"\b(?:is|are|was|were) there\b|\bthere (?:is|are|was|were)\b",
    re.I,
)
_BACK = frozenset(_ABOUT_IT.split("|"))
_DEMONSTRATIVE = re.compile(r"\b(?P<word>diese[rsnm]?|jene[rsnm]?|these|those|this|that)\s+(?P<noun>[^\W\d_]+)", re.I)
_NOW = re.compile(
    r"^\s+(?:(?:jahre?s?|monats?|woche|wochenende|mal|tagen|frühjahr|sommers?|herbst|winters?|abend|morgen|nachmittag|"
    r"years?|months?|weeks?|weekend|time|days|spring|summer|autumn|winter|morning|afternoon|evening|"
    rf"{WEEKDAY_PATTERN}|{MONTH_PATTERN})\b)",
    re.I,
)
"""What "diese" and "this" before it make a time seen from today: "dieses Jahr", "this week"."""
_AHEAD_DE = re.compile(
    r",\s*(?:dass|daß|ob|w(?:er|en|em|as|ie|o|ann|arum|ieso|elche[rsnm]?)\b)|\bzu\s+[a-zäöüß]+n\b|,.*zu\w+en\b"
)
_AHEAD_EN = re.compile(r"^\s+(?:[a-z]+\s+){0,3}(?:that|whether)\b|^\s+(?:(?![a-z]+ed\b)[a-z]+\s+){1,2}to\s+[a-z]+", re.I)
_CLAUSE = re.compile(r"[,;:]|\b(?:und|and|aber|but|oder|or)\b", re.I)
_THAT_BEHIND = re.compile(
    r"\b(?:is|was|did|does|are|were|of|about|for|from|with|after|before|by|to|on|at|in|against|over|under|behind|like)\s+$", re.I
)
_OWNER_EN = re.compile(
    r"\b(?:do|does|did|can|will|has|have|had|would|should)\s+(?!(?:it|he|she|they|this|that|we|you|i|these|those|not)\b)[a-z]+\s|"
    r"\b(?:the|an?|many|which|some|all|most)\s+[a-z]+\b(?!\s+(?:[a-z]+\s+)?(?:of|in|for|to|on|with|from|at|by|behind)\s+$)",
    re.I,
)
"""A noun that an English "their" behind it can mean, but for the thing owned: "the minister …", not "the size of …"."""
_RELATIVE = re.compile(r"(?:,\s*|,\s*[a-zäöüß]+\s+)$")


def resolved(question: str, before: str, answer: str) -> str | None:
    """`question` with its pronouns replaced from the question and answer before; None when none of them points back.

    Example:
        >>> resolved("Was sagte er?", "Wie wurde Putin empfangen?", "")
        'Was sagte Putin?'
        >>> resolved("Warum ist es gefährlich, Pilze zu essen?", "Wie wurde Putin empfangen?", "") is None
        True
    """
    result, needs_topic = _replace_pronouns(question, before, answer)
    if result == question and not needs_topic:
        return None
    return f"{result.rstrip(' ?')}: {before}" if needs_topic else result


def _replace_pronouns(question: str, before: str, answer: str) -> tuple[str, bool]:
    out, at, needs_topic, put_in = "", 0, False, ""
    english = question_language(question) == "en"
    for match in _PRONOUN.finditer(question):
        inside = question[: match.start()]
        kind = match.lastgroup or ""
        word = match.group()
        if _own_referent(inside, kind, word.lower(), english) or _expletive(question, match) or word in _POLITE:
            continue
        if kind == "own" and (put_in or question[match.end() :].strip(" ?") == ""):
            continue  # the owner is the person just put in: "Wann trat Anna Weber ihr Amt an?"
        if kind == "thing":
            needs_topic = needs_topic or _points_back(question, match, english)
            continue
        known = referents(before, answer, _sex(word.lower()))
        name = _name(known, kind, word.lower())
        again = name == put_in and kind != "own" and not _CLAUSE.search(question[at : match.start()])  # "Was gab er ihm?"
        many = kind == "group" and re.search(r"(?:en|were|are|did|do|have)\s+$", inside, re.I) and " und " not in name
        if not name or many or again or (kind in ("person", "group") and not known.sure and _may_mean_thing(word, before)):
            needs_topic = True
            continue
        new = genitive(name, "en" if english else "de") if kind == "own" else f"in {name}" if kind == "place" else name
        out, at = out + question[at : match.start()] + new, match.end()
        put_in = name if kind in ("person", "group") else put_in
    if not name_spans(question[1:]) and any(_demonstrates(question, match) for match in _DEMONSTRATIVE.finditer(question)):
        needs_topic = True
    return out + question[at:], needs_topic and len(name_spans(question[1:])) < 2


def _sex(word: str) -> str:
    """The sex of the person a pronoun can mean, "" where either."""
    if word in ("she", "her", "sie") or re.fullmatch(r"ihr(?:e[nmrs]?)?", word):
        return "f"
    return "m" if word in ("er", "ihm", "ihn", "he", "him", "his", "dessen") or word.startswith("sein") else ""


def _name(known: Referents, kind: str, word: str) -> str:
    """What of the turn before a pronoun stands for; "its" is nobody's."""
    if kind == "place":
        return known.place
    if word in ("its", "their"):
        return known.group if word == "their" else ""
    return known.group if kind == "group" else known.person


_POLITE = ("Sie", "Ihnen", "Ihr", "Ihre", "Ihren")


def _points_back(question: str, match: re.Match[str], english: bool) -> bool:
    """Whether "das", "es", "dafür", "that" … mean something said before, and are no article and point to no clause behind."""
    word, inside, rest = match.group().lower(), question[: match.start()], question[match.end() :]
    if word in ("das", "dies", "dieses", "this", "that") and (_ARTICLE_LIKE.match(rest) or _NOW.match(rest)):
        return False
    if word == "that":
        return _that_points_back(inside, rest)
    if word == "das":
        return not _RELATIVE.search(inside)
    if word in ("dies", "dieses", "this"):
        return True
    return not (_AHEAD_EN.search(rest) if english else _AHEAD_DE.search(rest))


def _that_points_back(inside: str, rest: str) -> bool:
    """Whether "that" between these words is a thing said before, neither "said that" nor "the party that"."""
    if not re.search(r"\w", rest) or _THAT_BEHIND.search(inside):
        return True
    return len(rest.split()) == 1 and not re.search(r"\b(?:the|an?)\s+[a-z]+\s+$", inside, re.I)


def _demonstrates(question: str, match: re.Match[str]) -> bool:
    """Whether "dieser Vertrag" or "those talks" is something said before; "dieses Jahr" and "those who" are not."""
    word = match["word"].lower()
    if word == "that":
        return _that_points_back(question[: match.start()], question[match.end("word") :])
    if word.startswith("diese") or word == "this":
        return not _NOW.match(question[match.end("word") :])
    return match["noun"].lower() not in ("who", "that", "which", "of", "die", "der")


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


def _own_referent(inside: str, kind: str, word: str, english: bool) -> bool:
    """Whether the words before a pronoun name someone it can mean: a name, or for "sein/ihr/es/their" any noun."""
    names = [inside[s:e] for s, e in name_spans(inside)]
    if kind == "place":
        return any(is_place(name.split()[-1]) for name in names)
    if kind != "thing" and any(not is_place(name.split()[-1]) for name in names):
        return True
    another_clause = bool(_CLAUSE.search(inside))
    object_too = another_clause and word in ("it", "them")
    if english and (kind == "own" or word == "they" or object_too) and _OWNER_EN.search(inside):
        return True
    if word in _BACK and not another_clause:
        return False
    if kind in ("own", "thing") and re.search(
        r"\b[a-zäöüß]+\s+(?!" + "|".join(map(re.escape, names or ["-"])) + r")[A-ZÄÖÜ][a-zäöüß]{3,}", inside
    ):
        return True
    return bool(names) and kind not in ("person", "thing")


def _expletive(question: str, match: re.Match[str]) -> bool:
    if match.group().lower() not in ("es", "it", "there"):
        return False
    return any(m.start() <= match.start() < m.end() for m in _EXPLETIVE.finditer(question))
