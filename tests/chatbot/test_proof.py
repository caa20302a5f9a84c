"""A model's sentence without its marks: what is taken out, and what must stay because it says something."""

import pytest

from chatbot.proof import Candidate, judged, plain
from chatbot.types import Evidence
from index.sentences import sentence_spans
from index.types import Article, Passage


def shown(text: str, published: str | None = None) -> list[Candidate]:
    """Every sentence of a text as a candidate of passage 1."""
    article, passage = Article("a", "Titel", text, "Quelle", None, published), Passage("a#0", "a", 0, len(text), text)
    return [Candidate(Evidence(passage, a, b, text[a:b], 0.0), article, 1) for a, b in sentence_spans(text)]


@pytest.mark.parametrize(
    ("raw", "text", "hints"),
    [
        ("Der Fahrer Max Huber (54) starb.", "Der Fahrer Max Huber (54) starb.", set()),
        ("Der Fahrer Max Huber (4) starb [1].", "Der Fahrer Max Huber (4) starb.", {1}),
        ("Das sagten alle (37).", "Das sagten alle (37).", set()),
        ("Das sagten alle (3).", "Das sagten alle.", {3}),
        ("Das sagten alle (Quelle 1) [17][99].", "Das sagten alle.", {1, 17, 99}),
        ("3. Oktober ist der Feiertag.", "3. Oktober ist der Feiertag.", set()),
        ("-5 Grad waren es [Auszug 2].", "-5 Grad waren es.", {2}),
        ("- Es waren 5 Grad.", "Es waren 5 Grad.", set()),
    ],
)
def test_only_marks_are_taken_out_of_a_sentence(raw, text, hints):
    assert plain(raw) == (text, frozenset(hints))


@pytest.mark.parametrize(
    ("raw", "evidence", "text"),
    [
        ("1. FC Köln gewann.", "Der 1. FC Köln gewann am Samstag.", "1. FC Köln gewann."),
        ("1. Köln gewann.", "Der 1. FC Köln gewann am Samstag.", "Köln gewann."),
        ("Es war so. 2. Köln gewann.", "Der 1. FC Köln gewann am Samstag.", "2. Köln gewann."),
        ("- 2. Köln gewann.", "Der 1. FC Köln gewann am Samstag.", "Köln gewann."),
    ],
)
def test_a_number_in_front_is_a_lists_where_a_line_begins_and_the_evidence_does_not_have_it(raw, evidence, text):
    assert judged(raw, shown(evidence))[-1].text == text


def test_an_age_in_brackets_is_proved_like_any_number():
    assert judged("Der Fahrer Max Huber (54) starb.", shown("Der Fahrer Max Huber starb am Unfallort."))[0].by == ()
