"""Where the page keeps what readers leave behind: a folder of this user, outside the program's own folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str]) -> Path:
    """The folder for verdicts; not made here. BELEG_HOME names it, else the system's place for a program's data.

    Source: XDG Base Directory Specification; on Windows %LOCALAPPDATA%, on macOS ~/Library/Application Support.
    """
    if environment.get("BELEG_HOME"):
        return Path(environment["BELEG_HOME"])
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "beleg"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "beleg"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "beleg"
