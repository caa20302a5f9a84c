"""Questions with their passages and the sentences that answer, from the data folder: what the last layer is fitted on."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from chatbot.names import is_place, name_spans
from index.analysis import stems
from index.news_index import NewsIndex
from index.passages import split_article
from index.sentences import sentence_spans
from index.training import question_asked
from index.training.corpora import json_lines
from index.training.reader_examples import held_out
from index.training.xquad import paragraphs
from index.types import Article, Hit

K_OPEN = 10
OTHERS = 3
"""Of the passages that the reader was taught on, every third one's section is searched too."""


@dataclass(frozen=True)
class Example:
    """A question, the hits it is asked against, and where its answers begin: (article id, code point); none where unanswerable.

    `group` names the article it must be cross-validated with, `origin` the data set and the way of asking.
    """

    question: str
    hits: tuple[Hit, ...]
    gold: frozenset[tuple[str, int]]
    group: str
    origin: str


@dataclass(frozen=True)
class Asked:
    """A question on one article of a data set; `starts` are the code points its answers begin at."""

    question: str
    article_id: str
    starts: tuple[int, ...]
    group: str


def given(asked: Asked, article: Article) -> tuple[Hit, ...]:
    """All passages of the article as hits of equal score: the paragraph is given, nothing is searched."""
    return tuple(Hit(p, article, 1.0, n, p.id) for n, p in enumerate(split_article(article), start=1))


def m2qa(data: Path, name: str) -> tuple[list[Article], list[Asked]]:
    """M2QA training questions: each paragraph is an article; questions of one newspaper article share a group."""
    articles: dict[str, Article] = {}
    asked = []
    for row in json_lines(data / "m2qa_train" / f"{name}.jsonl"):
        key = row["id"].rsplit("_q", 1)[0]
        articles.setdefault(key, Article(key, "", row["context"]))
        asked.append(Asked(row["question"], key, tuple(row["answers"]["answer_start"]), "_".join(key.split("_")[:3])))
    return list(articles.values()), asked


def written(data: Path) -> tuple[list[Article], list[Asked], list[Asked]]:
    """The questions written for this project that the reader was not trained on, asked about sections as long as news articles.

    Single ones, then those of pairs. All sections with such questions are articles, and every `OTHERS`-th of the others. In
    passages as short as what was written about, the search finds little else, and the rank of a hit would seem to tell which
    sentence answers.
    """
    passages, articles = question_asked.Passages(data), dict[str, Article]()
    single, pairs = (list(_about_sections(passages, file, articles)) for file in (question_asked.FILE, question_asked.PAIRS))
    return list(articles.values()), single, pairs


def _about_sections(passages: question_asked.Passages, file: Path, articles: dict[str, Article]) -> Iterator[Asked]:
    """The held-out questions of a file; their sections, and some others, are added to `articles`."""
    for passage, rows in groupby(question_asked.rows(file), key=itemgetter(0)):
        section, held_out = passages.section(passage), question_asked.held_out_passage(passage)
        if section is None or not (held_out or zlib.crc32(passage.encode()) % OTHERS == 0):
            continue
        name, text, offset = section
        if name not in articles:
            title, day = passages.title_and_day(passage)
            articles[name] = Article(name, title, text, published=day or None)
        if held_out:
            for _, german, english, start, _ in rows:
                starts = (offset + int(start),) if start else ()
                yield from (Asked(q, name, starts, name) for q in (german, english) if q)


def xquad(data: Path, language: str) -> tuple[list[Article], list[Asked]]:
    """XQuAD, a measure only: German paragraphs, questions in `language`; paragraphs of one article share a group."""
    articles, asked = [], []
    for n, (german, other) in enumerate(zip(paragraphs(data, "de"), paragraphs(data, language), strict=True)):
        key = f"xquad_{german.article}_{n}"
        articles.append(Article(key, "", german.text))
        for answered, said in zip(german.asked, other.asked, strict=True):
            asked.append(Asked(said.text, key, tuple(start for start, _ in answered.spans), f"xquad_{german.article}"))
    return articles, asked


def given_examples(articles: Iterable[Article], asked: Iterable[Asked], origin: str) -> Iterator[Example]:
    """Each question against its own article."""
    by_id = {a.id: a for a in articles}
    for question in asked:
        article = by_id[question.article_id]
        gold = frozenset((article.id, start) for start in question.starts)
        yield Example(question.question, given(question, article), gold, question.group, origin)


def alone_examples(articles: Iterable[Article], asked: Sequence[Asked], origin: str) -> Iterator[Example]:
    """Questions against one sentence alone, as in a collection of a few notes: the answering one, else the likest one.

    Of the answered ones every second, so that a note alone says nothing of whether it answers.
    """
    by_id = {a.id: a for a in articles}
    answered = [question for question in asked if question.starts]
    for question in [*answered[::2], *(question for question in asked if not question.starts)]:
        text = by_id[question.article_id].text
        spans, wanted = sentence_spans(text), set(stems(question.question))
        right = [(a, b) for a, b in spans if any(a <= start < b for start in question.starts)]
        a, b = right[0] if right else max(spans, key=lambda span: len(wanted & set(stems(text[span[0] : span[1]]))))
        note = Article(question.article_id, "", text[a:b])
        yield Example(
            question.question, given(question, note), frozenset({(note.id, 0)} if right else ()), question.group, origin
        )


def near_misses(asked: Iterable[Asked]) -> list[Asked]:
    """Questions that nothing answers any more: of each answerable one with a name or number, that is exchanged for another's.

    Names are exchanged for names of the same kind (place or not) that another group's question has; numbers are changed.
    """
    answerable = [a for a in asked if a.starts]
    pools: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for a in answerable:
        for start, end in name_spans(a.question[1:]):
            name = a.question[1 + start : 1 + end]
            pools[is_place(name.split()[-1])].append((name, a.group))
    out = []
    for n, a in enumerate(answerable):
        changed = _exchanged(a, pools, n)
        if changed and changed != a.question:
            out.append(Asked(changed, a.article_id, (), a.group))
    return out


def _exchanged(a: Asked, pools: dict[bool, list[tuple[str, str]]], n: int) -> str | None:
    spans = [(1 + start, 1 + end) for start, end in name_spans(a.question[1:])]
    if spans:
        start, end = spans[n % len(spans)]
        old = a.question[start:end]
        pool = pools[is_place(old.split()[-1])]
        for step in range(1, 40):
            name, group = pool[(n * 7919 + step * 104729) % len(pool)]
            if group != a.group and name.lower() not in old.lower() and old.lower() not in name.lower():
                owned = old.endswith("s") and not name.endswith("s") and a.question[end : end + 1] == " "
                return a.question[:start] + name + ("s" if owned else "") + a.question[end:]
        return None
    number = re.search(r"\b\d{1,4}\b", a.question)
    if number:
        return a.question[: number.start()] + str(int(number[0]) + 3 + n % 9) + a.question[number.end() :]
    return None


def open_examples(news: NewsIndex, asked: Iterable[Asked], origin: str, without_own: bool = False) -> Iterator[Example]:
    """Each question against what a search of all articles finds; `without_own` takes its article away, so that none answers."""
    for question in asked:
        hits = news.search(question.question, K_OPEN + (3 if without_own else 0))
        if without_own:
            hits = tuple(h for h in hits if h.article.id != question.article_id)[:K_OPEN]
        gold = frozenset((question.article_id, start) for start in question.starts) if not without_own else frozenset()
        inside = {(h.article.id, s) for h in hits for a, s in gold if h.article.id == a and h.passage.start <= s < h.passage.end}
        yield Example(question.question, hits, frozenset(inside), question.group, origin)


def unseen(asked: Iterable[Asked]) -> list[Asked]:
    """Those on articles of M2QA that the reader was not taught."""
    return [a for a in asked if held_out(a.group)]


def training_examples(data: Path) -> list[Example]:
    """Questions on articles the reader was not taught: M2QA's news and the written ones.

    Against their own article and against all, with their article taken away, with a name or number exchanged, and against one
    sentence alone.
    """
    articles, asked = m2qa(data, "news")
    wrong = near_misses(asked)
    examples = [*given_examples(articles, unseen(asked), "m2qa news")]
    examples += given_examples(articles, unseen(wrong[1::3]), "m2qa news near miss")
    with NewsIndex.open(encoder=None) as news:
        news.add_articles(articles)
        examples += open_examples(news, unseen(asked[::3]), "m2qa news open")
        examples += open_examples(news, unseen(asked[1::6]), "m2qa news without", without_own=True)
        examples += open_examples(news, unseen(wrong[::3]), "m2qa news near miss open")
    articles, asked, pairs = written(data)
    examples += given_examples(articles, asked[::24], "written given")
    examples += given_examples(articles, pairs[::17], "written pairs given")
    examples += alone_examples(articles, asked[7::60], "written alone")
    with NewsIndex.open(encoder=None) as news:
        news.add_articles(articles)
        examples += open_examples(news, asked[::9], "written open")
        examples += open_examples(news, pairs[::7], "written pairs open")
        examples += open_examples(news, asked[1::56], "written without", without_own=True)
        examples += open_examples(news, near_misses(asked)[::37], "written near miss open")
    return examples


def measuring_examples(data: Path, every: int = 1) -> dict[str, list[Example]]:
    """Every `every`-th question of XQuAD: paragraph given and open, in both languages, and with its paragraph taken away."""
    out: dict[str, list[Example]] = {}
    for language in ("de", "en"):
        articles, asked = xquad(data, language)
        asked = asked[::every]
        out[f"xquad {language} given"] = list(given_examples(articles, asked, f"xquad {language} given"))
        with NewsIndex.open(encoder=None) as news:
            news.add_articles(articles)
            opened = list(open_examples(news, asked, f"xquad {language} open"))
            out[f"xquad {language} open"] = opened
            without = open_examples(news, asked[1::6], f"xquad {language} without", without_own=True)
            missed = near_misses(asked)[::2]
            near = open_examples(news, missed, f"xquad {language} near miss")
            out[f"xquad {language} refusal"] = [*opened[::2], *without, *near]
    return out
