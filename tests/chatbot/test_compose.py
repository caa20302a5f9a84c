"""How what was chosen becomes an Answer."""

from datetime import date
from pathlib import Path

import numpy as np

from chatbot.candidates import candidates
from chatbot.compose import Frame, Part, answered
from chatbot.extract import Extract, Said
from chatbot.features import FEATURES, Nearness, features, view
from chatbot.ranker import COLUMNS, Ranking
from chatbot.settings import Settings
from index.passages import split_article
from index.types import Article, Hit

QUESTION = view("Wer besuchte Hanoi?")


def ranked(*texts):
    """The sentences of one article a text, the first likeliest."""
    articles = [Article(f"a{n}", "", text, f"Zeitung {n}") for n, text in enumerate(texts)]
    hits = [Hit(p, a, 1.0, n, p.id) for n, a in enumerate(articles, start=1) for p in split_article(a)]
    found = candidates(hits)
    shares = np.full(len(found), 1 / len(found))
    rows = np.zeros((len(found), len(COLUMNS)))
    rows[:, : len(FEATURES)] = features(QUESTION, found, (Nearness(),) * len(found))
    return Ranking(found, tuple(range(len(found))), shares, np.zeros(len(found)), rows, 0.9, 0.5)


def answer(*parts):
    frame = Frame(QUESTION.text, QUESTION.text, QUESTION, (), "1", date(2024, 6, 20))
    return answered(frame, [Part(QUESTION, judged, Extract(said)) for judged, said in parts], Settings(Path("unused")))


def test_a_sentence_that_two_articles_have_stands_once_with_both_citations():
    same = "Wladimir Putin besuchte Hanoi."
    judged = ranked(same, same)
    one = answer((judged, (Said(0),)), (judged, (Said(1),)))
    assert [(s.text, s.citations) for s in one.sentences] == [(same, (1, 2))]
    assert [c.article.id for c in one.citations] == ["a0", "a1"]


def test_numbers_follow_the_order_of_first_use_when_citations_are_merged():
    same = "Wladimir Putin besuchte Hanoi."
    judged = ranked(same, "Kim empfing ihn in Seoul.", same)
    one = answer((judged, (Said(0), Said(1))), (judged, (Said(2),)))
    assert [s.citations for s in one.sentences] == [(1, 2), (3,)]
    assert [c.article.id for c in one.citations] == ["a0", "a2", "a1"]
