"""The reader on a model small enough to make here."""

import importlib.util
from pathlib import Path

import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.reader import READER_FEATURES, Reader, SentenceReading, _one_of_several, _whole_words, read_candidates
from index.heading import heading
from index.onnx_model import OnnxModel
from index.types import Article, Hit, Passage

_spec = importlib.util.spec_from_file_location("tiny_reader", Path(__file__).parent / "tiny_reader.py")
tiny_reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny_reader)

TEXT = "Estland kauft Haubitzen. Es sind zwölf Stück. Der Winter kommt."
WORDS = "estland kauft haubitzen es sind zwölf stück der winter kommt wie viele . ?".split()


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tiny_reader.make(tmp_path_factory.mktemp("reader") / "reader", {"zwölf": 5.0}, WORDS)
    return Reader(OnnxModel.open(folder))


def hits(text=TEXT):
    article = Article("a", "", "Vorspann ohne Bezug.\n\n" + text)
    start = article.text.index(text)
    return [Hit(Passage("a#0", "a", start, len(article.text), text), article, 1.0, 1, "a#0")]


def test_the_best_span_is_marked_in_code_points(reader):
    (reading,) = reader.read([("Wie viele Haubitzen?", TEXT)])
    start, end, score = reading.spans[0]
    assert TEXT[start:end] == "zwölf"
    assert reading.answerable_logit == pytest.approx(score - 2 * tiny_reader.NOTHING) == pytest.approx(8.0)


def test_a_passage_without_the_answer_has_a_negative_margin(reader):
    (reading,) = reader.read([("Wie viele Haubitzen?", "Der Winter kommt.")])
    assert reading.answerable_logit < 0


def test_words_of_the_question_are_never_an_answer(reader):
    (reading,) = reader.read([("Sind es zwölf?", "Der Winter kommt.")])
    assert reading.answerable_logit < 0


def test_an_empty_passage_is_no_answer(reader):
    (reading,) = reader.read([("Wie viele?", "")])
    assert reading.spans == ()
    assert reading.answerable_logit < 0


def test_sentences_get_mass_margin_and_a_span_in_the_article(reader):
    found = candidates(hits())
    readings = read_candidates(reader, view("Wie viele Haubitzen?"), found)
    best = max(range(len(found)), key=lambda n: readings[n].margin)
    assert found[best].text == "Es sind zwölf Stück."
    start, end = readings[best].span
    assert found[best].hit.article.text[start:end] == "zwölf"
    assert sum(r.mass for r in readings) == pytest.approx(1.0)
    assert sum(r.share for r in readings) == pytest.approx(1.0)


def test_title_and_day_are_read_before_the_passage_and_spans_stay_in_place(reader):
    article = Article("a", "Haubitzen für Estland", "Davor. " + TEXT, published="2024-06-20")
    passage = Passage("a#0", "a", 7, 7 + len(TEXT), TEXT)
    found = candidates([Hit(passage, article, 1.0, 1, "a#0")])
    assert heading(article) == "Haubitzen für Estland (20. Juni 2024). "
    readings = read_candidates(reader, view("Wie viele Haubitzen?"), found)
    best = max(range(len(found)), key=lambda n: readings[n].margin)
    start, end = readings[best].span
    assert article.text[start:end] == "zwölf" and found[best].text == "Es sind zwölf Stück."


@pytest.mark.parametrize(
    ("title", "published", "read"),
    [("", None, ""), ("Titel", None, "Titel. "), ("", "2024-06", "(Juni 2024). "), ("Titel", "2024", "Titel (2024). ")],
)
def test_the_heading_has_what_is_known(title, published, read):
    assert heading(Article("a", title, "Text.", published=published)) == read


def test_features_have_the_columns_named():
    assert len(SentenceReading().features()) == len(READER_FEATURES)


def test_reading_side_by_side_gives_what_reading_alone_gives(tmp_path):
    folder = tiny_reader.make(tmp_path / "reader", {"zwölf": 5.0}, WORDS)
    pairs = [("Wie viele?", "Der Winter kommt. " * n + TEXT) for n in range(7)]
    together, alone = (Reader(OnnxModel.open(folder, threads)).read(pairs) for threads in (3, 1))
    assert together == alone and len({reading.spans for reading in alone}) > 1


def test_an_error_in_one_of_many_texts_leaves_when_all_at_work_are_done(reader):
    done = []

    def work(n):
        if n == 2:
            raise ValueError(n)
        done.append(n)

    with pytest.raises(ValueError, match="2"):
        reader._model.side_by_side(work, range(4))
    assert {0, 1} <= set(done)


@pytest.mark.parametrize(
    ("words", "whole"),
    [("Olexander Ha", "Olexander Haman"), ("Haman", "Olexander Haman"), ("wölf", "zwölf"), ("zwölf Stü", "zwölf Stück")],
)
def test_a_span_is_whole_words_and_whole_names(words, whole):
    text = "Am Flughafen begrüßte ihn Olexander Haman. Es sind zwölf Stück."
    at = text.index(words)
    start, end = _whole_words(text, at, at + len(words))
    assert text[start:end] == whole


@pytest.mark.parametrize(
    ("question", "text", "words", "several"),
    [
        (
            "Wer gehörte zur Delegation?",
            "Es kamen Alexander Fomin, Dmitri Schugajew und Alexander Michejew.",
            "Alexander Fomin",
            True,
        ),
        ("Wer empfing den Gast?", "Olexander Haman, Botschafter in Kiew, empfing den Gast in Hanoi.", "Olexander Haman", False),
        ("Wer begrüßte Wladimir Putin?", "Alexander Fomin begrüßte Wladimir Putin in Moskau.", "Alexander Fomin", False),
        ("Wo war Alexander Fomin?", "Alexander Fomin und Dmitri Schugajew waren in Hanoi.", "Hanoi", False),
    ],
)
def test_one_person_of_several_is_not_the_whole_answer(question, text, words, several):
    article = Article("a", "", text)
    (candidate,) = candidates([Hit(Passage("a#0", "a", 0, len(text), text), article, 1.0, 1, "a#0")])
    at = text.index(words)
    assert _one_of_several(view(question), candidate, (at, at + len(words))) is several
