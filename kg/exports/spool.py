"""Write two interleaved streams one after the other: the second is spooled to disk, not held in memory."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

__all__ = ["spooled", "utf8_text"]

PIECE = 16 * 1024
"""Characters that are copied at once."""
IN_MEMORY = 8 * 1024 * 1024
"""Bytes of the second stream that are held in memory before it goes to a file."""


@contextmanager
def utf8_text(output: IO[bytes]) -> Iterator[IO[str]]:
    """A text stream that writes UTF-8 to ``output``, which stays open; lines end with ``\\n`` on every system."""
    text = io.TextIOWrapper(output, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()


@contextmanager
def spooled(first: IO[str]) -> Iterator[IO[str]]:
    """A text stream whose content is appended to ``first`` when the block ends without an error."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="utf-8", newline="") as second:
        yield second
        second.seek(0)
        shutil.copyfileobj(second, first, PIECE)
