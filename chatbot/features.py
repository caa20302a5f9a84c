"""Readable features of a sentence for a question: what the last layer weighs. Pure; names and order are `FEATURES`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from chatbot.calendar_words import dates
from chatbot.candidates import Candidate
from chatbot.compounds import all_parts
from chatbot.gazetteer import german_places
from chatbot.names import is_place, name_spans, names
from chatbot.numerals import Quantity, quantities
from chatbot.question_type import QuestionType, content_words, question_type
from index.analysis import grams, question_language, stems, words
from index.dates import iso_in_words
from index.word_weights import stem_weight


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question analysed once. `stems` holds its content stems with their weights."""

    text: str
    language: str
    kind: QuestionType
    words: tuple[str, ...]
    stems: dict[str, float] = field(hash=False)
    grams: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[str]
    head: frozenset[str]


_HEAD = re.compile(r"\b(?:wie ?viele?n?|welche[rsnm]?|how (?:many|much)|which|what)\s+((?:[^\W\d_]+\s+)?[^\W\d_]+)", re.I)


def view(question: str) -> QuestionView:
    """`question` analysed: language, kind, content stems with weights, names, numbers, dates, the noun after "wie viele".

    Places an English question names are taken by their German names, as the articles have them.
    """
    language = question_language(question)
    translated = german_places(question) if language == "en" else ()
    asked = question
    for written, german in translated:
        asked = asked.replace(written, german.title())
    content = content_words(asked)
    stem_of = [stem for word in content for stem in stems(word)]
    head = _HEAD.search(question)
    return QuestionView(
        text=question,
        language=language,
        kind=question_type(question),
        words=tuple(content),
        stems={stem: stem_weight(stem) for stem in dict.fromkeys(stem_of)},
        grams=frozenset(gram for word in content for gram in grams(word)),
        names=names(asked[:1].lower() + asked[1:] if _starts_with_function_word(asked) else asked),
        numbers=frozenset(q.value for q in quantities(question, language) if not (q.ordinal and q.value == "1")),
        dates=frozenset(d for d in dates(question)),
        head=frozenset(stems(" ".join(content_words(head[1])))) if head else frozenset(),
    )


def _starts_with_function_word(question: str) -> bool:
    first = words(question)[:1]
    return bool(first) and not content_words(first[0])


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence analysed once; the same for every question, so it is kept. `parts` are those its stems may be compounded of."""

    stems: frozenset[str]
    parts: frozenset[str]
    stem_list: tuple[str, ...]
    grams: frozenset[str]
    names: frozenset[str]
    runs: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    dates: frozenset[str]
    words: tuple[str, ...]


@lru_cache(maxsize=8192)
def sentence_view(text: str) -> SentenceView:
    """The stems, 4-grams, names, numbers and dates of a sentence."""
    listed = tuple(stems(text))
    return SentenceView(
        stems=frozenset(listed),
        parts=all_parts(listed),
        stem_list=listed,
        grams=frozenset(grams(text)),
        names=names(text),
        runs=tuple(text[start:end] for start, end in name_spans(text)),
        quantities=quantities(text),
        dates=dates(text),
        words=tuple(content_words(text)),
    )


@lru_cache(maxsize=4096)
def published_view(published: str | None) -> SentenceView:
    """The day of an article as a sentence would have it, German and English: what happened "in March 2008" need not say so."""
    return sentence_view(f"{iso_in_words(published, 'de')}. {iso_in_words(published, 'en')}." if published else "")


_REASON = re.compile(
    r"\b(weil|da(?!nn|s|r|z)|denn|deshalb|daher|darum|deswegen|wegen|aufgrund|auf grund|grund|gründe|grund dafür|"
    r"um .{3,80} zu|damit|dank|"
    r"infolge|angesichts|führt\w*|verursacht\w*|ursache|because|since|due to|reason)\b",
    re.I,
)
_MANNER = re.compile(r"\b(indem|durch|mit|mithilfe|mittels|dadurch|by|through|with|using)\b", re.I)
_TIME = re.compile(
    r"\b(seit|bis|ab|vor|nach|gestern|heute|morgen|kürzlich|damals|zuvor|uhr|tage?n?|wochen?|monate?n?|jahre?n?|"
    r"stunden?|minuten|jahrhundert\w*|"
    r"anfang|mitte|ende|frühjahr|sommer|herbst|winter|abend|nacht|früh)\b",
    re.I,
)
_LASTS = re.compile(r"\b(\w+ (sekunden|minuten|stunden|tage|wochen|monate|jahre)n?|seit|lang|dauer\w*|während)\b", re.I)
_IN_PLACE = re.compile(
    r"\b(?:in|im|nach|aus|bei|an|am|auf|vor|um|nahe|to|at|from)\s+(?:(?:der|dem|den|die|the|"
    r"einer?m?)\s+)?(?:[a-zäöüß]+\s+){0,2}[A-ZÄÖÜ]"
)
_IS_A = re.compile(r"\b(ist|sind|war|waren|gilt|gelten|bezeichnet|heißt|bedeutet|nennt|is|are|was|means)\b", re.I)
_ROLE = re.compile(
    r"(minister|präsident|chef|sprecher|kanzler|direktor|sekretär|vorsitzend|professor|experte|botschafter|könig|"
    r"general|leiter|richter|"
    r"autor|trainer|spieler|sänger|regisseur|gründer|bürgermeister|abgeordnet|politiker)\w*",
    re.I,
)
_PRONOUN_START = re.compile(
    r"^\W*(er|sie|es|das|dies|diese[rsm]?|dabei|dort|damit|dazu|daraus|davon|demnach|sein\w{0,2}|ihr\w{0,2}|he|she|"
    r"it|this|they)\b",
    re.I,
)

FEATURES = (
    "stems", "stems_local", "grams_local", "stems_before", "stems_after", "stems_title", "stems_around", "hit_score", "hit_first",
    "length", "names", "names_missing", "numbers", "dates", "heading", "question", "first", "place", "head_noun", "head_counted",
    "pronoun_start", "close", "cosine", "cosine_best", "soft", "soft_local", "new_names", "cosine_around", "short",
    "person_new_name", "person_role", "place_known", "place_phrase", "time_date", "time_year", "time_word", "time_lasts",
    "count_number", "amount_number", "amount_unit", "count_none", "reason", "manner", "definition", "yes_no_stems", "digits_off",
    "person_no_name", "time_none", "place_none", "english_soft",
)  # fmt: skip
"""Names of the features in order. `local` weighs by rarity among the candidates; `soft` matches words by vectors."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """What vectors say of one candidate: cosine with the question, best cosine relative to the others, soft word cover."""

    cosine: float = 0.0
    best: float = 0.0
    soft: float = 0.0
    soft_local: float = 0.0
    around: float = 0.0


def features(question: QuestionView, found: Sequence[Candidate], near: Sequence[Nearness]) -> np.ndarray:
    """One row per candidate, columns as `FEATURES`: float32, shape (n, len(FEATURES)); values about 0..1."""
    if not found:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    seen = [sentence_view(c.text) for c in found]
    local = _local_weights(question, seen)
    gram_weight = {g: 1.0 / (1 + sum(g in s.grams for s in seen)) for g in question.grams}
    top = max(c.hit.score for c in found) or 1.0
    rows = [_row(question, c, s, n, local, gram_weight, top) for c, s, n in zip(found, seen, near, strict=True)]
    return np.asarray(rows, dtype=np.float32)


def _local_weights(question: QuestionView, seen: Sequence[SentenceView]) -> dict[str, float]:
    n = len(seen)
    return {
        stem: weight * float(np.log(1 + (n + 0.5) / (sum(stem in s.stems for s in seen) + 0.5)))
        for stem, weight in question.stems.items()
    }


def _share(weights: dict[str, float], present: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(w for key, w in weights.items() if key in present) / total if total else 0.0


def _close(question: QuestionView, sentence: SentenceView) -> float:
    """How near together the question's stems stand in the sentence: 1 side by side, 0 for fewer than two."""
    places = [n for n, stem in enumerate(sentence.stem_list) if stem in question.stems]
    kinds = len({sentence.stem_list[n] for n in places})
    if kinds < 2:
        return 0.0
    return kinds / (kinds + (places[-1] - places[0] + 1 - kinds) * 0.25)


def _row(
    question: QuestionView,
    c: Candidate,
    s: SentenceView,
    near: Nearness,
    local: dict[str, float],
    gram_weight: dict[str, float],
    top: float,
) -> list[float]:
    kind = question.kind
    before, after = sentence_view(c.before) if c.before else None, sentence_view(c.after) if c.after else None
    when = published_view(c.hit.article.published)
    title = frozenset(stems(c.hit.article.title)) | when.stems
    numbers = {q.value for q in s.quantities} | {q.value for q in when.quantities}
    around = s.stems | title | (before.stems if before else frozenset()) | (after.stems if after else frozenset())
    own = _share(question.stems, s.stems | when.stems)
    new_names = s.names - question.names
    new_numbers = [q for q in s.quantities if q.value not in question.numbers]
    new_dates = s.dates - question.dates
    is_person, is_place_q = kind is QuestionType.PERSON, kind is QuestionType.PLACE
    is_time, is_count, is_amount = kind is QuestionType.TIME, kind is QuestionType.COUNT, kind is QuestionType.AMOUNT
    head_counted = any(
        set(stems(q.unit)) & question.head or set(stems(c.text[q.end : q.end + 40])) & question.head for q in new_numbers
    )
    new_places = any(is_place(run.split()[-1]) for run in s.runs if not names(run) <= question.names)
    full_names = any(len(run.split()) > 1 and not names(run) <= question.names for run in s.runs)
    plain_numbers = [q for q in new_numbers if not q.ordinal]
    return [
        own,
        _share(local, s.stems | when.stems),
        _share(gram_weight, s.grams),
        _share(local, before.stems) if before else 0.0,
        _share(local, after.stems) if after else 0.0,
        _share(question.stems, title),
        _share(question.stems, around),
        c.hit.score / top,
        float(c.hit.rank == 1),
        float(np.log1p(len(s.stem_list)) / 4),
        len(question.names & s.names) / len(question.names) if question.names else 0.0,
        float(bool(question.names) and not question.names & s.names),
        len(question.numbers & numbers) / len(question.numbers) if question.numbers else 0.0,
        len(question.dates & (s.dates | when.dates)) / len(question.dates) if question.dates else 0.0,
        float(c.is_heading),
        float(c.text.rstrip('"“”»«').endswith("?")),
        float(c.place == 0),
        c.place / max(c.n - 1, 1),
        len(question.head & s.stems) / len(question.head) if question.head else 0.0,
        float(head_counted and (is_count or is_amount)),
        float(bool(_PRONOUN_START.match(c.text))),
        _close(question, s),
        near.cosine,
        near.best,
        near.soft,
        near.soft_local,
        min(len(new_names), 4) / 4,
        near.around,
        float(len(s.stem_list) < 5),
        float(is_person) * (0.6 * bool(new_names) + 0.4 * full_names),
        float(is_person and bool(_ROLE.search(c.text))),
        float(is_place_q and new_places),
        float(is_place_q and bool(_IN_PLACE.search(c.text))),
        float(is_time and bool(new_dates)),
        float(is_time and any(len(d) == 4 and d.isdigit() for d in new_dates)),
        float(is_time and bool(_TIME.search(c.text))),
        float(
            is_time and bool(_LASTS.search(c.text)) and ("lang" in question.text.lower() or "how long" in question.text.lower())
        ),
        float(is_count and bool(plain_numbers)),
        float(is_amount and bool(plain_numbers)),
        float(is_amount and any(q.unit for q in plain_numbers)),
        float((is_count or is_amount) and not new_numbers),
        float(kind is QuestionType.REASON and bool(_REASON.search(c.text))),
        float(kind is QuestionType.MANNER and bool(_MANNER.search(c.text))),
        float(kind is QuestionType.DEFINITION and bool(_IS_A.search(c.text)) and bool(question.names & s.names or own > 0.5)),
        own if kind is QuestionType.YES_NO else 0.0,
        float(bool(question.numbers) and not question.numbers & numbers),
        float(is_person and not new_names),
        float(is_time and not new_dates and not _TIME.search(c.text)),
        float(is_place_q and not new_names),
        near.soft if question.language == "en" else 0.0,
    ]
