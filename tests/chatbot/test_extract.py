"""Which sentences are said: the best one, and the one that goes on about it."""

from dataclasses import replace

import numpy as np

from chatbot.candidates import candidates
from chatbot.extract import extract
from chatbot.features import FEATURES, Nearness, features, view
from chatbot.ranker import COLUMNS, Ranking, with_readings
from chatbot.reader import SentenceReading
from index.passages import split_article
from index.types import Article, Hit


def ranked(question, text, logits):
    """The sentences of a text with these logits."""
    article = Article("a", "", text)
    found = candidates([Hit(p, article, 1.0, n, p.id) for n, p in enumerate(split_article(article), start=1)])
    rows = with_readings(features(view(question), found, (Nearness(),) * len(found)), (SentenceReading(),) * len(found))
    values = np.asarray(logits, dtype=float)
    order = tuple(int(n) for n in np.argsort(-values, kind="stable"))
    shares = np.exp(values) / np.exp(values).sum()
    return Ranking(found, order, shares, values, rows, 0.9, 0.5)


def said(question, text, logits):
    judged = ranked(question, text, logits)
    return [judged.found[s.candidate].text for s in extract(view(question), judged).said]


LETTER = "Vor der Reise schrieb Putin einen Brief. Darin versprach er engeren Handel. Am Montag regnete es in Seoul."


def test_the_sentence_that_goes_on_about_the_best_one_is_said_too():
    assert said("Was stand in Putins Brief?", LETTER, [3.0, 0.5, -2.0]) == [
        "Vor der Reise schrieb Putin einen Brief.",
        "Darin versprach er engeren Handel.",
    ]


def test_a_sentence_that_many_others_are_better_than_does_not_join():
    others = " ".join(f"Die Stadt Seoul baute Brücke {n}." for n in ("eins", "zwei", "drei", "vier", "fünf"))
    text = f"{LETTER} {others}"
    assert said("Was stand in Putins Brief?", text, [9.0, -2.0, -9.0, *[3.0] * 5])[:1] == [
        "Vor der Reise schrieb Putin einen Brief."
    ]
    assert "Darin versprach er engeren Handel." not in said("Was stand in Putins Brief?", text, [9.0, -2.0, -9.0, *[3.0] * 5])


def test_a_sentence_about_something_else_does_not_join():
    text = "Vor der Reise schrieb Putin einen Brief. Am Montag regnete es in Seoul."
    assert said("Was stand in Putins Brief?", text, [9.0, 1.0]) == ["Vor der Reise schrieb Putin einen Brief."]


def test_what_only_begins_with_a_noun_does_not_join():
    noun = "Die Bäckerei Lenz schließt zwei Filialen. Der Winter war im letzten Jahr mild."
    assert len(said("Was schließt die Bäckerei Lenz?", noun, [5.0, 3.0])) == 1


def test_a_question_for_a_date_is_continued_only_by_a_date_that_is_missing():
    dated = "In der Bucht lag ein Stützpunkt der Marine. Er wurde 2002 aufgelöst."
    undated = "In der Bucht lag bis 1999 ein Stützpunkt der Marine. Er war sehr beliebt."
    assert said("Wann wurde der Stützpunkt aufgelöst?", dated, [3.0, 0.5])[-1] == "Er wurde 2002 aufgelöst."
    assert said("Wann wurde der Stützpunkt aufgelöst?", undated, [3.0, 0.5]) == [
        "In der Bucht lag bis 1999 ein Stützpunkt der Marine."
    ]


def test_the_columns_are_those_of_the_ranker():
    assert len(COLUMNS) == ranked("Was?", LETTER, [1.0, 0.0, 0.0]).rows.shape[1] > len(FEATURES)


def test_a_sentence_of_a_passage_that_was_not_read_is_cited_where_it_says_the_same():
    question = "Wie viele Haubitzen kauft Estland?"
    judged = ranked(question, "Estland kauft zwölf Haubitzen in Frankreich. Am Montag regnete es.", [3.0, -3.0])
    others = (
        "Estland kauft zwölf Haubitzen aus Frankreich.",
        "Estland kauft elf Haubitzen aus Frankreich.",
        "In Seoul schien die Sonne.",
    )
    articles = [Article(f"b{n}", "", text) for n, text in enumerate(others)]
    unread = candidates([Hit(split_article(a)[0], a, 1.0, n, a.id) for n, a in enumerate(articles, start=2)])
    (first,) = extract(view(question), replace(judged, unread=unread)).said
    assert [c.text for c in first.unread] == ["Estland kauft zwölf Haubitzen aus Frankreich."]
    assert extract(view(question), judged).said[0].unread == ()


def test_an_article_about_another_deed_of_somebody_alike_is_no_second_source():
    question = "Lobte die FDP das Heizungsgesetz?"
    judged = ranked(question, "Karin Lohse (FDP) lobte das Heizungsgesetz.", [3.0])
    others = (
        "Karin Ebeling (FDP) lobte die Feuerwehr.",
        "Karin Tamm (FDP) nannte das Heizungsgesetz am Montag falsch.",
        "FDP-Politikerin Karin Lohse hat das Heizungsgesetz am Montag gelobt.",
    )
    articles = [Article(f"b{n}", "", text) for n, text in enumerate(others)]
    unread = candidates([Hit(split_article(a)[0], a, 1.0, n, a.id) for n, a in enumerate(articles, start=2)])
    (first,) = extract(view(question), replace(judged, unread=unread)).said
    assert [c.text for c in first.unread] == [others[2]]
