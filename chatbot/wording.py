"""The bot's own words in German and English: refusals and notes. Everything else in an answer is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from chatbot.types import Citation
from index.dates import iso_in_words
from index.days import day_range
from index.types import Article

_TEXT = {
    "de": {
        "none": "Dazu steht in den Artikeln nichts.",
        "empty": "Es sind noch keine Artikel da; zuerst welche hinzufügen.",
        "filter": "Im gewählten Zeitraum oder bei der gewählten Quelle ist dazu nichts erschienen.",
        "weak": "Dazu finde ich in den Artikeln keinen Beleg.",
        "near": "Am nächsten kommt dem:",
        "missing": "In den gefundenen Stellen fehlt:",
        "aspect": "Es fehlt eine Angabe {what}.",
        "independent": "{n} unabhängige Quellen",
        "prints": "1 unabhängige Quelle in {n} Artikeln",
        "conflict": "Die Quellen nennen Verschiedenes: {a} – {b}",
        "as_of": "Stand: {when}",
        "part": "Ohne Beleg bleibt: „{part}“",
        "undated": "ohne Datum",
        "range": "Aus dem genannten Zeitraum ({words}) belegt das kein Artikel; gesucht wurde in allen",
        "no_range": "Im genannten Zeitraum ({words}) ist kein Artikel erschienen; gesucht wurde in allen",
    },
    "en": {
        "none": "The articles say nothing about this.",
        "empty": "There are no articles yet; add some first.",
        "filter": "Nothing about this appeared in the chosen period or source.",
        "weak": "I find no evidence for this in the articles.",
        "near": "The nearest articles are:",
        "missing": "Not found in these passages:",
        "aspect": "There is nothing on {what}.",
        "independent": "{n} independent sources",
        "prints": "1 independent source in {n} articles",
        "conflict": "The sources differ: {a} – {b}",
        "as_of": "As of {when}",
        "part": "No evidence found for: “{part}”",
        "undated": "undated",
        "range": "No article from the period you named ({words}) proves this; all were searched",
        "no_range": "No article appeared in the period you named ({words}); all were searched",
    },
}
ASPECTS = {
    "person": ("dazu, wer es ist", "who it is"),
    "place": ("dazu, wo", "where"),
    "time": ("dazu, wann", "when"),
    "count": ("einer Anzahl", "how many"),
    "amount": ("einer Höhe oder Menge", "how much"),
    "reason": ("eines Grundes", "why"),
}


def say(key: str, language: str, **values: object) -> str:
    """The text named `key` in `language` with its values filled in."""
    return _TEXT[language][key].format(**values)


def is_nearest(text: str, language: str) -> bool:
    """Whether this sentence of a refusal only lists the nearest articles: where they are shown anyway, it need not be said."""
    return text.startswith(say("near", language))


_REFUSALS = tuple(texts[key] for texts in _TEXT.values() for key in ("none", "empty", "filter", "weak"))


def is_refusal(text: str) -> bool:
    """Whether an answer's text, in either language, is a refusal.

    Example:
        >>> is_refusal("Dazu finde ich in den Artikeln keinen Beleg. Am nächsten kommt dem: „To Lam“."), is_refusal("Zwölf.")
        (True, False)
    """
    return text.lstrip().startswith(_REFUSALS)


def aspect(kind: str, language: str) -> str | None:
    """What is missing when a question of this kind is not answered; None where nothing sensible can be said."""
    pair = ASPECTS.get(kind)
    return say("aspect", language, what=pair[language == "en"]) if pair else None


def label(article: Article, language: str) -> str:
    """An article in a sentence: „Titel“ (WELT, Juni 2024)."""
    details = ", ".join(
        part for part in (article.source, iso_in_words(article.published, language) if article.published else "") if part
    )
    title = _INNER.sub(lambda mark: "‚" if mark.group() == "„" else "‘", article.title or _beginning(article))
    quoted = f"„{title}“" if language == "de" else f"“{title}”"
    return quoted + (f" ({details})" if details else "")


_INNER = re.compile("[„“”]")


def _beginning(article: Article) -> str:
    """The first words of an article without a title."""
    words = article.text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "") if words else article.id


def origin(article: Article, language: str) -> str:
    """Where a value comes from: WELT, Juni 2024; the title where there is no publisher."""
    when = iso_in_words(article.published, language) if article.published else say("undated", language)
    return f"{article.source or article.title or article.id}, {when}"


def stale(citations: Sequence[Citation], today: date, stale_days: int, language: str) -> str | None:
    """Say "Stand: Juni 2024" where the newest cited article is older than `stale_days`; None where not, or without dates."""
    dated = [c.article.published for c in citations if c.article.published]
    if not dated:
        return None
    newest = max(dated, key=lambda iso: day_range(iso)[1])
    if today.toordinal() - day_range(newest)[1] <= stale_days:
        return None
    return say("as_of", language, when=iso_in_words(newest, language))
