"""How the page is served: theme, style and script, and the guard before it. One place for every safety setting of the server."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from chatbot.web.guard import Guard, Rules
from chatbot.web.language_door import LanguageDoor
from chatbot.web.library import MAX_FILE_BYTES

HERE = Path(__file__).parent
_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
# Before the page's own style is there: no white flash in the dark, and not Gradio's English word while it loads.
FIRST_PAINT = ":root { color-scheme: light dark; } p.loading { visibility: hidden; }"
_MONO = ["ui-monospace", "Consolas", "monospace"]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served."""

    host: str = "127.0.0.1"
    port: int = 7860


def free_port(host: str, first: int, n: int = 20) -> int:
    """The first port from `first` on that nobody listens on.

    Raises:
        OSError: none of `n` is free, or the host is not one of this computer's addresses.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, first + n):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                return port
    raise OSError(errno.EADDRINUSE, f"ports {first} to {first + n - 1} on {host} are all taken; choose another with --port")


def launch_options(address: Address, rules: Rules, ready: Callable[[], bool], language: str = "de") -> dict[str, Any]:
    """Every argument for `Blocks.launch`."""
    script = (HERE / "page.js").read_text(encoding="utf-8")
    return {
        "server_name": address.host,
        "server_port": address.port,
        "share": False,
        "inbrowser": False,
        "quiet": True,
        "show_error": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "run_history": False,
        "footer_links": [],
        "allowed_paths": [],
        "max_file_size": MAX_FILE_BYTES,
        "strict_cors": True,
        "prevent_thread_lock": True,
        "theme": gr.themes.Base(font=_FONTS, font_mono=_MONO),
        "css": (HERE / "style.css").read_text(encoding="utf-8"),
        "head": f"<style>{FIRST_PAINT}</style><script>{script}</script>",
        "app_kwargs": {
            "middleware": [Middleware(Guard, rules=rules, ready=ready), Middleware(LanguageDoor, default=language)],
            "docs_url": None,
            "redoc_url": None,
        },
    }
