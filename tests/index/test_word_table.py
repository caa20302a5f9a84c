"""The vectors of single words are computed once."""

import threading

import numpy as np
import pytest

from index import word_table
from index.word_table import WordTable


class Counting:
    """Gives a word the vector (its length, its first letter) and counts what it was asked."""

    def __init__(self):
        self.asked = []

    def __call__(self, words, kind):
        self.asked += words
        return np.array([(len(word), ord(word[0])) for word in words], np.float32)


@pytest.fixture
def embed():
    return Counting()


def test_a_word_is_embedded_once_and_rows_stand_in_order(embed):
    table = WordTable(embed, 2)
    assert table.rows(["kai", "hafen", "kai"]).tolist() == [[3, 107], [5, 104], [3, 107]]
    assert table.rows(["hafen"]).tolist() == [[5, 104]]
    assert embed.asked == ["kai", "hafen"]


def test_no_words_have_no_rows(embed):
    assert WordTable(embed, 2).rows([]).shape == (0, 2)


def test_too_many_words_are_forgotten_and_known_again(embed, monkeypatch):
    monkeypatch.setattr(word_table, "_MAX_KEPT", 4)
    table = WordTable(embed, 2)
    for asked in (["a", "bb", "ccc"], ["dddd", "a"], ["eeeee", "ffffff", "a", "g", "hh", "iii"]):
        assert table.rows(asked)[:, 0].tolist() == [len(word) for word in asked]
    assert embed.asked.count("a") == 2 == embed.asked.count("bb") + 1


def test_many_threads_get_the_rows_of_their_own_words(embed, monkeypatch):
    monkeypatch.setattr(word_table, "_MAX_KEPT", 50)
    table, wrong = WordTable(embed, 2), []

    def work(letter):
        for n in range(1, 60):
            asked = [letter * k for k in range(1, n % 30 + 2)]
            if table.rows(asked)[:, 0].tolist() != [len(word) for word in asked]:
                wrong.append(asked)

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
