"""The server path against a real OpenAI-compatible process on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot import Chatbot
from chatbot.__main__ import main
from chatbot.errors import ProfileError
from chatbot.generate import Stopped, Writing, pieces
from chatbot.generators.choose import open_generator
from chatbot.prompting import prepare
from chatbot.writing import answer_with_model
from index import NewsIndex
from tests.chatbot.writing_parts import HOWITZERS, evidence_answer

pytestmark = pytest.mark.slow
QUESTION = "Wie viele Haubitzen kauft Estland?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server process."""
    port_file = tmp_path_factory.mktemp("server") / "port"
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("openai_server.py")), str(port_file)])
    ends = time.monotonic() + 120
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


@pytest.mark.parametrize("name", ["strict", "muses"])
def test_a_server_is_told_not_to_think_and_asked_again_without_where_it_refuses(address, name):
    model = open_generator(f"{address}#{name}")
    assert model is not None
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert last.generator.startswith(name) and "zwölf" in last.sentences[0].text


def test_a_model_that_only_thinks_is_told_apart_from_one_that_proves_nothing(address):
    model = open_generator(f"{address}#muses", writing=Writing(max_new_tokens=20))
    assert model is not None
    *_, last = answer_with_model(evidence_answer(QUESTION), model)
    assert last.generator == "evidence" and "Nachdenken" in last.notes[-1]


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
    [("stalls", "rechtzeitig|nicht fertig"), ("unknown", "Anfrage abgelehnt"), ("hangs", "aufgelegt")],
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


@pytest.fixture
def folder(tmp_path):
    """An index of one article."""
    with NewsIndex.open(tmp_path / "index") as news:
        news.add_articles([HOWITZERS])
    return str(tmp_path / "index")


def test_the_command_line_shows_the_servers_text_held_to_the_proof(address, folder, capsys):
    assert main(["ask", QUESTION, "--index", folder, "--model", f"{address}#plain", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["text"] == "Estland kauft zwölf Haubitzen vom Typ Caesar. [1]"
    assert "Merkel" not in json.dumps(told["sentences"])
    assert told["generator"].startswith("plain (http://127.0.0.1")


def test_a_bot_shows_its_evidence_before_the_servers_text(address, folder):
    with Chatbot.open(folder, model=f"{address}#plain") as bot:
        first, *_, last = bot.stream(QUESTION)
    assert first.generator == "evidence" and "zwölf" in first.text
    assert last.generator.startswith("plain (")


@pytest.mark.parametrize("name", ["http://127.0.0.1:9/v1#gone", "http://127.0.0.1:9/v1", "no-such/model"])
def test_a_model_that_is_not_to_be_had_leaves_the_evidence_answer_with_a_message(folder, capsys, name):
    assert main(["ask", QUESTION, "--index", folder, "--model", name]) == 0
    told = capsys.readouterr()
    assert "zwölf" in told.out and "[1] Estland kauft Haubitzen" in told.out
    assert "Gezeigt werden die Belegsätze" in told.out or "Geantwortet wird mit den Belegsätzen" in told.err


def test_an_unknown_profile_is_an_error(folder, capsys):
    assert main(["ask", QUESTION, "--index", folder, "--profile", "riesig"]) == 2
    assert "embedded" in capsys.readouterr().err


def test_a_malformed_address_is_refused():
    with pytest.raises(ProfileError, match="no server address"):
        open_generator("http://")
