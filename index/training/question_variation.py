"""Questions in other words: synonyms, the perfect for the preterite, openings people use, keywords, slips of the keyboard."""

from __future__ import annotations

import random
import re

from index.training.question_german import Draft
from index.training.question_lexicon import Lexicon

_WITH_SEIN = {
    "gehen",
    "kommen",
    "fahren",
    "fallen",
    "sterben",
    "werden",
    "bleiben",
    "reisen",
    "fliegen",
    "laufen",
    "wachsen",
    "entstehen",
}
_WITH_SEIN |= {
    "verschwinden",
    "steigen",
    "sinken",
    "scheitern",
    "erscheinen",
    "ziehen",
    "kehren",
    "treten",
    "gelingen",
    "geschehen",
    "wandern",
}
_STOP = {
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "eines",
    "und",
    "in",
    "im",
    "zu",
    "ist",
    "war",
}
_STOP |= {
    "wurde",
    "wurden",
    "wird",
    "werden",
    "sind",
    "waren",
    "hat",
    "haben",
    "hatte",
    "sich",
    "von",
    "vom",
    "es",
    "auf",
    "mit",
    "für",
    "an",
    "am",
    "nach",
    "über",
    "unter",
    "zwischen",
    "nicht",
    "sowie",
    "sehr",
}


def _swap_word(word: str, lexicon: Lexicon, chance: random.Random) -> str | None:
    """A synonym in (roughly) the same form, or None."""
    for lemma, form in ((word, "lemma"), (lexicon.singular.get(word, ""), "plural")):
        options = lexicon.synonyms.get(lemma, ()) if lemma else ()
        if word[:1].isupper():
            options = tuple(o for o in options if lexicon.gender.get(o) == lexicon.gender.get(lemma) and o in lexicon.gender)
        if form == "plural":
            options = tuple(lexicon.plural[o] for o in options if o in lexicon.plural)
        if options:
            return chance.choice(options[:3])
    if word[:1].islower():
        for ending in ("en", "er", "es", "em", "e"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 3 and stem in lexicon.synonyms:
                options = tuple(o for o in lexicon.synonyms[stem] if o[0].islower() and not o.endswith(("e", "en", "er")))
                return chance.choice(options[:3]) + ending if options else None
    return None


def with_synonyms(question: str, lexicon: Lexicon, chance: random.Random, share: float = 0.5) -> str:
    """The question with about ``share`` of the words that have a fitting synonym replaced by one; names stay."""
    head, *words = question.rstrip("?").split(" ")
    swapped = []
    for place, word in enumerate(words):
        fixed = (
            len(word) < 4
            or word.lower() in _STOP
            or word.startswith(("dies", "jede", "sein", "ihre", "gegen", "durch"))
            or place == 0
        )
        other = _swap_word(word, lexicon, chance) if not fixed and chance.random() < share else None
        swapped.append(other or word)
    return " ".join([head, *swapped]) + "?"


def in_perfect(draft: Draft, lexicon: Lexicon) -> str:
    """The question in the perfect ("Wann hat X das Y entdeckt?"), or unchanged where the preterite cannot be told."""
    words = draft.question.rstrip("?").split(" ")
    verb_at = len(draft.word.split(" "))
    participle = lexicon.participle.get(draft.verb)
    past = lexicon.preterite.get(draft.verb, "")
    if draft.closing or not participle or verb_at >= len(words) or not past or not words[verb_at].startswith(past):
        return draft.question
    many = words[verb_at].endswith("en")
    helper = ("sind" if many else "ist") if draft.verb in _WITH_SEIN else ("haben" if many else "hat")
    return " ".join([*words[:verb_at], helper, *words[verb_at + 1 :], participle]) + "?"


def as_keywords(question: str, chance: random.Random) -> str:
    """The question as people type it into a search box: its content words, often without capitals or question mark."""
    words = [w for w in question.rstrip("?").split(" ") if w.lower() not in _STOP]
    text = " ".join(words)
    return text.lower() if chance.random() < 0.5 else text


def with_slips(question: str, chance: random.Random) -> str:
    """The question with one or two slips: small letters, no umlauts, a letter lost, doubled or swapped."""
    kind = chance.randrange(4)
    if kind == 0:
        return question.lower().rstrip("?") if chance.random() < 0.5 else question.lower()
    if kind == 1:
        return re.sub("[äöüß]", lambda m: {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}[m.group()], question)
    words = question.split(" ")
    long = [k for k, w in enumerate(words) if len(w) > 5]
    if not long:
        return question.rstrip("?")
    at = chance.choice(long)
    word, cut = words[at], chance.randrange(1, len(words[at]) - 2)
    words[at] = word[:cut] + word[cut + 1 :] if kind == 2 else word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)


def vary(draft: Draft, lexicon: Lexicon, chance: random.Random) -> str:
    """One wording of a draft: mostly plain or with synonyms, sometimes in the perfect, as keywords or with slips."""
    question = in_perfect(draft, lexicon) if chance.random() < 0.4 else draft.question
    roll = chance.random()
    if roll < 0.5:
        question = with_synonyms(question, lexicon, chance, chance.choice((0.35, 0.6, 0.9)))
    if 0.5 < roll < 0.55:
        return as_keywords(question, chance)
    if 0.55 < roll < 0.61:
        return with_slips(question, chance)
    return question
