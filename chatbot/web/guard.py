"""What stands before the server: who may ask, for what, how much; and the headers under which a browser shows the page.

Gradio's own server accepts any Host, reflects foreign Origins, serves files of its folders and can be asked to fetch addresses.
Only the routes this page needs pass here; nothing that names a file or another server does.

Source: the headers follow the OWASP secure headers list; the policy is the tightest under which Gradio's page was found to work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors {ancestors}; manifest-src 'self'; worker-src 'self' blob:; media-src 'none'"
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MAX_BODY = 1_500_000
MAX_UPLOAD = 110_000_000

_READ = re.compile(
    r"/|/en|/(assets|static)/[\w./-]+|/(theme\.css|favicon\.ico|manifest\.json|robots\.txt|config/?)|/pwa_icon(/\d+)?"
    r"|/gradio_api/(info/?|theme\.css|startup-events|app_id/?|heartbeat/[\w-]+|queue/data|upload_progress)"
)
_WRITE = re.compile(r"/gradio_api/(queue/join|run/[\w-]+/?|cancel|reset/?)")
_UPLOAD = "/gradio_api/upload"


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may use the server and what for.

    `hosts` are the names it answers to, without port; `framed_by` the addresses that may show it in a frame (none by default).
    """

    hosts: frozenset[str]
    uploads: bool = True
    framed_by: tuple[str, ...] = ()

    @classmethod
    def of(cls, hosts: Iterable[str], uploads: bool = True, framed_by: tuple[str, ...] = ()) -> Rules:
        """Rules for these host names, in any spelling, and always for this computer itself."""
        names = {h.strip().lower().rstrip(".").removeprefix("[").removesuffix("]") for h in hosts}
        return cls(frozenset(names | set(LOOPBACK)) - {"", "0.0.0.0", "::"}, uploads, framed_by)


class Guard:
    """ASGI middleware that lets through what the page needs, by `rules`. `ready` says whether questions can be answered."""

    def __init__(self, app: ASGIApp, rules: Rules, ready: Callable[[], bool]) -> None:
        self.app = app
        self.rules = rules
        self.ready = ready
        ancestors = " ".join(rules.framed_by) or "'none'"
        self._headers = [
            (b"content-security-policy", POLICY.format(ancestors=ancestors).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ]
        if not rules.framed_by:
            self._headers += [(b"x-frame-options", b"DENY"), (b"cross-origin-opener-policy", b"same-origin")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request here, or hand it on with its body capped and our headers on the answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _reply(send, *refusal, self._headers)
            return
        limit = MAX_UPLOAD if scope["path"] == _UPLOAD else MAX_BODY
        await _Capped(self.app, limit, self._headers)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason of an answer given here, None for a request to hand on."""
        path, method = scope["path"], scope["method"]
        if path == "/healthz":
            return 200, "ok"
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        host = _host_name(headers.get("host", ""))
        if host not in self.rules.hosts:
            return 400, "this server does not answer to that host name; start it with --allowed-host to add it"
        if path == "/readyz":
            return (200, "ready") if self.ready() else (503, "not ready")
        if not self._same_origin(method, headers):
            return 403, "requests from other sites are not taken"
        if "proxy=" in path or "file=" in path or "/file/" in path:
            return 403, "files and other servers are not handed out"
        allowed = {"GET": _READ, "HEAD": _READ, "POST": _WRITE}.get(method)
        if allowed is not None and allowed.fullmatch(path) and ".." not in path:
            return None
        if method == "POST" and path == _UPLOAD and self.rules.uploads:
            return None
        return 404, "there is nothing here"

    def _same_origin(self, method: str, headers: dict[str, str]) -> bool:
        """Whether a request comes from our own page, from no page at all, or is a link followed from elsewhere."""
        origin = headers.get("origin")
        if origin is None:
            return method in ("GET", "HEAD") or headers.get("sec-fetch-site") != "cross-site"
        scheme, _, place = origin.lower().partition("://")
        if scheme not in ("http", "https"):
            return False
        return _host_name(place) in self.rules.hosts - set(LOOPBACK) or place == headers.get("host", "").lower()


class _Capped:
    """The app with at most `limit` bytes of body and extra headers on what it answers."""

    def __init__(self, app: ASGIApp, limit: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.app, self.limit, self.headers = app, limit, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not length.isdigit() or int(length) > self.limit:
            await _reply(send, 413, "too large", self.headers)
            return
        got, started, cut = 0, False, False

        async def counted() -> Message:
            nonlocal got, cut
            message = await receive()
            got += len(message.get("body", b""))
            if got > self.limit:
                cut = True
                return {"type": "http.disconnect"}
            return message

        async def dressed(message: Message) -> None:
            nonlocal started
            if cut and not started:
                return
            if message["type"] == "http.response.start":
                started = True
                ours = {name for name, _ in self.headers}
                message["headers"] = [(k, v) for k, v in message.get("headers", []) if k.lower() not in ours] + self.headers
                if message["status"] == 503 and scope["path"] == "/gradio_api/queue/join":
                    # Gradio's page has a fixed English text for 503; for any other status it shows what our own script says.
                    message["status"] = 429
            await send(message)

        await self.app(scope, counted, dressed)
        if cut and not started:
            await _reply(send, 413, "too large", self.headers)


def _host_name(host: str) -> str:
    """The name in a Host header, without port, brackets or final dot, in lower case; empty if it is malformed."""
    if "@" in host or "/" in host:
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


async def _reply(send: Send, status: int, reason: str, headers: list[tuple[bytes, bytes]]) -> None:
    body = json.dumps({"detail": reason}).encode()
    about = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": about + headers})
    await send({"type": "http.response.body", "body": body})
