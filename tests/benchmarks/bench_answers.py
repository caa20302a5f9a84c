"""How long a question waits for its evidence answer over a large corpus, and how often the answer is right there.

``python tests/benchmarks/bench_answers.py DATA [--index DIR] [--questions 200]``. The corpus is the German Wikipedia articles of
DATA (2,898, 99 million characters), words and static vectors; the questions are those written about them that the reader was
not trained on. DIR keeps the index for the next time. Printed as JSON: seconds of indexing, milliseconds (median and 95th
percentile), share of the answerable questions whose answer holds the gold one, and of all that are refused, by language.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from chatbot import Chatbot  # noqa: E402
from chatbot.evaluation.metrics.answers import contains  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402
from index.training import question_asked  # noqa: E402
from index.types import Article  # noqa: E402


def articles(data: Path) -> list[Article]:
    """The Wikipedia articles, a sentence a line as in the file."""
    with gzip.open(data / "text" / "klexikon_wikipedia_de.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Article(f"k{n}", row.get("title", ""), " ".join(row["sentences"])) for n, row in enumerate(rows)]


def questions(data: Path, n: int) -> list[tuple[str, str, str]]:
    """(question, language, answer or "") of `n` questions on held-out passages, evenly taken from all there are."""
    passages = question_asked.Passages(data)
    found = [
        (question, language, passages.text(name)[int(start) : int(end)] if start else "")
        for name, german, english, start, end in question_asked.rows()
        if name.startswith("k") and question_asked.held_out_passage(name)
        for question, language in ((german, "de"), (english, "en"))
        if question
    ]
    return found[:: max(1, len(found) // n)][:n]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    args = parser.parse_args()
    texts = articles(args.data)
    begin = time.perf_counter()
    with NewsIndex.open(args.index, encoder=None) as news:
        news.add_articles(texts)
        found: dict[str, object] = {
            "characters": sum(len(a.text) for a in texts),
            "passages": news.info()["n_passages"],
            "index_s": round(time.perf_counter() - begin, 1),
        }
        bot, asked = Chatbot.open(news), questions(args.data, args.questions)
        for question, *_ in asked[:10]:
            bot.ask(question)
        times: list[float] = []
        right: dict[str, list[bool]] = {"de": [], "en": []}
        refused: list[tuple[bool, bool]] = []
        for question, language, gold in asked:
            begin = time.perf_counter()
            answer = bot.ask(question)
            times.append((time.perf_counter() - begin) * 1000)
            refused.append((bool(gold), answer.refused))
            if gold:
                right[language].append(contains(answer.text, [gold]) > 0)
        found |= {"p50_ms": round(float(np.median(times)), 1), "p95_ms": round(float(np.quantile(times, 0.95)), 1)}
        found |= {f"contains_{lang}": round(float(np.mean(hits)), 3) for lang, hits in right.items() if hits}
        for name, answerable in (("refused_answerable", True), ("refused_unanswerable", False)):
            found[name] = round(float(np.mean([no for known, no in refused if known == answerable])), 3)
        print(json.dumps(found))


if __name__ == "__main__":
    main()
