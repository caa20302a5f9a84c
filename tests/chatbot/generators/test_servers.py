"""The server path against a real OpenAI-compatible process on this machine."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.errors import ProfileError
from chatbot.generate import Stopped, Writing, pieces
from chatbot.generators.choose import open_generator
from chatbot.prompting import prepare
from chatbot.writing import answer_with_model
from tests.chatbot.writing_parts import evidence_answer

pytestmark = pytest.mark.slow
QUESTION = "Wie viele Haubitzen kauft Estland?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server process."""
    port_file = tmp_path_factory.mktemp("server") / "port"
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("openai_server.py")), str(port_file)])
    ends = time.monotonic() + 30
    while not port_file.exists() or not port_file.read_text(encoding="utf-8"):
        assert process.poll() is None and time.monotonic() < ends, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port_file.read_text(encoding='utf-8')}/v1"
    process.terminate()
    process.wait(10)


def test_a_servers_text_is_streamed_and_held_to_the_proof(address):
    model = open_generator(f"{address}#plain")
    assert model is not None
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert last.text == "Estland kauft zwölf Haubitzen vom Typ Caesar. [1]"
    assert last.generator.startswith("plain (http://127.0.0.1")


def test_a_server_that_thinks_aloud_is_heard_only_when_it_answers(address):
    model = open_generator(f"{address}#thinks")
    assert model is not None
    told = "".join(pieces(model, prepare(evidence_answer(QUESTION)), threading.Event(), 30))
    assert told == "Estland kauft zwölf Haubitzen [1]."


def test_without_a_name_the_servers_first_model_is_taken(address):
    model = open_generator(address)
    assert model is not None and model.name.startswith("plain (")


def test_stop_is_honoured_within_a_second_while_the_server_is_silent(address):
    model = open_generator(f"{address}#stalls")
    assert model is not None
    stop = threading.Event()
    stream = pieces(model, prepare(evidence_answer(QUESTION)), stop, 30)
    assert next(stream)
    stop.set()
    begin = time.monotonic()
    with pytest.raises(Stopped):
        list(stream)
    assert time.monotonic() - begin < 1.0


@pytest.mark.parametrize(
    ("model", "words"),
    [("stalls", "in time|did not finish"), ("unknown", "refused the request"), ("hangs", "failed|hung up|nichts geschrieben")],
)
def test_a_server_that_fails_leaves_the_evidence_answer_and_says_why(address, model, words):
    generator = open_generator(f"{address}#{model}", writing=Writing(timeout_s=2))
    assert generator is not None
    base = evidence_answer(QUESTION)
    *_, last = answer_with_model(base, generator, Writing(timeout_s=3))
    assert last.sentences == base.sentences
    assert re.search(words, last.notes[-1])


def test_an_address_where_nothing_listens_says_so():
    with pytest.raises(ProfileError, match="is it running"):
        open_generator("http://127.0.0.1:9/v1")


def test_a_malformed_address_is_refused():
    with pytest.raises(ProfileError, match="no server address"):
        open_generator("http://")
