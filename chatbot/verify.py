"""Is a sentence proved by what it cites? Every number, date, name and quotation, who says it, whether it is denied, and the
meaning.

The single checks live in `chatbot.proving`; here they become one verdict. The words of the evidence are the only proof: what a
model claims to know counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chatbot.calendar_words import date_spans
from chatbot.proving.across import support_across
from chatbot.proving.bindings import wrong_bindings
from chatbot.proving.borrowed import borrowed
from chatbot.proving.causes import causes_exchanged
from chatbot.proving.certainty import too_sure
from chatbot.proving.comparisons import exchanged_sides, unproved_comparison
from chatbot.proving.contrasts import contrasted
from chatbot.proving.dates import wrong_dates
from chatbot.proving.exchanges import roles_exchanged
from chatbot.proving.meaning import Similarity, coverage, support_of_meaning
from chatbot.proving.mixed_names import mixed_names, wrong_titles
from chatbot.proving.names import missing_names, sentence_names
from chatbot.proving.numbers import find_numbers, wrong_numbers
from chatbot.proving.polarity import contradictions
from chatbot.proving.quotes import wrong_quotations
from chatbot.proving.roles import converse, exchanged
from chatbot.proving.slots import replaced
from chatbot.proving.speakers import SAYING, wrong_speaker
from chatbot.proving.stance import wrong_stance
from chatbot.proving.words import Reading, read
from chatbot.types import Evidence, Support
from index.sentences import sentence_spans

PROVED = 0.55
"""From this share of the meaning on, a sentence without a wrong fact is proved; fitted on the project's own texts."""
PARTLY = 0.3
"""From this share on it is proved in part."""
_HALF = 0.5
PROVED_ACROSS = 0.53
"""The same as `PROVED` across languages, by the bundled static embedder; set by hand on 41 sentences, so they measure nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a sentence's evidence is worth. `reasons` say in German what is not proved, most important first; empty if belegt."""

    support: Support
    reasons: tuple[str, ...] = ()


def verify(
    sentence: str, evidence: Sequence[Evidence | str], published: Iterable[str] = (), similarity: Similarity | None = None
) -> Verdict:
    """Judge one sentence by the evidence it cites.

    A sentence that stands word for word in the evidence is proved by it, whatever else is cited. Else a number, date, name or
    quotation that is not in the evidence, a negation or a speaker that differs, or two names that have
    changed places make it "nicht belegt"; otherwise the share of its meaning found decides. A quotation that is a
    translation is "teilweise". Several pieces of evidence stand in the order of reading. `published` are the ISO dates of the
    cited articles (they give weekdays their day), `similarity` the cosine of two texts by an embedder; without one, a sentence in
    another language than its evidence is at best "teilweise".

    Example:
        >>> verify("Estland kauft zwölf Haubitzen.", ["Das baltische Estland erwirbt 12 Panzerhaubitzen."]).support
        'belegt'
        >>> verify("Estland kauft elf Haubitzen.", ["Das baltische Estland erwirbt 12 Panzerhaubitzen."]).reasons
        ('Zahl „elf“ steht nicht im Beleg',)
    """
    texts = tuple(e if isinstance(e, str) else e.quote for e in evidence)
    if not any(text.strip() for text in texts):
        return Verdict("nicht belegt", ("Kein Beleg",))
    if stands_in(sentence, texts):
        return Verdict("belegt")
    reading = read(sentence)
    known = tuple(read(text) for text in texts if text.strip())
    if says_nothing(reading):
        return Verdict("nicht belegt", ("Der Satz sagt nichts, was sich belegen ließe",))
    misquoted = wrong_quotations(sentence, texts)
    translated = bool(misquoted) and all(other.language != reading.language for other in known)
    reasons = _wrong_facts(reading, known, tuple(published)) + (() if translated else misquoted)
    if reasons:
        return Verdict("nicht belegt", reasons)
    unsure, doubtful = too_sure(reading, known)
    mistitled, unproved = wrong_titles(reading, known)
    reasons = (
        wrong_speaker(reading, known)
        + exchanged(reading, known)
        + roles_exchanged(reading, known)
        + mixed_names(reading, known)
        + mistitled
        + contradictions(reading, known)
        + wrong_bindings(reading, known)
        + borrowed(reading, known)
        + exchanged_sides(reading, known)
        + wrong_stance(reading, known)
        + contrasted(reading, known)
        + causes_exchanged(reading, known)
        + unsure
    )
    if reasons:
        return Verdict("nicht belegt", reasons)
    verdict = _by_meaning(reading, known, similarity)
    doubtful += unproved + unproved_comparison(reading, known) + replaced(reading, known)
    if doubtful and verdict.support == "belegt":
        return Verdict("teilweise", doubtful)
    return Verdict("teilweise", misquoted) if translated and verdict.support == "belegt" else verdict


def stands_in(sentence: str, texts: Sequence[str]) -> bool:
    """Whether the sentence is word for word one of the texts, or a whole sentence of one: then that text alone proves it."""
    words = " ".join(sentence.split())
    for text in texts:
        flat = " ".join(text.split())
        if words and (words == flat or any(words == flat[start:end].strip() for start, end in sentence_spans(flat))):
            return True
    return False


def says_nothing(sentence: Reading) -> bool:
    """Whether a sentence has too little in it to be proved: fewer than two content words, no name, number or date."""
    if sum(word.content for word in sentence.words) >= 2:
        return False
    return not (sentence_names(sentence) or find_numbers(sentence.text, sentence.language) or date_spans(sentence.text))


def _wrong_facts(sentence: Reading, known: tuple[Reading, ...], published: tuple[str, ...]) -> tuple[str, ...]:
    """Every number, date and name of the sentence that is not in its evidence."""
    names = tuple(f"Name „{name}“ steht nicht im Beleg" for name in missing_names(sentence, known))
    return wrong_numbers(sentence, known, converse(sentence, known)) + wrong_dates(sentence, known, published) + names


def _by_meaning(sentence: Reading, known: tuple[Reading, ...], similarity: Similarity | None) -> Verdict:
    across = any(reading.language != sentence.language for reading in known)
    if across:
        share = support_across(sentence, known, similarity)
    else:
        share = min(support_of_meaning(sentence, known, similarity), _weakest_clause(sentence, known))
    if share >= (PROVED_ACROSS if across else PROVED):
        return Verdict("belegt")
    if share >= PARTLY:
        return Verdict("teilweise", ("Nur ein Teil der Aussage steht im Beleg",))
    return Verdict("nicht belegt", ("Die Aussage steht nicht im Beleg",))


def _weakest_clause(sentence: Reading, known: tuple[Reading, ...]) -> float:
    """`PARTLY` where a clause of the sentence has at least half of its content words from elsewhere, else 1.0: that somebody
    said it, and who, must not make up for what is said.
    """
    told = [tuple(word for word in clause if word.content and word.stem not in SAYING) for clause in sentence.clauses()]
    shares = [coverage(replace(sentence, words=words), known) for words in told if len(words) >= 2]
    return PARTLY if len(shares) > 1 and min(shares) <= _HALF else 1.0
