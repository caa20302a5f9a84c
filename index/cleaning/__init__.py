"""Page furniture out of the text of an article, facts kept: `clean` is the one public function."""

from __future__ import annotations

from index.cleaning.cleaner import Cleaned, clean

__all__ = ["Cleaned", "clean"]
