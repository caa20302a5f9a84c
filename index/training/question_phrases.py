"""How the parts of a German clause are asked for: the question word, the words that answer, and the kind of question."""

from __future__ import annotations

import random
from collections.abc import Iterator

from index.training.question_clauses import Clause, Phrase, Subordinate
from index.training.question_lexicon import Lexicon
from index.training.question_words import ending_of, is_person, is_plural, is_time, number_words, preposition_word, time_word

FILLERS = set(
    """
    auch jedoch dabei zudem daher dort damit dann so also aber außerdem deshalb dagegen
    hingegen allerdings somit nun hierbei dadurch darüber hinaus ebenfalls bereits schließlich zwar
    wiederum ebenso dennoch trotzdem hier insbesondere vor allem beispielsweise etwa daraufhin danach
    """.split()
)
"""Words that only tie a sentence to the one before."""
_OBLIQUE = set(
    """
    den dem des einen einem eines seinen seinem ihren ihrem diesen diesem keinen keinem
    """.split()
)
"""Words that a subject does not begin with."""
NOMINATIVE = {"er", "sie", "es", "man", "wir", "ich", "der", "ein", "dieser", "welcher", "jeder", "kein"}
"""Words that only a subject begins with, or mostly."""
_DETERMINERS = {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
_COPULA = {"ist", "war", "sind", "waren"}


def without_article(phrase: Phrase, sentence: str) -> tuple[int, int]:
    """The span of a phrase without its article."""
    if len(phrase.tokens) > 1 and phrase.tokens[0].text.lower() in _DETERMINERS and phrase.tokens[0].tag == "ART":
        return phrase.tokens[1].start, phrase.end
    return phrase.start, phrase.end


def may_be_subject(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether the phrase can be a subject, by its form."""
    first = phrase.tokens[0].text.lower()
    if phrase.kind == "pron":
        return first in NOMINATIVE or first in {"dies", "diese", "dieses", "das", "alle", "viele", "einige", "beide"}
    if phrase.kind != "np" or first in _OBLIQUE or is_time(phrase):
        return False
    return not (first in {"der", "einer", "dieser", "seiner", "ihrer"} and lexicon.gender.get(phrase.head.text) == "f")


class Asker:
    """Finds the ways to ask for a phrase, with one lexicon and one source of chance; `people` are surnames that name persons."""

    def __init__(self, lexicon: Lexicon, chance: random.Random) -> None:
        self.lexicon = lexicon
        self.chance = chance
        self.people: frozenset[str] = frozenset()

    def asked(self, phrase: Phrase, clause: Clause, is_subject: bool, sentence: str) -> Iterator[tuple[str, int, int, str]]:
        """Question word, answer span and kind for each way to ask for a phrase."""
        pick = self.chance.random()
        start, end = without_article(phrase, sentence) if self.chance.random() < 0.7 else (phrase.start, phrase.end)
        lexicon = self.lexicon
        if phrase.kind == "pp":
            found = preposition_word(phrase, lexicon, pick, self.people)
            if found:
                word, keep = found
                inner = Phrase("np", phrase.tokens[1:])
                inner_start = without_article(inner, sentence)[0] if self.chance.random() < 0.6 else inner.start
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
            if clause.verb.lemma not in {"sein", "werden"} and phrase.tokens[-1].text.lower() not in FILLERS and pick < 0.35:
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
        yield from self._thing(phrase, is_subject, clause, (start, end), pick)

    def _thing(
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

    def reason(self, sub: Subordinate) -> tuple[str, str, bool] | None:
        """Question word, kind and whether the answer leaves out the conjunction, for a subordinate clause; None: none fits."""
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
