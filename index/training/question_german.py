"""German questions from German sentences: the clause is turned, the asked phrase replaced by its question word."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.training.question_clauses import Clause, Phrase, parse, phrases
from index.training.question_lexicon import Lexicon
from index.training.question_phrases import FILLERS, NOMINATIVE, Asker, may_be_subject, without_article
from index.training.question_tokens import Token, tag
from index.training.question_words import ending_of, is_person, is_plural, is_time, singular_verb

_FORBIDDEN = {"ich", "wir", "mir", "mich", "uns", "unser", "unsere", "du", "dich", "ihr", "dein", "mein", "meine", "euch"}
_PREFIX = re.compile(r"^(zurück|zusammen|statt|teil|fest|ab|an|auf|aus|bei|ein|her|hin|los|mit|nach|vor|weg|zu)(?=[a-zäöü]{3})")
_CUT_SHORT = re.compile(r"\b(?:[IVX]+|[A-Za-z]|ahd|bzw|usw|etc|ca|Mio|Mrd|St|Dr|Nr|Chr|Jh|Str|geb|sog)\.$")
_HARD = re.compile(r"[?!:;()/–…&*=]|^(?:Als|Wenn|Obwohl|Da|Nachdem|Um|Weil|Und|Aber|Oder|Denn|Dass|Ob|Wie|Was|Wer|Bevor|Sobald) ")
_QUOTES = {'"', "„", "“", "”", "»", "«", "‚", "‘"}


@dataclass(frozen=True)
class Draft:
    """A question about one sentence.

    ``start`` and ``end`` slice the answer out of the sentence; ``kind`` says what is asked ("time", "number", "person", "place",
    "thing", "reason", "phrase"); ``word`` is the question word; ``verb``, ``phrases`` and ``closing`` are what the question was
    composed of, for rendering it in another language; ``asks_subject`` is true where the question word is the subject.
    """

    question: str
    start: int
    end: int
    kind: str
    word: str
    verb: str
    phrases: tuple[Phrase, ...]
    closing: tuple[Token, ...]
    finite: str = ""
    asks_subject: bool = False


def _text(phrase: Phrase, sentence: str) -> str:
    text = re.sub(r'["„“”»«‚‘]', "", sentence[phrase.start : phrase.end])
    first = phrase.tokens[0]
    if first.start == 0 and first.tag not in {"NN", "NE", "NNA", "NNI", "FM", "XY", "CARD"}:
        text = text[:1].lower() + text[1:]
    return text


def _without_tails(middle: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases before an afterthought: a comma, a second "und" member, or a comparison."""
    for place, phrase in enumerate(middle):
        if (
            phrase.tokens[0].text
            in {",", "und", "oder", "sowie", "aber", "sondern", "wie", "als", "bzw", "beziehungsweise", "sowohl"}
            and phrase.kind == "other"
        ):
            return middle[:place]
    return middle


def _attached(middle: tuple[Phrase, ...], chance: random.Random) -> tuple[Phrase, ...]:
    """The phrases with some noun phrases and the prepositional phrase after them taken as one, as people often answer."""
    joined: list[Phrase] = []
    for phrase in middle:
        fits = phrase.kind == "pp" and phrase.tokens[0].text in {"für", "mit", "über", "gegen", "zwischen", "aus", "in", "an"}
        if (
            fits
            and joined
            and joined[-1].kind == "np"
            and not is_time(joined[-1])
            and not is_time(phrase)
            and chance.random() < 0.3
        ):
            joined[-1] = Phrase("np", joined[-1].tokens + phrase.tokens)
        else:
            joined.append(phrase)
    return tuple(joined)


def _split_prefix(verb: Token, lexicon: Lexicon) -> tuple[str, str]:
    """The verb without its separable prefix, and the prefix (or nothing): "stattfand" gives ("fand", "statt")."""
    found = _PREFIX.match(verb.text)
    if found and verb.lemma.startswith(found.group()) and verb.lemma[found.end() :] in lexicon.participle:
        return verb.text[found.end() :], found.group()
    return verb.text, ""


class Turner:
    """Turns sentences into questions with one lexicon and one source of chance."""

    def __init__(self, lexicon: Lexicon, chance: random.Random, tagger: Callable[[str], tuple[Token, ...]] = tag) -> None:
        self.lexicon = lexicon
        self.tagger = tagger
        self.chance = chance
        self.asker = Asker(lexicon, chance)

    def drafts(self, sentence: str, topic: str = "", people: frozenset[str] = frozenset()) -> list[Draft]:
        """All questions found for a sentence, in no order of merit.

        ``topic`` replaces a pronoun that is the subject; ``people`` are surnames that name persons in this article.
        """
        self.asker.people = people
        if not 25 <= len(sentence) <= 260 or not sentence[0].isupper() and not sentence[0].isdigit() or sentence[-1] not in ".!":
            return []
        if _CUT_SHORT.search(sentence) or _HARD.search(sentence[:-1]):
            return []
        tokens = self.tagger(sentence)
        if any(t.text.lower() in _FORBIDDEN for t in tokens):
            return []
        clause = parse(tuple(t for t in tokens if t.text not in _QUOTES))
        if clause is None:
            return []
        shorter = _without_tails(clause.middle)
        if (
            len(shorter) < len(clause.middle)
            and clause.verb.lemma in {"sein", "werden", "bleiben", "haben"}
            and not clause.closing
        ):
            return []
        clause = replace(clause, middle=_attached(shorter, self.chance))
        found = [*self._main(clause, sentence, topic), *self._relative(clause, sentence), *self._reasons(clause, sentence, topic)]
        return [d for d in found if 3 <= len(d.question.split()) <= 26 and d.end - d.start < 160]

    def _order(self, clause: Clause, left_out: Phrase | None, sentence: str, topic: str) -> list[tuple[str, Phrase]] | None:
        """What follows the verb in the question, subject first; None where it would not be understood on its own."""
        front = [p for p in clause.front if not (p.kind in {"adv", "other"} and p.tokens[0].text.lower() in FILLERS)]
        middle = [p for p in clause.middle if not (p.kind == "adv" and all(t.text.lower() in FILLERS for t in p.tokens))]
        asks_front = left_out is not None and left_out in clause.front
        if asks_front:
            front = []
        subject_first = bool(front) and may_be_subject(front[0], self.lexicon)
        rest = [p for p in middle if p is not left_out]
        order: list[Phrase]
        if subject_first:
            lead = [p for p in rest if p.kind == "refl"] if front[0].kind != "pron" else []
            order = [*lead, *front, *(p for p in rest if p not in lead)]
        else:
            at = next((k for k, p in enumerate(rest) if may_be_subject(p, self.lexicon)), None)
            if at is None:
                lead = [p for p in rest if p.kind == "refl"]
                order = [*lead, *front, *(p for p in rest if p not in lead)]
            else:
                lead = [p for p in rest if p.kind == "refl"] if rest[at].kind != "pron" else []
                order = [*lead, rest[at], *front, *(p for p in rest if p is not rest[at] and p not in lead)]
        texts = []
        for place, phrase in enumerate(order):
            text = _text(phrase, sentence)
            if phrase.kind == "pron":
                replaced = self._pronoun(phrase, clause, place, topic)
                if replaced is None:
                    return None
                text = replaced
            texts.append((text, phrase))
        kept = []
        words = sum(len(t.split()) for t, _ in texts)
        for place, (text, phrase) in enumerate(texts):
            optional = phrase.kind in {"pp", "adv", "adjd"} and place > 0
            optional = optional and not (phrase.kind == "adjd" and clause.verb.lemma in {"sein", "werden", "bleiben"})
            if optional and (self.chance.random() < (0.25 if words <= 8 else 0.45 if words <= 12 else 0.65)) and words > 4:
                words -= len(text.split())
                continue
            if phrase.kind == "other" and text in {",", "und", "oder", "sowie"} and place in {0, len(texts) - 1}:
                continue
            kept.append((text, phrase))
        while kept and kept[-1][0] in {",", "und", "oder", "sowie", "wie"}:
            kept.pop()
        return kept

    def _pronoun(self, phrase: Phrase, clause: Clause, place: int, topic: str) -> str | None:
        """What stands for a pronoun in the question; None where the question would not be understood."""
        word = phrase.tokens[0].text.lower()
        in_front = bool(clause.front) and phrase is clause.front[0]
        if word == "es" and (not in_front or clause.verb.lemma in {"geben", "gehen", "handeln", "kommen"}):
            return "es"
        if word in {"er", "sie", "es"} and place <= 1:
            article = {"er": "der", "sie": "die", "es": "das"}[word]
            known = topic.split(" ")[0] in {"der", "die", "das"}
            if not topic or (known and not topic.startswith(article + " ")) or is_plural(clause.verb.text):
                return None
            return topic
        return phrase.tokens[0].text.lower() if word in {"man", "sich", "alle", "viele", "einige"} else None

    def _compose(self, word: str, verb: str, order: list[tuple[str, Phrase]], closing: tuple[Token, ...]) -> str:
        parts = [word, verb, *(t for t, _ in order), *(t.text for t in closing)]
        text = re.sub(r"\s+([,.])", r"\1", " ".join(p for p in parts if p))
        return text[:1].upper() + text[1:].rstrip(" ,.") + "?"

    def _draft(self, asked: tuple[str, int, int, str], clause: Clause, order: list[tuple[str, Phrase]], verb: str) -> Draft:
        word, start, end, kind = asked
        question = self._compose(word, verb, order, clause.closing)
        kept = tuple(p for _, p in order)
        return Draft(question, start, end, kind, word, clause.verb.lemma, kept, clause.closing, clause.verb.text)

    def _main(self, clause: Clause, sentence: str, topic: str) -> Iterator[Draft]:
        subject_in_front = may_be_subject(clause.front[0], self.lexicon)
        if subject_in_front:
            subject: Phrase | None = clause.front[0]
        else:
            subject = next((p for p in clause.middle if may_be_subject(p, self.lexicon)), None)
        objects = [p for p in clause.middle if p.kind in {"np", "pp"} or p.kind == "adjd"]
        for phrase in ([clause.front[0]] if len(clause.front) <= 2 and clause.front[0].kind in {"np", "pp"} else []) + objects:
            verb = clause.verb.text
            is_front = phrase is clause.front[0]
            for asked in self.asker.asked(phrase, clause, phrase is subject, sentence):
                order = self._order(clause, phrase, sentence, topic)
                if order is None or (is_front and len(clause.front) > 1 and phrase.kind == "pp"):
                    continue
                if (
                    phrase is subject
                    and asked[3] in {"person", "thing"}
                    and not asked[0].startswith(("Welch", "Wie viel"))
                    and is_plural(verb)
                ):
                    single = singular_verb(verb, clause.verb.lemma)
                    if single is None:
                        continue
                    verb_now = single
                else:
                    verb_now = verb
                content = sum(t.tag in {"NN", "NE", "CARD", "ADJ(A)", "VV(PP)"} for _, p in order for t in p.tokens) + len(
                    clause.closing
                )
                predicative = clause.verb.lemma in {"sein", "werden", "bleiben"} and not clause.closing
                if (
                    predicative
                    and len(order) < 2
                    and asked[0] not in {"Was", "Wer"}
                    and not (asked[3] == "place" and clause.verb.lemma == "sein")
                ):
                    continue
                if content < 1 or (content < 2 and self.chance.random() < 0.5):
                    continue
                if is_front and len(clause.front) > 1:
                    asked = (asked[0], asked[1], clause.front[-1].end, asked[3])
                yield replace(self._draft(asked, clause, order, verb_now), asks_subject=phrase is subject)

    def _relative(self, clause: Clause, sentence: str) -> Iterator[Draft]:
        """From "X, der 1905 … veröffentlichte" the question "Wer veröffentlichte 1905 …?" with X as the answer."""
        for sub in clause.subordinates:
            if sub.antecedent is None or sub.opener not in {"der", "die", "das", "welche", "welcher", "welches"}:
                continue
            noun = sub.antecedent if sub.antecedent.kind == "np" else Phrase("np", sub.antecedent.tokens[1:])
            if not sub.tokens[-1].tag.endswith("(FIN)") or len(sub.tokens) < 4 or noun.head.tag not in {"NN", "NE"}:
                continue
            verb, prefix = _split_prefix(sub.tokens[-1], self.lexicon)
            inside = list(sub.tokens[1:-1])
            closing: list[Token] = []
            while inside and inside[-1].tag in {"VV(PP)", "VV(INF)", "VA(PP)", "VV(IZU)", "PTKZU"}:
                closing.insert(0, inside.pop())
            parts = phrases(tuple(inside))
            asks_object = any(p.kind in {"np", "pron"} and p.tokens[0].text.lower() in NOMINATIVE for p in parts[:1])
            person = is_person(noun, self.lexicon, self.asker.people)
            ending = ending_of(noun, self.lexicon)
            if not asks_object and is_plural(verb):
                word = f"Welche {noun.head.text}" if noun.head.tag == "NN" else ""
            elif ending and noun.head.tag == "NN" and len(noun.tokens) > 2:
                word = f"Welch{ending} {noun.head.text}" if not asks_object else ""
            else:
                word = ("Wen" if person else "Was") if asks_object else ("Wer" if person or noun.head.tag == "NE" else "Was")
            if not word or not parts or any(p.kind == "pron" for p in parts):
                continue
            order = [(sentence[p.start : p.end], p) for p in parts]
            start, end = without_article(noun, sentence)
            fake = Clause((), sub.tokens[-1], parts, tuple(closing), ())
            text = self._compose(word, verb, order, tuple(closing))
            if prefix:
                text = text[:-1] + " " + prefix + "?"
            yield Draft(
                text,
                start,
                end,
                "person" if person else "thing",
                word,
                fake.verb.lemma,
                parts,
                tuple(closing),
                verb,
                not asks_object,
            )

    def _reasons(self, clause: Clause, sentence: str, topic: str) -> Iterator[Draft]:
        """Questions that a subordinate clause answers: "weil …", "um … zu", "indem …", "dass …"."""
        for sub in clause.subordinates:
            asked = self.asker.reason(sub)
            if not asked:
                continue
            word, kind, drop = asked
            order = self._order(clause, None, sentence, topic)
            if order is None:
                continue
            start = sub.tokens[1].start if drop else sub.tokens[0].start
            yield self._draft((word, start, sub.tokens[-1].end, kind), clause, order, clause.verb.text)
