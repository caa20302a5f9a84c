"""One answer held against its gold question. Pure, given a judge of support."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chatbot.evaluation.gold import GoldQuestion
from chatbot.evaluation.metrics import answers as answer_metrics
from chatbot.evaluation.metrics import citations as citation_metrics
from chatbot.evaluation.metrics import retrieval
from chatbot.evaluation.normalise import holds
from chatbot.evaluation.results import (
    CORRECT,
    NOT_CHOSEN,
    NOT_REFUSED,
    NOT_RETRIEVED,
    REFUSED,
    SCORES,
    WRONG_CITATION,
    Cited,
    Row,
    Verdict,
)
from chatbot.types import Answer, Citation, Evidence

DEPTH = 20
"""Articles of a ranking that are looked at."""

Supports = Callable[[str, Sequence[Citation]], bool]
"""Whether a sentence is proved by the quotes of these citations, all taken together."""


def retrieval_scores(question: GoldQuestion, ranked: Sequence[str]) -> tuple[dict[str, float | None], int | None]:
    """The measures of a ranking of article ids, best first, and the rank of the first right one; None where nothing is right."""
    names = ("recall@1", "recall@5", "recall@20", "mrr@10", "ndcg@10")
    if not question.articles:
        return dict.fromkeys(names), None
    ids, grades = tuple(ranked[:DEPTH]), dict(question.articles)
    if not question.every_article:
        ids, grades = retrieval.any_article(ids, grades)
    values = [retrieval.recall(ids, grades, k) for k in (1, 5, DEPTH)]
    values += [retrieval.reciprocal_rank(ids, grades, 10), retrieval.ndcg(ids, grades, 10)]
    return dict(zip(names, values, strict=True)), retrieval.first_rank(ranked[:DEPTH], question.articles)


def short_answer(answer: Answer) -> str:
    """The words an answer comes down to: the first quote's exact span where the bot marks one, else the first sentence."""
    for citation in answer.citations:
        for quote in citation.quotes:
            if quote.span is not None:
                start, end = quote.span
                return quote.quote[start - quote.start : end - quote.start]
        break
    return answer.sentences[0].text if answer.sentences else ""


def holds_gold(quote: Evidence, question: GoldQuestion, language: str = "de") -> bool:
    """Whether a quote holds the proof: a gold span where spans are known, else a right answer in a right article."""
    article_id = quote.passage.article_id
    if article_id not in question.articles:
        return False
    if question.spans:
        return any(s.article_id == article_id and quote.start <= s.start and s.end <= quote.end for s in question.spans)
    sought = question.answers + tuple(member for group in question.all_of for member in group)
    return any(holds(quote.quote, answer, language) for answer in sought)


def _answer_scores(question: GoldQuestion, answer: Answer, language: str) -> dict[str, float | None]:
    names = ("em", "f1", "em_mlqa", "f1_mlqa", "contains", "first_sentence_contains")
    if not question.answerable or not question.expected:
        return dict.fromkeys(names)
    if answer.refused:
        return dict.fromkeys(names, 0.0)
    short, first = short_answer(answer), answer.sentences[0].text if answer.sentences else ""
    whole = " ".join(sentence.text for sentence in answer.sentences)
    expected = question.expected
    values = [metric(short, expected, language) for metric in (answer_metrics.exact_match, answer_metrics.f1)]
    values += [metric(short, expected, language) for metric in (answer_metrics.exact_match_mlqa, answer_metrics.f1_mlqa)]
    values += [answer_metrics.contains(text, question.answers, question.all_of, language) for text in (whole, first)]
    return dict(zip(names, values, strict=True))


def _gold_citations(question: GoldQuestion, quotes: Sequence[Evidence], language: str) -> dict[str, float | None]:
    """Exact precision (share of quotes that hold the proof) and recall (share of what had to be proved that a quote holds)."""
    if question.answerable is None or (question.answerable and not question.expected):
        return {"citation_precision_gold": None, "citation_recall_gold": None}
    right = [holds_gold(quote, question, language) for quote in quotes]
    precision = sum(right) / len(right) if right else 0.0
    recall: float | None = float(any(right))
    if question.all_of:
        proofs = [q.quote for q, ok in zip(quotes, right, strict=True) if ok]
        met = [any(holds(text, member, language) for text in proofs for member in group) for group in question.all_of]
        recall = sum(met) / len(met)
    return {"citation_precision_gold": precision, "citation_recall_gold": recall if question.answerable else None}


def _where(question: GoldQuestion, answer: Answer, rank: int | None, scores: dict[str, float | None]) -> str:
    if question.answerable is False:
        return CORRECT if answer.refused else NOT_REFUSED
    if not answer.refused and scores["contains"]:
        return CORRECT if scores["citation_recall_gold"] in (None, 1.0) else WRONG_CITATION
    if rank is None:
        return NOT_RETRIEVED
    if answer.refused:
        return REFUSED if any(hit.article.id in question.articles for hit in answer.hits[:1]) else NOT_CHOSEN
    return NOT_CHOSEN


def judge(
    question: GoldQuestion, answer: Answer, ranked: Sequence[str], ms: float, supports: Supports, language: str = "de"
) -> Row:
    """The row of a question.

    Args:
        question: What was asked and what a right answer holds.
        answer: What the bot said.
        ranked: Article ids as the search ranks them, best first, no id twice.
        ms: Wall time of the answer in milliseconds.
        supports: Decides ALCE's support of a sentence by what it cites.
        language: That of the articles; decides how numbers are read.
    """
    scores: dict[str, float | None] = dict.fromkeys(SCORES)
    found, rank = retrieval_scores(question, ranked)
    scores |= found
    scores |= _answer_scores(question, answer, language)
    quotes = [(citation.number, quote) for citation in answer.citations for quote in citation.quotes]
    verdicts: tuple[Verdict, ...] = ()
    if not answer.refused:
        cited = {citation.number: (citation,) for citation in answer.citations}
        statements = [(sentence.text, sentence.citations) for sentence in answer.sentences]
        scores["citation_precision"] = citation_metrics.precision(statements, cited, supports)
        scores["citation_recall"] = citation_metrics.recall(statements, cited, supports)
        scores |= _gold_citations(question, [quote for _, quote in quotes], language)
        verdicts = tuple(
            Verdict(text, tuple(numbers), bool(numbers) and supports(text, [citation for n in numbers for citation in cited[n]]))
            for text, numbers in statements
        )
    gold_known = question.answerable is not None and bool(question.expected or question.answerable is False)
    return Row(
        id=question.id,
        question=question.question,
        language=question.language,
        type=question.type,
        answerable=question.answerable,
        refused=answer.refused,
        expected=question.expected,
        articles=tuple(question.articles),
        text=answer.text,
        short="" if answer.refused else short_answer(answer),
        confidence=answer.confidence,
        rank=rank,
        scores=scores,
        citations=tuple(
            Cited(n, q.passage.article_id, q.start, q.end, q.quote, holds_gold(q, question, language) if gold_known else None)
            for n, q in quotes
        ),
        verdicts=verdicts,
        where=_where(question, answer, rank, scores),
        ms=ms,
    )


def judge_search(question: GoldQuestion, ranked: Sequence[str], ms: float) -> Row:
    """The row of a question that was only searched, not asked."""
    scores: dict[str, float | None] = dict.fromkeys(SCORES)
    found, rank = retrieval_scores(question, ranked)
    scores |= found
    return Row(
        id=question.id,
        question=question.question,
        language=question.language,
        type=question.type,
        answerable=question.answerable,
        refused=False,
        expected=question.expected,
        articles=tuple(question.articles),
        text="",
        short="",
        confidence=None,
        rank=rank,
        scores=scores,
        citations=(),
        verdicts=(),
        where=CORRECT if rank else NOT_RETRIEVED,
        ms=ms,
    )
