"""The front door: reads the arguments, opens the bot, serves the page. ``python app.py --help`` explains every option."""

from __future__ import annotations

import argparse
import os
import sys
import time
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

import gradio as gr

from chatbot.bot import Chatbot
from chatbot.errors import ChatbotError
from chatbot.generate import TIMEOUT_S
from chatbot.web.bot import Bot
from chatbot.web.desk import Desk
from chatbot.web.feedback import Feedback
from chatbot.web.guard import LOOPBACK, Rules
from chatbot.web.launching import Address, free_port, launch_options
from chatbot.web.page import create_page
from chatbot.web.shelf import Shelf
from chatbot.web.starters import read_starters
from chatbot.web.writers import Writers
from index.errors import NewsIndexError
from index.places import data_home

GOLD = Path(__file__).parent / "seeds" / "gold.jsonl"
DEFAULT_PORT = 7860


def create_app(bot: Bot, feedback: Path, shared: bool = False, writable: bool = True, gold: Path | None = GOLD) -> gr.Blocks:
    """The page for a bot, not yet served.

    Verdicts go to the file `feedback`. `shared` says that other people can reach the server: then nobody can change the articles,
    as with `writable` False. `gold` holds the questions to start with; None for none.
    """
    desk = Desk(
        bot=bot,
        feedback=Feedback(feedback),
        shelf=Shelf(bot.index, writable=writable and not shared),
        starters=read_starters(gold, "de") if gold else (),
        starters_english=read_starters(gold, "en") if gold else (),
        shared=shared,
        writers=None if shared else Writers(bot),
    )
    return create_page(desk)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C; 0, or 1 with one line on stderr when that is not possible."""
    options = _arguments(os.environ).parse_args(argv)
    hosted = "SPACE_ID" in os.environ
    # A name that is allowed besides is one that other people reach this server by, for example through a proxy.
    shared = hosted or options.host not in LOOPBACK or bool(options.allowed_host)
    try:
        address = Address(options.host, options.port if options.port else free_port(options.host, DEFAULT_PORT))
        if options.port:
            free_port(options.host, options.port, n=1)
        bot = Chatbot.open(
            options.index, options.profile, options.model, False, detector=options.detector, timeout_s=options.timeout
        )
    except OSError as error:
        return _fail(error.strerror or str(error))
    except (ChatbotError, NewsIndexError) as error:
        return _fail(str(error))

    def ready() -> bool:
        try:
            return bool(bot.index.revision)
        except NewsIndexError:
            return False

    page = create_app(bot, data_home() / "feedback.jsonl", shared=shared)
    rules = Rules.of(
        [options.host, *options.allowed_host, *os.environ.get("SPACE_HOST", "").split(",")],
        uploads=not shared,
        framed_by=("https://huggingface.co",) if hosted else (),
    )
    page.launch(**launch_options(address, rules, ready, options.lang))
    shown = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host
    url = f"http://{f'[{shown}]' if ':' in shown else shown}:{address.port}/"
    print(f"Beleg: {url}", flush=True)
    if options.open:
        webbrowser.open(url)
    try:
        while True:
            time.sleep(0.5)  # a Ctrl-C that another thread took is noticed when this one wakes
    except KeyboardInterrupt:
        return 0
    finally:
        page.close(verbose=False)
        bot.close()


def _fail(reason: str) -> int:
    print(f"app.py: {reason}", file=sys.stderr)
    return 1


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError(f"{number} is no port; use one from 1 to 65535")
    return number


def _arguments(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python app.py",
        description="Opens Beleg's page: questions about German news, answered with the words that prove each sentence. "
        "Nothing leaves this computer, unless you give a server's address to --model. Stop it with Ctrl-C.",
    )
    hosted = "SPACE_ID" in environment
    parser.add_argument(
        "--host",
        default="0.0.0.0" if hosted else "127.0.0.1",
        help="address to listen on (default: %(default)s, this computer only). With any other, everyone who reaches this "
        "computer can ask, and nobody can change the articles",
    )
    parser.add_argument(
        "--port",
        type=_port,
        default=7860 if hosted else None,
        help=f"port to listen on (default: the first free one from {DEFAULT_PORT})",
    )
    parser.add_argument(
        "--index",
        metavar="DIR",
        default=None,
        help="folder of your own articles' index, made when absent (default: the starter articles)",
    )
    parser.add_argument(
        "--profile", default="embedded", help="which models answer (default: %(default)s, which needs no download)"
    )
    parser.add_argument(
        "--model",
        default=None,
        help="a language model to word the answers: name, folder or server's address (default: none, sentences of the articles)",
    )
    parser.add_argument(
        "--timeout",
        metavar="S",
        type=float,
        default=TIMEOUT_S,
        help="seconds a language model has for an answer; then the sentences of the articles stand (default: %(default)g)",
    )
    parser.add_argument(
        "--detector",
        default=None,
        help="a LettuceDetect model, name or folder, that checks a language model's sentences a second time (default: the "
        "profile's, where it is on this computer)",
    )
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        default="de",
        help="language of the page for those who have not chosen one (default: %(default)s)",
    )
    parser.add_argument(
        "--allowed-host", metavar="NAME", action="append", default=[],
        help="another name this server is reached by, for example behind a proxy; may be given several times. Whoever reaches "
        "it can ask, and nobody can change the articles or the language model",
    )  # fmt: skip
    parser.add_argument("--open", action="store_true", help="also open the page in the browser")
    return parser


if __name__ == "__main__":
    sys.exit(main())
