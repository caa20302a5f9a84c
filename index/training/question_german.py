"""German questions from German sentences: the clause is turned, the asked phrase replaced by its question word."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.training.question_clauses import Clause, Phrase, Subordinate, parse, phrases
from index.training.question_lexicon import Lexicon
from index.training.question_tokens import Token, tag
from index.training.question_words import (
    YEAR,
    ending_of,
    is_person,
    is_plural,
    is_time,
    number_words,
    preposition_word,
    singular_verb,
    time_word,
)

_FILLERS = {
    "auch",
    "jedoch",
    "dabei",
    "zudem",
    "daher",
    "dort",
    "damit",
    "dann",
    "so",
    "also",
    "aber",
    "außerdem",
    "deshalb",
    "dagegen",
}
_FILLERS |= {
    "hingegen",
    "allerdings",
    "somit",
    "nun",
    "hierbei",
    "dadurch",
    "darüber",
    "hinaus",
    "ebenfalls",
    "bereits",
    "schließlich",
    "zwar",
}
_FILLERS |= {
    "wiederum",
    "ebenso",
    "dennoch",
    "trotzdem",
    "hier",
    "insbesondere",
    "vor",
    "allem",
    "beispielsweise",
    "etwa",
    "daraufhin",
    "danach",
}
_NOMINATIVE = {"er", "sie", "es", "man", "wir", "ich", "der", "ein", "dieser", "welcher", "jeder", "kein"}
_OBLIQUE = {
    "den",
    "dem",
    "des",
    "einen",
    "einem",
    "eines",
    "seinen",
    "seinem",
    "ihren",
    "ihrem",
    "diesen",
    "diesem",
    "keinen",
    "keinem",
}
_DETERMINERS = {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
_FORBIDDEN = {"ich", "wir", "mir", "mich", "uns", "unser", "unsere", "du", "dich", "ihr", "dein", "mein", "meine", "euch"}
_PREFIX = re.compile(r"^(zurück|zusammen|statt|teil|fest|ab|an|auf|aus|bei|ein|her|hin|los|mit|nach|vor|weg|zu)(?=[a-zäöü]{3})")
_CUT_SHORT = re.compile(r"\b(?:[IVX]+|[A-Za-z]|ahd|bzw|usw|etc|ca|Mio|Mrd|St|Dr|Nr|Chr|Jh|Str|geb|sog)\.$")
_HARD = re.compile(r"[?!:;()/–…&*=]|^(?:Als|Wenn|Obwohl|Da|Nachdem|Um|Weil|Und|Aber|Oder|Denn|Dass|Ob|Wie|Was|Wer|Bevor|Sobald) ")
_COPULA = {"ist", "war", "sind", "waren"}


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


def _shorten(phrase: Phrase, sentence: str) -> tuple[int, int]:
    """The span of a phrase without its article."""
    if len(phrase.tokens) > 1 and phrase.tokens[0].text.lower() in _DETERMINERS and phrase.tokens[0].tag == "ART":
        return phrase.tokens[1].start, phrase.end
    return phrase.start, phrase.end


def _may_be_subject(phrase: Phrase, lexicon: Lexicon) -> bool:
    first = phrase.tokens[0].text.lower()
    if phrase.kind == "pron":
        return first in _NOMINATIVE or first in {"dies", "diese", "dieses", "das", "alle", "viele", "einige", "beide"}
    if phrase.kind != "np" or first in _OBLIQUE or is_time(phrase):
        return False
    return not (first in {"der", "einer", "dieser", "seiner", "ihrer"} and lexicon.gender.get(phrase.head.text) == "f")


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
        self.people: frozenset[str] = frozenset()

    def drafts(self, sentence: str, topic: str = "", people: frozenset[str] = frozenset()) -> list[Draft]:
        """All questions found for a sentence, in no order of merit.

        ``topic`` replaces a pronoun that is the subject; ``people`` are surnames that name persons in this article.
        """
        self.people = people
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
        front = [p for p in clause.front if not (p.kind in {"adv", "other"} and p.tokens[0].text.lower() in _FILLERS)]
        middle = [p for p in clause.middle if not (p.kind == "adv" and all(t.text.lower() in _FILLERS for t in p.tokens))]
        asks_front = left_out is not None and left_out in clause.front
        if asks_front:
            front = []
        subject_first = bool(front) and _may_be_subject(front[0], self.lexicon)
        rest = [p for p in middle if p is not left_out]
        order: list[Phrase]
        if subject_first:
            lead = [p for p in rest if p.kind == "refl"] if front[0].kind != "pron" else []
            order = [*lead, *front, *(p for p in rest if p not in lead)]
        else:
            at = next((k for k, p in enumerate(rest) if _may_be_subject(p, self.lexicon)), None)
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
        subject_in_front = _may_be_subject(clause.front[0], self.lexicon)
        if subject_in_front:
            subject: Phrase | None = clause.front[0]
        else:
            subject = next((p for p in clause.middle if _may_be_subject(p, self.lexicon)), None)
        objects = [p for p in clause.middle if p.kind in {"np", "pp"} or p.kind == "adjd"]
        for phrase in ([clause.front[0]] if len(clause.front) <= 2 and clause.front[0].kind in {"np", "pp"} else []) + objects:
            verb = clause.verb.text
            is_front = phrase is clause.front[0]
            for asked in self._asked(phrase, clause, phrase is subject, sentence):
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

    def _asked(self, phrase: Phrase, clause: Clause, is_subject: bool, sentence: str) -> Iterator[tuple[str, int, int, str]]:
        """Question word, answer span and kind for each way to ask for a phrase."""
        pick = self.chance.random()
        start, end = _shorten(phrase, sentence) if self.chance.random() < 0.7 else (phrase.start, phrase.end)
        lexicon = self.lexicon
        if phrase.kind == "pp":
            found = preposition_word(phrase, lexicon, pick, self.people)
            if found:
                word, keep = found
                inner = Phrase("np", phrase.tokens[1:])
                inner_start = _shorten(inner, sentence)[0] if self.chance.random() < 0.6 else inner.start
                number = number_words(inner) if " wie viele" in word else None
                stop = inner.tokens[number[1] - 1].end if number else phrase.end
                kind = (
                    "time"
                    if is_time(phrase)
                    else "reason"
                    if word[:3] in {"War", "Wes", "Aus"}
                    else "place"
                    if word[:3] in {"Wo", "Woh", "Woher"}
                    else "phrase"
                )
                kind = "number" if number else "person" if word.endswith(("wem", "wen")) else kind
                yield word, phrase.start if keep else inner_start, stop, kind
            return
        if phrase.kind == "adjd":
            if clause.verb.lemma not in {"sein", "werden"} and phrase.tokens[-1].text.lower() not in _FILLERS and pick < 0.35:
                yield "Wie", phrase.start, phrase.end, "phrase"
            return
        if is_time(phrase):
            if not is_subject:
                yield time_word("", phrase, pick), phrase.start, phrase.end, "time"
            return
        counted = number_words(phrase)
        if counted and phrase.tokens[0].text.lower() not in _OBLIQUE:
            noun, split = counted
            if noun not in lexicon.singular and noun[:-1] in lexicon.singular:
                noun = noun[:-1]
            stop = phrase.tokens[split - 1].end if pick < 0.7 else phrase.end
            first_number = next(t for t in phrase.tokens if t.tag == "CARD" or t.text in {"Millionen", "Milliarden", "Dutzend"})
            how = "Wie viel" if noun.split()[0] in {"Prozent", "Euro", "Dollar", "Geld", "Wasser", "Grad"} else "Wie viele"
            yield f"{how} {noun}", phrase.start if self.chance.random() < 0.4 else first_number.start, stop, "number"
            return
        if phrase.tokens[0].text.lower() in {"viele", "einige", "mehrere", "alle", "keine"} or phrase.head.tag not in {
            "NN",
            "NE",
            "NNA",
            "NNI",
            "FM",
        }:
            return
        yield from self._asked_thing(phrase, is_subject, clause, (start, end), pick)

    def _asked_thing(
        self, phrase: Phrase, is_subject: bool, clause: Clause, span: tuple[int, int], pick: float
    ) -> Iterator[tuple[str, int, int, str]]:
        first = phrase.tokens[0].text.lower()
        if (
            first in {"des", "eines", "seines", "ihres", "dieses"}
            and self.lexicon.gender.get(phrase.head.text) != "n"
            or not phrase.head.text[0].isupper()
        ):
            return
        if not is_subject and first in {"der", "einer", "dieser", "seiner", "ihrer"}:
            return
        dative = first in {"dem", "einem", "diesem", "seinem", "ihrem"}
        accusative = first in {"den", "einen", "diesen", "seinen", "ihren"}
        person = is_person(phrase, self.lexicon, self.people)
        nouns = [t for t in phrase.tokens if t.tag in {"NN", "NE", "FM"}]
        plural = is_plural(clause.verb.text) and is_subject
        if (
            len(nouns) >= 2
            and phrase.head.tag == "NN"
            and nouns[1].tag in {"NE", "FM"}
            and nouns[1].start == phrase.head.end + 1
            and pick < 0.8
        ):
            ending = ending_of(Phrase("np", phrase.tokens), self.lexicon)
            names = [t for t in nouns[1:] if t.tag in {"NE", "FM"}]
            if ending and not (names[-1].text.endswith("s") and phrase.tokens[0].tag == "PPOSAT"):
                yield f"Welch{ending} {phrase.head.text}", names[0].start, names[-1].end, "person" if person else "thing"
                return
        if clause.verb.text in _COPULA and not is_subject:
            yield ("Wer" if person and pick < 0.5 else "Was"), *span, "thing"
            return
        ending = ending_of(phrase, self.lexicon, plural)
        longer = len(phrase.tokens) >= 3 or len(phrase.tokens) == 2 and phrase.tokens[0].tag == "ADJ(A)"
        joined = is_subject and plural and any(t.text == "und" for t in phrase.tokens)
        if (
            phrase.head.tag == "NN"
            and ending
            and not joined
            and first not in {"ein", "eine", "einen", "einem"}
            and longer
            and pick < 0.45
        ):
            head = phrase.head.text
            yield f"Welch{ending} {head}", *span, "thing"
            return
        broad = self._broader(phrase.head.text) if phrase.head.tag == "NN" and not person else None
        if broad and is_subject and pick < 0.75:
            noun, gender = broad
            is_many = noun in self.lexicon.singular
            if is_many == is_plural(clause.verb.text):
                yield f"Welch{'e' if is_many else gender} {noun}", *span, "thing"
                return
        word = ("Wem" if dative else "Wen" if accusative else "Wer" if is_subject else "Wen") if person else "Was"
        if dative and not person:
            return
        yield word, *span, "person" if person else "thing"

    def _broader(self, noun: str) -> tuple[str, str] | None:
        """The last part of a compound noun as a noun of its own, with the ending of "welch-": "Nadelbaum" -> ("Baum", "er")."""
        for cut in range(3, len(noun) - 3):
            tail = noun[cut:].capitalize()
            one = self.lexicon.singular.get(tail, tail)
            before = noun[:cut]
            stems = {before, before.removesuffix("s"), before.removesuffix("en"), before.removesuffix("n"), before + "e"}
            known = any(len(b) > 2 and (b in self.lexicon.gender or b in self.lexicon.singular) for b in stems)
            if len(tail) >= 4 and known and one in self.lexicon.gender:
                return tail, {"m": "er", "f": "e", "n": "es"}[self.lexicon.gender[one]]
        return None

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
            asks_object = any(p.kind in {"np", "pron"} and p.tokens[0].text.lower() in _NOMINATIVE for p in parts[:1])
            person = is_person(noun, self.lexicon, self.people)
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
            start, end = _shorten(noun, sentence)
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
            asked = self._reason_word(sub)
            if not asked:
                continue
            word, kind, drop = asked
            order = self._order(clause, None, sentence, topic)
            if order is None:
                continue
            start = sub.tokens[1].start if drop else sub.tokens[0].start
            yield self._draft((word, start, sub.tokens[-1].end, kind), clause, order, clause.verb.text)

    def _reason_word(self, sub: Subordinate) -> tuple[str, str, bool] | None:
        pick = self.chance.random()
        if sub.opener in {"weil", "da"}:
            return (
                ("Warum" if pick < 0.7 else "Weshalb" if pick < 0.85 else "Aus welchem Grund"),
                "reason",
                self.chance.random() < 0.5,
            )
        if sub.opener in {"um", "damit"} and len(sub.tokens) > 3:
            return (
                ("Wozu" if pick < 0.4 else "Warum" if pick < 0.8 else "Zu welchem Zweck"),
                "reason",
                sub.opener == "damit" and pick < 0.5,
            )
        if sub.opener == "indem":
            return "Wie" if pick < 0.7 else "Auf welche Weise", "phrase", self.chance.random() < 0.5
        if (
            sub.opener in {"nachdem", "bevor", "als", "wenn", "sobald"}
            and len(sub.tokens) > 3
            and sub.tokens[-1].tag.endswith("(FIN)")
        ):
            return "Wann", "time", False
        if sub.opener == "dass":
            return "Was", "phrase", self.chance.random() < 0.4
        return None


def topic_phrase(title: str, lexicon: Lexicon) -> str:
    """How an article's subject is named in a question: a name as it is, a common noun with its article; empty if unsuited."""
    bare = re.sub(r"\s*\([^)]*\)", "", title).strip()
    if not bare or YEAR.search(bare) or len(bare.split()) > 3:
        return ""
    gender = lexicon.gender.get(bare)
    if gender and bare not in lexicon.first_names:
        return {"m": "der ", "f": "die ", "n": "das "}[gender] + bare
    return bare
