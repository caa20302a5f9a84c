"""A small OpenAI-compatible server, run as a process of its own by the tests: ``python openai_server.py PORT_FILE``.

The model's name says how it behaves: "plain", "thinks", "strict" (refuses options it does not know), "muses" (thinks too long
unless told not to and given room), "stalls" (one word, then silence), "mute" (silence), "ponders" (thinks without end), "hangs"
(in the middle of a stream); a number is a status with an error, "html" a page; the names in RAW send these bytes.
Whoever hangs up on one that is silent or thinks is written into PORT_FILE.left, by the model's name.
"""

from __future__ import annotations

import json
import select
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TEXTS = {
    "plain": "Estland kauft zwölf Haubitzen vom Typ Caesar [1]. Das sagte Angela Merkel [1].",
    "thinks": "<think>Steht da zwölf? Ja: 99.</think>Estland kauft zwölf Haubitzen [1].",
    "strict": "Estland kauft zwölf Haubitzen [1].",
    "muses": "<think>Steht da zwölf? Oder doch nicht? Das muss man",
    "stalls": "Estland ",
    "mute": "",
    "ponders": "<think>",
    "hangs": "Estland kauft ",
}

CHUNK = b'data: {"id": "1", "object": "chat.completion.chunk", "choices": [{"index": 0, "delta": %s, "finish_reason": %s}]}\n\n'
RAW = {
    "silent": b"",
    "bad-utf8": CHUNK % (b'{"content": "\xff\xfe"}', b"null"),
    "bad-json": b"data: {nonsense\n\n",
    "other-json": b"data: [1, 2]\n\n",
    "empty": CHUNK % (b"{}", b'"stop"'),
    "musing": CHUNK % (b'{"reasoning_content": "99 Haubitzen."}', b"null") + CHUNK % (b"{}", b'"stop"'),
    "error": b'data: {"error": {"message": "CUDA out of memory", "type": "server_error", "code": 500}}\n\n',
    "half": CHUNK % (b'{"content": "\\ud800 Estland kauft zw\\u00f6lf Haubitzen [1]."}', b'"stop"'),
    "huge": CHUNK % (b'{"content": "%s"}' % (b"Bananen sind krumm. " * 500_000), b'"stop"'),
    "endless": CHUNK % (b'{"content": "%s"}' % (b"und " * 2_000), b"null"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers /v1/models and /v1/chat/completions, streaming or not."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in TEXTS]})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = asked["model"]
        if model == "html" or model.isdigit():
            self._body(200 if model == "html" else int(model), b"<html>nginx</html>", "text/html")
            return
        if model in RAW:
            self._body(200, RAW[model] * (500 if model == "endless" else 1), "text/event-stream")
            return
        if model not in TEXTS:
            self._json(404, {"error": {"message": f"no model {model}", "type": "not_found", "code": 404}})
            return
        if model == "strict" and "reasoning_effort" in asked:
            self._json(400, {"error": {"message": "unknown field reasoning_effort", "type": "invalid", "code": 400}})
            return
        text = TEXTS[model]
        if model == "muses" and asked.get("reasoning_effort") == "none" and asked["max_tokens"] > 300:
            text = TEXTS["plain"]
        if not asked.get("stream"):
            message = {"role": "assistant", "content": text}
            self._json(200, {"id": "1", "object": "chat.completion", "created": 0, "model": model,
                             "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})  # fmt: skip
            return
        if model == "mute":
            self._wait(model)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        for start in range(0, len(text), 4):
            self._event(model, {"content": text[start : start + 4]}, None)
        if model == "stalls":
            self._wait(model)
            return
        while model == "ponders":
            try:
                self._event(model, {"content": "hm "}, None)
            except OSError:
                self._left(model)
                return
            time.sleep(0.05)
        if model != "hangs":
            self._event(model, {}, "length" if text == TEXTS["muses"] else "stop")
            self.wfile.write(b"data: [DONE]\n\n")
        else:
            self.wfile.write(b'data: {"id": "1", "choi')
        self.close_connection = True

    def _wait(self, model: str) -> None:
        """Say nothing until the other side hangs up."""
        self.close_connection = True
        if select.select([self.connection], [], [], 60)[0]:
            self._left(model)

    def _left(self, model: str) -> None:
        self.close_connection = True
        with Path(f"{sys.argv[1]}.left").open("a", encoding="utf-8") as file:
            file.write(f"{model}\n")

    def _event(self, model: str, delta: dict[str, str], finish: str | None) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": model,
                 "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}  # fmt: skip
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def _json(self, status: int, body: object) -> None:
        self._body(status, json.dumps(body).encode(), "application/json")

    def _body(self, status: int, raw: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Path(sys.argv[1]).write_text(str(server.server_port), encoding="utf-8")
    server.serve_forever()
