"""How many wrong answers the proof catches, and how many true ones it turns away, on sentences of the starter articles.

Run with ``-s`` to see the figures. Wrong answers are made by `corruptions` from the articles' own sentences and from the true
answers of ``true_answers.txt``, which are reworded, shortened, merged or English; those are also the test of false alarms.
``invented_news.txt`` holds wrong and true answers to sentences from outside the starter articles, written by hand.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from chatbot.proving.meaning import similarity_of
from chatbot.verify import verify
from index.embedding import StaticEmbedder
from index.readers import read_file
from index.sentences import sentence_spans
from index.types import Article
from tests.regression.corruptions import KINDS

pytestmark = pytest.mark.regression
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
TO_REACH = {"number": 0.95, "date": 0.95, "name": 0.95, "negation": 0.6, "attribution": 0.6}
FALSE_ALARMS = 0.05
INVENTED_CAUGHT, INVENTED_FALSE_ALARMS = 0.9, 0.08


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """The starter articles by id."""
    return {article.id: article for article in (read_file(path) for path in sorted(SEEDS.glob("*.md")))}


def sentences(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in sentence_spans(article.text)]


@pytest.fixture(scope="module")
def true_answers(articles: dict[str, Article]) -> list[tuple[str, list[str], str]]:
    """(answer, the sentences that prove it in the order of reading, date of the article)."""
    found = []
    for line in (Path(__file__).with_name("true_answers.txt")).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        where, answer = line.split(" => ")
        key, snippets = where.split(": ", 1)
        article = articles[key]
        told = sentences(article)
        proof = [told[n] for n in sorted(next(n for n, s in enumerate(told) if x in s) for x in snippets.split(" + "))]
        found.append((answer, proof, article.published or ""))
    return found


@pytest.fixture(scope="module")
def similarity():
    """The cosine of the bundled static embedder."""
    return similarity_of(StaticEmbedder.bundled())


def corrupted(
    articles: dict[str, Article], true_answers: list[tuple[str, list[str], str]]
) -> list[tuple[str, str, list[str], str]]:
    """(kind, wrong answer, its evidence, date) for every sentence and kind that can be made, two tries each."""
    sources = [(s, [s], article.published or "") for article in articles.values() for s in sentences(article)] + true_answers
    rng = random.Random(20240620)
    found = []
    for text, proof, day in sources:
        for kind, change in KINDS.items():
            wrong = {w for w in (change(text, rng), change(text, rng)) if w and w != text}
            found += [(kind, w, proof, day) for w in sorted(wrong)]
    return found


def test_corrupted_answers_are_caught(articles, true_answers, similarity):
    cases = corrupted(articles, true_answers)
    caught: Counter[str] = Counter()
    for kind, wrong, proof, day in cases:
        caught[kind] += verify(wrong, proof, [day], similarity).support != "belegt"
    made = Counter(kind for kind, *_ in cases)
    print({kind: f"{caught[kind] / n:.3f} of {n}" for kind, n in made.items()})
    assert sum(made.values()) >= 400
    for kind, share in TO_REACH.items():
        assert caught[kind] / made[kind] >= share, f"{kind}: {caught[kind]} of {made[kind]}"


def test_true_answers_in_other_words_are_not_turned_away(true_answers, similarity):
    turned = [(answer, verify(answer, proof, [day], similarity)) for answer, proof, day in true_answers]
    wrong = [(answer, verdict) for answer, verdict in turned if verdict.support != "belegt"]
    print(f"false alarms {len(wrong)} of {len(turned)}", *wrong, sep="\n")
    assert len(turned) >= 90
    assert len(wrong) / len(turned) <= FALSE_ALARMS


def invented() -> list[tuple[bool, str, str, str]]:
    """(true, answer, evidence, day) of ``invented_news.txt``."""
    found, day, evidence = [], "", ""
    for line in Path(__file__).with_name("invented_news.txt").read_text(encoding="utf-8").splitlines():
        if line[:2] in ("- ", "+ "):
            found.append((line[0] == "+", line[2:], evidence, day))
        elif not line.startswith("#"):
            day, evidence = line.split(" ", 1)
    return found


def test_answers_to_invented_news_are_judged_as_a_reader_would(similarity):
    cases = [(true, answer, verify(answer, [proof], [day], similarity)) for true, answer, proof, day in invented()]
    missed = [answer for true, answer, verdict in cases if not true and verdict.support == "belegt"]
    alarms = [(answer, verdict) for true, answer, verdict in cases if true and verdict.support != "belegt"]
    n_true = sum(true for true, *_ in cases)
    print(f"invented news: missed {len(missed)} of {len(cases) - n_true}", *missed, sep="\n")
    print(f"false alarms {len(alarms)} of {n_true}", *alarms, sep="\n")
    assert 1 - len(missed) / (len(cases) - n_true) >= INVENTED_CAUGHT
    assert len(alarms) / n_true <= INVENTED_FALSE_ALARMS


def test_every_sentence_proves_itself(articles, similarity):
    said = [(s, article.published or "") for article in articles.values() for s in sentences(article)]
    for text, day in said:
        assert verify(text, [text], [day], similarity).support == "belegt"
        nearly = f"{text.rstrip('.')} ."  # not word for word, so that every check has its say
        assert verify(nearly, [text], [day], similarity).support == "belegt"


def test_sentences_of_other_articles_prove_nothing(articles, similarity):
    keys = sorted(articles)
    proved = [
        (s, other)
        for key, wrong in zip(keys, keys[4:] + keys[:4], strict=True)
        for s, other in zip(sentences(articles[key]), sentences(articles[wrong]), strict=False)
        if verify(s, [other], (), similarity).support == "belegt"
    ]
    assert proved == []
