"""A bot small enough to read: finds sentences that share a long word with the question. It behaves; it is not clever."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence

from chatbot.errors import QuestionError
from chatbot.generate import Generator
from chatbot.generators.loading import LoadingGenerator
from chatbot.generators.problems import unusable
from chatbot.prompting import Task
from chatbot.types import Answer, Citation, Evidence, Sentence, Turn
from index.news_index import NewsIndex
from index.sentences import sentence_spans
from index.types import Article, Hit

_DELEGATION = """Wladimir Putin ist in Hanoi gelandet.

Begleitet wird er von einer Delegation. Ihr gehören Alexander Fomin und Dmitri Schugajew an, wie der Kreml mitteilte.

Die US-Botschaft protestierte gegen den Besuch."""

ARTICLES = (
    Article(
        "delegation",
        "Putin wirbt in Hanoi um Partner",
        _DELEGATION,
        source="WELT",
        url="https://example.org/hanoi",
        published="2024-06-20",
        agencies=("dpa", "Reuters"),
    ),
    Article(
        "haubitzen", "Estland bestellt Haubitzen", "Estland kauft zwölf Panzerhaubitzen des Typs Caesar.", published="2024-06"
    ),
    Article("strom", "Selenskyj spricht über Strom", "Der Strom wird im Winter knapp. Neun Gigawatt Leistung fehlen.", "Merkur"),
)


def small_index(articles: Sequence[Article] = ARTICLES) -> NewsIndex:
    """A real index of words only."""
    index = NewsIndex.open(None, embedder=None, encoder=None)
    index.add_articles(articles)
    return index


class Silent:
    """A model that writes nothing."""

    name, revision = "still", "1"

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def write(self, task: Task) -> Iterator[str]:
        yield from ()


class SmallBot:
    """Answers with the sentences that hold a word of six letters or more of the question; refuses when there is none.

    "langsam" in a question makes it take eleven times `slow_s` seconds, "warte" until its `gate` is open (a minute at most);
    "kaputt" makes it fail unexpectedly, "unlesbar" as a bot does. A model called "fehlt" is not there, one called "kaputt"
    cannot be loaded, any other is loaded as long as the gate is shut, and writes nothing.
    """

    def __init__(self, index: NewsIndex, slow_s: float = 0.3) -> None:
        self.index = index
        self.slow_s = slow_s
        self.asked: list[dict] = []
        self.gate = threading.Event()
        self.gate.set()
        self.model: str | None = None
        self.generator: Generator | None = None

    def use(self, model: str | None) -> None:
        if model == "fehlt":
            raise unusable("absent", "fehlt")

        def load() -> Generator:
            self.gate.wait(60)
            if model == "kaputt":
                raise unusable("no_template", "kaputt")
            return Silent()

        self.model, self.generator = model, LoadingGenerator(model, "1", load) if model else None

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        since: str | None = None,
        until: str | None = None,
        sources: Sequence[str] | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        self.asked.append({"question": question, "turns": tuple(turns), "since": since, "until": until, "sources": sources})
        if "warte" in question:
            self.gate.wait(60)
        if "kaputt" in question:
            raise RuntimeError("a fault nobody foresaw")
        if "unlesbar" in question:
            raise QuestionError("the question 'unlesbar' cannot be read; ask another way")
        asked = question if not turns or len(question) > 12 else f"{turns[-1].question} {question}"
        hits = self.index.search(asked, k=8, since=since, until=until, sources=sources)
        words = {w.casefold() for w in re.findall(r"\w{6,}", asked)}
        found = [(h, e) for h in hits for e in _evidence(h, words)]
        if "langsam" in question:
            for n in range(1, 12):
                time.sleep(self.slow_s)
                yield _answer(question, asked, found[:1] * min(n, 2), hits, self.index.revision)
        for n in range(1, len(found)):
            yield _answer(question, asked, found[:n], hits, self.index.revision)
        yield _answer(question, asked, found, hits, self.index.revision)


def _evidence(hit: Hit, words: set[str]) -> list[Evidence]:
    text = hit.article.text
    spans = [(a, b) for a, b in sentence_spans(text) if any(w in text[a:b].casefold() for w in words)]
    found = []
    for start, end in spans:
        if hit.passage.start <= start and end <= hit.passage.end:
            word = min(w for w in words if w in text[start:end].casefold())
            at = start + text[start:end].casefold().index(word)
            found.append(Evidence(hit.passage, start, end, text[start:end], 0.9, (at, at + len(word))))
    return found


def _answer(question: str, asked: str, found: list, hits: tuple[Hit, ...], revision: str) -> Answer:
    numbers: dict[str, int] = {}
    quotes: dict[str, list[Evidence]] = {}
    sentences = []
    for hit, evidence in found:
        number = numbers.setdefault(hit.article.id, len(numbers) + 1)
        quotes.setdefault(hit.article.id, []).append(evidence)
        support = ("belegt", "teilweise", "nicht belegt")[len(sentences) % 3]
        sentences.append(Sentence(evidence.quote, (number,), support))
    articles = {h.article.id: h.article for h in hits}
    citations = tuple(Citation(n, articles[i], tuple(quotes[i])) for i, n in numbers.items())
    if not found:
        sentences = [Sentence("In den Artikeln steht dazu nichts.", (), "belegt")]
    notes = ("Stand: Juni 2024",) if found else ()
    return Answer(question, asked, tuple(sentences), citations, hits, not found, 0.85, "small", revision, 0.01, notes=notes)
