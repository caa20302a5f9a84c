"""Command line of the chatbot: ask, chat, evaluate, compare, gold, models.

Exit code 0 for an answer or an honest refusal, 2 for errors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from chatbot.bot import Chatbot
from chatbot.errors import ChatbotError, GenerationError, ProfileError
from chatbot.evaluation.cli import add_commands as add_evaluation
from chatbot.generate import TIMEOUT_S
from chatbot.models_cli import add_commands as add_models
from chatbot.profiles import profile
from chatbot.terminal import chat, in_german, shown
from index.errors import NewsIndexError

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command named by `arguments` (default: the process's) and give its exit code."""
    args = parser().parse_args(arguments)
    run: Run = args.run
    try:
        return run(args)
    except (ChatbotError, NewsIndexError) as error:
        print(f"Fehler: {in_german(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line with every command."""
    top = argparse.ArgumentParser(prog="python -m chatbot", description="Fragen an die Artikel, jede Antwort mit Beleg.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="eine Frage stellen")
    ask.add_argument("question", help="die Frage, deutsch oder englisch")
    ask.add_argument("--json", action="store_true", help="die Antwort als ein JSON-Objekt")
    _shared(ask)
    ask.set_defaults(run=_ask)
    talk = commands.add_parser("chat", help="ein Gespräch führen (:help, :quit)")
    _shared(talk)
    talk.set_defaults(run=_chat)
    add_evaluation(commands)
    add_models(commands)
    return top


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", metavar="DIR", help="Ordner des Index; ohne Angabe die mitgelieferten Artikel")
    command.add_argument("--since", metavar="D", help="nur Artikel ab diesem Tag: 2024, 2024-06 oder 2024-06-20")
    command.add_argument("--until", metavar="D", help="nur Artikel bis zu diesem Tag")
    command.add_argument("--source", metavar="S", action="append", help="nur von diesem Herausgeber; mehrfach möglich")
    command.add_argument("--profile", default="embedded", help="Modellprofil (Voreinstellung: embedded)")
    command.add_argument("--model", metavar="M", help="ein Sprachmodell, das aus den Belegen formuliert")
    command.add_argument(
        "--timeout",
        metavar="S",
        type=float,
        default=TIMEOUT_S,
        help="Sekunden, die es für eine Antwort hat, danach gelten die Belegsätze (Voreinstellung: %(default)g)",
    )
    command.add_argument("--detector", metavar="M", help="ein LettuceDetect-Modell, das dessen Sätze ein zweites Mal prüft")


def _open(args: argparse.Namespace) -> Chatbot:
    """The bot that was asked for; where its language model is not to be had, one that answers with the evidence sentences."""
    needs = profile(args.profile)
    try:
        return Chatbot.open(args.index, needs.name, args.model, detector=args.detector, timeout_s=args.timeout)
    except (ProfileError, GenerationError) as error:
        print(f"Ohne Sprachmodell: {in_german(error)}\nGeantwortet wird mit den Belegsätzen.", file=sys.stderr)
        return Chatbot.open(args.index)


def _ask(args: argparse.Namespace) -> int:
    with _open(args) as bot:
        answer = bot.ask(args.question, since=args.since, until=args.until, sources=args.source)
    print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=1) if args.json else shown(answer))
    return 0


def _chat(args: argparse.Namespace) -> int:
    with _open(args) as bot:
        return chat(bot, since=args.since, until=args.until, sources=args.source)


if __name__ == "__main__":
    raise SystemExit(main())
