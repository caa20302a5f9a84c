"""A readable chatbot for tests: it finds articles by shared words and says what its script says."""

import pytest

from chatbot.types import Answer, Citation, Evidence, Sentence
from index.types import Article, Hit, Passage


class WordIndex:
    """Ranks articles by how many words of the query they share; ties by id. One passage an article."""

    def __init__(self, texts, revision="r1"):
        self.revision = revision
        self.queries = []
        self._articles = [Article(id=key, title="", text=text) for key, text in sorted(texts.items())]

    def article(self, article_id):
        return next(article for article in self._articles if article.id == article_id)

    def search(self, query, k=10):
        self.queries.append(query)
        words = set(query.lower().strip("?").split())
        scored = [(len(words & set(a.text.lower().rstrip(".").split())), a) for a in self._articles]
        ranked = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].id))[:k]
        return tuple(
            Hit(Passage(f"{a.id}#0", a.id, 0, len(a.text), a.text), a, float(n), rank, f"{a.id}#0")
            for rank, (n, a) in enumerate(ranked, start=1)
        )


class ScriptedBot:
    """Answers each question as its script says: (article id, quote, confidence), or a confidence alone to refuse."""

    def __init__(self, index, script):
        self.index = index
        self.script = script
        self.asked = []

    def ask(self, question, turns=(), *, today=None):
        self.asked.append((question, tuple(turns), today))
        said = self.script[question]
        hits = self.index.search(question)
        if isinstance(said, float):
            return Answer(question, question, (Sentence("Das steht nicht da.", ()),), (), hits, True, said, "script", "r1", 0.0)
        article_id, quote, confidence = said
        article = self.index.article(article_id)
        start = article.text.index(quote)
        passage = Passage(f"{article.id}#0", article.id, 0, len(article.text), article.text)
        evidence = Evidence(passage, start, start + len(quote), quote, confidence)
        citation = Citation(1, article, (evidence,))
        return Answer(question, question, (Sentence(quote, (1,)),), (citation,), hits, False, confidence, "script", "r1", 0.0)


TEXTS = {
    "bruecke": "Die Brücke wurde 1890 gebaut. Sie ist 12 Meter breit.",
    "markt": "Der Markt öffnet um acht Uhr. Er liegt an der Brücke.",
    "turm": "Der Turm ist 80 Meter hoch.",
}


@pytest.fixture
def word_index():
    return WordIndex(TEXTS)


@pytest.fixture
def scripted_bot(word_index):
    """Makes a bot with this script over the three articles."""
    return lambda script: ScriptedBot(word_index, script)


@pytest.fixture
def quoted_support():
    """A judge of support that believes what is quoted word for word."""
    return lambda sentence, citations: any(sentence in q.quote for c in citations for q in c.quotes)


@pytest.fixture
def ticking_clock():
    """A clock that moves a quarter of a second each time it is read."""
    state = {"now": 0.0}

    def read():
        state["now"] += 0.25
        return state["now"]

    return read
