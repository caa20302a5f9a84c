"""A real browser and a real server for the slow tests, and what they watch for."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from web_fakes import ARTICLES, SmallBot, small_index

from app import create_app
from chatbot.web.guard import Rules
from chatbot.web.launching import Address, free_port, launch_options
from index.types import Article

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVIL = "http://evil.example/x"
BAD = (
    f'<script>window.pwned=1</script><img src="{EVIL}" onerror="window.pwned=1"><iframe src="{EVIL}"></iframe>'
    f'![bild]({EVIL}) [link](javascript:window.pwned=1) <a href="javascript:window.pwned=1">x</a> <svg onload="window.pwned=1">'
    f'<style>@import url({EVIL});</style> "><input autofocus onfocus="window.pwned=1"> '
    f"$$\\href{{javascript:window.pwned=1}}{{x}}$$"
)
HOSTILE = Article(
    "hostile",
    f"Geheimplan {BAD}",
    f"Der Geheimplan wurde bekannt {BAD}.\n\n<!-- --> {BAD} Noch ein Geheimplan.",
    source=BAD,
    url="javascript:window.pwned=1",
    agencies=(BAD,),
)
PATIENCE_MS = 60_000
"""A busy machine is no failure."""


def long_article() -> Article:
    """An article whose answering sentence stands far below the fold."""
    filler = "\n\n".join(f"Absatz {n}: Der Rat sprach über Straßen, Schulen und Geld." for n in range(60))
    return Article(
        "lang", "Der lange Bericht", f"{filler}\n\nDas Nashorn heißt Klara.\n\n{filler}", source="Merkur", published="2024"
    )


@contextmanager
def serving(folder: Path, slow_s: float = 3.0) -> Iterator[tuple[str, SmallBot]]:
    """The page with the small bot on a free port: its address and the bot."""
    bot = SmallBot(small_index((*ARTICLES, HOSTILE, long_article())), slow_s)
    page = create_app(bot, folder / "feedback.jsonl")
    port = free_port("127.0.0.1", 7900, n=90)
    page.launch(**launch_options(Address("127.0.0.1", port), Rules.of([]), lambda: True))
    try:
        yield f"http://127.0.0.1:{port}/", bot
    finally:
        page.close(verbose=False)
        bot.index.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium.

    Raises:
        FileNotFoundError: there is none; `.ci/run` installs it.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise FileNotFoundError("no chromium on this computer; install it (apt-get install chromium), as .ci/run does")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """One visitor: a page, the requests it made and what the browser complained about."""

    def __init__(self, browser: Browser, address: str, **settings: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **settings})
        self.address = address
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def open(self, path: str = "") -> Visit:
        with self.page.expect_response(lambda r: "/gradio_api/run/" in r.url):
            self.page.goto(self.address + path)
        self.page.wait_for_selector("#current :is(.starters, .turn)")
        return self

    def ask(self, question: str, state: str = "done") -> None:
        """Type a question, press Enter, and wait for its exchange to be in a state."""
        self.page.fill("#question textarea", question)
        self.page.focus("#question textarea")
        self.page.keyboard.press("Enter")
        self.turn(question, state)

    def turn(self, question: str, state: str) -> None:
        """Wait until the newest exchange is about a question and in a state."""
        self.settle("([q, s]) => document.querySelector(`#current .turn.${s}`)?.dataset.question === q", [question, state])

    def settle(self, condition: str, value: Any = None) -> None:
        """Wait until a condition, as JavaScript, holds. Asked again and again from outside, as the policy forbids `eval`."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while not self.page.evaluate(condition, value):
            if time.monotonic() > end:
                raise TimeoutError(f"never came true: {condition} {value}; complaints: {self.complaints}")
            self.page.wait_for_timeout(40)

    def outside(self) -> list[str]:
        """Requests that left this computer."""
        return [u for u in self.requests if not u.startswith((self.address, "data:", "blob:"))]

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()
