"""How fast articles get in and questions are answered, beside the engines alone, bm25s, and LangChain with FAISS.

``python tests/benchmarks/bench_index.py CORPUS.jsonl.gz [--articles N] [--questions N] [--json FILE]``; CORPUS holds one article
a line with `title` and `sentences` (or `text`). Every way uses the same embedder (the bundled static one) and runs in a process
of its own, so that peak memory is its own. Times are wall seconds, with CPU seconds beside them, because
other work on the machine lengthens only the first. A fresh process that opens the index and asks is timed beside one that
only imports sentence-transformers. Questions are sentences of the corpus with every second word left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.adding import passage_input  # noqa: E402
from index.analysis import stems, term_lines, words  # noqa: E402
from index.embedding import bundled_first  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402
from index.passages import split_article  # noqa: E402
from index.types import Article  # noqa: E402
from index.vectors import build  # noqa: E402

Result = dict[str, float]


def read(path: Path, n: int) -> list[Article]:
    """The first `n` articles of the corpus."""
    articles = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for i, line in zip(range(n), lines, strict=False):
            row = json.loads(line)
            articles.append(Article(f"{i:06d}", row["title"], row.get("text") or " ".join(row["sentences"])))
    return articles


def questions_of(articles: list[Article], n: int) -> list[str]:
    """Sentences with every second word left out."""
    rng = random.Random(0)
    found = []
    while len(found) < n:
        words = rng.choice(articles).text.split()
        at = rng.randrange(max(1, len(words) - 16))
        found.append(" ".join(words[at : at + 16 : 2]))
    return found


@contextmanager
def timed(result: Result, name: str) -> Iterator[None]:
    """Wall and CPU seconds of the block, into `result`."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    result[f"{name} s"] = round(time.perf_counter() - wall, 3)
    result[f"{name} cpu s"] = round(time.process_time() - cpu, 3)


def latency(result: Result, ask: Callable[[str], Any], questions: list[str]) -> None:
    """Median and 95th percentile of one question's milliseconds, and its mean CPU milliseconds."""
    for question in questions[:5]:
        ask(question)
    walls, cpu = [], time.process_time()
    for question in questions:
        begun = time.perf_counter()
        ask(question)
        walls.append(time.perf_counter() - begun)
    result["question cpu ms"] = round((time.process_time() - cpu) / len(questions) * 1000, 2)
    result["question median ms"], result["question p95 ms"] = (round(float(np.percentile(walls, p)) * 1000, 2) for p in (50, 95))


def beleg(articles: list[Article], questions: list[str]) -> Result:
    """NewsIndex with words and the static embedder: store, word index and vectors, on disk."""
    result: Result = {}
    with tempfile.TemporaryDirectory() as folder, NewsIndex.open(folder, encoder=None) as news:
        with timed(result, "indexing"):
            report = news.add_articles(articles)
        result["articles a second"] = round(len(articles) / result["indexing s"], 1)
        result["passages"] = report.n_passages
        latency(result, lambda q: news.search(q, 10), questions)
        result["MB on disk"] = round(news.info()["n_bytes"] / 1e6, 1)
        result["fresh process and a question cpu s"] = cpu_of_a_process(FIRST_QUESTION, folder, questions[0])
        result["import sentence_transformers cpu s"] = cpu_of_a_process("import sentence_transformers", folder, questions[0])
    return result


FIRST_QUESTION = "import sys; from index import NewsIndex; NewsIndex.open(sys.argv[1], encoder=None).search(sys.argv[2], 10)"


def cpu_of_a_process(program: str, *args: str) -> float:
    """Seconds of CPU, user and system, of a fresh Python process that runs the program; the least of three."""
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", program, *args], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return round(min(seconds), 2)


def engines(articles: list[Article], questions: list[str]) -> Result:
    """The same work by the engines alone: analysed terms into tantivy, texts through model2vec, vectors into faiss."""
    import tantivy

    result: Result = {}
    embedder = bundled_first()
    assert embedder is not None, "no static model is bundled"
    with timed(result, "sentences"):
        pieces = [(article.title, p.text) for article in articles for p in split_article(article)]
    with timed(result, "analysis"):
        terms = [(*term_lines(words(text)), " ".join(stems(title))) for title, text in pieces]
    fields = ("stems", "grams", "title")
    with tempfile.TemporaryDirectory() as folder:
        with timed(result, "tantivy"):
            builder = tantivy.SchemaBuilder()
            for name in fields:
                builder.add_text_field(name, tokenizer_name="terms", index_option="freq")
            index = tantivy.Index(builder.build(), path=folder)
            index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
            writer = index.writer(64_000_000, 1)
            for row in terms:
                document = tantivy.Document()
                for name, value in zip(fields, row, strict=True):
                    document.add_text(name, value)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        with timed(result, "model2vec"):
            vectors = embedder.embed([passage_input(*piece) for piece in pieces], "passage")
        with timed(result, "faiss"):
            build(vectors, embedder.dim)
    for unit in ("s", "cpu s"):
        parts = ("sentences", "analysis", "tantivy", "model2vec", "faiss")
        result[f"indexing {unit}"] = round(sum(result[f"{name} {unit}"] for name in parts), 3)
        result[f"without sentences and analysis {unit}"] = round(sum(result[f"{name} {unit}"] for name in parts[2:]), 3)
    result["passages"] = len(pieces)
    return result


def bm25s_alone(articles: list[Article], questions: list[str]) -> Result:
    """bm25s over the same stems, in memory: words only."""
    import bm25s

    result: Result = {}
    pieces = [p.text for article in articles for p in split_article(article)]
    retriever = bm25s.BM25()
    with timed(result, "indexing"):
        retriever.index([stems(text) for text in pieces], show_progress=False)
    latency(result, lambda q: retriever.retrieve([stems(q)], k=min(10, len(pieces)), show_progress=False), questions)
    result["passages"] = len(pieces)
    return result


def langchain_faiss(articles: list[Article], questions: list[str]) -> Result:
    """The plain pipeline: LangChain's splitter, the same embedder, an exact faiss index in memory: vectors only."""
    import faiss
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    result: Result = {}
    embedder = bundled_first()
    assert embedder is not None, "no static model is bundled"
    with timed(result, "indexing"):
        splitter = RecursiveCharacterTextSplitter(chunk_size=600, chunk_overlap=200)
        pieces = splitter.create_documents([article.text for article in articles])
        index = faiss.IndexFlatIP(embedder.dim)
        index.add(embedder.embed([piece.page_content for piece in pieces], "passage"))
    latency(result, lambda q: index.search(embedder.embed([q], "query"), 10), questions)
    result["passages"] = len(pieces)
    return result


WAYS = {"Beleg": beleg, "engines alone": engines, "bm25s": bm25s_alone, "LangChain + FAISS": langchain_faiss}


def _work(name: str, articles: list[Article], questions: list[str], pipe: Any) -> None:
    result = WAYS[name](articles, questions)
    pipe.send({**result, "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10**9)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    articles = read(args.corpus, args.articles)
    questions = questions_of(articles, args.questions)
    print(f"{len(articles)} articles, {sum(len(a.text) for a in articles) / 1e6:.1f} M characters", flush=True)
    results = {}
    for name in WAYS:
        here, there = multiprocessing.get_context("spawn").Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(target=_work, args=(name, articles, questions, there))
        process.start()
        there.close()
        try:
            results[name] = here.recv()
            print(name, json.dumps(results[name]), flush=True)
        except EOFError:
            print(name, "failed", flush=True)
        process.join()
    if {"Beleg", "engines alone"} <= results.keys():
        ratio = results["Beleg"]["indexing cpu s"] / results["engines alone"]["indexing cpu s"]
        print(f"indexing: {ratio:.2f} x the engines' own CPU time (cutting, analysing, tantivy, model2vec, faiss)")
    if args.json:
        args.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
