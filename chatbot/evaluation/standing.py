"""A gold set held against an index that stands already: every article it names must be there. Pure, given the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chatbot.errors import GoldError
from chatbot.evaluation.gold import GoldQuestion, GoldSet, GoldSpan
from index.types import Article


def _places(gold: GoldSet, standing: Sequence[Article]) -> dict[str, tuple[str, int]]:
    """For each article a gold set brings, the standing article that holds its text and where the text begins there."""
    texts = {article.id: article.text for article in standing}
    whole = {text: key for key, text in reversed(texts.items())}
    places, missing = {}, []
    for article in gold.articles:
        if article.text in texts.get(article.id, ""):
            places[article.id] = (article.id, texts[article.id].index(article.text))
        elif article.text in whole:
            places[article.id] = (whole[article.text], 0)
        else:
            found = next((key for key, text in texts.items() if article.text in text), None)
            if found is None:
                missing.append(article)
            else:
                places[article.id] = (found, texts[found].index(article.text))
    if missing:
        raise GoldError(
            f"{gold.name}: {len(missing)} of {len(gold.articles)} texts are not in the index, the first begins "
            f"{missing[0].text[:60]!r}; add them, or leave out --index to measure on the file's own texts"
        )
    return places


def on_standing_index(gold: GoldSet, standing: Sequence[Article]) -> GoldSet:
    """The same questions about the articles of an index: ids and spans are those of the index, and it brings no articles.

    A text the gold set brings is looked up by its id, else by its words.

    Raises:
        GoldError: An article the gold set names or brings is not in the index.
    """
    if not gold.articles:
        known = {article.id for article in standing}
        for question in gold.questions:
            if unknown := sorted(set(question.articles) - known):
                raise GoldError(
                    f"{gold.name}: question {question.id!r} names the article {unknown[0]!r}, which is not in the index; "
                    "add the article or mend the name"
                )
        return gold
    places = _places(gold, standing)

    def moved(question: GoldQuestion) -> GoldQuestion:
        grades = {places[key][0]: grade for key, grade in question.articles.items()}
        shifted = ((places[s.article_id], s) for s in question.spans)
        spans = tuple(GoldSpan(key, offset + s.start, offset + s.end) for (key, offset), s in shifted)
        return replace(question, articles=grades, spans=spans)

    return replace(gold, questions=tuple(moved(question) for question in gold.questions), articles=())
