import pytest

from chatbot.evaluation.gold import GoldQuestion, GoldSet
from chatbot.evaluation.peers import Bm25sPeer, LangChainPeer, measure_peer
from index.types import Article

ARTICLES = (
    Article("bruecke", "Die Brücke", "Die Brücke wurde 1890 von Arbeitern gebaut."),
    Article("markt", "Der Markt", "Der Wochenmarkt öffnet um acht Uhr früh."),
    Article("turm", "Der Turm", "Der Turm ragt achtzig Meter in die Höhe."),
)
GOLD = GoldSet(
    "drei",
    (
        GoldQuestion("a", "Wann öffnet der Wochenmarkt?", "de", True, ("acht Uhr",), {"markt": 1}),
        GoldQuestion("b", "Wer hat die Brücke gebaut?", "de", True, ("Arbeiter",), {"bruecke": 1}),
        GoldQuestion("c", "Was kostet der Fisch?", "de", False),
    ),
    ARTICLES,
    "f",
)


def test_measures_of_a_peer_are_means_over_questions_with_a_right_article():
    found = {"Wann öffnet der Wochenmarkt?": [("turm", "Turm"), ("markt", "öffnet um acht Uhr"), ("markt", "noch einmal")]}
    row = measure_peer("x", lambda query, k: found.get(query, []), GOLD, 1.5, False)
    assert (row["n"], row["retrieval"]["recall@1"], row["retrieval"]["recall@5"], row["retrieval"]["mrr@10"]) == (
        2,
        0.0,
        0.5,
        0.25,
    )
    assert row["first_passage_contains"] == 0.0 and row["index_s"] == 1.5


@pytest.mark.slow
@pytest.mark.parametrize("peer", [Bm25sPeer(), LangChainPeer()], ids=lambda peer: type(peer).__name__)
def test_each_peer_finds_what_is_plainly_there(peer):
    peer.load()
    peer.add(ARTICLES)
    row = measure_peer(peer.name, peer.search, GOLD, None, False)
    assert row["retrieval"]["recall@1"] == row["first_passage_contains"] == 1.0
    assert len(peer.search("Wochenmarkt", 2)) <= 2
