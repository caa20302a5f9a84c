"""Questions written for this project, passage by passage, about texts that may be trained on: what a reader of a paper would ask.

`asked/questions.tsv` holds the questions and where in the passage the answer stands, no text of the passages: those are read from
the data folder. A third has no answer in its passage though it is about the very people and things there. `asked/pairs.tsv` holds
pairs in the same form: a question that the passage answers, then its twin that takes for granted what the passage does not say.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.embedding import load_embedder
from index.model_folder import BUNDLED
from index.sentences import sentence_spans
from index.training.question_passages import Example

FILE = Path(__file__).parent / "asked" / "questions.tsv"
PAIRS = Path(__file__).parent / "asked" / "pairs.tsv"
HELD_OUT_SHARE = 8
"""One passage of so many is never trained on and measures."""
MOST_UNANSWERED = 0.45
"""Of the questions that begin alike at most this share stays unanswered: else "how many" alone would say that nothing answers."""
NEAREST = 5
"""Among so many passages nearest to a question is the one that is shown with it though it does not answer."""
SECTION = (12, 16, 20, 24)
"""Sentences of a section: about 1,400 to 2,800 characters; half of the articles of German Wikinews have 820 to 1,960."""
_PASSAGE = re.compile(r"(?P<kind>[a-z])(?P<numbers>\d+(?:[:_-]\d+)*)")


def held_out_passage(passage: str) -> bool:
    """Whether the questions on this passage only measure."""
    return zlib.crc32(passage.encode()) % HELD_OUT_SHARE == 0


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


class Passages:
    """The texts that the questions were asked about, by the passage's name in `questions.tsv`.

    "w3-9": German sentences 3 to 8 of the WMT references; "d3-9": of de-news; "k5:2-8": sentences 2 to 7 of the Wikipedia
    article 5; "m3_1": the context of M2QA's news questions de_news_3_1.
    """

    def __init__(self, data: Path) -> None:
        parallel = data / "parallel"
        self._rows = {
            kind: [line.split("\t")[0] for line in _lines(parallel / f"{name}.de-en.tsv.gz")]
            for kind, name in (("w", "wmt21-24_references"), ("d", "de-news"))
        }
        rows = [json.loads(line) for line in _lines(data / "text" / "klexikon_wikipedia_de.jsonl.gz")]
        self._articles, self._titles = [row["sentences"] for row in rows], [row["title"] for row in rows]
        self._news = {
            said: (row["title"], row["published"])
            for row in map(json.loads, _lines(data / "text" / "de-news_articles.jsonl.gz"))
            for said in (row["title"], *(row["text"][a:b] for a, b in sentence_spans(row["text"])))
        }
        self._contexts: dict[str, str] = {}
        with (data / "m2qa_train" / "news.jsonl").open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                self._contexts.setdefault("_".join(row["id"].split("_")[2:4]), row["context"].strip())

    def text(self, passage: str) -> str:
        """The passage's text.

        Raises:
            ValueError: this is no name of a passage.
        """
        match = _PASSAGE.fullmatch(passage)
        if match is None:
            raise ValueError(f"{passage!r} names no passage; names look like w3-9, d3-9, k5:2-8 or m3_1")
        kind, numbers = match["kind"], [int(n) for n in re.findall(r"\d+", match["numbers"])]
        if kind == "m":
            return self._contexts[match["numbers"]]
        if kind == "k":
            return " ".join(self._articles[numbers[0]][numbers[1] : numbers[2]])
        return " ".join(self._rows[kind][numbers[0] : numbers[1]])

    def section(self, passage: str) -> tuple[str, str, int] | None:
        """Name and text of a part of the article as long as a news article, and where in it the passage begins.

        Wikipedia articles are cut every `SECTION` sentences, 12 to 24 by the article's number; None where a cut goes through the
        passage. Other passages are whole as they are: what stands around them is from another article, or not known.
        """
        if not passage.startswith("k"):
            return passage, self.text(passage), 0
        article, first, last = map(int, re.findall(r"\d+", passage))
        n = SECTION[article % len(SECTION)]
        begin = first // n * n
        if last > begin + n:
            return None
        sentences = self._articles[article]
        before = "".join(sentence + " " for sentence in sentences[begin:first])
        return f"k{article}:{begin}", " ".join(sentences[begin : begin + n]), len(before)

    def title_and_day(self, passage: str) -> tuple[str, str]:
        """Title and day (YYYY-MM-DD) of the article that most of the passage is from; "" for what is not known.

        A Wikipedia article has a title, most of de-news has both, the others have neither.
        """
        if passage.startswith("k"):
            return self._titles[int(passage[1:].partition(":")[0])], ""
        if not passage.startswith("d"):
            return "", ""
        first, last = map(int, passage[1:].split("-"))
        found = Counter(self._news[row] for row in self._rows["d"][first:last] if row in self._news)
        return found.most_common(1)[0][0] if found else ("", "")


def rows(file: Path | None = None) -> list[list[str]]:
    """The lines of a file, mostly `FILE`: passage, German question, English one or "", start and end of the answer or ""."""
    lines = (file or FILE).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def asked_examples(data: Path, seed: int = 0) -> Iterator[Example]:
    """The questions with their passages, German and, where there is one, English.

    Kinds "asked" and "asked_held_out", then "pair" and "pair_held_out". Pairs are kept whole: the twins begin alike.
    """
    chance, passages = random.Random(seed), Passages(data)
    asked, pairs = rows(), rows(PAIRS)
    keep = _shares_kept(asked)
    for n, (passage, german, english, start, end) in enumerate([*asked, *pairs]):
        held, single = held_out_passage(passage), n < len(asked)
        if single and not start and not held and chance.random() > keep[_beginning(german)]:
            continue
        text = passages.text(passage)
        span = (int(start), int(end)) if start else (0, 0)
        kind = ("asked" if single else "pair") + ("_held_out" if held else "")
        title, day = passages.title_and_day(passage)
        for question, language in ((german, "de"), (english, "en")):
            if question:
                yield Example(question, text, text[slice(*span)], span[0], kind, language, title, day)


def elsewhere(asked: Sequence[Example], seed: int = 0) -> Iterator[Example]:
    """Each answered question beside a passage like its own that does not hold the answer's words: what a search brings too.

    Likeness is that of the bundled static vectors. Kind "asked_elsewhere"; held-out questions and passages take no part.
    """
    embedder = load_embedder(BUNDLED / "static")
    if embedder is None:
        raise ValueError(f"no static embedder in {BUNDLED}; train it first: python -m index.training.static")
    chance = random.Random(seed)
    asked = [example for example in asked if example.kind == "asked"]
    of_text = {example.passage: (example.title, example.day) for example in asked}
    texts = list(of_text)
    lowered = [text.lower() for text in texts]
    answered = [example for example in asked if example.answer]
    vectors = embedder.embed(texts, "passage").T
    for begin in range(0, len(answered), 1000):
        part = answered[begin : begin + 1000]
        scores = embedder.embed([example.question for example in part], "query") @ vectors
        for example, row in zip(part, scores, strict=True):
            near = [int(n) for n in np.argsort(-row)[: 4 * NEAREST] if example.answer.lower() not in lowered[n]][:NEAREST]
            if near:
                text = texts[chance.choice(near)]
                yield Example(example.question, text, "", 0, "asked_elsewhere", example.language, *of_text[text])


def _beginning(question: str) -> str:
    """The first word, in lower case, or the first two after "wie"."""
    words = question.lower().split()
    return " ".join(words[:2]) if words[0] == "wie" else words[0]


def _shares_kept(rows: list[list[str]]) -> dict[str, float]:
    """How many of the unanswered questions with each beginning are kept, 0..1."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for _, german, _, start, _ in rows:
        counts[_beginning(german)][bool(start)] += 1
    most = MOST_UNANSWERED / (1 - MOST_UNANSWERED)
    return {name: min(1.0, max(2, most * n[True]) / n[False]) if n[False] else 1.0 for name, n in counts.items()}
