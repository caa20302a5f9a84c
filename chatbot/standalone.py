"""Can a sentence stand alone? If not, which sentence before it names the subject. Pure."""

from __future__ import annotations

import re

from chatbot.candidates import Candidate
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
_EXPLETIVE = re.compile(
    r"^[\W_]*es\s+(?:gibt|gab|gebe|sei\s+(?:zu|denn)|wird|werde|wurde|kam|komme|geht|gehe|handelt|handle|heißt|"
    r"hieß|fehlt|braucht)\b",
    re.I,
)
_DEMONSTRATIVE = re.compile(r"^[\W_]*(?:das(?!s)|die|der|diese[rsmn]?|jene[rsmn]?|dieser|solche[rsn]?)\s+(?P<rest>.{0,60})", re.I)
_VERB_FIRST = re.compile(
    r"^(?:ist|sind|war|waren|sagte[n]?|hat|haben|hatte[n]?|wird|werden|wurde[n]?|soll|sei|teilte|gilt|zeigt|geht|"
    r"heißt|bedeutet|will)\b",
    re.I,
)
_PRONOUN_INSIDE = re.compile(r"^[^,.;:]{0,40}\b(?:er|ihr|ihm|ihnen|dessen|deren)\s+(?:an|zu|zufolge|nach)?\w*\b")
_REFERRING = re.compile(r"\b(?:wer|was|die)\s+(?:ihr|ihm|ihnen|dazu|davon|daran)\b", re.I)
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
    if _PRONOUN.match(text) or _REFERRING.search(text[:60]):
        return True
    start = _DEMONSTRATIVE.match(text)
    if not start:
        return False
    if _VERB_FIRST.match(start["rest"]):
        return True
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


def opener(question: QuestionView, c: Candidate) -> tuple[int, int] | None:
    """(start, end) in the article of the sentence that names the subject of a dependent one; None where none near does."""
    text = c.hit.article.text
    begin = max(0, c.start - 1500)
    spans = [(begin + a, begin + b) for a, b in sentence_spans(text[begin : c.start])]
    for start, end in reversed(spans[-_MAX_BACK:]):
        sentence = text[start:end]
        if sentence[-1:] not in '.!?“"»”…' or len(sentence) < 15:
            continue
        if not depends(question, sentence) and (sentence_view(sentence).names or set(stems(sentence)) & set(question.stems)):
            return start, end
    return None
