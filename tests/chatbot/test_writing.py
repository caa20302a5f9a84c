"""Answers of language models: evidence first, every sentence proved, and the evidence answer stands when anything goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chatbot.errors import GenerationError, QuestionError
from chatbot.generate import Writing
from chatbot.prompting import Task
from chatbot.types import Answer
from chatbot.writing import answer_with_model
from tests.chatbot.writing_parts import HOWITZERS, TRADE, Scripted, Silent, evidence_answer

QUESTION = "Wie viele Haubitzen kauft Estland?"


def final(text: str, **writing: object) -> Answer:
    *_, last = answer_with_model(evidence_answer(QUESTION), Scripted(text), Writing(**writing))  # type: ignore[arg-type]
    return last


def test_the_evidence_answer_comes_first_and_unchanged():
    base = evidence_answer(QUESTION)
    assert next(answer_with_model(base, Scripted("Estland kauft zwölf Haubitzen [1]."))) is base


def test_proved_sentences_replace_the_evidence_answer_and_say_who_wrote_them():
    answer = final("Estland kauft zwölf Haubitzen vom Typ Caesar [1]. Sechs davon sollen bis Ende 2024 geliefert werden [1].")
    assert (
        answer.text == "Estland kauft zwölf Haubitzen vom Typ Caesar. [1] Sechs davon sollen bis Ende 2024 geliefert werden. [1]"
    )
    assert answer.generator.startswith("scripted@1 prompt ") and len(answer.generator.split()[-1]) == 12
    assert "Stand: Juni 2024" in answer.notes


def test_a_models_numbers_are_hints_and_the_citation_is_found_anew():
    answer = final("2022 lag das Handelsvolumen zwischen Russland und Vietnam bei 3,5 Milliarden Dollar [1].")
    assert [c.article.id for c in answer.citations] == [TRADE.id]
    assert answer.sentences[0].citations == (1,)


def test_unproved_sentences_are_dropped_and_counted():
    answer = final("Estland kauft zwölf Haubitzen [1]. Deutschland kauft 13 Haubitzen [1].")
    assert [s.text for s in answer.sentences] == ["Estland kauft zwölf Haubitzen."]
    assert answer.notes[-1] == "Unbelegte Sätze des Sprachmodells weggelassen: 1"


def test_unproved_sentences_are_kept_without_a_citation_where_they_are_struck_through():
    answer = final("Estland kauft zwölf Haubitzen [1]. Deutschland kauft 13 Haubitzen [1].", unsupported="strike")
    assert [(s.support, s.citations) for s in answer.sentences] == [("belegt", (1,)), ("nicht belegt", ())]


def test_nothing_proved_leaves_the_evidence_answer_with_a_note():
    base = evidence_answer(QUESTION)
    *_, last = answer_with_model(base, Scripted("Bananen sind krumm."))
    assert (last.sentences, last.citations, last.generator) == (base.sentences, base.citations, base.generator)
    assert "scripted" in last.notes[-1]


def test_a_models_refusal_leaves_the_evidence_answer():
    assert final("Dazu steht in den Auszügen nichts.").generator == "evidence"


def test_a_refusal_of_the_bot_is_never_given_to_a_model():
    model = Scripted("Estland kauft zwölf Haubitzen.")
    refused = replace(evidence_answer(QUESTION), refused=True, citations=())
    assert list(answer_with_model(refused, model)) == [refused]
    assert model.asked == []


def test_orders_in_an_article_are_neither_shown_to_the_model_nor_accepted_as_proof():
    model = Scripted("Deutschland kauft 99 Haubitzen [1].")
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert "Ignoriere" in HOWITZERS.text and "Ignoriere" not in model.asked[0].prompt.user
    assert last.generator == "evidence"


def test_answers_grow_and_the_same_input_gives_the_same_output():
    text = "Estland kauft zwölf Haubitzen [1]. Sechs der Waffensysteme sollen bis Ende 2024 geliefert werden [1]."
    runs = [[a.text for a in answer_with_model(evidence_answer(QUESTION), Scripted(text))] for _ in range(2)]
    assert runs[0] == runs[1]
    assert len(runs[0]) >= 3 and runs[0][-1].startswith(runs[0][1])


def test_a_model_that_repeats_itself_is_cut_off():
    model = Scripted("Estland kauft zwölf Haubitzen. " * 2000)
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert last.text == "Estland kauft zwölf Haubitzen. [1]"


@pytest.mark.parametrize(
    ("text", "n_shown"),
    [
        ("Sechs der Waffensysteme sollen bis Ende 2024 geliefert", 1),
        ("Sechs der Waffensysteme sollen", 1),
        ("Sechs der Waffensysteme sollen bis Ende 2024 geliefert werden [1]", 2),
        ("**Sechs der Waffensysteme sollen bis Ende 2024 geliefert werden.** [1]", 2),
    ],
)
def test_a_last_sentence_that_was_cut_off_is_not_shown(text, n_shown):
    assert len(final(f"Estland kauft zwölf Haubitzen [1]. {text}").sentences) == n_shown


def test_only_a_number_that_opens_a_line_is_a_lists():
    answer = final(
        "1. Estland kauft zwölf Haubitzen.\n2. Sechs der Waffensysteme sollen bis Ende 2024 geliefert werden. 3. Oktober ist es.",
        unsupported="strike",
    )
    assert [s.text[:8] for s in answer.sentences] == ["Estland ", "Sechs de", "3. Oktob"]


@pytest.mark.parametrize("timeout_s", [0, -1, float("nan"), float("inf"), 86_401])
def test_a_time_out_that_is_none_is_refused_in_both_languages(timeout_s):
    with pytest.raises(QuestionError, match="more than 0 and at most 86400") as refused:
        Writing(timeout_s=timeout_s)
    assert "mehr als 0" in refused.value.texts["de"]


class Failing(Scripted):
    """Fails with a given error after the first words."""

    def __init__(self, error: Exception) -> None:
        super().__init__("Estland ")
        self.error = error

    def write(self, task: Task) -> Iterator[str]:
        yield "Estland kauft "
        raise self.error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "zu wenig Arbeitsspeicher; ein kleineres Modell wählen"),
        (RuntimeError("CUDA out of memory. Tried to allocate 2 GiB"), "zu wenig Arbeitsspeicher"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes"), "zu wenig Arbeitsspeicher"),
        (ConnectionError("refused"), "nicht zu erreichen"),
        (TimeoutError("slow"), "nicht rechtzeitig"),
        (KeyError("x"), "gescheitert (KeyError: 'x')"),
        (GenerationError("the reader broke"), "the reader broke"),
    ],
)
def test_a_failing_model_leaves_the_evidence_answer_and_says_why(error, words):
    base = evidence_answer(QUESTION)
    *_, last = answer_with_model(base, Failing(error))
    assert (last.sentences, last.generator) == (base.sentences, "evidence")
    assert words in last.notes[-1]


def test_stop_is_honoured_within_a_second_and_keeps_what_was_proved():
    model, stop = Silent(), threading.Event()
    grown = answer_with_model(evidence_answer(QUESTION), model, stop=stop)
    next(grown)
    assert next(grown).text == "Estland kauft zwölf Haubitzen. [1]"
    stop.set()
    begin = time.monotonic()
    last = list(grown)[-1]
    assert time.monotonic() - begin < 1.0
    assert last.text == "Estland kauft zwölf Haubitzen. [1]"
    assert "Angehalten" in last.notes[-1]
    assert model.closed.wait(2.0), "the model was not let go"


def test_a_model_that_takes_too_long_leaves_the_evidence_answer():
    *_, last = answer_with_model(evidence_answer(QUESTION), Silent(), Writing(timeout_s=0.3))
    assert last.generator == "evidence" and "nicht fertig" in last.notes[-1]


def test_leaving_the_answers_early_lets_the_model_go():
    model = Silent()
    grown = answer_with_model(evidence_answer(QUESTION), model)
    next(grown), next(grown)
    grown.close()
    assert model.closed.wait(2.0)
