"""A language's texts by key, with strict values and dates in words. What the texts say lives in `texts_de` and `texts_en`."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from chatbot.web.texts_de import GERMAN
from chatbot.web.texts_en import ENGLISH

LANGUAGES = ("de", "en")
_ENTRIES = {"de": GERMAN, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Texts:
    """The page's texts in one language, "de" or "en"."""

    language: str

    def __post_init__(self) -> None:
        if self.language not in _ENTRIES:
            raise ValueError(f"no page texts in {self.language!r}; use one of {', '.join(LANGUAGES)}")

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values filled in.

        Raises:
            KeyError: the key or a value the text needs is missing; it names which.
        """
        return Template(_ENTRIES[self.language][key]).substitute({name: str(value) for name, value in values.items()})

    def counted(self, key: str, n: int, **values: object) -> str:
        """The form of a text that fits a number: ``key.none`` (if there is one) for 0, ``key.one`` for 1, else ``key.many``."""
        if n == 0 and f"{key}.none" in _ENTRIES[self.language]:
            return self(f"{key}.none", **values)
        return self(f"{key}.one" if n == 1 else f"{key}.many", n=self.number(n), **values)

    def number(self, n: int) -> str:
        """A whole number with the language's thousands mark: 12.345 or 12,345."""
        return f"{n:,}" if self.language == "en" else f"{n:,}".replace(",", ".")

    def date(self, published: str | None) -> str:
        """An ISO date of any precision in words ("20. Juni 2024", "Juni 2024", "2024"); empty for None."""
        parts = (published or "").split("-")
        if len(parts) == 1:
            return parts[0]
        month = self("months").split()[int(parts[1]) - 1]
        if len(parts) == 2:
            return self("date.month", month=month, year=parts[0])
        return self("date.day", day=int(parts[2]), month=month, year=parts[0])
