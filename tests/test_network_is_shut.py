"""The tests' own safety: conftest.py really shuts the network and spares the user's folders."""

from __future__ import annotations

import os
import socket
import threading

import pytest


def test_connecting_beyond_loopback_is_refused() -> None:
    with socket.socket() as sock, pytest.raises(OSError, match="must not use the network"):
        sock.connect(("192.0.2.1", 80))
    with socket.socket() as sock, pytest.raises(OSError, match="must not use the network"):
        sock.connect_ex(("192.0.2.1", 80))


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(OSError, match="must not use the network"):
        socket.create_connection(("example.org", 443), timeout=1)


def test_loopback_still_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted = threading.Thread(target=lambda: server.accept()[0].close())
        accepted.start()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.recv(1) == b""
        accepted.join(5)


def test_the_users_own_folder_is_left_alone() -> None:
    assert "beleg-tests-" in os.environ["BELEG_HOME"]
    assert os.environ["HF_HUB_OFFLINE"] == "1"
