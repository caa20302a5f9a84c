"""The texts that questions are made from: encyclopedia articles, their simple versions, news with translations."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.training.question_lexicon import Lexicon

_CAPITAL = re.compile(r"(?<=[a-zäöüß,] )([A-ZÄÖÜ][\wäöüß]+)(?: ([A-ZÄÖÜ][\wäöüß]+))?")
_MADE_UP = re.compile(r"\b(?:fraß|aß|trank|gefressen|gegessen|getrunken|fressen|Hotdog|Pizza)\b")
_PLACE = re.compile(r"\b(?:in|nach|aus) ([A-ZÄÖÜ][a-zäöüß]{3,})\b")


@dataclass(frozen=True)
class Text:
    """An article: title and sentences in order; ``english`` holds their translations where there are any (same length)."""

    title: str
    sentences: tuple[str, ...]
    english: tuple[str, ...] = ()


def _articles(path: Path) -> list[Text]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [
            Text(r["title"], tuple(s.strip() for s in r["sentences"] if s.strip() and s[0] != "="))
            for r in map(json.loads, lines)
        ]


def encyclopedia(data: Path) -> list[Text]:
    """The full articles, in file order."""
    return _articles(data / "text" / "klexikon_wikipedia_de.jsonl.gz")


def simple_articles(data: Path) -> list[Text]:
    """The simple versions of the same articles; same titles, same order."""
    return _articles(data / "text" / "klexikon_simple_de.jsonl.gz")


def _pairs(path: Path) -> list[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(r[0].strip(), r[1].strip()) for r in rows if len(r) >= 2 and r[0].strip() and r[1].strip()]


def translated_news(data: Path) -> list[Text]:
    """News with translations, cut into texts at headlines (lines without a final stop) or every 40 sentences."""
    texts: list[Text] = []
    for name in ("de-news.de-en.tsv.gz", "wmt21-24_references.de-en.tsv.gz"):
        german: list[str] = []
        english: list[str] = []
        for one, other in _pairs(data / "parallel" / name):
            headline = one[-1] not in '.!?“"”:'
            if german and (headline or len(german) >= 40):
                texts.append(Text("", tuple(german), tuple(english)))
                german, english = [], []
            if not headline:
                german.append(one)
                english.append(other)
        if german:
            texts.append(Text("", tuple(german), tuple(english)))
    return [t for t in texts if len(t.sentences) >= 3]


def machine_translated(data: Path, limit: int) -> list[Text]:
    """Evenly taken pairs of the test suites in groups of eight neighbours, of which the second language may be a machine's."""
    rows = [p for p in _pairs(data / "parallel" / "wmt21-23_testsuites_mt.de-en.tsv.gz") if _is_prose(p[0])]
    step = max(8, len(rows) // max(1, limit // 8))
    groups = [rows[k : k + 8] for k in range(0, len(rows) - 8, step)]
    return [Text("", tuple(g for g, _ in group), tuple(e for _, e in group)) for group in groups]


def _is_prose(sentence: str) -> bool:
    """Whether a test-suite sentence is prose: not too long or short, and none of the suites' made-up animals at table."""
    return 40 <= len(sentence) <= 280 and sentence[-1] == "." and not _MADE_UP.search(sentence)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word form occurs."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(re.findall(r"\w+", text))
    return counts


def surnames(sentences: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Words that follow a first name at least twice in an article and are no common nouns."""
    seen: Counter[str] = Counter()
    for sentence in sentences:
        for first, last in _CAPITAL.findall(sentence):
            if last and first in lexicon.first_names and last not in lexicon.gender and last not in lexicon.singular:
                seen[last] += 1
    return frozenset(w for w, n in seen.items() if n >= 2)


def place_names(texts: Iterable[str], lexicon: Lexicon, at_least: int = 15) -> tuple[str, ...]:
    """Names that stand after "in", "nach" or "aus" at least so often and are no common nouns, sorted."""
    seen = Counter(w for t in texts for w in _PLACE.findall(t))
    return tuple(sorted(w for w, n in seen.items() if n >= at_least and w not in lexicon.singular and not _is_common(w, lexicon)))


def _is_common(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.plural or lexicon.gender.get(word) in {"m", "f"}
