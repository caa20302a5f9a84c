import asyncio
import json

import pytest

from chatbot.web.guard import MAX_BODY, Guard, Rules


async def inner(scope, receive, send):
    """An app that reads the body and says how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    status = 503 if scope["path"].endswith("queue/join") and length == 4 else 200
    await send({"type": "http.response.start", "status": status, "headers": [(b"referrer-policy", b"unsafe-url")]})
    await send({"type": "http.response.body", "body": str(length).encode()})


def request(path="/", method="GET", headers=None, body=(b"",), rules=None, ready=True):
    """Status, headers and body of the answer to one request."""
    named = {"host": "127.0.0.1:7860", **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(k.encode(), v.encode()) for k, v in named.items() if v is not None],
    }
    parts, sent = list(body), []

    async def receive():
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message):
        sent.append(message)

    guard = Guard(inner, rules or Rules.of([]), lambda: ready)
    asyncio.run(guard(scope, receive, send))
    start = sent[0]
    answered = {k.decode(): v.decode() for k, v in start["headers"]}
    return start["status"], answered, b"".join(m.get("body", b"") for m in sent[1:])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/en"),
        ("GET", "/assets/index-abc.js"),
        ("GET", "/theme.css"),
        ("GET", "/config"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/gradio_api/heartbeat/abc"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/run/predict"),
        ("POST", "/gradio_api/cancel"),
        ("POST", "/gradio_api/upload"),
    ],
)
def test_what_the_page_needs_passes(method, path):
    assert request(path, method)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=http://169.254.169.254/",
        "/gradio_api/file=http://example.org/x",
        "/gradio_api/file=/etc/passwd",
        "/file=app.py",
        "/proxy=https://x.hf.space/",
        "/gradio_api/file/app.py",
    ],
)
def test_routes_that_hand_out_files_or_fetch_addresses_are_forbidden(path):
    assert request(path)[0] == 403
    assert request(path, "HEAD")[0] == 403


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/monitoring"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("POST", "/login"),
        ("GET", "/gradio_api/dev/reload"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/runs"),
        ("POST", "/gradio_api/call/predict"),
        ("GET", "/static/../app.py"),
        ("GET", "/assets/../../app.py"),
        ("PUT", "/"),
        ("DELETE", "/"),
        ("OPTIONS", "/"),
        ("POST", "/"),
        ("GET", "/gradio_api/deep_link"),
        ("POST", "/gradio_api/stream/x"),
        ("GET", "/custom_component/a/b/c/d"),
        ("GET", "/app.py"),
        ("POST", "/gradio_api/process_recording"),
        ("GET", "/gradio_api/stream/a/b/1/playlist.m3u8"),
    ],
)
def test_every_other_route_is_not_there(method, path):
    assert request(path, method)[0] == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:7860", "LOCALHOST", "[::1]:7860", "localhost."])
def test_this_computers_names_are_answered(host):
    assert request(headers={"host": host})[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", None, "0.0.0.0", "evil@localhost", "[::1"])
def test_other_names_are_refused_so_that_no_foreign_name_can_point_here(host):
    assert request(headers={"host": host})[0] == 400


def test_an_added_name_is_answered_in_any_spelling():
    rules = Rules.of(["Beleg.Example"])
    assert request(headers={"host": "beleg.example:443"}, rules=rules)[0] == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:7860", "file://", "http://[x"]
)
def test_a_foreign_page_can_neither_read_nor_post(origin):
    assert request("/gradio_api/queue/join", "POST", {"origin": origin})[0] == 403
    assert request("/config", "GET", {"origin": origin})[0] == 403


def test_our_own_page_may_post():
    assert request("/gradio_api/queue/join", "POST", {"origin": "http://127.0.0.1:7860"})[0] == 200
    behind_a_proxy = {"host": "beleg.example", "origin": "https://beleg.example"}
    assert request("/gradio_api/queue/join", "POST", behind_a_proxy, rules=Rules.of(["beleg.example"]))[0] == 200


def test_a_cross_site_post_without_an_origin_is_refused():
    assert request("/gradio_api/queue/join", "POST", {"sec-fetch-site": "cross-site"})[0] == 403


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing", "/gradio_api/file=x"])
def test_every_answer_carries_the_safety_headers_once(path):
    _, headers, _ = request(path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy and "frame-ancestors 'none'" in policy
    assert "http:" not in policy and "https:" not in policy and "*" not in policy


def test_a_body_that_is_declared_too_large_is_refused():
    assert request("/gradio_api/queue/join", "POST", {"content-length": str(MAX_BODY + 1)})[0] == 413
    assert request("/gradio_api/queue/join", "POST", {"content-length": "-5"})[0] == 413


def test_a_body_that_turns_out_too_large_is_cut():
    assert request("/gradio_api/queue/join", "POST", body=[b"x" * 800_000, b"x" * 800_000])[0] == 413


def test_uploads_may_be_larger_and_are_refused_where_nobody_may_add_articles():
    assert request("/gradio_api/upload", "POST", {"content-length": str(MAX_BODY + 1)})[0] == 200
    assert request("/gradio_api/upload", "POST", rules=Rules.of([], uploads=False))[0] == 404


def test_a_full_queue_is_told_apart_for_our_own_message():
    assert request("/gradio_api/queue/join", "POST", body=[b"full"])[0] == 429


def test_health_needs_no_host_name_and_readiness_tells_the_truth():
    assert request("/healthz", headers={"host": "10.0.0.1"})[0] == 200
    assert request("/readyz")[0] == 200
    status, _, body = request("/readyz", ready=False)
    assert status == 503 and json.loads(body)["detail"] == "not ready"


def test_no_websocket_is_opened():
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(Guard(inner, Rules.of([]), lambda: True)({"type": "websocket", "path": "/"}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_only_a_named_site_may_show_the_page_in_a_frame():
    _, headers, _ = request(rules=Rules.of([], framed_by=("https://huggingface.co",)))
    assert "frame-ancestors https://huggingface.co;" in headers["content-security-policy"]
    assert "x-frame-options" not in headers
