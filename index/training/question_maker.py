"""Questions put to passages: which drafts are kept, and what passage each is read with."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.training.question_corpora import Text
from index.training.question_english import EnglishTurner
from index.training.question_german import Draft, Turner
from index.training.question_glosses import Glosser
from index.training.question_lexicon import Lexicon, topic_phrase
from index.training.question_passages import Example, Swaps, near_miss, window
from index.training.question_variation import vary

_WEIGHTS = {"thing": 1.0, "phrase": 0.8, "place": 1.5, "time": 2.8, "number": 7.0, "person": 5.0, "reason": 6.0}
_UNANSWERABLE = 0.3


@dataclass(frozen=True)
class Asked:
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

    def __init__(
        self, lexicon: Lexicon, english_words: Counter[str], names: tuple[tuple[str, ...], tuple[str, ...]], seed: int
    ) -> None:
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

    def from_german(self, text: Text, at: int, most: int, kind: str, people: frozenset[str]) -> Iterator[tuple[Asked, Draft]]:
        """Questions on one sentence, worded with variation."""
        drafts = self.turner.drafts(text.sentences[at], topic_phrase(text.title, self.lexicon), people)
        for draft in self.choose(drafts, most):
            question = vary(draft, self.lexicon, self.chance)
            yield Asked(question, text, at, draft.start, draft.end, f"{kind}_{draft.kind}", "de"), draft

    def from_pair(self, text: Text, at: int, most: int, kind: str) -> Iterator[Asked]:
        """English questions on a sentence with a translation."""
        drafts = self.english_turner.drafts(text.sentences[at], text.english[at])
        self.chance.shuffle(drafts)
        for draft in drafts[:most]:
            yield Asked(draft.question, text, at, draft.start, draft.end, f"{kind}_{draft.kind}", "en")

    def glossed(self, asked: Asked, draft: Draft, share: float) -> Iterator[Asked]:
        """With probability ``share`` the same question in English, word by word, where every word is known."""
        question = self.glosser.english(draft) if self.chance.random() < share else None
        if question:
            yield replace(asked, question=question, kind="gloss_" + draft.kind, language="en")

    def example(self, asked: Asked) -> Example | None:
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

    def _without_answer(self, asked: Asked, answer: str) -> Example | None:
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
            terms = set(re.findall(r"\w{4,}", asked.question.lower()))
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

    def _swaps(self, asked: Asked) -> Swaps:
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
