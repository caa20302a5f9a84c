"""What a refusal says is missing."""

import numpy as np
import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.missing_words import missing_words
from chatbot.ranker import Ranking
from index.passages import split_article
from index.types import Article, Hit


def missing(question, text="In Bergdorf leben Menschen.", published=None):
    article = Article("a", "", text, published=published)
    found = candidates([Hit(p, article, 1.0, n, p.id) for n, p in enumerate(split_article(article), start=1)])
    n = len(found)
    return missing_words(view(question), Ranking(found, tuple(range(n)), np.ones(n), np.zeros(n), np.zeros((n, 1)), 0.1, 0.5))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was kostet der Turm, der 3,5 Milliarden Menschen fasst?", ("Turm", "3,5 Milliarden")),
        ("Was geschah am Mittwoch, dem 20. März 2024?", ("20. März 2024",)),
        ("Was geschah im März 2024 in Bergdorf?", ("März 2024",)),
        ("Stimmten 17 Prozent für den Turm?", ("17 Prozent", "Turm")),
        ("Kauft Estland zwölf Haubitzen?", ("Estland", "zwölf", "Haubitzen")),
        ("Was beschloss der G7-Gipfel?", ("G7-Gipfel",)),
        ("Did Bergdorf celebrate the 80th anniversary?", ("80th",)),
        ("Did Estonia buy 3.5 billion shells on June 20, 2024?", ("Estonia", "3.5 billion", "June 20, 2024")),
    ],
)
def test_what_is_missing_is_written_as_in_the_question_and_in_its_order(question, expected):
    assert missing(question) == expected


def test_what_the_evidence_has_is_not_missing():
    text = "Am 20. März 2024 kamen zwölf Menschen nach Bergdorf, 3,5 Milliarden Euro fehlten."
    assert missing("Kamen am 20. März 12 Menschen nach Bergdorf?", text) == ()
    assert missing("Fehlten 2024 in Bergdorf 3.500 Millionen Euro?", text) == ()


def test_the_day_an_article_appeared_is_a_date_it_has():
    assert missing("Wer kam am 20. März 2024 nach Bergdorf?", published="2024-03-20") == ()
    assert missing("Wer kam am 21. März 2024 nach Bergdorf?", published="2024-03-20") == ("21. März 2024",)
