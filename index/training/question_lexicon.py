"""Word knowledge for making questions: genders, plurals, participles, synonyms and translations."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_NOTE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>|/[^/|;]*/")
_GENDER = re.compile(r"\{([mfn])\}")


YEAR = re.compile(r"1\d{3}|20\d\d")


@dataclass(frozen=True)
class Lexicon:
    """What is known of words; every map is empty-safe (an unknown word has no entry).

    ``gender``: noun -> "m", "f" or "n"; ``plural``: noun -> plural; ``singular``: plural -> noun; ``participle`` and
    ``preterite``: infinitive -> form; ``english``: German word or form -> English words, best first; ``german``: English word ->
    German words; ``synonyms``: lemma -> lemmas; ``first_names``: given names.
    """

    gender: Mapping[str, str] = field(default_factory=dict)
    plural: Mapping[str, str] = field(default_factory=dict)
    singular: Mapping[str, str] = field(default_factory=dict)
    participle: Mapping[str, str] = field(default_factory=dict)
    preterite: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    german: Mapping[str, frozenset[str]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_names: frozenset[str] = frozenset()


def _bare(entry: str) -> str:
    return " ".join(_NOTE.sub(" ", entry).split())


def _read_dictionary(lines: Iterable[str]) -> dict[str, dict]:
    """Maps of the dictionary's lines ``German | variants :: English | variants``."""
    gender: dict[str, str] = {}
    plural: dict[str, str] = {}
    participle: dict[str, str] = {}
    preterite: dict[str, str] = {}
    english: dict[str, list[str]] = defaultdict(list)
    german: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.startswith("#") or " :: " not in line:
            continue
        left, right = line.rstrip("\n").split(" :: ", 1)
        lefts, rights = left.split(" | "), right.split(" | ")
        first = lefts[0].split(";")[0]
        lemma = _bare(first).removeprefix("sich ")
        is_verb = "{v" in first
        for number, (one, other) in enumerate(zip(lefts, rights, strict=False)):
            words = [_bare(w).removeprefix("to ") for w in other.split(";")]
            words = [w for w in words if w and w.count(" ") < 2]
            for form in one.split(";"):
                bare = _bare(form).removeprefix("sich ")
                if not bare or " " in bare:
                    continue
                found = _GENDER.search(form)
                if found and number == 0:
                    gender.setdefault(bare, found.group(1))
                for word in words:
                    if len(english[bare]) < 8 and word not in english[bare]:
                        english[bare].append(word)
                    for piece in word.lower().split():
                        german[piece].add(bare)
        if " " in lemma or not lemma:
            continue
        if "{pl}" in left and len(lefts) > 1 and "{pl}" in lefts[1]:
            plural.setdefault(lemma, _bare(lefts[1].split(";")[0]))
        if is_verb and len(lefts) > 2:
            form = _bare(lefts[2].split(";")[0])
            if " " not in form and form.endswith(("t", "en")):
                participle.setdefault(lemma, form)
            if len(lefts) > 4 and " " not in _bare(lefts[4].split(";")[0]):
                preterite.setdefault(lemma, _bare(lefts[4].split(";")[0]))
    return {
        "gender": gender,
        "plural": plural,
        "singular": {p: s for s, p in plural.items()},
        "participle": participle,
        "preterite": preterite,
        "english": {w: tuple(e) for w, e in english.items()},
        "german": {w: frozenset(g) for w, g in german.items()},
    }


def _read_synonyms(lines: Iterable[str], known: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Synonyms of single words that the corpus uses at least three times; words with many senses are left out."""
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in lines:
        if line.startswith("#"):
            continue
        plain = [w for w in line.strip().split(";") if "(" not in w]
        words = tuple(w for w in plain if w and " " not in w and "." not in w)
        for word in words:
            groups[word].append(words)
    synonyms = {}
    for word, sets in groups.items():
        if len(sets) > 4:
            continue
        others = {
            w for words in sets for w in words if w != word and w[:1].isupper() == word[:1].isupper() and known.get(w, 0) >= 3
        }
        if others:
            synonyms[word] = tuple(sorted(others, key=lambda w: (-known[w], w))[:6])
    return synonyms


def load_lexicon(data: Path, dictionary: Path | None, known: Mapping[str, int]) -> Lexicon:
    """The lexicon of ``data/lexicon`` and, where given, of the German-English dictionary file.

    ``known`` counts the words of the corpus; a synonym has to be among them.
    """
    maps: dict[str, dict] = {}
    if dictionary is not None:
        with dictionary.open(encoding="utf-8") as lines:
            maps = _read_dictionary(lines)
    with gzip.open(data / "lexicon" / "openthesaurus.txt.gz", "rt", encoding="utf-8") as lines:
        synonyms = _read_synonyms(lines, known)
    with gzip.open(data / "lexicon" / "firstnames.csv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        names = frozenset(line.split(";", 1)[0] for line in lines)
    return Lexicon(**maps, synonyms=synonyms, first_names=names)


def topic_phrase(title: str, lexicon: Lexicon) -> str:
    """How an article's subject is named in a question: a name as it is, a common noun with its article; empty if unsuited."""
    bare = re.sub(r"\s*\([^)]*\)", "", title).strip()
    if not bare or YEAR.search(bare) or len(bare.split()) > 3:
        return ""
    gender = lexicon.gender.get(bare)
    if gender and bare not in lexicon.first_names:
        return {"m": "der ", "f": "die ", "n": "das "}[gender] + bare
    return bare
