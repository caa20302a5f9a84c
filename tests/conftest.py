"""What every test stands on: no network beyond this machine, no writing into the user's own folders.

Child processes inherit the environment set here; sockets are shut in this process.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

# Set while collecting, before any test module imports an engine that reads them once.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["LANGSMITH_TRACING"] = "false"
_HOME = tempfile.TemporaryDirectory(prefix="beleg-tests-")
os.environ["BELEG_HOME"] = _HOME.name


class NetworkIsShutError(OSError):
    """A test tried to reach beyond this machine."""


def _is_loopback(host: object) -> bool:
    """Whether a host, as given to connect or getaddrinfo, is this machine itself."""
    name = host.decode("ascii") if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(str(name).split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_beyond_loopback(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
        raise NetworkIsShutError(f"tests must not use the network: connecting to {address[0]!r}; use a local fake instead")


@pytest.fixture(autouse=True, scope="session")
def shut_network() -> Iterator[None]:
    """Let sockets reach loopback only, for the whole run."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_beyond_loopback(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_beyond_loopback(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_loopback(host):
            raise NetworkIsShutError(f"tests must not use the network: looking up {host!r}; use a local fake instead")
        return getaddrinfo(host, *args, **kwargs)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    yield
    patch.undo()
