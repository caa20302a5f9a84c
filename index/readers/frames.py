"""Length-prefixed frames on a pipe: four bytes of length (big endian), then that many bytes. Standard library only."""

from __future__ import annotations

import struct
from typing import IO


def read_frame(source: IO[bytes]) -> bytes | None:
    """Return the next frame's bytes, None when the other side has closed before a whole frame came."""
    head = source.read(4)
    if len(head) < 4:
        return None
    size = struct.unpack(">I", head)[0]
    data = source.read(size)
    return data if len(data) == size else None


def write_frame(sink: IO[bytes], data: bytes) -> None:
    """Write one frame and push it out.

    Raises:
        OSError: the other side is gone.
    """
    sink.write(struct.pack(">I", len(data)))
    sink.write(data)
    sink.flush()
