"""Builds the list of ordinary words: those that are no names though German writes nouns with a capital.

A German noun keeps its capital in English only when it is a name, so parallel text tells the two apart: a word is
*ordinary* when it is also written small, or when its English translations rarely contain the very same word.

Run: ``python -m index.training.ordinary_words DATA`` writes ``chatbot/bundled/ordinary_words.txt.gz``.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

TARGET = Path(__file__).parents[2] / "chatbot" / "bundled" / "ordinary_words.txt.gz"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MIN_COUNT = 4
_MIN_KEPT = 0.3  # share of translations that keep the word: from there on it is a name
_MIN_TOGETHER = 0.35  # share of sentences with the same capital English word: from there on it is a name
_PLACE_DE = frozenset(("in", "nach"))
_PLACE_EN = frozenset(("in",))
_MIN_PLACE = 0.14  # share of uses right behind "in" or "nach": from there on a name is a place
_MIN_SURE = 8  # how often a word must stand beside English ones before translation alone makes it a name
_MAX_CAPITALS = 12  # English sentences with more capitals are headlines and say nothing
_SPELLINGS = (
    ("schtsch", "c"), ("shch", "c"), ("tsch", "c"), ("sch", "s"), ("sh", "s"), ("zh", "s"), ("ch", "c"), ("kh", "c"), ("j", "i"),
    ("y", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip  # how German and English write one Russian or Ukrainian name


def pairs(data: Path) -> Iterator[tuple[str, str]]:
    """German and English sentence pairs of `data`/parallel."""
    for path in sorted((data / "parallel").glob("*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                parts = line.rstrip("\n").split("\t")
                if len(parts) >= 2:
                    yield parts[0], parts[1]


@lru_cache(maxsize=200_000)
def heard(low: str) -> str:
    """What a name in lower case sounds like, the same for its German and its English transliteration.

    Example:
        >>> heard("schoigu") == heard("shoigu"), heard("lawrow") == heard("lavrov")
        (True, True)
    """
    for written, sound in _SPELLINGS:
        low = low.replace(written, sound)
    return low


@dataclass
class _Counts:
    """How often words are written small, with a capital inside a sentence, and beside which capital English words."""

    small_de: Counter[str] = field(default_factory=Counter)
    small_en: Counter[str] = field(default_factory=Counter)
    capital_de: Counter[str] = field(default_factory=Counter)
    capital_en: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    place: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    together: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def read(self, german: str, english: str) -> None:
        german_words, english_words = _WORD.findall(german), _WORD.findall(english)
        capitals = {word.lower() for word in english_words[1:] if word[0].isupper()}
        sounds = {heard(word) for word in capitals}
        for word in english_words:
            if word[0].islower():
                self.small_en[word] += 1
        self.capital_en.update(capitals)
        for row, before in ((german_words, _PLACE_DE), (english_words, _PLACE_EN)):
            for previous, word in zip(row, row[1:], strict=False):
                if word[0].isupper() and len(word) > 3 and not word.isupper():
                    self.seen[word.lower()] += 1
                    self.place[word.lower()] += previous.lower() in before
        for place, word in enumerate(german_words):
            if word[0].islower():
                self.small_de[word] += 1
            elif place:
                low = word.lower()
                self.capital_de[low] += 1
                self.kept[low] += low in capitals or low.rstrip("s") in capitals or heard(low) in sounds
                if len(capitals) <= _MAX_CAPITALS:
                    self.together[low].update(capitals)

    def is_name(self, low: str) -> bool:
        """Whether a capital German word goes with one capital English word (Russland, Russia) that is hardly written small."""
        count = self.capital_de[low]
        if self.kept[low] / count >= _MIN_KEPT and not self.small_de[low]:
            return True
        if count < _MIN_SURE:
            return False
        for english, both in self.together[low].most_common(4):
            dice = 2 * both / (count + self.capital_en[english])
            if max(dice, both / count) >= _MIN_TOGETHER and self.small_en[english] < 0.2 * self.capital_en[english]:
                return True
        return False


def ordinary_words(sentence_pairs: Iterator[tuple[str, str]]) -> list[str]:
    """Lower-case words of both languages that are ordinary, sorted; then ``@place``, then
    ``+name`` for names that end like an ordinary word.
    """
    counts = _Counts()
    for german, english in dict.fromkeys(sentence_pairs):
        counts.read(german, english)
    words = {word for word, n in counts.small_en.items() if n >= _MIN_COUNT and n > 0.25 * counts.capital_en[word]}
    words |= {word for word, n in counts.small_de.items() if n >= _MIN_COUNT and n > 0.25 * counts.capital_de[word]}
    for word, n in counts.capital_de.items():
        if n >= _MIN_COUNT and word not in words and not counts.is_name(word):
            words.add(word)
    words = {word for word in words if word.islower() and len(word) > 1}
    names = {w for w, n in counts.capital_de.items() if n >= _MIN_COUNT and w not in words and counts.kept[w] / n >= _MIN_KEPT}
    places = {w for w, n in counts.seen.items() if n >= 8 and counts.place[w] / n >= _MIN_PLACE and w not in words}
    return (
        sorted(words)
        + sorted(f"@{w}" for w in places)
        + sorted(f"+{w}" for w in names if any(w[i:] in words for i in range(3, len(w) - 4)))
    )


def main() -> int:
    """Write the list; the first argument is the data folder."""
    words = ordinary_words(pairs(Path(sys.argv[1])))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write("\n".join(words).encode("utf-8"))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
