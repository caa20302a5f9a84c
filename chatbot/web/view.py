"""What changes on the page after something was done: the new markup of each part, None where a part stays as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """What can word the answers: options as (value, label), the value of the chosen one, and how it stands as markup."""

    options: tuple[tuple[str, str], ...]
    chosen: str
    status: str


@dataclass(frozen=True, slots=True)
class View:
    """New markup for the parts of the page.

    `earlier` holds all exchanges but the last, `current` the last one (or what is shown before the first), `source` the panel
    beside them, `library` the list of articles, `report` what became of added ones. `sources` are the publishers to choose from,
    `writer` what can word the answers.
    """

    earlier: str | None = None
    current: str | None = None
    source: str | None = None
    library: str | None = None
    report: str | None = None
    sources: tuple[str, ...] | None = None
    writer: Choice | None = None
