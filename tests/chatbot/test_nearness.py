"""What vectors say of a question's words: found in meaning, and English ones said in German."""

import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.nearness import WordVectors
from index.analysis import stems
from index.embedding import bundled_first
from index.types import Article, Hit, Passage

TEXT = "Estland kauft zwölf Panzerhaubitzen. Der Hafen von Tallinn bleibt offen."


@pytest.fixture(scope="module")
def vectors():
    return WordVectors(bundled_first())


@pytest.fixture(scope="module")
def found():
    article = Article("a", "", TEXT)
    return candidates([Hit(Passage("a#0", "a", 0, len(TEXT), TEXT), article, 1.0, 1, "a#0")])


def test_english_words_become_those_of_the_passage(vectors, found):
    asked = view("How many howitzers did Estonia buy in the harbour of Tallinn?")
    german = vectors.in_german(asked, found)
    assert set(german.words) == {"panzerhaubitzen", "estland", "kauft", "hafen", "tallinn"}
    assert set(german.stems) == {stem for word in german.words for stem in stems(word)}
    assert german.head == frozenset(stems("Panzerhaubitzen"))
    assert german.text == asked.text and german.names == asked.names


def test_a_word_no_passage_has_becomes_an_ordinary_german_one_and_a_name_stays(vectors, found):
    german = vectors.in_german(view("When did Vroztelu lose the election?"), found)
    assert "vroztelu" in german.words and "wahl" in german.words


def test_a_german_question_stays_as_it_is(vectors, found):
    asked = view("Wie viele Haubitzen kauft Estland?")
    assert vectors.in_german(asked, found) is asked


def test_words_are_found_in_the_other_language(vectors, found):
    known = vectors.words_found(view("Is the harbour of Paris closed?"), found)
    assert "harbour" in known and "paris" not in known
