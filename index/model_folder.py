"""Model folders on disk: the manifest of the bundled ones, and what no model folder may hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelError
from index.files import read_json, sha256_of

BUNDLED = Path(__file__).parent / "bundled"
_MAY_RUN_CODE = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".py", ".ckpt", ".so", ".dll")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundled model says of itself. `fingerprint` is the SHA-256 of the manifest, and so of every file it names."""

    name: str
    revision: str
    dim: int
    max_tokens: int
    fingerprint: str


def is_there(folder: Path) -> bool:
    """Whether a bundled model lies in `folder`."""
    return (folder / "manifest.json").is_file()


def verify(folder: Path) -> Manifest:
    """The manifest of `folder`, after every file it names was found with the SHA-256 it names.

    Raises:
        ModelError: the manifest or a file is missing, differs, lies outside the folder, or could run code.
    """
    manifest = read_json(folder / "manifest.json")
    if manifest is None or not isinstance(manifest.get("files"), dict):
        raise ModelError(f"the model folder {folder} has no readable manifest.json; reinstall Beleg or make the model anew")
    refuse_code(folder)
    for name, expected in manifest["files"].items():
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
            raise ModelError(f"the model folder {folder} lacks {name}; reinstall Beleg or make the model anew")
        found = sha256_of(path)
        if found != expected:
            raise ModelError(f"{path} is damaged: SHA-256 {found[:12]}…, expected {str(expected)[:12]}…; reinstall Beleg")
    try:
        values = (str(manifest["name"]), str(manifest["revision"]), int(manifest["dim"]), int(manifest["max_tokens"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{folder / 'manifest.json'} lacks or garbles {error}; reinstall Beleg or make the model anew"
        ) from error
    return Manifest(*values, sha256_of(folder / "manifest.json"))


def refuse_code(folder: Path) -> None:
    """Check that no file in `folder` could run code when loaded.

    Raises:
        ModelError: one could; it is named.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _MAY_RUN_CODE:
            raise ModelError(
                f"{path} could run code when loaded and is refused; use a folder with safetensors or ONNX weights only"
            )
