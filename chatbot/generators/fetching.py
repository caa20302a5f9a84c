"""Fetches one model from the hub, file by file, and checks every hash. The only place of the project that talks to the hub."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from chatbot.errors import ProfileError
from chatbot.generators.model_files import checked_folder

OnFile = Callable[[str, int, int], None]
"""Told of each file: its name, the bytes that are here, the bytes it has in all."""
_WANTED = (".safetensors", ".json", ".txt", ".model", ".jinja", ".md")
_SIDE_FOLDERS = ("onnx", "openvino", "coreml", "gguf", "original")
_BLOCK = 1 << 20


def fetch(name: str, cache: Path, progress: OnFile) -> Path:
    """The folder of the model in the hub cache, whole and checked; files that are there already are not fetched again.

    Raises:
        ProfileError: the hub cannot be reached, has no such model, the model has no safetensors, or a file came damaged.
    """
    import httpx
    from huggingface_hub import HfApi, hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, RepositoryNotFoundError

    try:
        info = HfApi().model_info(name, files_metadata=True, timeout=20.0)
        wanted = [sibling for sibling in info.siblings or () if _is_wanted(sibling.rfilename)]
        if not any(sibling.rfilename.endswith(".safetensors") for sibling in wanted):
            raise ProfileError(f"the model {name} has no safetensors weights on the hub; choose another")
        for sibling in wanted:
            progress(sibling.rfilename, 0, sibling.size or 0)
            path = Path(hf_hub_download(name, sibling.rfilename, revision=info.sha, cache_dir=cache))
            _check(path, sibling, name)
            progress(sibling.rfilename, path.stat().st_size, path.stat().st_size)
    except RepositoryNotFoundError:
        raise ProfileError(f"the hub has no model {name}, or it is not public; check the spelling") from None
    except HFValidationError:
        raise ProfileError(f"{name!r} is no model name; write owner/name, such as Qwen/Qwen3-1.7B") from None
    except (HfHubHTTPError, httpx.HTTPError, OSError) as error:
        raise ProfileError(
            f"the hub cannot be reached for {name} ({type(error).__name__}); on a machine without it copy the model's folder "
            "from another machine and give it with --model FOLDER"
        ) from error
    folder = checked_folder(cache / ("models--" + name.replace("/", "--")) / "snapshots" / str(info.sha))
    (folder.parents[1] / "refs").mkdir(exist_ok=True)
    (folder.parents[1] / "refs" / "main").write_text(str(info.sha), encoding="utf-8")
    return folder


def _is_wanted(file: str) -> bool:
    path = PurePosixPath(file)
    return path.suffix in _WANTED and path.parts[0] not in _SIDE_FOLDERS


def _check(path: Path, sibling: Any, name: str) -> None:
    """Compare a file with the hash the hub gives: sha256 for large files, git's blob hash for the others."""
    if sibling.lfs is not None:
        expected, found = sibling.lfs.sha256, sha256_of(path)
    else:
        expected, found = sibling.blob_id, git_blob_of(path)
    if expected and expected != found:
        path.resolve().unlink()
        path.unlink(missing_ok=True)
        raise ProfileError(
            f"{sibling.rfilename} of {name} came damaged (hash {found[:12]}, expected {expected[:12]}); fetch it again"
        )


def sha256_of(path: Path) -> str:
    """The sha256 of a file in hex, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def git_blob_of(path: Path) -> str:
    """The hash git gives a file's content, in hex.

    Source: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
    """
    content = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
