"""Can a sentence stand alone? If not, which sentence before it names the subject. Pure."""

from __future__ import annotations

import re

from chatbot.candidates import Candidate
from chatbot.compounds import found_in
from chatbot.features import QuestionView, sentence_view
from chatbot.names import is_ordinary, name_spans
from index.analysis import stems
from index.sentences import sentence_spans

_PRONOUN = re.compile(
    r"^[\W_]*(?:(?:und|aber|doch|auch|denn|zudem|außerdem|dennoch|allerdings|später|dabei|zuvor|danach|dann|bisher|"
    r"inzwischen|jetzt)\s+(?:\w+\s+)?)?"
    r"(er|sie|es|dort|dabei|damit|dazu|daraus|davon|daran|darin|dafür|dagegen|darauf|danach|daher|deshalb|demnach|dies|"
    r"sein(?:e[nmrs]?)?|ihr(?:e[nmrs]?)?|ihm|ihn|ihnen|dessen|deren|letztere[rsn]?|erstere[rsn]?|beide[nr]?|he|she|it|they)\b",
    re.I,
)
_AT = r"(?:in|im|am|an|auf|aus|bei|beim|nach|von|vom|zu|zum|zur|für|mit|durch|um|seit|vor|bis|über|unter|gegen|wegen|ab)"
_EXPLETIVE = re.compile(
    r"^[\W_]*es\s+(?:(?:gibt|gab|gebe|sei\s+(?:zu|denn)|kam|komme|fehlt|braucht)\b|(?:geht|ging|gehe|handelt|handle)\b[^,.]*\bum\b|"
    r"(?:heißt|hieß)(?:,|\s+(?:aus|in|im|dazu|weiter)\b)|"
    r"(?:wird|werde|wurde)\s+(?:[^,.]*,\s*(?:dass|daß|ob|wie|wer|was)\b|niemand|nichts|"
    rf"(?:(?!{_AT}\s)[a-zäöüß]+\s+){{0,2}}(?-i:[A-ZÄÖÜ]))|(?:werden|wurden|kamen)\b)",
    re.I,
)
"""An "es" that means nothing: "Es wird erwartet, dass", "Es wurde ein Mann verletzt"; in "Es wurde 1908 gegründet" it does."""
_DEMONSTRATIVE = re.compile(r"^[\W_]*(?:das(?!s)|die|der|diese[rsmn]?|jene[rsmn]?|dieser|solche[rsn]?)\s+(?P<rest>.{0,60})", re.I)
_VERB_FIRST = re.compile(
    r"^(?:ist|sind|war|waren|sagte[n]?|hat|haben|hatte[n]?|wird|werden|wurde[n]?|soll|sei|teilte|gilt|zeigt|geht|"
    rf"heißt|bedeutet|will)\b|^(?!{_AT}\s)(?-i:[a-zäöüß]+)\s+(?:der|die|das|eine?|er|sie|es|man|ihre?|seine?)\b",
    re.I,
)
"""A verb behind "das" or "dies": "Das sagte", "Das beschloss der Rat"."""
_THIS = re.compile(r"^[\W_]*(?:dies|jene|solche)", re.I)
_PRONOUN_INSIDE = re.compile(r"^[^,.;:]{0,40}\b(?:er|ihr|ihm|ihnen|dessen|deren)\s+(?:an|zu|zufolge|nach)?\w*\b")
_INVERTED = re.compile(
    r"^[\W_]*(?:(?:am|im|in|bei|beim|nach|vor|seit|zu|zum|zur|auf|an|mit|für|gegen|aus|von|vom|über|unter|trotz|wegen|laut)\s+"
    r"[^,.;:]{1,60}?|[^\W\d_]+)\s+(?-i:[a-zäöüß]+)\s+"
    r"(?-i:er|sie|ihn|ihm|dies|das(?=\s+(?:in|am|im|an|auf|bei|nach|vor|laut|der|die|eine?)\b|\s*[.,]))\b",
    re.I,
)
"""The pronoun behind the verb: "Am Mittwoch traf er Kim", "Bekannt gab das in Tallinn …"."""
_REFERRING = re.compile(r"\b(?:wer|was|die)\s+(?:ihr|ihm|ihnen|dazu|davon|daran)\b", re.I)
_SAID_ON = re.compile(r"[,“\"]\s*(?-i:[a-zäöü]{2,}(?:te|gt|nt))\s+(?-i:er|sie|es)\b[^,]{0,40}[.!]?$", re.I)
"""Reported speech that names its speaker by a pronoun at its end: "Niemand dürfe das, erklärte sie."."""
_GROUND = re.compile(r"^[\W_]*(?:der|ein|als)\s+(?:haupt)?grund\b|^[\W_]*grund\s+(?:ist|dafür|sei)\b|^[\W_]*hintergrund\b", re.I)
_SUBJECTS = {
    pronoun: re.compile(rf"^[\W_]*(?:{articles})\s+(?:[a-zäöüß]+\s+){{0,2}}[A-ZÄÖÜ]")
    for pronoun, articles in (("er", "Der|Ein|Dieser"), ("sie", "Die|Eine|Diese"), ("es", "Das|Ein|Dieses"))
}
"""How a sentence begins whose subject a pronoun behind it can mean."""
_MAX_BACK = 3


def depends(question: QuestionView, text: str) -> bool:
    """Whether a reader of the sentence alone would ask who or what is meant.

    Example:
        >>> from chatbot.features import view
        >>> depends(view("Zum wievielten Mal ist Putin da?"), "Es ist seine fünfte Visite als Staatschef.")
        True
    """
    if _EXPLETIVE.match(text):
        return False
    if _points_back(text):
        return True
    start = _DEMONSTRATIVE.match(text)
    if not start:
        return False
    named = re.match(r"(?:[a-zäöüß]+\s+){0,2}([A-ZÄÖÜ][\w-]*)", start["rest"])
    if not named:
        return False
    opening = start["rest"][: named.end()]
    if name_spans(opening) or (set(stems(named[1])) & set(question.stems)):
        return False
    follows = start["rest"][named.end() :]
    if re.match(r"\s+(?:[A-ZÄÖÜ]|des|der|von|vom|für|in|im|zum|zur|mit|aus|am|auf)\b", follows) or re.match(
        r"\s+[A-ZÄÖÜ]", follows
    ):
        return False
    return is_ordinary(named[1]) and not sentence_view(text).names & question.names


def goes_on(question: QuestionView, text: str) -> bool:
    """Whether a sentence goes on about the one before it: it points back, names its speaker by a pronoun, or gives the ground.

    Example:
        >>> from chatbot.features import view
        >>> goes_on(view("Was sagte die Botschaft?"), "Niemand dürfe ihm eine Bühne bieten, erklärte sie.")
        True
    """
    pointing = (_THIS.match(text) and depends(question, text)) or (_points_back(text) and not _EXPLETIVE.match(text))
    return bool(pointing or _SAID_ON.search(text) or _GROUND.match(text))


def _points_back(text: str) -> bool:
    """Whether a pronoun stands where the subject is expected, or a verb behind "das"; "Der Umsatz sank" may be about anything."""
    start = _DEMONSTRATIVE.match(text)
    return _has_pronoun(text) or bool(start and _VERB_FIRST.match(start["rest"]))


def _has_pronoun(text: str) -> bool:
    """Whether a pronoun stands where the subject is expected."""
    return bool(_PRONOUN.match(text) or _INVERTED.match(text) or _REFERRING.search(text[:60]))


def opener(question: QuestionView, c: Candidate) -> tuple[int, int] | None:
    """(start, end) in the article of the sentence that names the subject of a dependent one; None where none near does.

    Of the few sentences before it, the nearest without a pronoun that has a word of the question which the dependent one lacks;
    else, of one that points back, the nearest whose subject has the pronoun's gender ("Das Werk …", "Es …"), or that stands alone
    and has a name or a word of the question. "Der Umsatz" may be anybody's.
    """
    text = c.hit.article.text
    begin = max(0, c.start - 1500)
    spans = [(begin + a, begin + b) for a, b in sentence_spans(text[begin : c.start])]
    own = sentence_view(c.text)
    lacking = [stem for stem in question.stems if not found_in(stem, own.stems, own.parts)]
    pronoun = _PRONOUN.match(c.text)
    subject = _SUBJECTS.get(pronoun[1].lower()) if pronoun else None
    points = _points_back(c.text) or bool(_THIS.match(c.text))
    second: tuple[int, int] | None = None
    for start, end in reversed(spans[-_MAX_BACK:]):
        sentence = text[start:end]
        if sentence[-1:] not in '.!?“"»”…' or len(sentence) < 15 or (_has_pronoun(sentence) and not _EXPLETIVE.match(sentence)):
            continue
        seen = sentence_view(sentence)
        if any(found_in(stem, seen.stems, seen.parts) for stem in lacking):
            return start, end
        told = not depends(question, sentence) and (seen.names or not seen.stems.isdisjoint(question.stems))
        if second is None and points and (told or (subject and subject.match(sentence))):
            second = (start, end)
    return second
