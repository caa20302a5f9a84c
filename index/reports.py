"""What adding and checking report. Frozen values; how they are printed is the command line's business."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did, as article ids in the order they were stored; `failed` holds (file or id, reason).

    An id in `added` or `replaced` was committed before it was listed. `reprints` are those of them with at least one passage that
    prints the text of a passage already stored. `seconds` is the whole run. `notes` holds (file, what it states that cannot be
    used), for files whose articles were taken all the same.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    reprints: tuple[str, ...] = ()
    n_passages: int = 0
    seconds: float = 0.0
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Whether store and caches are whole; `problems` says what is not, in words."""

    ok: bool
    problems: tuple[str, ...]
    n_articles: int
    n_passages: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long run is: `done` of `total` (None where nobody knows), and the item just finished."""

    done: int
    total: int | None
    item: str
