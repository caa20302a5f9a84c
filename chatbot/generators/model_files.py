"""Model folders: where a named model lies on this machine, and whether its files are safe to load. Nothing is downloaded here."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from chatbot.generators.problems import unusable

EXECUTABLE = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".py", ".ckpt", ".h5", ".msgpack", ".so", ".dll")
"""Endings of files that can run code when loaded, or are read by loaders that can."""
_SAMPLE = 1 << 20


def checked_folder(folder: Path) -> Path:
    """The folder itself where a model can be loaded from it without running code of it.

    Raises:
        ProfileError: it is no folder, has no config.json or no safetensors weights, or holds a file that could run code.
    """
    if not folder.is_dir():
        raise unusable("no_folder", str(folder))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        if path.suffix.lower() in EXECUTABLE:
            raise unusable("runs_code", folder.name, file=path.name)
    if not (folder / "config.json").is_file():
        raise unusable("no_config", folder.name)
    if not any(path.suffix == ".safetensors" for path in files):
        raise unusable("no_weights", folder.name)
    return folder


def configuration(folder: Path) -> dict[str, Any]:
    """What the config.json of a checked folder says of the model.

    Raises:
        ProfileError: it is damaged.
    """
    try:
        read = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise unusable("damaged", folder.name)
    return read


def hub_folder(name: str, cache: Path) -> Path | None:
    """The folder of a hub model in a hub cache (``models--owner--name/snapshots/…``), or None where it is not there whole.

    The snapshot that ``refs/main`` names is taken; without one, the only snapshot there is.
    """
    base = cache / ("models--" + name.replace("/", "--"))
    snapshots = sorted(path for path in (base / "snapshots").glob("*") if (path / "config.json").exists())
    named = base / "refs" / "main"
    if named.is_file():
        chosen = [path for path in snapshots if path.name == named.read_text(encoding="utf-8").strip()]
        snapshots = chosen or snapshots
    whole = [path for path in snapshots if _is_whole(path)]
    return whole[-1] if whole else None


def _is_whole(folder: Path) -> bool:
    """Whether a snapshot has its weights, all parts of them where they come in several."""
    lists = list(folder.glob("*.safetensors.index.json"))
    try:
        parts = {part for one in lists for part in json.loads(one.read_text(encoding="utf-8"))["weight_map"].values()}
    except (ValueError, KeyError, AttributeError):
        return False
    return all((folder / part).is_file() for part in parts) if lists else any(folder.glob("*.safetensors"))


def resolved(name: str, cache: Path) -> Path:
    """The checked folder of a model given by name or by folder.

    Raises:
        ProfileError: the model is not on this machine, or its folder is not safe to load.
    """
    try:
        given = Path(name).expanduser()
        here = given.is_dir()
    except (OSError, RuntimeError, ValueError):  # too long, a home nobody has, characters no name may have
        raise unusable("no_name", name[:80]) from None
    if here:
        return checked_folder(given)
    if name.startswith((".", "/", "~", "\\")) or name.count("/") != 1:
        raise unusable("no_name", name)
    found = hub_folder(name, cache)
    if found is None:
        raise unusable("absent", name)
    return checked_folder(found)


def revision_of(folder: Path) -> str:
    """What tells one version of a model from another: the hub's commit, else 12 hex digits of its configuration and weights.

    Of each weight file its size, first and last mebibyte count, so that large models are named in a moment.
    """
    if folder.parent.name == "snapshots":
        return folder.name[:12]
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in (".json", ".safetensors", ".jinja"):
            size = path.stat().st_size
            digest.update(f"{path.name}\0{size}\0".encode())
            with path.open("rb") as file:
                digest.update(file.read(_SAMPLE))
                file.seek(max(0, size - _SAMPLE))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()[:12]
