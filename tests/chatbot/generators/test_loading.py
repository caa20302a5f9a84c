"""A model that is still being loaded: evidence at once, its text after it, and what was wrong with it in a note."""

import threading
import time

from chatbot.generators.loading import LoadingGenerator
from chatbot.generators.problems import unusable
from chatbot.writing import answer_with_model
from tests.chatbot.writing_parts import Scripted, evidence_answer

QUESTION = "Wie viele Haubitzen kauft Estland?"


def test_the_evidence_answer_does_not_wait_for_the_model():
    gate = threading.Event()

    def load():
        gate.wait(10)
        return Scripted("Estland kauft zwölf Haubitzen vom Typ Caesar.", name="small")

    answers = answer_with_model(evidence_answer(QUESTION), LoadingGenerator("small", "1", load))
    begin = time.monotonic()
    assert next(answers).generator == "evidence"
    assert time.monotonic() - begin < 1.0
    gate.set()
    assert list(answers)[-1].generator.startswith("small@1")


def test_a_model_that_cannot_be_loaded_leaves_the_evidence_and_says_why():
    def load():
        raise unusable("no_template", "small")

    model = LoadingGenerator("small", "1", load)
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert last.generator == "evidence" and "ist kein Modell für Gespräche" in last.notes[-1]
    assert "has no chat template" in str(model.problem)


def test_stop_is_honoured_while_the_model_is_being_loaded():
    stop, gate = threading.Event(), threading.Event()
    answers = answer_with_model(evidence_answer(QUESTION), LoadingGenerator("small", "1", lambda: gate.wait(5)), stop=stop)
    next(answers)
    stop.set()
    begin = time.monotonic()
    assert "Angehalten" in list(answers)[-1].notes[-1]
    assert time.monotonic() - begin < 1.0
    gate.set()
