"""The answer of a language model, held to the proof while it grows: evidence first, then only what the passages prove."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from chatbot.errors import GenerationError
from chatbot.generate import Generator, Stopped, Writing, pieces
from chatbot.prompting import Task, prepare
from chatbot.proof import Candidate, Proved, candidates, composed, judged, plain
from chatbot.proving.meaning import Similarity
from chatbot.second_look import Detector, second_look
from chatbot.types import Answer
from index.sentences import sentence_spans

_ENDED = re.compile(r"[.!?](?:[\"“”’»«›)\]】*_`\s]|[\[(【]\s*(?:\w+\s)?\d[\d\s,;–-]*[\])】])*$|[\]】]\s*$")
"""An end mark, behind it only quotation marks, emphasis and citations; or a citation in the end mark's place."""
_NOTES = {
    "de": {
        "nothing": "Das Sprachmodell {name} hat nichts geschrieben, was die Artikel belegen; gezeigt werden die Belegsätze.",
        "failed": "Das Sprachmodell hat nicht geantwortet: {why} Gezeigt werden die Belegsätze.",
        "stopped": "Angehalten; gezeigt wird, was bis dahin belegt war.",
        "dropped": "Unbelegte Sätze des Sprachmodells weggelassen: {n}",
        "unchecked": "Die Sätze wurden nicht ein zweites Mal geprüft: {why}",
    },
    "en": {
        "nothing": "The language model {name} wrote nothing that the articles prove; shown are the evidence sentences.",
        "failed": "The language model did not answer: {why} Shown are the evidence sentences.",
        "stopped": "Stopped; shown is what was proved until then.",
        "dropped": "Unproved sentences of the language model left out: {n}",
        "unchecked": "The sentences were not checked a second time: {why}",
    },
}


def answer_with_model(
    evidence_answer: Answer,
    generator: Generator,
    writing: Writing | None = None,
    stop: threading.Event | None = None,
    similarity: Similarity | None = None,
    detector: Detector | None = None,
) -> Iterator[Answer]:
    """Growing Answers: the evidence answer first, then the model's proved sentences; the last one is the answer.

    Every sentence is cited anew and labelled; unproved ones are dropped, or kept with support "nicht belegt" and no citation
    where `writing.unsupported` is "strike". A model that fails, is stopped, or proves nothing leaves the evidence answer,
    with a note. A refusal stays a refusal: without evidence no model is asked. `similarity` is the cosine of two texts by
    an embedder. A `detector` looks at the proved sentences once more when all are written, may lower their labels and is then
    named beside the model; where it fails, the labels stand and a note says so.

    Raises:
        PromptError: a prompt file is missing or malformed.
    """
    writing, stop = writing or Writing(), stop or threading.Event()
    begin = time.perf_counter()
    yield evidence_answer
    if evidence_answer.refused or not evidence_answer.citations:
        return
    task = prepare(evidence_answer, generator.count_tokens)
    named = f"{generator.name}@{generator.revision} prompt {task.prompt.sha256[:12]}"
    draft = _Draft(task, candidates(task, evidence_answer), writing, similarity)
    note = ""
    try:
        for piece in pieces(generator, task, stop, writing.timeout_s):
            if draft.add(piece) and draft.shown():
                yield _timed(composed(evidence_answer, draft.shown(), named), evidence_answer, begin)
            if draft.full:
                break
        draft.finish()
    except Stopped:
        note = _NOTES[task.language]["stopped"]
    except GenerationError as error:
        failed = _because("failed", error, task.language)
        yield _timed(replace(evidence_answer, notes=(*evidence_answer.notes, failed)), evidence_answer, begin)
        return
    if detector and not note and any(p.by for p in draft.proved):
        try:
            draft.proved = second_look(draft.proved, task, detector, stop, writing.timeout_s)
            named += f" checked by {detector.name}@{detector.revision}"
        except Stopped:
            note = _NOTES[task.language]["stopped"]
        except GenerationError as error:
            note = _because("unchecked", error, task.language)
    yield _timed(_final(evidence_answer, draft, named, generator.name, note), evidence_answer, begin)


def _because(note: str, error: GenerationError, language: str) -> str:
    """The note with the reason in it, as a sentence that ends."""
    why = error.texts.get(language, str(error)).rstrip(".")
    return _NOTES[language][note].format(why=why if why.endswith(("?", "!")) else f"{why}.")


def _timed(answer: Answer, evidence_answer: Answer, begin: float) -> Answer:
    return replace(answer, seconds=evidence_answer.seconds + time.perf_counter() - begin)


def _final(evidence_answer: Answer, draft: _Draft, named: str, name: str, note: str) -> Answer:
    """The last answer: what is proved, or the evidence answer with the reason why it stands."""
    notes, texts = list(evidence_answer.notes), _NOTES[evidence_answer.language]
    if not any(p.by for p in draft.proved):
        return replace(evidence_answer, notes=(*notes, note or texts["nothing"].format(name=name)))
    answer = composed(evidence_answer, draft.shown(), named)
    if draft.n_dropped and draft.writing.unsupported == "drop":
        notes.append(texts["dropped"].format(n=draft.n_dropped))
    return replace(answer, notes=(*notes, note) if note else tuple(notes))


class _Draft:
    """What a model has written so far, judged sentence by sentence as each is finished."""

    def __init__(self, task: Task, known: tuple[Candidate, ...], writing: Writing, similarity: Similarity | None) -> None:
        self.writing, self.full = writing, False
        self._task, self._known, self._similarity = task, known, similarity
        self._text, self._done, self._repeats = "", 0, 0
        self.proved: list[Proved] = []

    @property
    def n_dropped(self) -> int:
        """How many sentences nothing proves."""
        return sum(not p.by for p in self.proved)

    def shown(self) -> tuple[Proved, ...]:
        """The sentences a reader sees: proved ones, and unproved ones where they are struck through."""
        return tuple(p for p in self.proved if p.by or self.writing.unsupported == "strike")

    def add(self, piece: str) -> bool:
        """Take a piece of text; True where it finished a sentence. Sets `full` where enough is written or it goes in circles."""
        self._text += piece
        if len(self._text) >= self.writing.max_chars:
            self._text, self.full = self._text[: self.writing.max_chars], True
        if not any(mark in piece for mark in ".!?\n:;"):
            return False
        spans = sentence_spans(self._text[self._done :])
        grew = False
        for start, end in spans[:-1]:
            grew = self._judge(self._done + start, self._done + end) or grew
        if len(spans) > 1:
            self._done += spans[-1][0]
        return grew

    def finish(self) -> None:
        """Judge what is left, without a last sentence that has no end mark: it was cut off, and its rest may turn it round."""
        spans = sentence_spans(self._text[self._done :])
        if spans and not _ENDED.search(self._text[self._done + spans[-1][0] : self._done + spans[-1][1]]):
            spans = spans[:-1]
        for start, end in spans:
            self._judge(self._done + start, self._done + end)
        self._done = len(self._text)

    def _judge(self, start: int, end: int) -> bool:
        if self.full and len(self.proved) >= self.writing.max_sentences:
            return False
        raw = self._text[start:end]
        opens_line = self._text[:start].rstrip(" \t")[-1:] in ("", "\n")
        text, _ = plain(raw, opens_item=opens_line)
        if not text or text.rstrip(".") == self._task.prompt.refusal.rstrip("."):
            return False
        if any(text == p.text for p in self.proved):
            self._repeats += 1
            self.full = self.full or self._repeats >= 3
            return False
        self.proved += judged(raw, self._known, self._similarity, opens_line)
        self.full = self.full or len(self.proved) >= self.writing.max_sentences
        return True
