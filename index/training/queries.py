"""Search-shaped texts made from passages: key words, synonyms, word-by-word English. Random only through the given generator."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

import Stemmer

_WORD = re.compile(r"\w+(?:-\w+)*")
_LINKS = ("", "s", "es", "n", "en", "e")
GERMAN_FRAMES = (
    "was ist",
    "wer",
    "wann",
    "wie viele",
    "welche",
    "wo",
    "warum",
    "in welchem jahr",
    "wie heißt",
    "was war",
    "wie hoch ist",
)
ENGLISH_FRAMES = (
    "what is",
    "who",
    "when did",
    "how many",
    "which",
    "where",
    "why did",
    "in what year",
    "what was the",
    "how",
    "what does",
)
STOPWORDS = frozenset(
    """
    ab aber alle allem allen aller alles als am an andere anderen anderer auch auf aus bei beim bis bzw da dabei damit
    dann das dass dem den der des die diese diesem diesen dieser dieses dort durch ein eine einem einen einer eines er
    es etc etwa für gegen geworden habe haben hat hatte hatten hier ich ihr ihre ihrem ihren ihrer im immer in ins ist
    jedoch kann können man mehr mit nach nicht noch nur ob oder schon sehr sei seien sein seine seinem seinen seiner
    seit selbst sich sie sind so sowie um und unter vom von vor war waren was weil welche wenn wer werden wie wir wird
    wo worden wurde wurden während wäre würde würden zu zum zur zwischen über
    """.split()
)


class Translator:
    """German words to English words through a dictionary, by form, stem, or the parts of a compound."""

    def __init__(self, entries: Sequence[tuple[str, str]]) -> None:
        self._stem = Stemmer.Stemmer("german").stemWord
        self._by_form: dict[str, list[str]] = {}
        self._by_stem: dict[str, list[str]] = {}
        self._cache: dict[str, tuple[str, ...]] = {}
        for german, english in entries:
            word = re.sub(r"^(sich|etw\.|jdn\.|jdm\.|der|die|das|ein|eine)\s+", "", german).lower()
            target = re.sub(r"^(to|a|an|the)\s+", "", english.lower()).strip(" .!?")
            if not word or " " in word or not target or target.count(" ") > 2:
                continue
            for table, key in ((self._by_form, word), (self._by_stem, self._stem(word))):
                known = table.setdefault(key, [])
                if target not in known and len(known) < 4:
                    known.append(target)

    def _simple(self, word: str) -> list[str]:
        return self._by_form.get(word) or self._by_stem.get(self._stem(word)) or []

    def options(self, word: str) -> tuple[str, ...]:
        """English words for one German word, best first; empty where the dictionary has neither it nor its parts."""
        key = word.lower()
        if key not in self._cache:
            self._cache[key] = tuple(self._simple(key) or self._compound(key))
        return self._cache[key]

    def _compound(self, word: str) -> list[str]:
        if "-" in word:
            parts = [self._simple(p) for p in word.split("-")]
            return [" ".join(p[0] if p else w for p, w in zip(parts, word.split("-"), strict=True))] if any(parts) else []
        for cut in range(len(word) - 4, 2, -1):
            tail = self._simple(word[cut:]) if len(word) - cut >= 4 else []
            if not tail:
                continue
            for link in _LINKS:
                head = self._simple(word[: cut - len(link)]) if word[:cut].endswith(link) and cut - len(link) >= 3 else []
                if head:
                    return [f"{head[0]} {tail[0]}"]
        return []


def key_words(sentence: str, rng: random.Random, least: int = 3, most: int = 9) -> list[str]:
    """Some of a sentence's content words in their order."""
    words = [w for w in _WORD.findall(sentence) if w.lower() not in STOPWORDS and (len(w) > 2 or w.isdigit())]
    n = rng.randint(least, most)
    if len(words) > n:
        keep = sorted(rng.sample(range(len(words)), n))
        words = [words[i] for i in keep]
    return words


def german_query(sentence: str, rng: random.Random, synonyms: Mapping[str, Sequence[str]]) -> str:
    """Key words of a sentence, a few exchanged for synonyms, half the time behind a question word."""
    words = key_words(sentence, rng)
    out = [
        rng.choice(synonyms[w.lower()]) if w.lower() in synonyms and synonyms[w.lower()] and rng.random() < 0.3 else w
        for w in words
    ]
    return " ".join(([rng.choice(GERMAN_FRAMES)] if rng.random() < 0.5 else []) + out)


def english_query(sentence: str, rng: random.Random, translator: Translator) -> str:
    """Key words of a German sentence in English, word by word; names stay, unknown lower-case words fall out."""
    out = []
    for word in key_words(sentence, rng, 3, 10):
        options = translator.options(word)
        if options:
            out.append(options[min(int(rng.random() ** 2 * len(options)), len(options) - 1)])
        elif word[0].isupper() or word[0].isdigit():
            out.append(word)
    return " ".join(([rng.choice(ENGLISH_FRAMES)] if rng.random() < 0.6 else []) + out)
