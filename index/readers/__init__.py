"""Files in, articles out: one reader per format, chosen by the file's ending."""

from __future__ import annotations

from index.readers.choose import read_file
from index.readers.files import find_files

__all__ = ["find_files", "read_file"]
