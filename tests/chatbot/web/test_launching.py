import socket

import pytest

from chatbot.web.guard import Rules
from chatbot.web.launching import Address, free_port, launch_options


def test_a_taken_port_is_passed_over_for_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < free_port("127.0.0.1", port) < port + 20
        with pytest.raises(OSError, match=f"{port} .*--port"):
            free_port("127.0.0.1", port, n=1)


def test_a_host_that_is_not_this_computers_is_an_error():
    with pytest.raises(OSError):
        free_port("203.0.113.7", 7860)


def test_nothing_is_shared_measured_or_handed_out():
    options = launch_options(Address(), Rules.of([]), lambda: True)
    off = ("share", "show_error", "ssr_mode", "enable_monitoring", "run_history", "mcp_server", "pwa", "inbrowser")
    assert all(options[name] is False for name in off)
    assert options["allowed_paths"] == [] and options["footer_links"] == []
    assert options["server_name"] == "127.0.0.1"


def test_style_and_script_load_nothing_from_elsewhere():
    options = launch_options(Address(), Rules.of([]), lambda: True)
    for text in (options["css"], options["head"]):
        assert "http://" not in text and "https://" not in text and "@import" not in text and "url(" not in text
    assert "eval(" not in options["head"] and "innerHTML" not in options["head"] and "new Function" not in options["head"]
