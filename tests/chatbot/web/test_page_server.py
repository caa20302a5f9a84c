"""The running server seen without a browser: what it hands out, what it refuses, how it behaves in a crowd."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browsing import serving
from web_fakes import SmallBot

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
CANARY = "canary-3f9c1d"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory) -> Iterator[tuple[str, Path, SmallBot]]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "feedback.jsonl").write_text(CANARY, encoding="utf-8")
    with serving(folder) as (address, bot):
        yield address, folder, bot


@pytest.fixture
def served(crowded) -> tuple[str, Path]:
    """Address and data folder of the one server of this module."""
    return crowded[:2]


def told_about(address: str, question: str, session: str, patience_s: float = 120) -> str:
    """All the page is told while a question is answered, up to its last event."""
    body = {"data": ["", question, "", "", []], "fn_index": ids_of(address)["ask"], "session_hash": session}
    assert httpx.post(f"{address}gradio_api/queue/join", json=body, timeout=patience_s).status_code == 200
    told = ""
    with httpx.stream("GET", f"{address}gradio_api/queue/data?session_hash={session}", timeout=patience_s) as events:
        for event in events.iter_lines():
            told += event
            if "process_completed" in event:
                return told
    raise AssertionError(f"the answer never ended: {told[-500:]}")


def ids_of(address: str) -> dict[str, int]:
    """Numbers of the page's functions: the one that asks (queued) and one that is not queued."""
    dependencies = httpx.get(f"{address}config").json()["dependencies"]
    return {
        "ask": next(d["id"] for d in dependencies if d["queue"] and len(d["inputs"]) == 5),
        "quick": next(d["id"] for d in dependencies if not d["queue"]),
    }


def test_no_route_hands_out_a_file(served):
    address, folder = served
    canary = folder / "feedback.jsonl"
    names = [str(canary), f"../../../..{canary}", "app.py", "chatbot/web/page.py", "/etc/hostname", "..%2f..%2fetc%2fhostname"]
    routes = [
        "gradio_api/file=",
        "file=",
        "gradio_api/file/",
        "static/",
        "assets/",
        "gradio_api/stream/",
        "svelte/",
        "gradio_api/proxy=file://",
        "",
    ]
    with httpx.Client() as client:
        answers = {f"{route}{name}": client.get(f"{address}{route}{name}") for route in routes for name in names}
    for asked, answer in answers.items():
        assert answer.status_code in (403, 404), asked
        assert CANARY not in answer.text and "import" not in answer.text
    for page in ("", "en", "config", "gradio_api/info"):
        assert CANARY not in httpx.get(f"{address}{page}").text
        assert str(folder) not in httpx.get(f"{address}{page}").text


def test_a_file_sent_up_cannot_be_fetched_and_a_foreign_path_is_not_read(served):
    address, folder = served
    sent = httpx.post(f"{address}gradio_api/upload", files={"files": ("a.txt", CANARY)})
    assert sent.status_code == 200
    assert httpx.get(f"{address}gradio_api/file={sent.json()[0]}").status_code == 403
    dependencies = httpx.get(f"{address}config").json()["dependencies"]
    upload = next(d["id"] for d in dependencies if d["queue"] and len(d["inputs"]) == 3)
    file = {"path": str(folder / "feedback.jsonl"), "meta": {"_type": "gradio.FileData"}, "orig_name": "x.txt"}
    body = {"data": ["", [], [file]], "fn_index": upload, "session_hash": "canary"}
    joined = httpx.post(f"{address}gradio_api/queue/join", json=body)
    assert joined.status_code == 200
    with httpx.stream("GET", f"{address}gradio_api/queue/data?session_hash=canary", timeout=30) as events:
        told = "".join(line for line in events.iter_lines() if line.startswith("data"))
    assert CANARY not in told
    assert '"success":false' in told.replace(" ", "")


def test_a_question_goes_through_the_queue_only(served):
    address, _ = served
    body = {"data": ["", "Wer?", "", "", []], "fn_index": ids_of(address)["ask"], "session_hash": "x"}
    assert httpx.post(f"{address}gradio_api/run/predict", json=body).status_code == 404


def test_in_a_crowd_some_are_told_to_wait_and_the_server_goes_on(crowded):
    address, _, bot = crowded
    ask = ids_of(address)["ask"]
    statuses: list[int] = []

    def join(n: int) -> None:
        body = {"data": ["", "warte auf die Delegation", "", "", []], "fn_index": ask, "session_hash": f"crowd{n}"}
        statuses.append(httpx.post(f"{address}gradio_api/queue/join", json=body, timeout=60).status_code)

    crowd = [threading.Thread(target=join, args=(n,)) for n in range(40)]
    bot.gate.clear()
    try:
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert set(statuses) == {200, 429}
        # Nobody is done before the gate opens: those waiting in the queue, those being answered, one on the way between.
        assert 16 <= statuses.count(200) <= 16 + 4 + 1
        assert httpx.get(f"{address}readyz").status_code == 200
    finally:
        bot.gate.set()
    end = time.monotonic() + 60
    while sum("warte" in asked["question"] for asked in bot.asked) < statuses.count(200) and time.monotonic() < end:
        time.sleep(0.1)
    assert "mark" in told_about(address, "Wer gehört zur Delegation?", "after")


@pytest.mark.parametrize(
    "data",
    [None, "x", [], [1], [{"a": 1}, None, None, None, None], ["", "x" * 5000, "y" * 5000, 7, "z"], ["", ["Wer?"], {}, [], {}]],
)
def test_malformed_requests_get_an_answer_that_tells_nothing_of_the_inside(served, data):
    address, _ = served
    body = {"data": data, "fn_index": ids_of(address)["quick"], "session_hash": "x"}
    answer = httpx.post(f"{address}gradio_api/run/predict", json=body)
    assert "Traceback" not in answer.text and str(ROOT) not in answer.text
    assert httpx.get(f"{address}healthz").status_code == 200


def test_help_explains_every_option_and_a_taken_port_is_an_error_in_one_line(served):
    told = subprocess.run([sys.executable, "app.py", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0
    for option in ("--host", "--port", "--index", "--profile", "--model", "--lang", "--allowed-host", "--open"):
        assert option in told.stdout
    port = served[0].rstrip("/").rsplit(":", 1)[1]
    taken = subprocess.run([sys.executable, "app.py", "--port", port], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert taken.returncode == 1
    assert port in taken.stderr and "--port" in taken.stderr and taken.stderr.count("\n") == 1
    assert taken.stdout == ""


def test_the_whole_page_runs_from_the_command_line_in_one_gigabyte_without_torch(tmp_path):
    """The real bot on the starter articles: one line with the address, an answer, memory, and what was loaded."""
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, "BELEG_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    try:
        line = process.stdout.readline()
        assert line.startswith("Beleg: http://127.0.0.1:"), (tmp_path / "log").read_text(encoding="utf-8")
        told = told_about(line.removeprefix("Beleg: ").strip(), "Wer gehörte zu Putins Delegation?", "real")
        assert "Fomin" in told and "mark" in told
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        peak_mb = int(next(x.split()[1] for x in status.splitlines() if x.startswith("VmHWM"))) / 1024
        assert peak_mb < 1000
        assert "libtorch" not in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
    finally:
        process.terminate()
        rest = process.communicate(timeout=60)[0]
        log.close()
    assert rest == ""
