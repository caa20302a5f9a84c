"""Reading-comprehension examples made from plain German text, in German and English, without a language model.

Usage: ``python -m index.training.questions DATA OUT.jsonl.gz [--n 60000] [--seed 0] [--dictionary FILE]`` and
``python -m index.training.questions DATA OUT.jsonl.gz --human``. The same arguments give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index.training.question_corpora import (
    Text,
    count_words,
    encyclopedia,
    machine_translated,
    place_names,
    simple_articles,
    surnames,
    translated_news,
)
from index.training.question_english import EnglishTurner
from index.training.question_german import Draft, Turner, topic_phrase
from index.training.question_glosses import Glosser
from index.training.question_human import human_examples
from index.training.question_lexicon import Lexicon, load_lexicon
from index.training.question_passages import Example, Swaps, near_miss, window
from index.training.question_variation import vary

_WEIGHTS = {"thing": 1.0, "phrase": 0.8, "place": 1.5, "time": 2.8, "number": 7.0, "person": 5.0, "reason": 6.0}
_UNANSWERABLE = 0.3


@dataclass(frozen=True)
class _Asked:
    """A question with the answer's slice of one sentence of a text."""

    question: str
    text: Text
    sentence: int
    start: int
    end: int
    kind: str
    language: str


class Maker:
    """Makes examples from texts with one source of chance."""

    def __init__(self, lexicon: Lexicon, english_words: Counter[str], names: tuple[tuple[str, ...], tuple[str, ...]], seed: int) -> None:
        self.lexicon = lexicon
        self.chance = random.Random(seed)
        self.places, self.surnames = names
        self.turner = Turner(lexicon, self.chance)
        self.english_turner = EnglishTurner(lexicon, self.chance)
        self.glosser = Glosser(lexicon, english_words, self.chance)

    def choose(self, drafts: list[Draft], most: int) -> list[Draft]:
        """Up to ``most`` drafts with different answers, rarer kinds and informative questions first, by weighted chance."""

        def weight(draft: Draft) -> float:
            content = sum(t.tag in {"NN", "NE", "CARD", "ADJ(A)"} for p in draft.phrases for t in p.tokens) + len(draft.closing)
            fuss = sum(p.kind in {"other", "np"} for p in draft.phrases)
            return self.chance.random() ** (1 / (_WEIGHTS[draft.kind] * (0.5 + min(content, 5)) / max(2, fuss)))

        chosen: list[Draft] = []
        for draft in sorted(drafts, key=weight, reverse=True):
            if len(chosen) < most and all(draft.end <= c.start or draft.start >= c.end for c in chosen):
                chosen.append(draft)
        return chosen

    def from_german(self, text: Text, at: int, most: int, kind: str, people: frozenset[str]) -> Iterator[tuple[_Asked, Draft]]:
        """Questions on one sentence, worded with variation."""
        drafts = self.turner.drafts(text.sentences[at], topic_phrase(text.title, self.lexicon), people)
        for draft in self.choose(drafts, most):
            question = vary(draft, self.lexicon, self.chance)
            yield _Asked(question, text, at, draft.start, draft.end, f"{kind}_{draft.kind}", "de"), draft

    def from_pair(self, text: Text, at: int, most: int, kind: str) -> Iterator[_Asked]:
        """English questions on a sentence with a translation."""
        drafts = self.english_turner.drafts(text.sentences[at], text.english[at])
        self.chance.shuffle(drafts)
        for draft in drafts[:most]:
            yield _Asked(draft.question, text, at, draft.start, draft.end, f"{kind}_{draft.kind}", "en")

    def example(self, asked: _Asked) -> Example | None:
        """The question with a passage: with the answer, or (three times in ten) one of the kinds without."""
        sentences = asked.text.sentences
        answer = sentences[asked.sentence][asked.start : asked.end].strip(" ,;")
        if not answer or len(asked.question) < 12:
            return None
        if self.chance.random() < _UNANSWERABLE:
            return self._without_answer(asked, answer)
        made = window(sentences, asked.sentence, self.chance.randint(60, 165), self.chance)
        start = made.text.find(answer, made.starts[asked.sentence] + asked.start)
        if start < 0 or len(made.text.split()) > 230:
            return None
        return Example(asked.question, made.text, answer, start, asked.kind, asked.language)

    def _without_answer(self, asked: _Asked, answer: str) -> Example | None:
        sentences = asked.text.sentences
        words = self.chance.randint(60, 165)
        roll = self.chance.random()
        if roll < 0.4:
            made = window(sentences, asked.sentence, words, self.chance)
            question = near_miss(asked.question, made.text, self._swaps(asked), self.chance)
            if question:
                return Example(question, made.text, "", 0, asked.kind + "_nearmiss", asked.language)
        if roll < 0.65:
            made = window(sentences, asked.sentence, words, self.chance, without=asked.sentence)
            kind = "_removed"
        else:
            terms = {w for w in re.findall(r"\w{4,}", asked.question.lower())}
            others = [k for k in range(len(sentences)) if abs(k - asked.sentence) > 6]
            if not others:
                return None
            tried = self.chance.sample(others, min(40, len(others)))
            best = max(tried, key=lambda k: sum(t in sentences[k].lower() for t in terms))
            made = window(sentences, best, words, self.chance)
            kind = "_lookalike"
        if asked.sentence in made.starts or answer.lower() in made.text.lower() or not 25 <= len(made.text.split()) <= 230:
            return None
        return Example(asked.question, made.text, "", 0, asked.kind + kind, asked.language)

    def _swaps(self, asked: _Asked) -> Swaps:
        """What may be swapped into a question: places and surnames of the corpus, nouns of the same gender and number nearby."""
        nouns: dict[str, list[str]] = {}
        if asked.language == "de":
            at = self.chance.randrange(len(asked.text.sentences))
            near = " ".join(asked.text.sentences[at : at + 15])
            others = sorted({w for w in re.findall(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{3,}", near) if self._form(w)})
            for word in set(re.findall(r"(?<= )[A-ZÄÖÜ][a-zäöüß]{3,}", asked.question)):
                form = self._form(word)
                nouns[word] = [w for w in others if form and self._form(w) == form and w != word]
        return Swaps(self.places, self.surnames, nouns)

    def _form(self, word: str) -> str:
        """Gender of a singular noun, "plural" for a plural, empty for what is not known."""
        return self.lexicon.gender.get(word, "") or ("plural" if word in self.lexicon.singular else "")


def _sentences_to_try(text: Text, chance: random.Random, most: int) -> list[int]:
    good = [k for k, s in enumerate(text.sentences) if 40 <= len(s) <= 230 and s[-1] == "." and s.count('"') < 3 and "(" not in s[:60] and ":" not in s]
    good.sort(key=lambda k: chance.random() * (0.55 if re.search(r"\d|weil|Jahr", text.sentences[k]) else 1.0))
    return sorted(good[:most])


def _encyclopedia_questions(maker: Maker, texts: list[Text], count: int) -> Iterator[tuple[_Asked, Draft]]:
    each = max(2, math.ceil(count / len(texts) / 0.72))
    for text in texts:
        people = surnames(text.sentences[:250], maker.lexicon)
        for at in _sentences_to_try(text, maker.chance, each):
            yield from maker.from_german(text, at, 1 + (maker.chance.random() < 0.5), "wiki", people)


def _idf(texts: list[Text]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update({w[:7].lower() for s in text.sentences[:150] for w in re.findall(r"\w{3,}", s)})
    return {w: math.log(len(texts) / n) for w, n in seen.items()}


def _paraphrased(maker: Maker, simple: list[Text], full: list[Text], count: int) -> Iterator[tuple[_Asked, Draft]]:
    """Questions from simple articles whose answers a sentence of the full article states in other words."""
    idf = _idf(full)
    pairs = [(s, f) for s, f in zip(simple, full, strict=True) if s.title == f.title]
    each = max(3, math.ceil(count / max(1, len(pairs)) * 4))
    for short, long in pairs:
        people = surnames(long.sentences[:250], maker.lexicon)
        stems = [{w[:7].lower() for w in re.findall(r"\w{3,}", s)} for s in long.sentences]
        for at in _sentences_to_try(short, maker.chance, each):
            drafts = maker.turner.drafts(short.sentences[at], topic_phrase(short.title, maker.lexicon), people)
            for draft in maker.choose(drafts, 3):
                answer = short.sentences[at][draft.start : draft.end]
                found = _restated(draft, answer, long, stems, idf)
                if found:
                    question = vary(draft, maker.lexicon, maker.chance)
                    yield _Asked(question, long, *found, f"paraphrase_{draft.kind}", "de"), draft


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


def generate(data: Path, dictionary: Path | None, count: int, seed: int = 0) -> Iterator[Example]:
    """About ``count`` examples in a fixed order of kinds; the same arguments give the same examples."""
    full, simple, news = encyclopedia(data), simple_articles(data), translated_news(data)
    suites = machine_translated(data, count // 2)
    known = count_words(s for t in simple for s in t.sentences) + count_words(s for t in news for s in t.sentences)
    english_words = count_words(s for t in [*news, *suites] for s in t.english)
    lexicon = load_lexicon(data, dictionary, known)
    places = place_names((s for t in full[::4] for s in t.sentences), lexicon)
    people = tuple(sorted({n for t in full[::4] for n in surnames(t.sentences[:60], lexicon)} - set(places)))
    maker = Maker(lexicon, english_words, (places, people), seed)
    glossed = 0

    def finish(source: Iterator[tuple[_Asked, Draft]], most: int, share: float) -> Iterator[Example]:
        nonlocal glossed
        made = 0
        for asked, draft in source:
            if made >= most:
                return
            example = maker.example(asked)
            if example:
                made += 1
                yield example
            if glossed < 0.13 * count and maker.chance.random() < share:
                english = maker.glosser.english(draft)
                other = maker.example(replace(asked, question=english, kind="gloss_" + draft.kind, language="en")) if english else None
                if other:
                    glossed += 1
                    yield other

    def of_german(texts: list[Text], kind: str, most: float) -> Iterator[tuple[_Asked, Draft]]:
        for text in texts:
            for at in _sentences_to_try(text, maker.chance, max(1, round(len(text.sentences) * most))):
                yield from maker.from_german(text, at, 2, kind, frozenset())

    yield from finish(_encyclopedia_questions(maker, full, int(0.36 * count)), int(0.36 * count), 0.45)
    yield from finish(_paraphrased(maker, simple, full, int(0.16 * count)), int(0.16 * count), 0.5)
    yield from finish(of_german(news, "news", min(1.0, count / 60000)), int(0.14 * count), 0.1)
    yield from finish(of_german(simple, "simple", min(1.0, 0.06 * count / 60000)), int(0.05 * count), 0.1)
    for texts, kind, most in ((news, "pairs", 0.12), (suites, "suites", 0.08)):
        made = 0
        for text in texts:
            for at in range(len(text.sentences)):
                for asked in maker.from_pair(text, at, 1 if kind == "suites" else 2, kind) if made < most * count else ():
                    example = maker.example(asked)
                    if example:
                        made += 1
                        yield example


def main(arguments: list[str] | None = None) -> int:
    """Writes the examples and prints how many there are of each kind; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m index.training.questions", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with text/, parallel/, lexicon/, m2qa_train/ and omos_qa/")
    parser.add_argument("out", type=Path, help="file to write, .jsonl.gz")
    parser.add_argument("--n", type=int, default=60000, help="about how many examples (default 60000)")
    parser.add_argument("--seed", type=int, default=0, help="source of chance (default 0)")
    parser.add_argument("--dictionary", type=Path, default=Path("/usr/share/trans/de-en"), help="German-English dictionary (Debian's trans-de-en)")
    parser.add_argument("--human", action="store_true", help="write the examples people asked instead")
    options = parser.parse_args(arguments)
    made = human_examples(options.data, options.seed) if options.human else generate(options.data, options.dictionary, options.n, options.seed)
    counts: Counter[tuple[str, str, bool]] = Counter()
    with options.out.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as out:
        for example in made:
            out.write((json.dumps(example.as_record(), ensure_ascii=False) + "\n").encode())
            counts[(example.kind, example.language, bool(example.answer))] += 1
    for (kind, language, answered), number in sorted(counts.items()):
        sys.stdout.write(f"{number:7d} {language} {'answer' if answered else 'none  '} {kind}\n")
    sys.stdout.write(f"{sum(counts.values()):7d} in all\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
