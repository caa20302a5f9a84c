"""Holds a model's sentences to the proof: each is cited anew from the passages it was given, and labelled. No model is
called here.

The numbers a model writes are hints only. Links, marks and headings are taken out, for nothing outside the store may be cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from chatbot.orders import gives_orders
from chatbot.prompting import MAX_PASSAGES, Task
from chatbot.proving.meaning import Similarity, coverage
from chatbot.proving.words import read
from chatbot.types import Answer, Citation, Evidence, Sentence, Support
from chatbot.verify import Verdict, verify
from index.sentences import sentence_spans
from index.types import Article

_MARKS = re.compile(
    r"\s*(?:[\[【]\s*(?:(?:Auszug|Extract|Quelle|Source|Nr\.)\s*)?|\(\s*(?:Auszug|Extract|Quelle|Source)\s*|(?P<round>\())\s*"
    r"(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\])】]"
)
_MARK_NUMBER = re.compile(r"\d{1,3}")
_LAST_WORD = re.compile(r"[^\W\d_][\w-]*\W*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.|javascript:|data:|mailto:)\S+|<[^>\s][^>]*>", re.I)
_OPENING = re.compile(r"^(?:[#>*•]+\s*|[-–]+\s+|(?:Antwort|Answer|Assistant|Final answer)\s*:\s*)+", re.I)
_ITEM = re.compile(r"^\d{1,2}[.)]\s+(?=[A-ZÄÖÜ„\"])")
_EMPHASIS = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_N_SINGLE, _N_JOINED = 6, 4
_NEARLY_ALL = 0.75  # share of a sentence's words from which on a candidate is its source, right or wrong
_MERGED = 0.3  # share that each of two merged sentences has at least
_HINT = 0.15  # what a model's own number adds to a passage's sentence when candidates are ordered


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may prove something: the evidence, its article, and its passage's number in the prompt (0 for none)."""

    evidence: Evidence
    article: Article
    number: int


def plain(text: str, n_passages: int = MAX_PASSAGES, opens_item: bool = False) -> tuple[str, frozenset[int]]:
    """A model's sentence without its marks, links and markup, and the numbers it gave.

    A number in round brackets is a mark only where it is one of the `n_passages` and no noun or name stands before it, so that
    an age stays. A number with a dot in front goes only where the sentence `opens_item`, so that "3. Oktober" stays.

    Example:
        >>> plain("**Estland** kauft [zwölf](http://a.example) Haubitzen [1, 2].")
        ('Estland kauft zwölf Haubitzen.', frozenset({1, 2}))
    """
    hints: set[int] = set()

    def unmarked(match: re.Match[str]) -> str:
        numbers = [int(n) for n in _MARK_NUMBER.findall(match["numbers"])]
        if match["round"]:
            word = _LAST_WORD.search(text[: match.start()])
            if not all(1 <= n <= n_passages for n in numbers) or (word and word.group()[0].isupper()):
                return match.group()
        hints.update(numbers)
        return ""

    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub("", _ADDRESS.sub("", _MARKS.sub(unmarked, text)))
    text = _OPENING.sub("", " ".join(text.split()))
    if opens_item:
        text = _OPENING.sub("", _ITEM.sub("", text))
    return re.sub(r"\s+([.,;:!?])", r"\1", text).strip(), frozenset(hints)


def candidates(task: Task, answer: Answer) -> tuple[Candidate, ...]:
    """Every sentence the model was shown, then the evidence answer's own quotes, each once; none that give orders."""
    found: dict[tuple[str, int], Candidate] = {}
    for passage in task.passages:
        for start, end in passage.spans:
            evidence = Evidence(passage.passage, start, end, passage.article.text[start:end], 0.0)
            found[passage.article.id, start] = Candidate(evidence, passage.article, passage.number)
    for citation in answer.citations:
        for quote in citation.quotes:
            here = found.get((citation.article.id, quote.start))
            if here is None or here.evidence.end == quote.end:
                found[citation.article.id, quote.start] = Candidate(quote, citation.article, here.number if here else 0)
    return tuple(c for c in found.values() if not gives_orders(c.evidence.quote))


def prove(
    sentence: str, hints: frozenset[int], known: Sequence[Candidate], similarity: Similarity | None = None
) -> tuple[Verdict, tuple[Candidate, ...]]:
    """The best verdict on a plain sentence and the fewest candidates that give it: one, or two that belong together.

    A candidate that has nearly all the sentence's words but says otherwise outweighs one that has fewer of them.
    """
    ranked = _ranked(sentence, hints, known, similarity)
    shares = {c: coverage(read(sentence), (read(c.evidence.quote),)) for c in ranked[:_N_SINGLE]}
    best: tuple[Verdict, tuple[Candidate, ...]] = (Verdict("nicht belegt", ("Kein Beleg",)), ())
    denied = 0.0
    own = tuple(c for c in shares if read(c.evidence.quote).language == read(sentence).language)
    joined = _joined(own, shares, known)
    for group in [(c,) for c in ranked[:_N_SINGLE]] + joined:
        read_on = sorted(group, key=lambda c: (c.article.id, c.evidence.start))
        verdict = verify(sentence, [c.evidence for c in read_on], [c.article.published or "" for c in read_on], similarity)
        share = shares.get(group[0], 0.0)
        if verdict.support == "belegt" and (share >= denied or len(group) > 1):
            return verdict, group
        if verdict.support == "teilweise" and best[0].support != "teilweise" and share >= denied:
            best = (verdict, group)
        elif verdict.support == "nicht belegt":
            if share >= _NEARLY_ALL and len(group) == 1:
                denied = max(denied, share)
            if not best[1] and best[0].reasons == ("Kein Beleg",):
                best = (verdict, ())
    return best


def _joined(
    ranked: tuple[Candidate, ...], shares: dict[Candidate, float], known: Sequence[Candidate]
) -> list[tuple[Candidate, ...]]:
    """Pairs that may prove a sentence together: a candidate with one of the two sentences before it, which say who "er" is, or
    the two best ones where a sentence merges them and is nearly the words of neither. `ranked` are those in the sentence's own
    language: in another one nothing could tell which of the two says what.
    """
    pairs: list[tuple[Candidate, ...]] = []
    for candidate in ranked[:3]:
        before = [c for c in known if c.article.id == candidate.article.id and c.evidence.end <= candidate.evidence.start]
        pairs += [(candidate, c) for c in sorted(before, key=lambda c: -c.evidence.start)[:2]]
    merged = [c for c in ranked[:_N_JOINED] if shares[c] >= _MERGED]
    if merged and all(share < _NEARLY_ALL for share in shares.values()):
        pairs += combinations(merged, 2)
    return pairs


def _ranked(
    sentence: str, hints: frozenset[int], known: Sequence[Candidate], similarity: Similarity | None
) -> tuple[Candidate, ...]:
    """The candidates, likeliest proof first; equal ones in the order they were shown."""
    reading = read(sentence)

    def score(candidate: Candidate) -> float:
        quote = candidate.evidence.quote
        share = coverage(reading, (read(quote),))
        close = max(0.0, similarity(sentence, quote)) if similarity else 0.0
        return share + 0.5 * close + _HINT * (candidate.number in hints)

    order = sorted(range(len(known)), key=lambda n: (-score(known[n]), n))
    return tuple(known[n] for n in order)


@dataclass(frozen=True, slots=True)
class Proved:
    """One sentence with its support, its reasons and the candidates that prove it; none where it is not proved."""

    text: str
    support: Support
    reasons: tuple[str, ...]
    by: tuple[Candidate, ...]


def judged(
    raw: str, known: Sequence[Candidate], similarity: Similarity | None = None, opens_line: bool = True
) -> tuple[Proved, ...]:
    """What a model wrote, sentence by sentence, proved or not; sentences without a word are left out.

    `opens_line` tells whether a line begins with `raw`: then a number in front may be a list's.
    """
    found = []
    n_passages = max((candidate.number for candidate in known), default=0)
    for start, end in sentence_spans(raw):
        before = raw[:start].rstrip(" \t")
        item = (before.endswith("\n") if before else opens_line) and not _counts_in(raw[start:end], known)
        text, hints = plain(raw[start:end], n_passages, item)
        if not any(c.isalnum() for c in text):
            continue
        verdict, by = prove(text, hints, known, similarity)
        found.append(Proved(text, verdict.support, verdict.reasons, by if verdict.support != "nicht belegt" else ()))
    return tuple(found)


def _counts_in(sentence: str, known: Sequence[Candidate]) -> bool:
    """Whether a number in front of a sentence belongs to it, as in "1. FC Köln": so it stands in what it may be proved by."""
    opening = " ".join(_OPENING.sub("", sentence).split()[:2])
    return any(opening in " ".join(candidate.evidence.quote.split()) for candidate in known)


def composed(base: Answer, proved: Sequence[Proved], generator: str) -> Answer:
    """The answer made of a model's sentences: numbered citations in order of first use, every number with its quotes."""
    articles: dict[str, Article] = {}
    quotes: dict[str, list[Evidence]] = {}
    for sentence in proved:
        for candidate in sentence.by:
            articles.setdefault(candidate.article.id, candidate.article)
            kept = quotes.setdefault(candidate.article.id, [])
            if all((q.start, q.end) != (candidate.evidence.start, candidate.evidence.end) for q in kept):
                kept.append(candidate.evidence)
    numbers = {key: n for n, key in enumerate(articles, start=1)}
    sentences = tuple(
        Sentence(p.text, tuple(sorted({numbers[c.article.id] for c in p.by})), p.support if p.by else "nicht belegt")
        for p in proved
    )
    cited = tuple(Citation(numbers[key], article, tuple(quotes[key])) for key, article in articles.items())
    return replace(base, sentences=sentences, citations=cited, generator=generator)
