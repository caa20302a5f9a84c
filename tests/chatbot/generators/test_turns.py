"""Questions go first: a model that loads or writes waits for them, but never long, and gets its own turns."""

import sys
import threading
import time

import pytest

from chatbot.generators import turns


@pytest.fixture
def queue():
    return turns.Turns()


def passed(queue, seconds):
    """Whether `let_pass` came back within `seconds`."""
    done = threading.Event()
    threading.Thread(target=lambda: (queue.let_pass(), done.set()), daemon=True).start()
    return done.wait(seconds)


def test_nobody_waits_where_no_question_is_asked(queue):
    assert passed(queue, 1.0)


def test_a_model_waits_until_the_question_has_its_evidence(queue):
    waited = threading.Event()
    with queue.first():
        threading.Thread(target=lambda: (queue.let_pass(), waited.set()), daemon=True).start()
        assert not waited.wait(0.1)
    assert waited.wait(1.0)


def test_a_search_that_takes_minutes_does_not_hold_a_model_up(queue, monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_S", 0.1)
    with queue.first():
        assert passed(queue, 5.0)


def test_who_waited_goes_on_for_as_long_though_the_next_question_is_there(queue):
    first = queue.first()
    first.__enter__()
    began = threading.Event()
    waited = threading.Event()
    threading.Thread(target=lambda: (began.set(), queue.let_pass(), waited.set()), daemon=True).start()
    assert began.wait(1.0)
    time.sleep(0.3)
    with queue.first():
        first.__exit__(None, None, None)
        assert waited.wait(1.0)
        assert passed(queue, 0.15)


def test_only_the_loading_thread_waits_before_it_imports(monkeypatch):
    monkeypatch.setattr(turns, "QUESTIONS", turns.Turns())
    asked = []
    monkeypatch.setattr(turns.QUESTIONS, "let_pass", lambda: asked.append(threading.get_ident()))
    other = threading.Thread(target=__import__, args=("this_is_no_module_of_anyone",))
    with turns.giving_way(), pytest.raises(ModuleNotFoundError):
        __import__("nor_is_this")
    assert asked == [threading.get_ident()]
    assert not any(isinstance(finder, turns._BeforeImports) for finder in sys.meta_path)
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    with turns.giving_way():
        other.start()
        other.join()
    assert asked == [threading.get_ident()]
