"""The noun a question is about: another put in its place, the question around it asked otherwise, the topic beside it. Pure."""

from __future__ import annotations

import re

from chatbot.names import is_ordinary, name_spans
from chatbot.question_type import content_words
from index.analysis import question_language

_ABOUT_NOUN_DE = re.compile(
    r"^(?P<frame>(?i:w\w+)(?:\s+[a-zäöüß]+)?\s+"
    r"(?:ist|sind|war|waren|wird|werden|wurde|wurden|bleibt|blieb|heißt|hieß|lautet|liegt|lag|beträgt|betrug)\s+)"
    r"(?P<article>der|die|das|[A-ZÄÖÜ]\w+(?:s|[sßxz]['’]))\s+(?:[a-zäöüß]+\s+)*(?P<noun>[A-ZÄÖÜ][\w-]+)"
    r"(?P<of>\s+(?:der|des)\s+(?:[a-zäöüß]+\s+)*[A-ZÄÖÜ][\w-]+)?"
)
_ABOUT_NOUN_EN = re.compile(
    r"^(?P<frame>(?i:who|what|how)(?:\s+[a-z]+)?\s+(?:is|are|was|were)\s+)(?P<article>the|[A-Z]\w+['’]s?)\s+"
    r"(?:[a-z-]+\s+)*?(?P<noun>[a-z-]+)(?P<of>\s+of\s+(?:[a-z]+\s+)*[a-z]+)?(?=\s+(?:of|in|for|at|to|from|on|with|by|after)\b|\s*\??$)"
)
_PHRASE = re.compile(
    r"^(?P<article>der|die|das|dem|den|the)\s+(?P<noun>(?:[a-zäöüß-]+\s+)*?(?:[A-ZÄÖÜ][\w-]+|(?<=the )[a-z-]+(?:\s+[a-z-]+)??))"
    r"(?P<of>\s+(?:der|des|of)\s+(?:[a-zäöüß]+\s+)*[A-ZÄÖÜa-z][\w-]+)?(?P<rest>\s+(?:von|in|im|bei|für|of|in|for|at)\s+.+)?$"
)
_COUNTED = re.compile(r"^(?i:wie viele?) (?P<noun>(?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+) (?P<verb>[a-zäöüß]+) (?P<rest>[^,;:]+?)\s*\?*$")
"""A question for a number, whose verb and subject read on behind another question word: "Wie viele Haubitzen kauft Estland?"."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SUBJECT = re.compile(r"(?:(?:es|er|sie|man)\b|(?:der|die|das)\s+(?:[a-zäöüß]+\s+)*[A-ZÄÖÜ][\w-]+)")


def with_noun(before: str, phrase: str) -> tuple[str, str] | None:
    """`before` asked about the noun of `phrase` instead of its own, and what `phrase` says beyond it; None where none fits.

    Only a question what, who or how something is has such a noun.

    Example:
        >>> with_noun("Wie hoch ist der Umsatz von Brose?", "der Gewinn")
        ('Wie hoch ist der Gewinn von Brose?', '')
        >>> with_noun("Was plant der Hafenchef?", "die Kosten") is None
        True
    """
    new, old = _PHRASE.match(phrase), _ABOUT_NOUN_DE.match(before) or _ABOUT_NOUN_EN.match(before)
    if not new or not old or not is_ordinary(new["noun"].split()[-1]):
        return None
    owned = old["article"] not in ("der", "die", "das", "the")
    article = old["article"] if owned or new["article"] in ("dem", "den") else new["article"]
    same = new["noun"].split()[-1] == old["noun"]
    end = old.end() if same and new["of"] else old.end("noun")
    behind = [stop for start, stop in name_spans(before) if start <= end + 1 < stop]
    if behind and before[end] == " ":
        end = behind[0]  # "der Trainer Thomas Müller"
    return f"{old['frame']}{article} {new['noun']}{new['of'] or ''}{before[end:]}", (new["rest"] or "").strip()


def with_counted(before: str, noun: str) -> str | None:
    """The German question for a number asked for the number of `noun`; None where the verb may not go with it.

    "Wie viele starben?" counts its subject, of whom the verb tells something; a verb with a subject of its own counts its object.

    Example:
        >>> with_counted("Wie viele Haubitzen kauft Estland?", "Panzer"), with_counted("Wie viele starben in Kiew?", "Panzer")
        ('Wie viele Panzer kauft Estland?', None)
    """
    counted = _COUNTED.match(before)
    if not counted or not _subject_end(counted["rest"]):
        return None
    return f"{before[: counted.start('noun')]}{noun}{before[counted.end('noun') :]}"


def not_counted(before: str, asks: str) -> str | None:
    """A German question for a number asked with other words in front: "Wann kauft Estland Haubitzen?"; None for others.

    Example:
        >>> not_counted("Wie viele Stellen werden gestrichen?", "Warum")
        'Warum werden Stellen gestrichen?'
    """
    counted = _COUNTED.match(before)
    if not counted:
        return None
    end = _subject_end(counted["rest"])
    parts = (asks, counted["verb"], counted["rest"][:end].strip(), counted["noun"], counted["rest"][end:].strip())
    return " ".join(part for part in parts if part) + "?"


def _subject_end(rest: str) -> int:
    """Where the subject that a clause behind its verb begins with ends; 0 where it begins with none."""
    named = [end for start, end in name_spans(rest) if start == 0]
    subject = _SUBJECT.match(rest)
    return named[0] if named else subject.end() if subject else 0


def topic(before: str) -> str:
    """The names and nouns of a question (in English all its words of content) but for the noun it asks about, joined by commas.

    Example:
        >>> topic("Wie hoch ist der Schaden durch das Hochwasser in Passau?"), topic("Verbietet Hessen Smartphones?")
        ('Hochwasser, Passau', 'Hessen, Smartphones')
    """
    old = _ABOUT_NOUN_DE.match(before) or _ABOUT_NOUN_EN.match(before)
    english = question_language(before) == "en"
    for rest in (before[old.end("noun") :] if old else "", before):
        found = [word for word in _WORD.findall(rest) if content_words(word) and (english or word[0].isupper())]
        found = [word for word in found if not (before.startswith(word) and is_ordinary(word) and not english)]
        if found:
            return ", ".join(dict.fromkeys(found))
    return ""
