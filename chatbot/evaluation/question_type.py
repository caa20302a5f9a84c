"""What kind of question it is, by its question word: for data sets that do not say."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, str], ...] = (
    (r"wie ?viele?|how (?:many|much)", "how many"),
    (r"warum|wieso|weshalb|weswegen|why|aus welchem grund|for what reason", "why"),
    (r"wann|when|seit wann|bis wann|in welchem jahr|(?:in )?(?:what|which) year", "when"),
    (r"wo|woher|wohin|where", "where"),
    (r"wer|wen|wem|wessen|who|whom|whose", "who"),
    (r"was|wozu|womit|wofür|woran|worauf|wovon|what", "what"),
    (r"welche[rnms]?|which", "which"),
    (r"wie|how", "how"),
)
_COMPILED = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), label) for words, label in _RULES)
_VERB_FIRST = re.compile(
    r"(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|konnte|darf|dürfen|muss|müssen|soll|gibt"
    r"|gab|is|are|was|were|did|does|do|has|have|had|can|could|will|would|may|must)\b",
    re.IGNORECASE,
)


TWO_ARTICLES = "two articles"
_GERMAN_LABELS = {
    "wer": "who",
    "was": "what",
    "wann": "when",
    "wo": "where",
    "wie viele": "how many",
    "warum": "why",
    "welche": "which",
    "wie": "how",
    "ja-nein": "yes/no",
    "liste": "list",
    "zwei artikel": TWO_ARTICLES,
    "folge": "follow-up",
    "sonstige": "other",
}


def type_label(given: str) -> str:
    """A type as a gold file writes it, lower case and in English ("Wer" is "who"); unknown ones stay as they are."""
    return _GERMAN_LABELS.get(given.strip().lower(), given.strip().lower())


def question_type(question: str) -> str:
    """Who, what, when, where, how many, why, which or how, by the earliest question word; yes/no; else other.

    Where two start at the same place the longer one decides ("wie viele" before "wie").

    Example:
        >>> question_type("In welcher Stadt und wann wurde der Vertrag geschlossen?")
        'which'
        >>> question_type("How many people died?")
        'how many'
    """
    text = question.strip()
    if _VERB_FIRST.match(text) and not re.match(r"was\b", text, re.IGNORECASE):
        return "yes/no"
    found = [(match.start(), -len(match.group()), label) for pattern, label in _COMPILED if (match := pattern.search(text))]
    return min(found)[2] if found else "other"
