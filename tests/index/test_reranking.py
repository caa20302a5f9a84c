import numpy as np
from stand_ins import ARTICLES

from index.reranking import Reranker, rerank
from index.types import Hit, Passage


class LongestFirst:
    name = "longest"

    def __init__(self):
        self.read = 0

    def relevance(self, query, passages):
        self.read += len(passages)
        return np.array([len(passage) for passage in passages], dtype=np.float32)


def hits(*texts):
    return [
        Hit(Passage(f"a#{n}", "a", 0, len(text), text), ARTICLES[0], 1 - n / 10, n + 1, f"a#{n}") for n, text in enumerate(texts)
    ]


def test_the_first_hits_are_put_in_the_rerankers_order_and_the_rest_stays():
    reranker = LongestFirst()
    assert isinstance(reranker, Reranker)
    moved = rerank(reranker, "q", hits("a", "bbb", "cc", "dddd"), first=3)
    assert [hit.passage.text for hit in moved] == ["bbb", "cc", "a", "dddd"]
    assert [hit.rank for hit in moved] == [1, 2, 3, 4] and reranker.read == 3
    assert [hit.score for hit in moved] == sorted((hit.score for hit in moved), reverse=True)


def test_ties_keep_their_order():
    assert [hit.passage.text for hit in rerank(LongestFirst(), "q", hits("bb", "aa", "cc"))] == ["bb", "aa", "cc"]
    assert rerank(LongestFirst(), "q", []) == ()
