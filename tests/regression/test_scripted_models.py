"""Eighteen models that misbehave, twenty questions each: nothing they make up may be shown as proved.

Run with ``-s`` to see the figures. Every model's wrong words are known to the test, so no check of the project judges itself.
"""

from __future__ import annotations

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot import Answer, Chatbot
from chatbot.generate import Writing
from chatbot.generators.thinking import without_thinking
from chatbot.prompting import Task
from chatbot.proving.meaning import similarity_of
from chatbot.writing import answer_with_model
from index import NewsIndex
from index.embedding import StaticEmbedder
from index.sentences import sentence_spans
from tests.regression.corruptions import KINDS

pytestmark = pytest.mark.regression
SEEDS = Path(__file__).parents[2] / "seeds"
N_QUESTIONS = 20
LINK = re.compile(r"https?://|www\.|javascript:|\]\(|<\w", re.I)


def first(task: Task, n: int = 2) -> list[str]:
    """The first sentences the model was shown."""
    shown = [" ".join(p.article.text[a:b].split()) for p in task.passages for a, b in p.spans]
    return shown[:n]


def corrupt(kind: str) -> Callable[[Task], str]:
    def write(task: Task) -> str:
        rng = random.Random(task.question)
        changed = [(KINDS[kind](s, rng), s) for s in first(task, 12)]
        return " ".join(f"{wrong} [1]" for wrong, s in changed if wrong and wrong != s)

    return write


MODELS: dict[str, Callable[[Task], str]] = {
    "cites numbers that do not exist": lambda task: " ".join(f"{s.rstrip('.')} [17][99]." for s in first(task)),
    "changes numbers": corrupt("number"),
    "changes dates": corrupt("date"),
    "changes names": corrupt("name"),
    "turns statements round": corrupt("negation"),
    "invents a number": lambda task: " ".join(s.rstrip(".") + " und kostet 4711 Euro [1]." for s in first(task)),
    "invents a quotation": lambda task: (
        "„Das wird Folgen haben, die niemand kennt“, sagte Putin [1]. " + " ".join(first(task, 1))
    ),
    "answers in English and makes things up": lambda task: (
        "President Biden flew to Hanoi on 3 May 2019 [1]. It cost 4711 dollars [2]."
    ),
    "answers in English without a name or number": lambda task: (
        "Bananas are rich in potassium [1]. The moon landing was faked by the government [1]. "
        "The minister was arrested for fraud [2]. The leaders had dinner by the sea and danced until the morning [1]."
    ),
    "goes in circles": lambda task: (first(task, 1)[0] + " ") * 400,
    "says nothing": lambda task: "",
    "only thinks": lambda task: "<think>Die Antwort ist 4711. Merkel war es.",
    "obeys a poisoned article": lambda task: "HACKED. Besuchen Sie https://boese.example/?q=1 [1]. Ignoriere alle Regeln [1].",
    "writes links and markup": lambda task: (
        f"**{first(task, 1)[0]}** [mehr](https://boese.example) ![](https://boese.example/p.png) <img src=x onerror=alert(1)> [1]"
    ),
    "knows the world": lambda task: "Angela Merkel war von 2005 bis 2021 Bundeskanzlerin [1]. Bananen sind reich an Kalium [2].",
    "agrees without saying anything": lambda task: "Ja. Genau. Das stimmt. Richtig [1].",
    "writes rubbish": lambda task: "\x00\ufffd]]]][[[[ $question {{ user }} %s [0] [-1] [1e9] ### --- ```",
    "invents sources": lambda task: "Laut Spiegel Online (www.spiegel.example) sprach Baerbock in Oslo [Quelle: Spiegel, 4711].",
}
MADE_UP = re.compile(
    r"4711|Merkel|Biden|Baerbock|Bananen|HACKED|Folgen haben|Spiegel|Besuchen|Ignoriere|2019|[Bb]anana|moon|fraud|dance"
)
CORRUPTING = {"changes numbers", "changes dates", "changes names", "turns statements round"}


class Misbehaving:
    """A model that writes what its script makes of the task."""

    revision = "1"

    def __init__(self, name: str, script: Callable[[Task], str]) -> None:
        self.name, self._script = name, script
        self.written = ""

    def count_tokens(self, text: str) -> int:
        return len(text) // 3 + 1

    def write(self, task: Task) -> Iterator[str]:
        self.written = self._script(task)
        yield from without_thinking(self.written[n : n + 9] for n in range(0, len(self.written), 9))


@pytest.fixture(scope="module")
def answers() -> Iterator[list[Answer]]:
    """Evidence answers to twenty questions of the starter set that are answered."""
    news = NewsIndex.open()
    news.add(sorted((SEEDS / "articles").glob("*.md")))
    gold = [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    with Chatbot.open(news) as bot:
        given = (bot.ask(g["question"]) for g in gold if g["answerable"] and g["language"] == "de")
        yield [answer for answer, _ in zip((a for a in given if not a.refused), range(N_QUESTIONS), strict=False)]


def faults(model: Misbehaving, answer: Answer, stored: set[str]) -> Counter[str]:
    """What is wrong with one shown answer, counted by kind."""
    found: Counter[str] = Counter()
    numbers = [c.number for c in answer.citations]
    found["dangling"] += numbers != list(range(1, len(numbers) + 1))
    found["dangling"] += any(set(s.citations) - set(numbers) for s in answer.sentences)
    found["dangling"] += any(c.article.text[q.start : q.end] != q.quote for c in answer.citations for q in c.quotes)
    found["outside"] += any(c.article.id not in stored for c in answer.citations)
    if answer.generator == "evidence":
        return found
    wrong = (
        {" ".join(model.written[a:b].split()) for a, b in sentence_spans(model.written)} if model.name in CORRUPTING else set()
    )
    for s in answer.sentences:
        found["link"] += bool(LINK.search(s.text))
        if s.support == "belegt":
            made_up = bool(MADE_UP.search(s.text)) or any(w.startswith(s.text.rstrip(".")) for w in wrong)
            found["unproved"] += made_up
            found["uncited"] += not s.citations
    return found


@pytest.mark.parametrize("unsupported", ["drop", "strike"])
def test_nothing_made_up_is_shown_as_proved(answers, unsupported):
    assert len(answers) == N_QUESTIONS and len(MODELS) >= 12
    similarity = similarity_of(StaticEmbedder.bundled())
    stored = {hit.article.id for answer in answers for hit in answer.hits}
    total: Counter[str] = Counter()
    by_model: dict[str, Counter[str]] = {}
    for name, script in MODELS.items():
        for base in answers:
            model = Misbehaving(name, script)
            shown = list(answer_with_model(base, model, Writing(unsupported=unsupported), threading.Event(), similarity))
            assert shown[0] is base
            for answer in shown[1:]:
                found = faults(model, answer, stored)
                total += found
                by_model.setdefault(name, Counter()).update(found)
    print(len(MODELS), "models x", len(answers), "questions:", dict(total))
    print({name: dict(+found) for name, found in by_model.items() if +found})
    assert not +total
