"""The running server seen without a browser: what it hands out, what it refuses, how it behaves in a crowd."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browsing import serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
CANARY = "canary-3f9c1d"


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "feedback.jsonl").write_text(CANARY, encoding="utf-8")
    with serving(folder, slow_s=0.2) as (address, _):
        yield address, folder


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
    for route in routes:
        for name in names:
            answer = httpx.get(f"{address}{route}{name}")
            assert answer.status_code in (403, 404), f"{route}{name}"
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
    upload = next(d["id"] for d in dependencies if d["queue"] and len(d["inputs"]) == 1)
    file = {"path": str(folder / "feedback.jsonl"), "meta": {"_type": "gradio.FileData"}, "orig_name": "x.txt"}
    body = {"data": [[file]], "fn_index": upload, "session_hash": "canary"}
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


def test_in_a_crowd_some_are_told_to_wait_and_the_server_goes_on(served):
    address, _ = served
    ask = ids_of(address)["ask"]
    statuses: list[int] = []

    def join(n: int) -> None:
        body = {"data": ["", "langsam Delegation", "", "", []], "fn_index": ask, "session_hash": f"crowd{n}"}
        statuses.append(httpx.post(f"{address}gradio_api/queue/join", json=body, timeout=30).status_code)

    crowd = [threading.Thread(target=join, args=(n,)) for n in range(40)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert set(statuses) == {200, 429}
    assert 16 <= statuses.count(200) <= 22
    assert httpx.get(f"{address}readyz").status_code == 200


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
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        assert line.startswith("Beleg: http://127.0.0.1:"), process.stderr.read()
        address = line.removeprefix("Beleg: ").strip()
        body = {
            "data": ["", "Wer gehörte zu Putins Delegation?", "", "", []],
            "fn_index": ids_of(address)["ask"],
            "session_hash": "real",
        }
        assert httpx.post(f"{address}gradio_api/queue/join", json=body, timeout=60).status_code == 200
        told = ""
        with httpx.stream("GET", f"{address}gradio_api/queue/data?session_hash=real", timeout=120) as events:
            for event in events.iter_lines():
                told += event
                if "process_completed" in event:
                    break
        assert "Fomin" in told and "mark" in told
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        peak_mb = int(next(x.split()[1] for x in status.splitlines() if x.startswith("VmHWM"))) / 1024
        assert peak_mb < 1000
        loaded = Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8")
        assert "libtorch" not in loaded
    finally:
        process.terminate()
        rest = process.communicate(timeout=30)[0]
    assert rest == ""
