"""The questions that retrieval is measured with: XQuAD, its sentences, OMoS pages, and news in which names were made up."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.training.xquad import paragraphs
from index.types import Article

N_NEWS, N_NAMED, NEWS_WORDS = 900, 220, 100
_SYLLABLES = "vro tel qua mir zor bik lan hep dru sol kev nar ubi xan pol gri fen jat ost wem lid cur yan bro".split()
_FULL_NAME = re.compile(r"(?<=[a-zäöüß,] )([A-Z][a-zäöü]{3,}) ([A-Z][a-zäöü]{3,})(?=[ ,])")
_ASKED = {
    "de": (
        "Wer ist {who}?",
        "Was sagte {who}?",
        "Welche Rolle spielt {who} bei der {other}?",
        "Was wird über {who} berichtet?",
        "Wann sprach {who} über {other}?",
    ),
    "en": (
        "Who is {who}?",
        "What did {who} say?",
        "What did the government announce about {who}?",
        "What is reported about {who} after the meeting?",
        "When did {who} speak to the police?",
    ),
}


@dataclass(frozen=True)
class Asked:
    """A question, its language, and the id of the one article that answers it."""

    text: str
    language: str
    gold: str


@dataclass(frozen=True)
class RetrievalSet:
    """Articles and the questions about them."""

    articles: tuple[Article, ...]
    questions: tuple[Asked, ...]


def _set(pages: list[tuple[str, str]], questions: list[tuple[str, str, int]]) -> RetrievalSet:
    articles = tuple(Article(f"{i:05d}", title, text) for i, (title, text) in enumerate(pages))
    return RetrievalSet(articles, tuple(Asked(text, language, f"{n:05d}") for text, language, n in questions))


def xquad(data: Path, titles: bool = False) -> RetrievalSet:
    """The 240 German paragraphs, without the file's English titles unless wanted; German and English questions."""
    pages, questions = [], []
    for language in ("de", "en"):
        for n, paragraph in enumerate(paragraphs(data, language)):
            if language == "de":
                pages.append((paragraph.title if titles else "", paragraph.text))
            questions += [(asked.text, language, n) for asked in paragraph.asked]
    return _set(pages, questions)


def xquad_sentences(data: Path) -> RetrievalSet:
    """XQuAD-R: every German sentence of the paragraphs is a candidate; German questions."""
    pages, questions = [], []
    for paragraph in paragraphs(data, "de", "lareqa/xquad-r"):
        base, breaks = len(pages), paragraph.sentences
        pages += [("", paragraph.text[a:b]) for a, b in breaks]
        for asked in paragraph.asked:
            start = asked.spans[0][0]
            questions += [(asked.text, "de", base + i) for i, (a, b) in enumerate(breaks) if a <= start < b]
    return _set(pages, questions)


def omos(data: Path, split: str) -> RetrievalSet:
    """The 617 German pages of all splits; the answerable questions of one split, German and English."""
    pages: dict[tuple[str, str], int] = {}
    page_of: dict[int, int] = {}
    questions = []
    for part in ("train", "dev", "test"):
        for language in ("de", "en"):
            for line in (data / f"omos_qa/{language}/{part}_{language}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if language == "de":
                    title, _, text = row["context"].partition("\n")
                    page_of[row["id"]] = pages.setdefault((title, text or title), len(pages))
                if part == split and row["answers"] and row["id"] in page_of:
                    questions.append((row["question"], language, page_of[row["id"]]))
    return _set(list(pages), questions)


def rare_names(data: Path) -> RetrievalSet:
    """900 cuts of Wikinews; a name in some of them is exchanged for one that nobody bears, and asked about in two languages."""
    rng = random.Random(5)
    with gzip.open(data / "text" / "wikinews_de_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = []
    for row in rows:
        words = row["text"].split()
        cuts = [" ".join(words[i : i + NEWS_WORDS]) for i in range(0, min(len(words), 3 * NEWS_WORDS), NEWS_WORDS)]
        texts += [(row["title"], cut) for cut in cuts if cut.count(" ") >= 60]
    rng.shuffle(texts)
    pages, questions = [], []
    for n, (title, text) in enumerate(texts[:N_NEWS]):
        found = list(_FULL_NAME.finditer(text)) if n < N_NAMED else []
        if found:
            old = rng.choice(found).group(0)
            name = " ".join("".join(rng.sample(_SYLLABLES, k)).title() for k in (2, rng.choice((2, 3))))
            title, text = title.replace(old, name), text.replace(old, name)
            who = rng.choice((name, name.split()[1]))
            other = next(iter(re.findall(r"[A-Z][a-zäöü]{5,}", rng.choice(texts)[1])), "Regierung")
            questions += [(rng.choice(forms).format(who=who, other=other), lang, n) for lang, forms in _ASKED.items()]
        pages.append((title, text))
    return _set(pages, questions)


SETS: dict[str, Callable[[Path], RetrievalSet]] = {
    "xquad": xquad,
    "xquad-sentences": xquad_sentences,
    "omos-dev": lambda data: omos(data, "dev"),
    "omos-test": lambda data: omos(data, "test"),
    "rare-names": rare_names,
}
"""Each set by name. No weight was chosen on omos-test; xquad-sentences only in German."""
