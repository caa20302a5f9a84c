"""First names that are common in German and English news: what begins a person's name, and whether she or he is meant."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_LIST = Path(__file__).parent / "bundled" / "first_names.txt"
"""One line a sex, ``f``, ``m`` or ``-`` (either) before its names; names that are nouns or towns as well are left out."""


@lru_cache(maxsize=1)
def _sexes() -> dict[str, str]:
    lines = (line.split() for line in _LIST.read_text(encoding="utf-8").splitlines())
    return {name: sex for sex, *names in lines for name in names}


def is_first_name(word: str) -> bool:
    """Whether a word, as written, is a common first name, or one behind a hyphen: "Hans-Jürgen".

    Example:
        >>> is_first_name("Angela"), is_first_name("Hans-Jürgen"), is_first_name("Merkel")
        (True, True, False)
    """
    return word.rsplit("-", 1)[-1] in _sexes()


def sex(name: str) -> str:
    """Whose name it is: "f" or "m" where it begins with a woman's or a man's first name, "" where it does not tell.

    Example:
        >>> sex("Angela Merkel"), sex("Olaf Scholz"), sex("Kim Jong-un"), sex("Merkel")
        ('f', 'm', '', '')
    """
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return _sexes().get(first.split("-")[0], "").strip("-")
