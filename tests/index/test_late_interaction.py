"""How well passages have the single words of a question."""

import numpy as np
import pytest

from index import Article, NewsIndex
from index.late_interaction import BLOCK, max_similarity
from index.word_table import WordTable

NEAR = {
    "harbour": (1.0, 0.0, 0.0, 0.0),
    "hafen": (0.8, 0.6, 0.0, 0.0),
    "kai": (0.6, 0.8, 0.0, 0.0),
    "vroztelu": (0.0, 0.0, 1.0, 0.0),
    "jahr": (0.0, 0.0, 0.0, 1.0),
}


@pytest.fixture
def table():
    """Those not in NEAR are like nothing that is asked."""
    return WordTable(lambda words, kind: np.array([NEAR.get(word, (-1.0, 0.0, 0.0, 0.0)) for word in words], np.float32), 4)


def found(asked, passages, table):
    return max_similarity(asked, [("", text) if isinstance(text, str) else text for text in passages], table).tolist()


def test_the_nearest_word_counts_and_the_very_word_counts_most(table):
    values = found(["harbour"], ["Am Kai lag Eis.", "Im Hafen am Kai lag Eis.", "Harbour heißt es.", "Im Wald lag Eis."], table)
    assert values == pytest.approx([0.6, 0.8, 1.0, 0.0])


def test_a_rare_word_counts_more_than_a_common_one(table):
    rare, common = found(["vroztelu", "jahr"], ["Vroztelu kam.", "Ein Jahr verging."], table)
    assert rare > 0.5 > common > 0


def test_words_that_stand_together_count_more_than_scattered_ones(table):
    filling = "wald " * (3 * BLOCK)
    together, scattered = found(["harbour", "vroztelu"], [f"Hafen Vroztelu {filling}", f"Hafen {filling} Vroztelu"], table)
    assert together > scattered > 0.5 * together


def test_a_words_place_in_a_long_passage_makes_no_difference(table):
    filling = ["wald"] * (4 * BLOCK)
    passages = [" ".join([*filling[:n], "hafen", *filling[n:]]) for n in (0, 7, BLOCK, 2 * BLOCK + 1, 4 * BLOCK)]
    assert len({round(value, 6) for value in found(["harbour"], passages, table)}) == 1


def test_the_title_is_part_of_every_passage(table):
    values = found(["harbour"], [("Hafen", "Im Wald lag Eis."), ("Hafen", ""), ("", "")], table)
    assert values == pytest.approx([0.8, 0.8, 0.0])


def test_a_passage_counts_the_same_whatever_else_is_looked_at(table):
    passages = ["Am Kai lag Eis.", "Im Hafen lag ein Schiff aus Vroztelu.", "Nichts."]
    alone = [found(["harbour", "vroztelu"], [passage], table)[0] for passage in passages]
    assert found(["harbour", "vroztelu"], passages, table) == alone


def test_nothing_asked_or_nothing_there_gives_nothing(table):
    assert found([], ["Im Hafen."], table) == [0.0]
    assert found(["harbour"], [], table) == []
    assert found(["harbour"], ["…"], table) == [0.0]


def test_an_english_question_finds_what_only_other_words_say():
    texts = [f"Der Rat beriet am Montag über Antrag {n} und die Kosten der Schule." for n in range(40)]
    with NewsIndex.open(encoder=None) as news:
        gold = "Die Fischer fuhren trotz des Sturms auf das Meer hinaus, obwohl der Wetterdienst gewarnt hatte."
        news.add_articles([*(Article(f"a{n}", "", text) for n, text in enumerate(texts)), Article("gold", "", gold)])
        assert news.search("Why had fishermen been told not to sail?", language="en")[0].article.id == "gold"


def test_a_question_of_small_words_is_searched_all_the_same():
    with NewsIndex.open(encoder=None) as news:
        news.add_articles([Article("a", "", "Was das ist, weiß man nicht.")])
        assert [hit.article.id for hit in news.search("Was ist das?")] == ["a"]
