"""The reader is asked in the passage's words: rare words are exchanged for the nearest there, names never."""

import numpy as np
import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.nearness import WordVectors
from chatbot.passage_words import in_words_of
from index.types import Article, Hit, Passage

TEXT = "Estland kauft zwölf Panzerhaubitzen. Der Hafen von Tallinn bleibt offen."
MEANT = {"howitzers": "panzerhaubitzen", "harbour": "hafen", "ferry": "hafen", "reykjavik": "tallinn"}
PIECES = {"howitzers": 3, "ferry": 2, "reykjavik": 4, "panzerhaubitzen": 3}


class Dictionary:
    """Words of one meaning have one vector; "ferry" comes only near to a harbour."""

    dim = 64

    def embed(self, texts, kind):
        rows = np.zeros((len(texts), self.dim), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[hash_of(MEANT.get(text, text))] = 1.0
            if text == "ferry":
                row *= 0.3
                row[hash_of("ferry")] = (1 - 0.3**2) ** 0.5
        return rows


def hash_of(word):
    return sum(word.encode()) % Dictionary.dim


@pytest.fixture
def asked():
    article = Article("a", "", TEXT)
    found = candidates([Hit(Passage("a#0", "a", 0, len(TEXT), TEXT), article, 1.0, 1, "a#0")])
    vectors = WordVectors(Dictionary())
    return lambda question: in_words_of(view(question), found, vectors, lambda word: PIECES.get(word, 1))


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many howitzers does Estonia buy?", "How many panzerhaubitzen does Estonia buy?"),
        ("How many howitzers, and which howitzers?", "How many panzerhaubitzen, and which panzerhaubitzen?"),
    ],
)
def test_a_rare_word_is_asked_as_the_passage_says_it_wherever_it_stands(asked, question, read):
    assert asked(question) == read


@pytest.mark.parametrize(
    ("stays", "question"),
    [
        ("a word the reader knows whole", "Is the harbour open?"),
        ("a word that only comes near", "Is there a ferry?"),
        ("a name", "What did Reykjavik buy?"),
        ("a word the passage has", "Wie viele Panzerhaubitzen?"),
    ],
)
def test_other_words_stay(asked, stays, question):
    assert asked(question) == question, stays
