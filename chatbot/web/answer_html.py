"""One exchange of a conversation as markup: question, answer sentence by sentence with numbers, sources, what else came up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chatbot.types import Answer, Citation, Evidence, Sentence
from chatbot.web.conversation import Exchange, Limits
from chatbot.web.copy_text import copy_text
from chatbot.web.escaping import encode
from chatbot.web.texts import Texts
from chatbot.web.titles import shown_title
from chatbot.wording import is_nearest
from index.types import Article, Hit

_SIGNS = {"belegt": "✓", "teilweise": "◐", "nicht belegt": "✕"}
_CLASSES = {"belegt": "full", "teilweise": "partly", "nicht belegt": "none"}
MAX_FOUND = 5
# Where the words for the calibrated probability change.
HIGH_CONFIDENCE = 0.8
MIDDLE_CONFIDENCE = 0.5


def conversation_html(exchanges: Sequence[Exchange], texts: Texts, shared: bool = False) -> str:
    """Exchanges one under the other, oldest first; empty for none."""
    return "".join(exchange_html(e, texts, shared) for e in exchanges)


def exchange_html(exchange: Exchange, texts: Texts, shared: bool = False) -> str:
    """One exchange in its present state. `shared` says that several people use this server."""
    body = _body(exchange, texts, shared)
    return (
        f'<section class="turn {exchange.state}" data-turn="{exchange.number}"{" data-busy" if exchange.running else ""}'
        f' data-question="{encode(exchange.question)}" data-say="{encode(spoken(exchange, texts))}"{_read_out(exchange)}>'
        f'<h3 class="question"><span class="visually-hidden">{encode(texts("turn.you"))} </span>{encode(exchange.question)}</h3>'
        f"{_limits(exchange.limits, texts)}{body}</section>"
    )


def spoken(exchange: Exchange, texts: Texts) -> str:
    """What a screen reader is told once when the exchange is finished; empty while it is not."""
    if exchange.state == "failed" and exchange.problem:
        return f"{texts('error.title')}. {exchange.problem.said(texts)}"
    if exchange.state not in ("done", "stopped") or exchange.answer is None:
        return ""
    title = texts("refusal.title") if exchange.answer.refused else texts("turn.answer")
    return f"{title}. " + " ".join(s.text for s in exchange.answer.sentences)


def limits_text(limits: Limits, texts: Texts) -> str:
    """What a question was limited to, in words; empty when to nothing."""
    parts = []
    if limits.since:
        parts.append(texts("filter.from", date=texts.date(limits.since)))
    if limits.until:
        parts.append(texts("filter.to", date=texts.date(limits.until)))
    parts.extend(limits.sources)
    return texts("filter.active", what=", ".join(parts)) if parts else ""


def confidence_key(confidence: float) -> str:
    """The text that says a calibrated probability (0..1) in plain words."""
    if confidence >= HIGH_CONFIDENCE:
        return "confidence.high"
    return "confidence.middle" if confidence >= MIDDLE_CONFIDENCE else "confidence.low"


def article_line(article: Article, texts: Texts) -> str:
    """Publisher and date of an article, encoded, joined by a middle dot."""
    return encode(
        " · ".join([article.source or texts("source.no_publisher"), texts.date(article.published) or texts("source.no_date")])
    )


def command(do: str, **values: Any) -> str:
    """The attribute by which a button tells the page what it does."""
    return f'data-do="{encode(json.dumps({"do": do, **values}))}"'


def _limits(limits: Limits, texts: Texts) -> str:
    text = limits_text(limits, texts)
    return f'<p class="asked">{encode(text)}</p>' if text else ""


def _body(exchange: Exchange, texts: Texts, shared: bool) -> str:
    if exchange.problem is not None:
        reason = encode(exchange.problem.said(texts))
        return f'<div class="problem"><h4>{encode(texts("error.title"))}</h4><p>{reason}</p></div>'
    answer = exchange.answer
    if answer is None:
        key = "turn.stopped_early" if exchange.state == "stopped" else "turn.searching"
        return f'<p class="status">{encode(texts(key))}</p>'
    parts = [_asked(answer, texts), _refusal(exchange, answer, texts) if answer.refused else _answer(exchange, answer, texts)]
    if exchange.state == "writing":
        parts.append(f'<p class="status">{encode(texts("turn.writing"))}</p>')
    else:
        if exchange.state == "stopped":
            parts.append(f'<p class="asked">{encode(texts("turn.stopped"))}</p>')
        parts.append(_actions(exchange, answer, texts, shared))
    return "".join(parts)


def _asked(answer: Answer, texts: Texts) -> str:
    if answer.asked.strip().casefold() == answer.question.strip().casefold():
        return ""
    return f'<p class="asked">{encode(texts("turn.asked", asked=answer.asked))}</p>'


def _answer(exchange: Exchange, answer: Answer, texts: Texts) -> str:
    sentences = "".join(_sentence(exchange.number, s, answer, texts) for s in answer.sentences)
    finished = exchange.state != "writing"
    confidence = f'<p class="confidence">{encode(texts(confidence_key(answer.confidence)))}</p>' if finished else ""
    return (
        f'<div class="answer">{sentences}</div>'
        + _notes(answer)
        + confidence
        + _sources(exchange.number, answer, texts)
        + _also_found(exchange.number, answer, texts)
    )


def _sentence(turn: int, sentence: Sentence, answer: Answer, texts: Texts) -> str:
    cites = "".join(_cite(turn, c, sentence, texts) for c in answer.citations if c.number in sentence.citations)
    own = lang(quoted_language(sentence, answer) or answer.language)
    kind = _CLASSES[sentence.support]
    label = encode(texts(f"support.{sentence.support}"))
    hint = encode(texts(f"support.hint.{sentence.support}"))
    sign = _SIGNS[sentence.support]
    return (
        f'<p class="sentence {kind}"><span class="words"{own}>{_words(sentence, answer)}</span> <span class="proof">{cites} '
        f'<span class="support" title="{hint}"><span aria-hidden="true">{sign}</span> {label}</span></span></p>'
    )


def _words(sentence: Sentence, answer: Answer) -> str:
    """The sentence, the words that answer in bold where its own quote has them marked."""
    quotes = (q for c in answer.citations if c.number in sentence.citations for q in c.quotes)
    span, start = next(((q.span, q.start) for q in quotes if q.span and q.quote == sentence.text), (None, 0))
    if span is None:
        return encode(sentence.text)
    a, b = span[0] - start, span[1] - start
    return f'{encode(sentence.text[:a])}<b class="answering">{encode(sentence.text[a:b])}</b>{encode(sentence.text[b:])}'


def quoted_language(sentence: Sentence, answer: Answer) -> str:
    """The language of the article whose own words a sentence is; empty when it is in words of its own."""
    cited = (c for c in answer.citations if c.number in sentence.citations)
    return next((c.article.language for c in cited if any(_says(q, sentence) for q in c.quotes)), "")


def _says(quote: Evidence, sentence: Sentence) -> bool:
    """Whether a sentence is this quote, which an answer shows on one line."""
    return " ".join(quote.quote.split()) == sentence.text


def nearest_quote(citation: Citation, sentence: Sentence) -> int:
    """Which of a citation's quotes (from 0) a sentence's number leads to: itself, or that with most of its words in common."""
    words = set(sentence.text.casefold().split())

    def common(n: int) -> float:
        quoted = set(citation.quotes[n].quote.casefold().split())
        return len(words & quoted) / max(1, len(words | quoted))

    return max(range(len(citation.quotes)), key=lambda n: (common(n), -n), default=0)


def _read_out(exchange: Exchange) -> str:
    """The attribute that names the language an answer is read out in; empty when it is the page's."""
    answer = exchange.answer
    language = (quoted_language(answer.sentences[0], answer) or answer.language) if answer and answer.sentences else ""
    return f' data-lang="{encode(language)}"' if language else ""


def lang(language: str) -> str:
    """The attribute that names the language of an element's text; empty where it is not known."""
    return f' lang="{encode(language)}"' if language else ""


def _cite(turn: int, citation: Citation, sentence: Sentence, texts: Texts) -> str:
    quote = nearest_quote(citation, sentence)
    label = encode(texts("cite.label", number=citation.number, title=shown_title(citation.article)))
    return (
        f'<button type="button" class="cite" {command("cite", turn=turn, number=citation.number, quote=quote)} '
        f'aria-label="{label}" title="{encode(shown_title(citation.article))}">{citation.number}</button>'
    )


def _item(button: str, article: Article, texts: Texts, number: int | None = None) -> str:
    """An article of a list as a button with the command `button`."""
    shown = f'<span class="number" aria-hidden="true">{number}</span>' if number else ""
    title = f'<span class="item-title"{lang(article.language)}>{encode(shown_title(article))}</span>'
    facts = f'<span class="item-facts">{article_line(article, texts)}</span>'
    words = f'<span class="item-words">{title}{facts}</span>'
    return f'<li><button type="button" class="source-item" {button}>{shown}{words}</button></li>'


def _sources(turn: int, answer: Answer, texts: Texts) -> str:
    if not answer.citations:
        return ""
    items = "".join(
        _item(command("cite", turn=turn, number=c.number, quote=0), c.article, texts, c.number) for c in answer.citations
    )
    return f'<h4>{encode(texts("sources.title"))}</h4><ol class="items">{items}</ol>'


def found_hits(answer: Answer, n: int = MAX_FOUND) -> tuple[Hit, ...]:
    """The best hit of each article that is not cited, best first, at most `n`."""
    seen = {c.article.id for c in answer.citations}
    best = []
    for hit in sorted(answer.hits, key=lambda h: h.rank):
        if hit.article.id not in seen:
            seen.add(hit.article.id)
            best.append(hit)
    return tuple(best[:n])


def _found_items(turn: int, hits: Sequence[Hit], texts: Texts) -> str:
    items = "".join(_item(command("hit", turn=turn, rank=h.rank), h.article, texts) for h in hits)
    return f'<ul class="items">{items}</ul>'


def _also_found(turn: int, answer: Answer, texts: Texts) -> str:
    hits = found_hits(answer)
    if not hits:
        return ""
    return (
        f'<details class="found"><summary>{encode(texts("found.title", n=len(hits)))}</summary>'
        f'<p class="hint">{encode(texts("found.hint"))}</p>{_found_items(turn, hits, texts)}</details>'
    )


def _refusal(exchange: Exchange, answer: Answer, texts: Texts) -> str:
    hits = found_hits(answer, 3)
    said = encode(" ".join(s.text for s in answer.sentences if not (hits and is_nearest(s.text, answer.language))))
    title = f'<h4><span aria-hidden="true">∅</span> {encode(texts("refusal.title"))}</h4>'
    nearest = f'<p class="hint">{encode(texts("refusal.nearest" if hits else "refusal.no_articles"))}</p>'
    items = _found_items(exchange.number, hits, texts) if hits else ""
    return f'<div class="refusal">{title}<p{lang(answer.language)}>{said}</p></div>{_notes(answer)}{nearest}{items}'


def _notes(answer: Answer) -> str:
    notes = "".join(f"<li>{encode(note)}</li>" for note in answer.notes)
    return f'<ul class="notes"{lang(answer.language)}>{notes}</ul>' if notes else ""


def _actions(exchange: Exchange, answer: Answer, texts: Texts, shared: bool) -> str:
    said = {"copy": copy_text(answer, texts), "copied": texts("action.copied"), "failed": texts("action.copy_failed")}
    data = " ".join(f'data-{name}="{encode(value)}"' for name, value in said.items())
    copy = f'<button type="button" class="quiet" {data}>{encode(texts("action.copy"))}</button>'
    judge = "".join(_verdict(exchange, value, texts) for value in ("good", "bad"))
    return f'<div class="actions">{copy}{judge}</div>{_note(exchange, texts, shared)}'


def _verdict(exchange: Exchange, value: str, texts: Texts) -> str:
    do = command("verdict", turn=exchange.number, value=value)
    pressed = "true" if exchange.verdict == value else "false"
    return f'<button type="button" class="quiet" {do} aria-pressed="{pressed}">{encode(texts(f"action.{value}"))}</button>'


def _note(exchange: Exchange, texts: Texts, shared: bool) -> str:
    """Thanks for a verdict, and a field for a word on it."""
    if exchange.verdict is None:
        return ""
    thanks = encode(texts("feedback.thanks_shared" if shared else "feedback.thanks"))
    if exchange.noted:
        return f'<div class="note"><p class="hint" role="status">{thanks} {encode(texts("feedback.noted"))}</p></div>'
    field = f"note-{exchange.number}"
    send = f'{command("note", turn=exchange.number)} data-with="{field}"'
    return (
        f'<div class="note"><p class="hint" role="status">{thanks}</p>'
        f'<label for="{field}">{encode(texts("feedback.note"))}</label>'
        f'<div class="note-row"><input id="{field}" type="text" maxlength="500" autocomplete="off">'
        f'<button type="button" class="quiet" {send}>{encode(texts("feedback.send"))}</button></div></div>'
    )
