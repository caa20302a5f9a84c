"""Takes the thinking aloud out of a stream of text, wherever its marks are cut. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MARKS = (("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>"))


def without_thinking(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a stream without what stands between ``<think>`` and ``</think>``; a mark may be cut across pieces.

    A closing mark without an opening one (templates may open it in the prompt) drops everything before it that has not been
    handed on, so models that start thinking at once must be asked not to. What is never closed is never shown. A piece of which
    nothing can be handed on gives "", so that whoever reads can leave at any piece.

    Example:
        >>> "".join(without_thinking(["<thi", "nk>hm</think>", "Zwölf", "."]))
        'Zwölf.'
    """
    held = ""
    closing = ""
    for piece in pieces:
        held += piece
        while True:
            if closing:
                before, found, after = held.partition(closing)
                if not found:
                    held = held[-(len(closing) - 1) :]
                    break
                held, closing = after, ""
                continue
            opened = min(((held.find(mark), mark, end) for mark, end in _MARKS if mark in held), default=None)
            stray = min((held.find(end) for _, end in _MARKS if end in held), default=-1)
            if stray >= 0 and (opened is None or stray < opened[0]):
                held = held[held.find(">", stray) + 1 :]
                continue
            if opened is None:
                break
            if opened[0]:
                yield held[: opened[0]]
            held, closing = held[opened[0] + len(opened[1]) :], opened[2]
        ready = 0 if closing else len(held) - _cut_mark(held)
        yield held[:ready]
        held = held[ready:]
    if held and not closing:
        yield held


def _cut_mark(text: str) -> int:
    """How many of the last characters may be the beginning of a mark."""
    for size in range(min(len(text), 12), 0, -1):
        end = text[-size:]
        if any(mark.startswith(end) for pair in _MARKS for mark in pair):
            return size
    return 0
