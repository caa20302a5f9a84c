"""German question words: which phrase is asked for by which word."""

from __future__ import annotations

import re

from index.dates import MONTH_NAMES
from index.training.question_clauses import Phrase
from index.training.question_lexicon import YEAR, Lexicon

MONTHS = [*MONTH_NAMES["de"], "Jänner"]
_DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Sonnabend"]
_TIME_NOUNS = {*MONTHS, *_DAYS}
_TIME_NOUNS |= set(
    """
    Jahr Jahre Jahres Jahren Jahrhundert Jahrhunderts Jahrhunderte Jahrzehnt Jahrtausend
    Jahrzehnten Monat Monaten Woche Wochen Tag Tage Tagen Sommer Winter Herbst Frühling Frühjahr
    Abend Morgen Nacht Mittag Nachmittag Vormittag Wochenende Mittelalter Antike Stunden Minuten
    """.split()
)
_TIME_NOUNS |= {"Anfang", "Ende", "Mitte", "Uhr", "Weltkrieg", "Weltkriegs", "Weltkrieges", "Ostern", "Weihnachten", "Zeitpunkt"}
_PERSON_ENDS = """
    könig königin kaiser kaiserin präsident präsidentin minister ministerin forscher forscherin wissenschaftler dichter
    maler malerin autor autorin sänger sängerin politiker politikerin arzt ärztin lehrer lehrerin schüler trainer spieler
    richter sprecher sprecherin mann frau mädchen junge jungen kinder vater mutter sohn tochter bruder schwester papst
    bischof fürst herzog graf general philosoph physiker chemiker biologe historiker komponist musiker künstler architekt
    ingenieur erfinder entdecker kanzler kanzlerin bürgermeister polizist soldaten soldat krieger chef chefin leiter
    leiterin direktor gründer besitzer bewohner menschen leute bürger bauern römer griechen germanen deutsche deutschen
    franzosen engländer amerikaner touristen fans experten forschende mitarbeiter mitglieder kritiker gegner anwalt täter
    opfer fahrer fahrerin händler mönche mönch ritter sklaven siedler eltern regisseur schauspieler schauspielerin professor
    student studenten psychologe pilot astronaut seefahrer schriftsteller anhänger
    """.split()
_UNITS = {"Meter": "Meter", "Kilometer": "Kilometer", "Prozent": "Prozent", "Euro": "Euro", "Dollar": "Dollar", "Grad": "Grad"}
_DATIVE = {"mit", "von", "bei", "aus", "nach", "zu", "seit", "gegenüber", "vom", "zum", "zur", "beim", "ab"}
_WO = {
    "mit": "Womit",
    "von": "Wovon",
    "vom": "Wovon",
    "bei": "Wobei",
    "beim": "Wobei",
    "aus": "Woraus",
    "zu": "Wozu",
    "zum": "Wozu",
}
_WO |= {"zur": "Wozu", "für": "Wofür", "durch": "Wodurch", "gegen": "Wogegen", "über": "Worüber", "auf": "Worauf", "an": "Woran"}
_WO |= {"am": "Woran", "um": "Worum", "nach": "Wonach", "unter": "Worunter", "in": "Worin", "im": "Worin", "vor": "Wovor"}
_WELCH = {
    "der": "er",
    "die": "e",
    "das": "es",
    "dem": "em",
    "den": "en",
    "des": "es",
    "einen": "en",
    "eine": "e",
    "einem": "em",
    "einer": "er",
}
_WELCH |= {"dieser": "er", "diese": "e", "dieses": "es", "diesem": "em", "diesen": "en"}
_PLAIN = {"im": "in", "am": "an", "vom": "von", "zum": "zu", "zur": "zu", "beim": "bei", "ins": "in", "ans": "an"}


def is_person(phrase: Phrase, lexicon: Lexicon, people: frozenset[str] = frozenset()) -> bool:
    """Whether the phrase names a person or a kind of person, by first names, endings of its head, and ``people`` (surnames)."""
    names = [t for t in phrase.tokens if t.tag == "NE"]
    head = phrase.head
    if head.tag == "NE":
        return head.text in lexicon.first_names and len(names) >= 2 or len(names) == 1 and head.text in people
    return any(head.text.lower().endswith(end) for end in _PERSON_ENDS)


def is_time(phrase: Phrase) -> bool:
    """Whether the phrase is a date, a year or another time."""
    words = [
        t.text
        for t in phrase.tokens
        if t.text.lower() not in {"im", "in", "am", "um", "seit", "bis", "ab", "von", "vor", "nach", "gegen", "dem"}
    ]
    if len(words) == 1 and YEAR.fullmatch(words[0]):
        return True
    if words and YEAR.fullmatch(words[0]) and all(YEAR.fullmatch(w) or w in {"und", "bis"} for w in words):
        return True
    if phrase.kind == "np" and phrase.tokens[0].text.lower() in {"der", "die", "das"}:
        return False
    return phrase.head.text in _TIME_NOUNS


def ending_of(phrase: Phrase, lexicon: Lexicon, plural: bool = False) -> str:
    """The ending of "welch-" that fits the phrase's article or, without one, its head's gender; empty where unknown."""
    for token in phrase.tokens[:2]:
        if token.text.lower() in _WELCH and token.tag in {"ART", "PDAT"}:
            return _WELCH[token.text.lower()]
    head = phrase.head.text
    if plural or head in lexicon.singular and head not in lexicon.gender:
        return "e"
    return {"m": "er", "f": "e", "n": "es"}.get(lexicon.gender.get(head, ""), "")


def number_words(phrase: Phrase) -> tuple[str, int] | None:
    """For "rund 400 Millionen Tonträger": the counted noun and how many tokens at the end belong to it, else None."""
    tokens = phrase.tokens
    at = [
        k
        for k, t in enumerate(tokens)
        if t.tag == "CARD" and not YEAR.fullmatch(t.text) or t.text in {"Millionen", "Milliarden", "Dutzend"}
    ]
    if not at or at[-1] == len(tokens) - 1 or tokens[at[-1] + 1].text in MONTHS or at[0] > 3:
        return None
    if any(t.tag in {"ART", "PPOSAT", "PDAT"} for t in tokens[: at[0]]) or tokens[at[-1] + 1].tag not in {"NN", "ADJ(A)", "NNA"}:
        return None
    if phrase.tokens[0].text in {"ein", "eine", "einen", "einem", "einer"}:
        return None
    return " ".join(t.text for t in tokens[at[-1] + 1 :]), at[-1] + 1


def time_word(preposition: str, phrase: Phrase, pick: float) -> str:
    """The question word for a time phrase; ``pick`` in [0, 1) chooses among synonymous ones."""
    if preposition == "seit":
        return "Seit wann"
    if preposition in {"bis", "ab"}:
        return preposition.capitalize() + " wann"
    if "Uhr" in {t.text for t in phrase.tokens}:
        return "Um wie viel Uhr"
    if "Jahrhundert" in {t.text for t in phrase.tokens} and pick < 0.6:
        return "In welchem Jahrhundert"
    words = [t.text for t in phrase.tokens]
    if YEAR.fullmatch(words[-1]) and len(words) <= 3 and not set(words) & set(MONTHS):
        return "In welchem Jahr" if pick < 0.35 else "Wann"
    if set(words) & set(_DAYS) and pick < 0.3:
        return "An welchem Tag"
    if set(words) & set(MONTHS) and len(words) > 2 and pick < 0.2:
        return "An welchem Datum"
    return "Wann"


def preposition_word(
    phrase: Phrase, lexicon: Lexicon, pick: float, people: frozenset[str] = frozenset()
) -> tuple[str, bool] | None:
    """The question word for a prepositional phrase and whether the answer keeps its preposition; None where none fits."""
    preposition = phrase.tokens[0].text.lower()
    inner = Phrase("np", phrase.tokens[1:])
    if is_time(phrase):
        return time_word(preposition, inner, pick), preposition in {"vor", "nach", "während", "bis"} or pick > 0.85
    if preposition in {"wegen", "aufgrund", "dank", "infolge"}:
        return ("Warum" if pick < 0.6 else "Weshalb" if pick < 0.8 else "Aus welchem Grund"), pick < 0.6
    counted = number_words(inner)
    plain = _PLAIN.get(preposition, preposition)
    if counted and plain in {"mit", "von", "bei", "aus", "in", "für", "auf", "über", "um", "gegen", "nach", "an"}:
        return (
            f"{plain.capitalize()} wie {'vielen' if plain in _DATIVE or plain in {'in', 'an'} else 'viele'} {counted[0]}",
            False,
        )
    if is_person(inner, lexicon, people) and plain in {
        "mit",
        "von",
        "bei",
        "für",
        "gegen",
        "durch",
        "an",
        "über",
        "nach",
        "zu",
        "unter",
        "um",
    }:
        return f"{plain.capitalize()} {'wem' if plain in _DATIVE | {'an', 'unter'} and plain != 'an' else 'wen'}", False
    head = inner.head
    first = inner.tokens[0].text.lower()
    if head.tag == "NE":
        where = {"in": "Wo", "im": "Wo", "bei": "Wo", "nach": "Wohin", "aus": "Woher", "an": "Wo", "am": "Wo", "auf": "Wo"}.get(
            preposition
        )
        if where == "Wo" and pick < 0.25 and first not in {"der", "den", "dem", "die"}:
            where = (
                {True: "In welcher Stadt", False: "In welchem Land"}[pick < 0.12]
                if preposition == "in" and len(inner.tokens) == 1
                else "Wo"
            )
        return (where, pick > 0.7) if where else None
    ending = {"im": "em", "am": "em", "vom": "em", "zum": "em", "beim": "em", "zur": "er", "ins": "es"}.get(preposition) or (
        _WELCH.get(first, "") if first in _WELCH else ""
    )
    told_apart = len(inner.tokens) - (first in _WELCH) >= 2
    if ending and told_apart and pick < 0.4 and head.tag == "NN" and first not in {"eine", "einem", "einer", "einen"}:
        return f"{plain.capitalize()} welch{ending} {head.text}", False
    if preposition in {"im", "am", "beim"} or (
        preposition in {"in", "auf", "an", "unter", "hinter", "neben"} and first in {"dem", "der", "einem", "einer"}
    ):
        return "Wo", pick > 0.5
    if preposition in {"ins", "in"} and first in {"die", "das", "den", "einen", "eine"}:
        return "Wohin", pick > 0.5
    if preposition in _WO and preposition not in {"in", "vor", "unter", "nach", "bei"}:
        return _WO[preposition], pick > 0.75
    return None


def singular_verb(verb: str, lemma: str) -> str | None:
    """The third person singular of a plural finite verb, or None where it cannot be told from the form."""
    fixed = {
        "sind": "ist",
        "haben": "hat",
        "werden": "wird",
        "können": "kann",
        "müssen": "muss",
        "sollen": "soll",
        "wollen": "will",
    }
    fixed |= {
        "dürfen": "darf",
        "mögen": "mag",
        "waren": "war",
        "wurden": "wurde",
        "hatten": "hatte",
        "seien": "sei",
        "geben": "gibt",
    }
    if verb in fixed:
        return fixed[verb]
    if verb.endswith("ten") and lemma != verb:
        return verb[:-1]
    if verb == lemma:
        return None if re.search(r"(a|e)(\w{1,3})en$", verb) else verb[:-2] + "t"
    if verb.endswith("en"):
        return verb[:-2]
    return verb


def is_plural(verb: str) -> bool:
    """Whether the form of a finite verb is a plural."""
    return verb.endswith("en") or verb in {"sind"}
