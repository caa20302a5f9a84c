"""Sentences of hits."""

from chatbot.candidates import candidates
from index.types import Article, Hit, Passage

TEXT = "Zeile eins steht hier.\n\nÜberschrift ohne Punkt\n\nPutin kam an. Er blieb zwei Tage. Dann flog er ab."


def hit(start, end, rank):
    article = Article("a", "Titel", TEXT)
    return Hit(Passage(f"a#{rank}", "a", start, end, TEXT[start:end]), article, 1.0 / rank, rank, f"a#{rank}")


def test_every_sentence_is_an_exact_slice_and_comes_once():
    middle = TEXT.index("Er blieb")
    found = candidates([hit(0, len(TEXT), 1), hit(middle, len(TEXT), 2)])
    assert [c.text for c in found] == [TEXT[c.start : c.end] for c in found]
    assert len({(c.start, c.end) for c in found}) == len(found) == 5


def test_neighbours_are_known_even_across_passages():
    middle = TEXT.index("Er blieb")
    found = candidates([hit(middle, len(TEXT), 1), hit(0, len(TEXT), 2)])
    stayed = next(c for c in found if c.text.startswith("Er blieb"))
    assert stayed.before == "Putin kam an."
    assert stayed.after == "Dann flog er ab."
    assert stayed.hit.rank == 1


def test_headings_are_recognised():
    assert [c.text for c in candidates([hit(0, len(TEXT), 1)]) if c.is_heading] == ["Überschrift ohne Punkt"]


def test_no_hits_no_sentences():
    assert candidates([]) == ()
