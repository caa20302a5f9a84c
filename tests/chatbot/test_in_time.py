"""Evidence held against the time a question names."""

from datetime import date

import numpy as np
import pytest

from chatbot.candidates import candidates
from chatbot.compose import Part
from chatbot.extract import Extract, Said
from chatbot.features import view
from chatbot.in_time import judged_in_time, only_from, told_elsewhere
from chatbot.ranker import Ranking
from chatbot.timerange import TimeRange, time_range
from index.passages import split_article
from index.types import Article, Hit

TODAY = date(2025, 6, 10)
IN_MAY = TimeRange("2025-05-01", "2025-05-31", "letzten Monat", True, "near")


def part(question, *articles, said=True):
    """A part that says the first sentence of each article (text, published); nothing where not `said`."""
    hits = []
    for n, (text, published) in enumerate(articles):
        article = Article(str(n), "", text, published=published)
        hits += [Hit(p, article, 1.0, n + 1, p.id) for p in split_article(article)]
    found = candidates(hits)
    k = len(found)
    ranked = Ranking(found, tuple(range(k)), np.ones(k), np.zeros(k), np.zeros((k, 1)), 0.8, 0.5)
    return Part(view(question), ranked, Extract(tuple(map(Said, range(k)))) if said else None)


def texts(one):
    return [one.ranked.found[said.candidate].text for said in one.chosen.said] if one.chosen else []


def asked_of(question, articles, proved):
    """The questions that were judged, and what came back, where only those in `proved` are answered, from `articles`."""
    judged = []

    def judge(text, hits):
        judged.append(text)
        return part(text, *((hit.article.text, hit.article.published) for hit in hits), said=bool(hits) and text in proved)

    hits = tuple(c.hit for c in part("", *articles).ranked.found if not c.start)
    return judged, judged_in_time(question, time_range(question, TODAY), hits, False, judge)


def test_what_is_not_from_then_is_left_out():
    both = part("Wer?", ("Anna siegte.", "2025-05-12"), ("Berta siegte.", "2024-05-12"))
    assert texts(only_from(both, IN_MAY)) == ["Anna siegte."]
    none = only_from(part("Wer?", ("Berta siegte.", "2024-05-12"), ("Cora siegte.", None)), IN_MAY)
    assert none.chosen is None and none.ranked.confidence == 0.0


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Anna siegte am 3. Mai 2025.", True),
        ("Anna siegte im Mai 2025.", True),
        ("Anna siegte 2025.", False),
        ("Anna siegte am 3. Mai.", True),
        ("Anna siegte am 3. April.", False),
        ("Anna siegte am 31. April 2025.", False),
    ],
)
def test_a_sentence_that_dates_what_it_tells_is_from_then_whenever_it_appeared(text, there):
    assert bool(only_from(part("Wer?", (text, "2025-12-01")), IN_MAY).chosen) is there


def test_a_sentence_that_somebody_from_then_says_too_stays():
    both = part("Wer?", ("Anna siegte.", "2024-05-12"), ("Anna siegte dort.", "2025-05-12"))
    one = Part(both.view, both.ranked, Extract((Said(0, (1,)),)))
    assert only_from(one, IN_MAY).chosen == one.chosen


def test_words_that_count_from_today_are_not_looked_for():
    judged, found = asked_of("Wer siegte vor zwei Monaten?", [("Anna siegte.", "2025-04-09")], ["Wer siegte?"])
    assert judged == ["Wer siegte?"] and texts(found) == ["Anna siegte."]
    judged, found = asked_of("Who won last month?", [("Anna siegte.", "2025-05-09")], ["Who won?"])
    assert judged == ["Who won?"] and texts(found) == ["Anna siegte."]


def test_articles_from_then_go_first_then_those_that_date_what_they_tell():
    question, bare = "Wer siegte vor zwei Monaten?", ["Wer siegte?"]
    articles = [("Berta siegte.", "2025-06-09"), ("Anna siegte.", "2025-04-09")]
    assert texts(asked_of(question, articles, bare)[1]) == ["Anna siegte."]
    dated = [("Im April 2025 siegte Anna.", "2025-06-09")]
    assert texts(asked_of(question, dated, bare)[1]) == ["Im April 2025 siegte Anna."]


def test_evidence_from_another_time_does_not_answer_without_the_words():
    judged, found = asked_of("Wer siegte vor zwei Monaten?", [("Anna siegte.", "2019-04-09")], ["Wer siegte?"])
    assert judged[-1] == "Wer siegte vor zwei Monaten?"
    assert found.chosen is None and found.view.text == "Wer siegte?"


def test_a_point_of_the_calendar_counts_as_it_is_written():
    judged, found = asked_of("Wer siegte im Mai 2024?", [("Anna siegte.", "2024-05-09")], ["Wer siegte?"])
    assert judged == ["Wer siegte im Mai 2024?"] and found.chosen is None


def test_what_happened_then_is_told_by_who_was_there_or_dates_it():
    question = "Was geschah im Mai 2023 in Bergdorf?"
    for text, published, there in (
        ("Anna siegte.", "2023-05-09", True),
        ("Anna siegte. Das war im Mai 2023.", "2024-08-09", True),
        ("Anna siegte. Im Mai war das.", "2023-12-01", True),
        ("Anna siegte.", "2023-03-09", False),
        ("Anna siegte. Das war im Mai 2022.", "2024-08-09", False),
    ):
        assert bool(asked_of(question, [(text, published)], [question])[1].chosen) is there
    both = [("Berta siegte.", "2023-03-09"), ("Anna siegte.", "2023-05-09")]
    assert texts(asked_of(question, both, ["Was geschah in Bergdorf?"])[1]) == ["Anna siegte."]


def test_a_span_need_not_be_written_where_the_article_is_from_within():
    question = "Siegte Anna zwischen März und Mai 2024?"
    articles = [("Anna siegte.", "2024-04-09")]
    assert texts(asked_of(question, articles, ["Siegte Anna?"])[1]) == ["Anna siegte."]
    assert asked_of(question, [("Anna siegte.", "2024-08-09")], ["Siegte Anna?"])[1].chosen is None
    assert asked_of(question, articles, [question, "Siegte Anna?"])[0] == [question]
    counted = "Wie oft siegte Anna zwischen März und Mai 2024?"
    assert asked_of(counted, articles, ["Wie oft siegte Anna?"])[1].chosen is None


def test_what_happened_at_a_time_no_article_from_elsewhere_tells():
    happened, who = part("Was geschah?", ("Anna siegte.", "2024-05-12")), part("Wer?", ("Anna siegte.", "2024-05-12"))
    told, from_then = told_elsewhere([happened, who], IN_MAY)
    assert [bool(one.chosen) for one in told] == [False, True] and not from_then
    told, from_then = told_elsewhere([part("Wer?", ("Anna siegte.", "2025-05-12"), ("Berta siegte.", "2024-05-12"))], IN_MAY)
    assert texts(told[0]) == ["Anna siegte."] and from_then
