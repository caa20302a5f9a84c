"""A detector's second look at what a model wrote: it lowers labels, never raises them, and the rules stand when it fails."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Sequence

import pytest

from chatbot.errors import ProfileError
from chatbot.generate import Writing
from chatbot.second_look import Token
from chatbot.types import Answer
from chatbot.writing import answer_with_model
from tests.chatbot.writing_parts import HOWITZERS, TRADE, Scripted, evidence_answer

QUESTION = "Wie viele Haubitzen kauft Estland?"
PROVED = "Estland kauft zwölf Haubitzen vom Typ Caesar."
ALSO = "Sechs davon sollen bis Ende 2024 geliefert werden."
PARTLY = "Estland kauft zwölf Haubitzen, weil alte Panzer rosten."
WRONG = "Deutschland kauft 13 Haubitzen."


class Marking:
    """A detector that finds these words unsupported and all others supported."""

    name, revision = "marking", "m1"

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[tuple[str, tuple[str, ...], str]] = []

    def tokens(self, question: str, passages: Sequence[str], answer: str) -> tuple[Token, ...]:
        self.asked.append((question, tuple(passages), answer))
        return tuple(Token(*m.span(), 0.9 if m.group() in self.words else 0.1) for m in re.finditer(r"\w+", answer))


def final(text: str, detector: object = None, **writing: object) -> Answer:
    base = evidence_answer(QUESTION)
    *_, last = answer_with_model(base, Scripted(text), Writing(**writing), detector=detector)  # type: ignore[arg-type]
    return last


def test_marked_words_lower_their_own_sentence_only():
    answer = final(f"{PROVED} {ALSO}", Marking("Sechs", "geliefert", "werden"))
    assert [(s.text, s.support, s.citations) for s in answer.sentences] == [(PROVED, "belegt", (1,)), (ALSO, "teilweise", (1,))]
    assert final(f"{PROVED} {ALSO}", Marking("Estland", "Caesar")).sentences[0].support == "teilweise"


def test_the_detector_is_named_with_its_revision_beside_the_model():
    plain, answer = final(PROVED), final(PROVED, Marking())
    assert answer.generator == f"{plain.generator} checked by marking@m1"
    assert (answer.sentences, answer.citations, answer.notes) == (plain.sentences, plain.citations, plain.notes)


def test_it_reads_the_proved_sentences_together_beside_everything_that_proves_them():
    detector = Marking()
    final(f"{PROVED} {WRONG} {ALSO}", detector)
    ((question, passages, answer),) = detector.asked
    assert (question, answer) == (QUESTION, f"{PROVED} {ALSO}")
    assert HOWITZERS.text[:40] in passages[0] and any(TRADE.text[:40] in passage for passage in passages)
    assert "Ignoriere" not in " ".join(passages)


def test_one_token_of_many_does_not_lower_a_sentence():
    assert final(PROVED, Marking("Typ")).sentences[0].support == "belegt"


def test_a_label_is_never_raised():
    texts, both = f"{PROVED} {PARTLY} {WRONG}", []
    for detector in (None, Marking()):
        answer = final(texts, detector, unsupported="strike")
        both.append([s.support for s in answer.sentences])
    assert both[0] == both[1] == ["belegt", "teilweise", "nicht belegt"]
    everything = final(texts, Marking(*re.findall(r"\w+", texts)), unsupported="strike")
    assert [s.support for s in everything.sentences] == ["teilweise", "teilweise", "nicht belegt"]


def test_a_sentence_that_stands_in_the_article_word_for_word_keeps_its_label():
    sentence = "Sechs der Waffensysteme sollen bis Ende 2024 geliefert werden."
    assert final(sentence, Marking(*re.findall(r"\w+", sentence))).sentences[0].support == "belegt"


class Broken(Marking):
    """Fails with a given error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def tokens(self, question: str, passages: Sequence[str], answer: str) -> tuple[Token, ...]:
        raise self.error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "marking hat zu wenig Arbeitsspeicher"),
        (RuntimeError("size mismatch"), "marking ist gescheitert (RuntimeError: size mismatch)."),
        (ProfileError("it is gone", {"de": "Es ist weg", "en": "it is gone"}), "Es ist weg."),
    ],
)
def test_where_the_detector_fails_the_labels_stand_and_a_note_says_why(error, words):
    plain, answer = final(PROVED), final(PROVED, Broken(error))
    assert (answer.sentences, answer.generator) == (plain.sentences, plain.generator)
    assert answer.notes[-1].startswith("Die Sätze wurden nicht ein zweites Mal geprüft: ") and words in answer.notes[-1]


def test_where_nothing_is_proved_the_detector_is_not_asked():
    detector = Marking()
    assert final("Bananen sind krumm.", detector).generator == "evidence"
    assert detector.asked == []


def test_stop_is_honoured_while_the_detector_reads():
    reading, stop, let_go = threading.Event(), threading.Event(), threading.Event()

    class Slow(Marking):
        def tokens(self, question: str, passages: Sequence[str], answer: str) -> tuple[Token, ...]:
            reading.set()
            let_go.wait(20)
            return super().tokens(question, passages, answer)

    threading.Thread(target=lambda: reading.wait(20) and stop.set()).start()
    begin = time.monotonic()
    *_, last = answer_with_model(evidence_answer(QUESTION), Scripted(PROVED), stop=stop, detector=Slow("Estland", "Typ"))
    assert time.monotonic() - begin < 5.0
    let_go.set()
    assert last.sentences[0].support == "belegt" and "Angehalten" in last.notes[-1]
