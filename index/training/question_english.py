"""English questions on German passages: from the English side of parallel sentences, and word by word from German ones."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.training.question_clauses import Phrase, phrases
from index.training.question_lexicon import Lexicon
from index.training.question_tokens import Token, tag

_AUX = {"VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VM0"}
_FINITE = _AUX | {"VVD", "VVZ", "VVB", "VDD", "VDZ"}
_NOUN = {"NN0", "NN1", "NN2", "NP0"}
_MONTHS = dict(
    zip(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        strict=True,
    )
)
_DAYS = dict(
    zip(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        strict=True,
    )
)
_COUNTS = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "hundred", "half"],
        [
            "zwei",
            "drei",
            "vier",
            "fünf",
            "sechs",
            "sieben",
            "acht",
            "neun",
            "zehn",
            "elf",
            "zwölf",
            "zwanzig",
            "hundert",
            "Hälfte",
        ],
        strict=True,
    )
)
_SMALL_START = {"AT0", "DT0", "DPS", "CRD", "PRP", "ORD", "AV0"}
_BAD_START = {
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "i",
    "this",
    "that",
    "these",
    "those",
    "there",
    "who",
    "what",
    "here",
    "let",
}


@dataclass(frozen=True)
class EnglishDraft:
    """An English question and the answer's slice (``start``, ``end``) of the German sentence."""

    question: str
    start: int
    end: int
    kind: str


def _join(tokens: Sequence[Token], sentence: str) -> str:
    return sentence[tokens[0].start : tokens[-1].end] if tokens else ""


def _lower_first(tokens: Sequence[Token], sentence: str) -> str:
    text = _join(tokens, sentence)
    return text[:1].lower() + text[1:] if tokens and tokens[0].start == 0 and tokens[0].tag in _SMALL_START else text


class EnglishTurner:
    """Turns pairs of a German and an English sentence into English questions with German answers."""

    def __init__(self, lexicon: Lexicon, chance: random.Random) -> None:
        self.lexicon = lexicon
        self.chance = chance

    def drafts(self, german: str, english: str) -> list[EnglishDraft]:
        """English questions about the German sentence; none where the English one is not a simple statement."""
        if not 25 <= len(english) <= 260 or english[-1] not in ".!" or any(c in english for c in '?;:()"“”'):
            return []
        tokens = tag(english[:-1], "en")
        verb = next((k for k, t in enumerate(tokens) if t.tag in _FINITE), 0)
        front: tuple[Token, ...] = ()
        start = 0
        commas = [k for k in range(verb) if tokens[k].text == ","]
        if commas and tokens[0].tag in {"PRP", "AV0", "NP0", "ORD"}:
            start = commas[0] + 1
            front = tokens[: commas[0]]
        subject = tokens[start:verb]
        while subject and subject[-1].tag in {"AV0", "XX0"}:
            subject = subject[:-1]
        if (
            not subject
            or subject[0].text.lower() in _BAD_START
            or len(subject) > 9
            or subject[0].tag == "AV0"
            or not any(t.tag in _NOUN for t in subject)
        ):
            return []
        if any(t.text == "," or t.tag in {"CJS", "CJT", "DTQ", "PNQ", "AVQ", "VVG", "VVI"} for t in subject):
            return []
        rest = tokens[verb + 1 :]
        stop = next(
            (k for k, t in enumerate(rest) if t.text in {",", "and", "but", "–", "-"} and self._ends_here(rest, k)), len(rest)
        )
        stop = min(stop, next((k for k, t in enumerate(rest) if t.tag in {"CJS", "CJT", "DTQ", "PNQ", "AVQ"}), len(rest)))
        german_tokens = tag(german)
        spans = self._german_spans(german_tokens)
        found = list(self._questions(english, (front, subject, tokens[verb], rest[:stop]), spans))
        because = next((k for k, t in enumerate(rest) if t.text == "because"), None)
        if because is not None:
            reason = re.search(r"\b(?:weil|da) ([^,.]+)", german)
            if reason:
                body = self._turned(english, subject, tokens[verb], rest[: min(because, stop)], None)
                found.append(EnglishDraft(f"Why {body}?", *reason.span(1), "reason"))
        return [d for d in found if 4 <= len(d.question.split()) <= 24]

    @staticmethod
    def _ends_here(rest: Sequence[Token], at: int) -> bool:
        if rest[at].text in {",", "–", "-"}:
            return True
        return any(t.tag in _FINITE for t in rest[at + 1 : at + 5])

    def _german_spans(self, tokens: tuple[Token, ...]) -> list[tuple[int, int, Phrase]]:
        """Noun phrases of the German sentence without preposition and article, as slices."""
        spans = []
        for phrase in phrases(tokens):
            inner = phrase.tokens[1:] if phrase.kind == "pp" else phrase.tokens
            if phrase.kind in {"np", "pp"} and inner:
                first = 1 if len(inner) > 1 and inner[0].tag in {"ART", "PPOSAT"} and self.chance.random() < 0.7 else 0
                spans.append((inner[first].start, inner[-1].end, Phrase("np", inner)))
        return spans

    def _aligned(self, answer: Sequence[Token], spans: list[tuple[int, int, Phrase]]) -> tuple[int, int] | None:
        """The only German phrase that holds the answer's name, number, date or head noun."""
        keys: list[set[str]] = []
        for token in answer:
            if re.fullmatch(r"\d+(?:[.,]\d+)*", token.text):
                keys.append({token.text, token.text.replace(",", "#").replace(".", ",").replace("#", ".")})
            elif token.text in _MONTHS or token.text in _DAYS or token.text.lower() in _COUNTS:
                keys.append({_MONTHS.get(token.text) or _DAYS.get(token.text) or _COUNTS[token.text.lower()]})
            elif token.tag == "NP0":
                keys.append({token.text, token.text + "s", *self.lexicon.german.get(token.text.lower(), ())})
            elif token.tag in _NOUN:
                keys.append(
                    set(self.lexicon.german.get(token.text.lower(), ())) | set(self.lexicon.german.get(token.lemma.lower(), ()))
                )
        if not keys:
            return None
        scored = []
        for start, end, phrase in spans:
            words = {t.text for t in phrase.tokens} | {t.lemma for t in phrase.tokens}
            score = sum(bool(k & words) for k in keys)
            if score and (score == len(keys) or keys[-1] & words or score >= len(keys) / 2):
                scored.append((score - 0.1 * len(phrase.tokens), start, end))
        scored.sort(reverse=True)
        if not scored or (
            len(scored) > 1 and int(scored[0][0] + 1) == int(scored[1][0] + 1) and scored[0][0] - scored[1][0] < 0.3
        ):
            return None
        return scored[0][1], scored[0][2]

    def _turned(
        self, text: str, subject: Sequence[Token], verb: Token, rest: Sequence[Token], cut: tuple[int, int] | None
    ) -> str:
        """Auxiliary, subject and the rest without the slice ``cut`` of it."""
        kept = [*rest[: cut[0]], *rest[cut[1] :]] if cut else list(rest)
        words = " ".join(t.text for t in kept)
        who = _lower_first(subject, text)
        if verb.tag in _AUX and not (verb.tag[:2] == "VH" and not any(t.tag in {"VVN", "VBN", "VHN", "VVD"} for t in rest[:3])):
            return f"{verb.text} {who} {words}".strip()
        helper = {"VVD": "did", "VHD": "did", "VDD": "did", "VVZ": "does", "VHZ": "does", "VDZ": "does"}.get(verb.tag, "do")
        return f"{helper} {who} {verb.lemma} {words}".strip()

    def _questions(self, text: str, parts: tuple, spans: list[tuple[int, int, Phrase]]) -> Iterator[EnglishDraft]:
        front, subject, verb, rest = parts
        tail = " ".join(t.text for t in rest)
        place = self._aligned(subject, spans)
        if place and len(rest) >= 2:
            person = any(t.text in self.lexicon.first_names for t in subject if t.tag == "NP0")
            plural = verb.tag in {"VBB", "VHB", "VVB"} or verb.text == "were"
            nouns = [t for t in subject if t.tag in _NOUN]
            word = (
                "Who"
                if person
                else f"Which {nouns[-1].text}"
                if plural or (len(subject) > 2 and self.chance.random() < 0.3)
                else "What"
            )
            if subject[0].tag == "CRD" and len(subject) > 1:
                word = "How many " + _join(subject[1:], text)
            shown = tail if not front or self.chance.random() < 0.6 else f"{tail} {_lower_first(front, text)}"
            yield EnglishDraft(f"{word} {verb.text} {shown}?", *place, "person" if person else "thing")
        if front:
            place = self._aligned(front, spans)
            word = self._word_for(front)
            if place and word:
                yield EnglishDraft(
                    f"{word} {self._turned(text, subject, verb, rest, None)}?", *place, "time" if word == "When" else "place"
                )
        cuts = [k for k, t in enumerate(rest) if t.tag in {"PRP", "PRF"} and t.text != "of"] + [len(rest)]
        first_object = next((k for k, t in enumerate(rest) if t.tag in {"AT0", "CRD", "AJ0", "DPS", *_NOUN}), len(rest))
        if first_object < cuts[0]:
            yield from self._object(text, (subject, verb, rest), (first_object, cuts[0]), spans)
        for begin, end in zip(cuts, cuts[1:], strict=False):
            phrase = rest[begin:end]
            place = self._aligned(phrase[1:], spans)
            word = self._word_for(phrase)
            if not place or len(phrase) < 2:
                continue
            left = phrase[0].text
            if word:
                yield EnglishDraft(
                    f"{word} {self._turned(text, subject, verb, rest, (begin, end))}?",
                    *place,
                    "time" if word == "When" else "place",
                )
            elif left in {"with", "for", "about", "by", "from", "to", "on", "in", "against", "into", "at"}:
                body = self._turned(text, subject, verb, [*rest[: begin + 1], *rest[end:]], None)
                person = any(t.text in self.lexicon.first_names for t in phrase)
                yield EnglishDraft(f"{'Who' if person else 'What'} {body}?", *place, "phrase")

    def _object(
        self, text: str, parts: tuple, cut: tuple[int, int], spans: list[tuple[int, int, Phrase]]
    ) -> Iterator[EnglishDraft]:
        subject, verb, rest = parts
        asked = rest[cut[0] : cut[1]]
        place = self._aligned(asked, spans)
        if not place:
            return
        body = self._turned(text, subject, verb, rest, cut)
        counted = next((k for k, t in enumerate(asked) if t.tag == "CRD" and not re.fullmatch(r"1\d{3}|20\d\d", t.text)), None)
        if counted is not None and counted + 1 < len(asked) and asked[counted + 1].text not in _MONTHS:
            number = self._aligned([asked[counted]], spans)
            yield EnglishDraft(f"How many {_join(asked[counted + 1 :], text)} {body}?", *(number or place), "number")
            return
        person = any(t.text in self.lexicon.first_names for t in asked if t.tag == "NP0")
        yield EnglishDraft(f"{'Who' if person else 'What'} {body}?", *place, "person" if person else "thing")

    def _word_for(self, phrase: Sequence[Token]) -> str:
        words = {t.text for t in phrase}
        year = any(re.fullmatch(r"1\d{3}|20\d\d", w) for w in words)
        if words & set(_MONTHS) or words & set(_DAYS) or (year and phrase[0].text.lower() in {"in", "since", "until", "by"}):
            return "When"
        if phrase[0].text.lower() in {"in", "at", "near"} and any(t.tag == "NP0" for t in phrase):
            return "Where"
        return ""
