"""Ranking candidates with the bundled weights, and with a reader."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from chatbot.candidates import candidates
from chatbot.features import FEATURES, Nearness, features, view
from chatbot.ranker import COLUMNS, N_READ, WEIGHTS, Ranker, load_layers, to_read
from chatbot.reader import Reader
from chatbot.refusal import ANSWER_FEATURES, answer_features
from index.onnx_model import OnnxModel
from index.passages import split_article
from index.types import Article, Hit

_spec = importlib.util.spec_from_file_location("tiny_reader", Path(__file__).parent / "tiny_reader.py")
tiny_reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny_reader)

TEXT = (
    "Estland kauft in Frankreich zwölf Haubitzen. Der Winter wird kalt. "
    "Minister Jaan Tamm unterschrieb den Vertrag am 3. Mai in Paris, weil die alten Geschütze verbraucht sind."
)


def found(text=TEXT):
    article = Article("a", "", text)
    return candidates([Hit(p, article, 1.0, n, p.id) for n, p in enumerate(split_article(article), start=1)])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Wie viele Haubitzen kauft Estland?", "zwölf"),
        ("Wer unterschrieb den Vertrag?", "Jaan Tamm"),
        ("Wann wurde der Vertrag unterschrieben?", "3. Mai"),
        ("Warum wurde der Vertrag unterschrieben?", "weil"),
    ],
)
def test_the_sentence_with_the_answer_comes_first(question, words):
    sentences = found()
    ranked = Ranker().rank(view(question), sentences)
    assert words in sentences[ranked.order[0]].text
    assert ranked.shares.sum() == pytest.approx(1.0)
    assert 0.0 <= ranked.confidence <= 1.0


def test_confidence_falls_when_the_answer_is_not_there():
    ranker = Ranker()
    there = ranker.rank(view("Wie viele Haubitzen kauft Estland?"), found())
    gone = ranker.rank(view("Welcher Sänger gewann den Wettbewerb in Malmö?"), found())
    assert gone.confidence < there.confidence
    assert not gone.enough


def test_features_have_their_columns_and_are_finite():
    sentences = found()
    rows = features(view("Wie viele Haubitzen kauft Estland 2024?"), sentences, [Nearness()] * len(sentences))
    assert rows.shape == (len(sentences), len(FEATURES))
    assert np.isfinite(rows).all()
    assert rows[0, FEATURES.index("head_counted")] == 1.0
    assert rows[1, FEATURES.index("stems")] == 0.0


def test_nothing_found_is_not_enough():
    ranked = Ranker().rank(view("Wer?"), ())
    assert ranked.order == ()
    assert not ranked.enough
    assert answer_features(view("Wer?"), (), np.zeros((0, 1)), np.zeros(0), np.zeros(0)).shape == (len(ANSWER_FEATURES),)


def test_ties_keep_the_order_of_the_candidates():
    sentences = found("Der Winter wird kalt. Der Winter wird kalt.")
    ranked = Ranker().rank(view("Welcher Sänger gewann?"), sentences[:1] * 2)
    assert ranked.order == (0, 1)


def test_the_weights_file_names_only_columns_there_are():
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for layer in data["layers"].values():
        assert set(layer["rank"]["columns"]) <= set(COLUMNS)
        assert set(layer["answer"]["columns"]) <= set(ANSWER_FEATURES)
        assert 0.0 < layer["threshold"] < 1.0
    assert "words" in load_layers(WEIGHTS)


def test_a_reader_reads_and_marks_the_span(tmp_path):
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    plain = {"threshold": 0.5, "answer": data["layers"]["words"]["answer"]}
    weights = tmp_path / "weights.json"
    layer = plain | {"rank": {"bias": 0.0, "columns": {"reader_margin": [0.0, 1.0, 5.0]}}}
    weights.write_text(json.dumps({"layers": {"words": data["layers"]["words"], "words+reader": layer}}), encoding="utf-8")
    words = [w.strip(".,").lower() for w in TEXT.split()]
    folder = tiny_reader.make(tmp_path / "reader", {"verbraucht": 6.0}, words)
    ranker = Ranker(reader=Reader(OnnxModel.open(folder)), weights=weights)
    ranked = ranker.rank(view("Wie viele Haubitzen kauft Estland?"), found())
    assert ranker.name == "words+reader"
    best = ranked.order[0]
    start, end = ranked.readings[best].span
    assert TEXT[start:end] == "verbraucht"


def test_a_reader_the_weights_do_not_know_is_left_out(tmp_path):
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = tmp_path / "weights.json"
    weights.write_text(json.dumps({"layers": {"words": data["layers"]["words"]}}), encoding="utf-8")
    folder = tiny_reader.make(tmp_path / "reader", {}, ["wort"])
    assert Ranker(reader=Reader(OnnxModel.open(folder)), weights=weights).name == "words"


def passages_of_one_sentence(n):
    articles = [Article(f"a{at}", "", f"Im Ort Nummer {at} steht ein altes Rathaus am Markt.") for at in range(n)]
    return candidates([Hit(split_article(a)[0], a, 1.0, at, a.id) for at, a in enumerate(articles, start=1)])


def test_of_many_passages_the_first_are_read_and_later_ones_only_if_they_stand_a_chance():
    found = passages_of_one_sentence(6)
    assert to_read(found, np.asarray([0.45, 0.01, 0.1, 0.12, 0.14, 0.18])) == [0, 2, 3, 4, 5]
    assert to_read(found, np.asarray([0.01, 0.95, 0.01, 0.01, 0.01, 0.01])) == [0, 1, 2, 3]


def test_never_more_passages_are_read_than_there_is_time_for():
    found = passages_of_one_sentence(N_READ + 4)
    assert to_read(found, np.full(len(found), 1 / len(found))) == list(range(N_READ))


def test_nothing_is_read_of_nothing():
    assert to_read((), np.zeros(0)) == []
