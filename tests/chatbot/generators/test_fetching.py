"""Fetching a model from a hub that runs on this machine: whole, checked, and a clear sentence when it cannot be."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatbot.generators.fetching import git_blob_of, sha256_of

COMMIT = "c" * 40
FILES = {
    "config.json": b'{"model_type": "qwen3"}',
    "model.safetensors": b"weights" * 99,
    "pytorch_model.bin": b"code",
    "run.py": b"x",
}
FETCH = (
    "import sys; from pathlib import Path\nfrom chatbot.errors import ProfileError\n"
    "from chatbot.generators.fetching import fetch\n"
    "try:\n    print(fetch(sys.argv[1], Path(sys.argv[2]), lambda *told: print(*told)))\n"
    "except ProfileError as error:\n    print('ProfileError:', error)"
)


class Hub(BaseHTTPRequestHandler):
    """The few addresses of the hub that fetching a model needs. "own/tiny" is sound, "own/damaged" is not."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        parts = self.path.split("?")[0].strip("/").split("/")
        if parts[:2] == ["api", "models"] and parts[2] == "own" and parts[3] in ("tiny", "damaged"):
            body = json.dumps({"id": "/".join(parts[2:4]), "sha": COMMIT, "siblings": [self._sibling(n) for n in FILES]}).encode()
            self._send(200, body, {"Content-Type": "application/json"})
        elif "resolve" in parts and parts[-1] in FILES:
            body = FILES[parts[-1]]
            if parts[1] == "damaged" and parts[-1] == "model.safetensors":
                body = body[:-1] + b"?"
            self._send(200, body, {"ETag": f'"{self._hash(parts[-1])}"', "X-Repo-Commit": COMMIT})
        else:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound", "Content-Type": "application/json"})

    def _hash(self, name: str) -> str:
        content = FILES[name]
        if name.endswith(".safetensors"):
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()

    def _sibling(self, name: str) -> dict[str, object]:
        entry: dict[str, object] = {"rfilename": name, "size": len(FILES[name]), "blobId": self._hash(name)}
        if name.endswith(".safetensors"):
            entry["lfs"] = {"sha256": self._hash(name), "size": len(FILES[name]), "pointerSize": 130}
        return entry

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture(scope="module")
def hub() -> Iterator[str]:
    """The address of a hub on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def fetched(name: str, cache: Path, endpoint: str, offline: str = "0") -> str:
    """What fetching prints in a process of its own; the hub's library reads its address once, at import."""
    environment = os.environ | {
        "HF_ENDPOINT": endpoint, "HF_HUB_OFFLINE": offline, "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HOME": str(cache), "PYTHONPATH": str(Path(__file__).parents[3]),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", FETCH, name, str(cache)], env=environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_a_model_is_fetched_whole_without_files_that_could_run_code(hub, tmp_path):
    told = fetched("own/tiny", tmp_path, hub)
    folder = tmp_path / "models--own--tiny" / "snapshots" / COMMIT
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "model.safetensors"], told
    assert (folder / "model.safetensors").read_bytes() == FILES["model.safetensors"]
    assert (tmp_path / "models--own--tiny" / "refs" / "main").read_text(encoding="utf-8") == COMMIT
    assert "model.safetensors 693 693" in told


@pytest.mark.slow
def test_a_file_that_came_damaged_is_refused_and_not_kept(hub, tmp_path):
    told = fetched("own/damaged", tmp_path, hub)
    assert "ProfileError: model.safetensors of own/damaged came damaged" in told
    assert not list(tmp_path.rglob("snapshots/*/model.safetensors"))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), [("own/none", "has no model own/none"), ("not a name", "is no model name")])
def test_a_name_the_hub_does_not_know_gets_a_clear_sentence(hub, tmp_path, name, words):
    assert words in fetched(name, tmp_path, hub)


@pytest.mark.slow
@pytest.mark.parametrize("offline", ["0", "1"])
def test_without_the_hub_the_way_by_a_folder_is_named(tmp_path, offline):
    told = fetched("own/tiny", tmp_path, "http://127.0.0.1:9", offline)
    assert "the hub cannot be reached" in told and "--model FOLDER" in told


def test_hashes_are_those_of_sha256_and_git(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello\n")
    assert sha256_of(path) == hashlib.sha256(b"hello\n").hexdigest()
    assert git_blob_of(path) == "ce013625030ba8dba906f756967f9e9ca394464a"
