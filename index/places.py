"""Where Beleg keeps what it makes, by the platform's conventions. Names folders only; creates none."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME_VARIABLE = "BELEG_HOME"
"""Environment variable: the folder everything is kept in, instead of the platform's own places."""


def data_home(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for what must last: ``BELEG_HOME``, else the user's data folder.

    Source: XDG Base Directory Specification 0.8; Apple File System Programming Guide; Windows Known Folders (LOCALAPPDATA).
    """
    given = environment.get(HOME_VARIABLE)
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "beleg"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "beleg"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "beleg"


def default_index() -> Path:
    """The index that commands use when none is named."""
    return data_home() / "index"
