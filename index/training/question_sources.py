"""Where questions come from: full articles, their simple versions asked against them, news, and sentence pairs."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from index.training.question_corpora import Text, surnames
from index.training.question_german import Draft
from index.training.question_lexicon import topic_phrase
from index.training.question_maker import Asked, Maker
from index.training.question_variation import vary


def _sentences_to_try(text: Text, chance: random.Random, most: int) -> list[int]:
    good = [
        k
        for k, s in enumerate(text.sentences)
        if 40 <= len(s) <= 230 and s[-1] == "." and s.count('"') < 3 and "(" not in s[:60] and ":" not in s
    ]
    good.sort(key=lambda k: chance.random() * (0.55 if re.search(r"\d|weil|Jahr", text.sentences[k]) else 1.0))
    return sorted(good[:most])


def _shuffled(texts: list[Text], maker: Maker) -> list[Text]:
    return maker.chance.sample(texts, len(texts))


def encyclopedia_questions(maker: Maker, texts: list[Text], count: int) -> Iterator[Asked]:
    """German questions on some sentences of each full article; each in English too where that is possible (then kind "gloss")."""
    each = max(2, math.ceil(count / len(texts) / 0.5))
    for text in _shuffled(texts, maker):
        people = surnames(text.sentences[:250], maker.lexicon)
        for at in _sentences_to_try(text, maker.chance, each):
            for asked, draft in maker.from_german(text, at, 2, "wiki", people):
                yield asked
                yield from maker.glossed(asked, draft, 0.45)


def _idf(texts: list[Text]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({w[:7].lower() for s in text.sentences[:150] for w in re.findall(r"\w{3,}", s)})
    return {w: math.log(len(texts) / n) for w, n in seen.items()}


def paraphrased(maker: Maker, simple: list[Text], full: list[Text], count: int) -> Iterator[Asked]:
    """Questions from simple articles whose answers a sentence of the full article states in other words."""
    idf = _idf(full[::4])
    by_title = {t.title: t for t in full}
    pairs = [(s, by_title[s.title]) for s in _shuffled(simple, maker) if s.title in by_title]
    each = max(3, math.ceil(count / max(1, len(pairs)) * 4))
    for short, whole in pairs:
        long = replace(whole, sentences=whole.sentences[:200])
        people = surnames(long.sentences, maker.lexicon)
        stems = [{w[:7].lower() for w in re.findall(r"\w{3,}", s)} for s in long.sentences]
        for at in _sentences_to_try(short, maker.chance, each):
            words = {w[:7].lower() for w in re.findall(r"\w{3,}", short.sentences[at])}
            if max((sum(idf.get(w, 5.0) for w in words & near) for near in stems), default=0.0) < 5.0:
                continue
            drafts = maker.turner.drafts(short.sentences[at], topic_phrase(short.title, maker.lexicon), people)
            for draft in maker.choose(drafts, 3):
                answer = short.sentences[at][draft.start : draft.end]
                found = _restated(draft, answer, long, stems, idf)
                if found:
                    question = vary(draft, maker.lexicon, maker.chance)
                    asked = Asked(question, long, *found, f"paraphrase_{draft.kind}", "de")
                    yield asked
                    yield from maker.glossed(asked, draft, 0.4)


def _restated(draft: Draft, answer: str, long: Text, stems: list[set[str]], idf: dict[str, float]) -> tuple[int, int, int] | None:
    """The sentence of the full article with the answer and the most of the question's words, and the answer's slice of it."""
    pattern = re.compile(rf"(?<!\w){re.escape(answer)}(?!\w)")
    asked = {w[:7].lower() for p in draft.phrases for t in p.tokens for w in re.findall(r"\w{3,}", t.text)}
    asked |= {w[:7].lower() for t in draft.closing for w in [t.text]} | {w[:7].lower() for w in draft.word.split()[1:]}
    asked -= {w[:7].lower() for w in re.findall(r"\w{3,}", answer)} | {w[:7].lower() for w in re.findall(r"\w{3,}", long.title)}
    total = sum(idf.get(w, 5.0) for w in asked)
    best, best_score = None, 0.0
    for number, sentence in enumerate(long.sentences):
        if answer in sentence and 30 < len(sentence) < 400:
            near = stems[number] | (stems[number - 1] if number else set())
            score = sum(idf.get(w, 5.0) for w in asked & stems[number]) + 0.3 * sum(idf.get(w, 5.0) for w in asked & near)
            match = pattern.search(sentence)
            if match and score > best_score:
                best, best_score = (number, match.start(), match.end()), score
    return best if best and best_score > 3.0 and best_score >= 0.5 * total else None


def german_questions(maker: Maker, texts: list[Text], kind: str, each: int) -> Iterator[Asked]:
    """German questions on at most ``each`` sentences of each text."""
    for text in _shuffled(texts, maker):
        for at in _sentences_to_try(text, maker.chance, each):
            yield from (asked for asked, _ in maker.from_german(text, at, 2, kind, frozenset()))


def english_questions(maker: Maker, texts: list[Text], kind: str, most: int) -> Iterator[Asked]:
    """English questions, at most ``most`` on a sentence, on texts with translations."""
    for text in _shuffled(texts, maker):
        for at in range(len(text.sentences)):
            yield from maker.from_pair(text, at, most, kind)
