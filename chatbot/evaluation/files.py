"""Writing what a run leaves behind: whole files, strict JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def write_whole(path: Path, text: str) -> None:
    """Put the whole file in place at once, so that a killed run leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def as_json(data: Any) -> str:
    """Readable JSON; a number that is not finite is a ValueError."""
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
