import random

from index.passages import MAX_CHARS, OVERLAP_CHARS, TARGET_CHARS, split_article
from index.sentences import sentence_spans
from index.types import Article


def article(text):
    return Article("a", "Titel", text)


def random_text(seed):
    rng = random.Random(seed)
    sentences = [
        " ".join("Wort" + rng.choice(["", "e", "er", "🙂", "ß"]) for _ in range(rng.randint(1, 60)))
        + rng.choice([". ", "! ", ".\n\n", "? "])
        for _ in range(rng.randint(1, 40))
    ]
    return "".join(sentences)


def test_passages_are_exact_slices_numbered_in_order():
    for seed in range(30):
        made = article(random_text(seed))
        passages = split_article(made)
        for n, passage in enumerate(passages):
            assert made.text[passage.start : passage.end] == passage.text == passage.text.strip()
            assert (passage.id, passage.article_id) == (f"a#{n}", "a")


def test_every_sentence_is_whole_in_some_passage():
    for seed in range(30):
        made = article(random_text(seed))
        passages = split_article(made)
        for start, end in sentence_spans(made.text):
            if end - start <= MAX_CHARS:
                assert any(p.start <= start and end <= p.end for p in passages)


def test_neighbours_overlap_by_whole_sentences_within_the_bound():
    text = " ".join(f"Dies ist der Satz mit der Nummer {n} im Text." for n in range(100))
    passages = split_article(article(text))
    assert len(passages) > 3
    for one, other in zip(passages, passages[1:], strict=False):
        assert 0 < one.end - other.start <= OVERLAP_CHARS
        assert one.end - one.start <= TARGET_CHARS
        assert text[other.start :].startswith("Dies ist")


def test_a_text_without_sentence_ends_is_cut_at_white_space():
    made = article("wort " * 2000)
    passages = split_article(made)
    assert all(len(p.text) <= MAX_CHARS and set(p.text.split()) == {"wort"} for p in passages)
    assert sum(len(p.text.split()) for p in passages) >= 2000


def test_a_single_endless_word_is_cut_anyway():
    passages = split_article(article("x" * 10_000))
    assert max(len(p.text) for p in passages) <= MAX_CHARS
    assert passages[0].start == 0 and passages[-1].end == 10_000


def test_a_short_article_is_one_passage_and_an_empty_one_none():
    assert [p.text for p in split_article(article("  Ein Satz. Noch einer.\n"))] == ["Ein Satz. Noch einer."]
    assert split_article(article(" \n ")) == ()
