"""Ask about 998 articles of German Wikinews, all of them searched: `python tests/regression/open_news.py dev|test [--index DIR]`.

The questions in wikinews_questions.tsv were written for this project, each from one article: two thirds answered there, a third
that no article answers (a detail left open, one thing exchanged, or quite another subject). The articles come from the data
folder and are measured only. "dev" may be looked at while working; "test" is reported and not looked at. Not among the tests:
indexing takes minutes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from measuring import DATA, HERE  # noqa: E402

from chatbot import Chatbot  # noqa: E402
from chatbot.evaluation.gold import GoldQuestion, GoldSet  # noqa: E402
from chatbot.evaluation.html_report import html_report  # noqa: E402
from chatbot.evaluation.question_type import question_type  # noqa: E402
from chatbot.evaluation.report import text_report  # noqa: E402
from chatbot.evaluation.run import run  # noqa: E402
from chatbot.evaluation.summary import summarise  # noqa: E402
from chatbot.evaluation.system import verifier  # noqa: E402
from index.news_index import NewsIndex  # noqa: E402
from index.types import Article  # noqa: E402

_TITLE = re.compile(r"\d+ - (?P<title>.*?) \((?P<day>\d{4}-\d\d-\d\d)\)")
TODAY = "2011-01-01"


def articles(data: Path) -> tuple[Article, ...]:
    """The articles in the file's order, with title, text and day; ids "wn000" on."""
    found = []
    with gzip.open(data / "text" / "wikinews_de_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for n, row in enumerate(map(json.loads, lines)):
            match = _TITLE.match(row["title"])
            title, day = (match["title"], match["day"]) if match else (row["title"], None)
            found.append(Article(f"wn{n:03d}", title, row["text"], "Wikinews", None, day))
    return tuple(found)


def questions(part: str, texts: tuple[Article, ...]) -> tuple[GoldQuestion, ...]:
    """The questions of "dev" or "test", German and English, with their answers read from the articles."""
    found = []
    for line in (HERE / "wikinews_questions.tsv").read_text(encoding="utf-8").splitlines():
        of_part, number, german, english, spans = [*line.split("\t"), ""][:5]
        if of_part != part:
            continue
        article = texts[int(number)]
        places = [tuple(map(int, span.split("-"))) for span in spans.split()]
        answers = tuple(article.text[a:b] for a, b in places)
        for language, asked in (("de", german), ("en", english)):
            if asked:
                name = f"{part}-{len(found):04d}"
                held = {article.id: 1} if answers else {}
                found.append(GoldQuestion(name, asked, language, bool(answers), answers, held, type=question_type(asked)))
    return tuple(found)


def main() -> int:
    """Ask, print the report; --json and --html keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("dev", "test"))
    parser.add_argument("--index", type=Path, help="folder of the index, made when absent (default: made in memory each time)")
    parser.add_argument("--words-and-static", action="store_true", help="without the encoder's vectors, as in the first minutes")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--html", type=Path)
    args = parser.parse_args()
    texts = articles(DATA)
    with NewsIndex.open(args.index) as news:
        news.add_articles(texts)
        if not args.words_and_static:
            news.embed()
        bot = Chatbot.open(news)
        gold = GoldSet(f"wikinews {args.part}", questions(args.part, texts)[:: args.every], (), args.part)
        done = run(gold, bot, verifier(bot), progress=True, today=TODAY)
        report = summarise(gold.name, news.revision, done.generator, done.rows, {})
    print(text_report(report))
    if args.json:
        args.json.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    if args.html:
        args.html.write_text(html_report(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
