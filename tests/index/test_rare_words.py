import numpy as np
import pytest

from index import Article, NewsIndex
from index.analysis import telling_words
from index.query import Query
from index.searching import DenseLeg, scored


@pytest.fixture(scope="module")
def news():
    with NewsIndex.open(embedder=None, encoder=None) as index:
        common = [
            Article(f"a{n}", "Regierung", f"Die Regierung beriet am Montag über Antrag {n} und die Kosten.") for n in range(300)
        ]
        index.add_articles([*common, Article("v", "Messe", "Auf der Messe sprach Ilka Vroztelu über Brücken aus Holz.")])
        yield index


def rare(index, text, language):
    asked = index._lexical.asked(Query.checked(text, 10, None, None, None, language))
    return {index._store.by_number([no])[no].article.id for no, _ in asked.search_rare(100)}


@pytest.mark.parametrize(
    ("question", "language"),
    [("Was sagte Vroztelu der Regierung?", "de"), ("What did Vroztelu tell the Regierung on Montag?", "en")],
)
def test_a_name_in_one_passage_is_rare_and_what_every_passage_has_is_not(news, question, language):
    assert rare(news, question, language) == {"v"}


def test_a_question_without_a_rare_word_has_no_such_leg(news):
    assert rare(news, "Worüber beriet die Regierung am Montag?", "de") == set()
    assert rare(news, "Was ist Quastelborn?", "de") == set(), "a word that no passage has finds nothing"


def test_only_names_and_figures_of_an_english_question_are_looked_for_in_german_texts():
    assert telling_words("What gift did Kim bring to the war in 2024?", "en") == ["kim", "2024"]
    assert telling_words("Welches Gift brachte Kim 2024?", "de") == ["gift", "brachte", "kim", "2024"]


def test_a_filter_holds_for_rare_words_too(news):
    asked = news._lexical.asked(Query.checked("Vroztelu", 10, "2024", None, None, "de"))
    assert asked.search_rare(100) == []


def test_a_rare_name_wins_against_many_common_words(news):
    assert news.search("Was sagte Vroztelu am Montag über die Kosten der Regierung?")[0].article.id == "v"


class Spelling:
    """An embedder to which a word has a piece for every three letters."""

    def embed(self, texts, kind):
        return np.ones((len(texts), 4), np.float32) / 2

    def n_pieces(self, word):
        return -(-len(word) // 3)


@pytest.mark.parametrize(("question", "leg"), [("Was sagte Vroztelu?", "strange"), ("Was sagte Ilka?", "rare")])
def test_a_rare_word_of_many_pieces_is_strange_to_the_embedder(news, question, leg):
    query = Query.checked(question, 10, None, None, None, "de")
    dense = {"first": DenseLeg(Table(), Spelling())}
    legs = scored(query, news._lexical, dense)
    assert set(legs) == {"lexical", "first", leg} and len(legs[leg]) == 1


class Table:
    """A snapshot of vectors that finds nothing."""

    def __len__(self):
        return 1

    def search(self, vector, query, depth):
        return []

    def scores(self, vector, numbers):
        return {}
