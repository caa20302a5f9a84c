"""The command ``python -m chatbot models``: which profiles there are, what of them is here, and how a model is fetched."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from chatbot.generators.fetching import fetch
from chatbot.profiles import PROFILES, hub_cache, present


def add_commands(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``models`` and ``models get NAME``; each sets ``run``, a function from the arguments to an exit code."""
    models = subparsers.add_parser("models", help="Modellprofile zeigen oder ein Modell holen")
    models.set_defaults(run=_list)
    commands = models.add_subparsers(metavar="get")
    get = commands.add_parser("get", help="ein Modell einmal vom Hub holen und prüfen")
    get.add_argument("name", help="Name eines Modells (Qwen/Qwen3-1.7B) oder eines Profils (llm)")
    get.set_defaults(run=_get)


def listing() -> str:
    """The profiles with their models: licence, download, memory, and whether each is on this machine."""
    cache = hub_cache()
    lines = []
    for profile in PROFILES:
        lines.append(f"{profile.name:10} {profile.needs}")
        for model in profile.models:
            here = "vorhanden" if present(model, cache) else "fehlt"
            lines.append(
                f"    {model.name:44} {model.kind:9} {model.licence:11} {model.download_mb / 1000:5.1f} GB laden, "
                f"{model.memory_mb / 1000:4.1f} GB Speicher  {here}"
            )
    lines.append("")
    lines.append(
        "Holen: python -m chatbot models get NAME. Ohne Hub: den Modellordner herüberkopieren und mit --model ORDNER angeben, "
        "einen „detector“ mit --detector ORDNER."
    )
    return "\n".join(lines)


def _list(args: argparse.Namespace) -> int:
    _say(listing())
    return 0


def _get(args: argparse.Namespace) -> int:
    kit = next((profile for profile in PROFILES if profile.name == args.name), None)
    if kit is not None and not kit.models:
        _say(f"Das Profil {kit.name} braucht keine Modelle vom Hub.")
        return 0
    names = [model.name for model in kit.models] if kit else [args.name]
    for name in names:
        folder = fetch(name, hub_cache(), _progress)
        _say(f"{name}: vollständig und geprüft in {folder}")
    return 0


def _progress(file: str, done: int, total: int) -> None:
    share = f"{100 * done // total:3d} %" if total else f"{done / 1e6:.0f} MB"
    end = "\n" if done == total else "\r"
    sys.stderr.write(f"{file:50.50} {share}{end}")
    sys.stderr.flush()


def _say(text: str, write: Callable[[str], object] = sys.stdout.write) -> None:
    write(text + "\n")


__all__ = ["add_commands", "listing"]
