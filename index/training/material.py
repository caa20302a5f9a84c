"""All texts that may be trained on, read once, and the pairs that are made of them anew each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from index.training import corpora, queries


class Material:
    """All training texts, read once; `rounds` makes fresh pairs for a pass."""

    def __init__(self, data: Path, dictionary: Path) -> None:
        self.words = corpora.dictionary(dictionary)
        self.parallel = corpora.parallel(data)
        self.captions = corpora.captions(data)
        self.questions = corpora.questions(data)
        references, _ = corpora.references(data)
        kept = (references, self.parallel[-12_000:])
        self.runs = [rows[i : i + n] for rows in kept for n in (3, 5) for i in range(0, len(rows) - n, n)]
        self.synonyms = corpora.thesaurus(data)
        self.translator = queries.Translator(self.words)
        full, simple = corpora.articles(data), corpora.articles(data, simple=True)
        self.passages = {title: corpora.passages_of(sentences) for title, sentences in full.items()}
        self.simple = {title: [s for s in sentences if len(s) > 30] for title, sentences in simple.items() if title in full}

    def vocabulary_texts(self) -> Iterator[str]:
        """What the vocabulary is trained on, both languages."""
        for pairs in (self.words, self.parallel, self.captions, self.questions):
            for left, right in pairs:
                yield left
                yield right
        for passages in self.passages.values():
            for passage in passages[::4]:
                yield " ".join(passage)

    def article_pairs(self, title: str, rng: random.Random, most: int = 40) -> list[tuple[str, str]]:
        """(query, passage) for up to `most` passages of one article."""
        passages = self.passages[title]
        return [self._pair(title, passage, rng) for passage in rng.sample(passages, min(len(passages), most))]

    def _pair(self, title: str, passage: list[str], rng: random.Random) -> tuple[str, str]:
        sentence = rng.choice(passage)
        kind = rng.random()
        rest = " ".join(passage)
        if kind < 0.25:
            if len(passage) > 1:
                rest = " ".join(s for s in passage if s is not sentence)
            query = sentence if rng.random() < 0.7 else f"{title} {sentence[:80]}"
        elif kind < 0.55:
            query = queries.german_query(sentence, rng, self.synonyms)
        else:
            query = queries.english_query(sentence, rng, self.translator)
        if kind >= 0.25 and rng.random() < 0.3:
            query = f"{title} {query}"
        return query, rest

    def simple_pairs(self, title: str, rng: random.Random, most: int = 25) -> list[tuple[str, str]]:
        """(simple sentence, passage of the full article that shares most of its rarer words), up to `most`."""
        passages, sentences = self.passages.get(title, [])[:40], self.simple.get(title, [])
        bags = [set(" ".join(p).lower().split()) for p in passages]
        out: list[tuple[str, str]] = []
        for sentence in rng.sample(sentences, min(len(sentences), most)):
            own = {w for w in sentence.lower().split() if len(w) > 4}
            best = max(range(len(bags)), key=lambda i: len(own & bags[i]), default=-1)
            if best >= 0 and len(own & bags[best]) >= 3:
                query = sentence if rng.random() < 0.5 else queries.english_query(sentence, rng, self.translator)
                out.append((f"{title} {query}" if rng.random() < 0.3 else query, " ".join(passages[best])))
        return out
