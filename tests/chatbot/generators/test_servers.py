"""The server path against a real OpenAI-compatible process on this machine."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app import main as open_page
from chatbot import Chatbot
from chatbot.__main__ import main
from chatbot.errors import ProfileError
from chatbot.generate import Stopped, Writing, pieces
from chatbot.generators.choose import open_generator
from chatbot.prompting import prepare
from chatbot.web.desk import Desk
from chatbot.web.feedback import Feedback
from chatbot.web.launching import free_port
from chatbot.web.shelf import Shelf
from chatbot.web.texts import Texts
from chatbot.writing import answer_with_model
from index import NewsIndex
from tests.chatbot.writing_parts import HOWITZERS, evidence_answer

pytestmark = pytest.mark.slow
QUESTION = "Wie viele Haubitzen kauft Estland?"


@pytest.fixture(scope="module")
def port_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server process writes its port; beside it, whom it was left by."""
    return tmp_path_factory.mktemp("server") / "port"


@pytest.fixture(scope="module")
def address(port_file: Path) -> Iterator[str]:
    """The address of a server process."""
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


def is_left(port_file: Path, name: str, within_s: float) -> bool:
    """Whether the server was hung up on, once more since it was last asked, by the one who listened to this model."""
    told, ends = Path(f"{port_file}.left"), time.monotonic() + within_s
    while time.monotonic() < ends:
        if told.exists() and name in told.read_text(encoding="utf-8").splitlines():
            told.unlink()
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("name", ["stalls", "mute", "ponders"])
def test_stop_reaches_a_server_that_says_nothing_within_a_second(address, port_file, name):
    model = open_generator(f"{address}#{name}")
    assert model is not None
    stop = threading.Event()
    threading.Timer(0.7, stop.set).start()
    begin = time.monotonic()
    with pytest.raises(Stopped):
        list(pieces(model, prepare(evidence_answer(QUESTION)), stop, 30))
    assert time.monotonic() - begin < 1.7
    assert is_left(port_file, name, 1.0)


def test_a_stop_on_the_page_reaches_a_server_that_is_silent(address, port_file, folder, tmp_path):
    with Chatbot.open(folder, model=f"{address}#mute") as bot:
        texts = Texts("de")
        desk = Desk(bot, Feedback(tmp_path / "feedback.jsonl"), Shelf(bot.index))
        views = desk.ask("reader", QUESTION, "", "", [], texts)
        while "zwölf" not in (next(views).current or ""):
            pass
        threading.Timer(0.5, desk.stop, ("reader", texts)).start()
        begin = time.monotonic()
        *_, last = views
        assert time.monotonic() - begin < 1.5 and is_left(port_file, "mute", 1.0)
    assert "zwölf" in (last.current or "")


@pytest.mark.parametrize("name", ["stalls", "mute"])
def test_closing_a_bot_stops_what_a_silent_server_writes(address, port_file, folder, name):
    bot = Chatbot.open(folder, model=f"{address}#{name}")
    threading.Timer(0.7, bot.close).start()
    begin = time.monotonic()
    *_, last = bot.stream(QUESTION)
    assert time.monotonic() - begin < 1.7 and "Angehalten" in last.notes[-1]
    assert is_left(port_file, name, 1.0)


def hearing_ctrl_c():
    """A shell starts what it leaves in the background deaf to Ctrl-C, and so these tests' programs too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_program_ends_at_once_though_the_server_is_silent(address, folder):
    asking = [sys.executable, "-m", "chatbot", "ask", QUESTION, "--index", folder, "--model", f"{address}#mute"]
    program = subprocess.Popen(asking, stderr=subprocess.PIPE, preexec_fn=hearing_ctrl_c)
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(8)
    begin = time.monotonic()
    program.send_signal(signal.SIGINT)
    assert program.wait(30) == 130 and time.monotonic() - begin < 3


def test_the_page_ends_at_once_though_the_server_is_silent(address, folder):
    port = free_port("127.0.0.1", 18360)
    page = f"http://127.0.0.1:{port}/"
    app = Path(__file__).parents[3] / "app.py"
    program = subprocess.Popen(
        [sys.executable, str(app), "--port", str(port), "--index", folder, "--model", f"{address}#mute"],
        stdout=subprocess.PIPE,
        preexec_fn=hearing_ctrl_c,
    )
    assert program.stdout is not None and page in program.stdout.readline().decode()
    asks = [d["id"] for d in httpx.get(f"{page}config").json()["dependencies"] if d["queue"] and len(d["inputs"]) == 5]
    body = {"data": ["", QUESTION, "", "", []], "fn_index": asks[0], "session_hash": "one"}
    assert httpx.post(f"{page}gradio_api/queue/join", json=body).status_code == 200
    with httpx.stream("GET", f"{page}gradio_api/queue/data?session_hash=one", timeout=60) as events:
        assert any("zw" in line and "Panzerhaubitzen" in line for line in events.iter_lines())
        begin = time.monotonic()
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 0 and time.monotonic() - begin < 6


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


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("401", "Anfrage abgelehnt"), ("404", "Anfrage abgelehnt"), ("405", "Anfrage abgelehnt"), ("429", "keine Anfragen"),
        ("500", "meldet einen Fehler"), ("503", "meldet einen Fehler"), ("html", "nicht wie ein OpenAI"),
        ("silent", "nicht wie ein OpenAI"), ("bad-utf8", "nicht wie ein OpenAI"), ("bad-json", "nicht wie ein OpenAI"),
        ("other-json", "nicht wie ein OpenAI"), ("empty", "nichts geschrieben"), ("musing", "nichts geschrieben"),
        ("error", "zu wenig Arbeitsspeicher"), ("huge", "nichts geschrieben"), ("endless", "nichts geschrieben"),
    ],
)  # fmt: skip
def test_whatever_a_server_says_the_evidence_stands_and_the_reader_is_told_why(address, model, words):
    generator, base = open_generator(f"{address}#{model}"), evidence_answer(QUESTION)
    assert generator is not None
    *_, last = answer_with_model(base, generator, Writing(timeout_s=20))
    assert (last.sentences, last.generator) == (base.sentences, "evidence")
    assert words in last.notes[-1] and "Belegsätze" in last.notes[-1]


def test_half_a_character_of_a_server_breaks_no_answer(address):
    generator = open_generator(f"{address}#half")
    assert generator is not None
    *_, last = answer_with_model(evidence_answer(QUESTION), generator)
    assert last.generator.startswith("half") and json.dumps(last.to_dict(), ensure_ascii=False).encode()


def test_how_long_a_model_may_write_is_the_users_to_say(address, folder, capsys):
    with Chatbot.open(folder, model=f"{address}#mute", timeout_s=0.5) as bot:
        assert "nicht fertig" in bot.ask(QUESTION).notes[-1] or "rechtzeitig" in bot.ask(QUESTION).notes[-1]
        bot.use(f"{address}#stalls")
        begin = time.monotonic()
        bot.ask(QUESTION)
        assert time.monotonic() - begin < 5
    assert main(["ask", QUESTION, "--index", folder, "--model", f"{address}#mute", "--timeout", "0.5"]) == 0
    assert re.search("rechtzeitig|nicht fertig", " ".join(capsys.readouterr().out.split()))
    assert main(["ask", QUESTION, "--index", folder, "--timeout", "0"]) == 2
    assert "keine 0 Sekunden" in capsys.readouterr().err
    assert open_page(["--index", folder, "--timeout", "-1"]) == 1
    assert "more than 0" in capsys.readouterr().err


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
