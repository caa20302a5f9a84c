"""Searching for a question: times its words name, several searches merged."""

from datetime import date

import pytest

from chatbot.searching import Limits, in_turns, preferring, search
from chatbot.settings import Settings
from chatbot.timerange import time_range
from index.news_index import NewsIndex
from index.types import Article, Hit, Passage

TEXT = "In Bremen demonstrierten Gegner der Partei. Die Polizei zählte {n} Menschen."


@pytest.fixture(scope="module")
def news():
    with NewsIndex.open(None, embedder=None, encoder=None) as index:
        index.add_articles(
            [
                Article("fern", "Demonstration der Gegner der Partei in Bremen", TEXT.format(n=900), published="2015-05-02"),
                Article("nah", "Protest", TEXT.format(n=400), published="2006-11-04"),
                Article("spaet", "Silvester", "Zum Jahreswechsel demonstrierten Gegner der Partei.", published="2007-01-02"),
            ]
        )
        yield index


def found(news, question, limits=None):
    named = time_range(question, date(2026, 1, 1))
    hits, notes = search(news, question, Settings.from_environment(), limits or Limits(), named, "de")
    return [hit.article.id for hit in hits], notes


def test_articles_from_the_time_a_question_names_come_first_and_the_others_stay(news):
    assert found(news, "Demonstration der Gegner der Partei in Bremen")[0][0] == "fern"
    ids, notes = found(news, "Demonstration der Gegner der Partei in Bremen im November 2006")
    assert ids[0] == "nah" and "fern" in ids and notes == ()


def test_what_happens_at_the_end_of_a_time_is_reported_soon_after(news):
    assert found(news, "Wo demonstrierten Gegner der Partei im Dezember 2006?")[0][0] == "spaet"


def test_a_time_of_reporting_leaves_other_articles_out_and_says_so_where_none_is_left(news):
    assert found(news, "Was wurde im November 2006 über Gegner der Partei berichtet?") == (["nah"], ())
    ids, notes = found(news, "Was wurde im März 2010 über Gegner der Partei berichtet?")
    assert len(ids) == 3 and "März 2010" in notes[0]


def test_limits_the_reader_sets_are_kept(news):
    assert found(news, "Demonstration in Bremen", Limits(since="2015"))[0] == ["fern"]


def hit(name, rank):
    passage = Passage(f"{name}#0", name, 0, 1, "x")
    return Hit(passage, Article(name, "", "x"), 1.0 / rank, rank, passage.id)


def test_what_both_searches_find_moves_up_and_searches_merge_in_turns_each_passage_once():
    first = tuple(hit(name, n) for n, name in enumerate("abc", start=1))
    second = tuple(hit(name, n) for n, name in enumerate("dc", start=1))
    merged = preferring(first, second)
    assert [(h.article.id, h.rank) for h in merged] == [("c", 1), ("a", 2), ("b", 3), ("d", 4)]
    assert preferring(first, ()) == first
    assert [h.article.id for h in in_turns([first, second])] == ["a", "d", "b", "c"]


def test_an_event_of_a_year_may_be_told_at_any_time_and_the_end_of_the_calendar_is_no_error(news):
    ids, notes = found(news, "Was geschah 2006 mit den Gegnern der Partei?")
    assert set(ids) == {"nah", "fern", "spaet"} and notes == ()
    assert found(news, "Was machen die Gegner der Partei bis zum 31.12.9999?")[0]
