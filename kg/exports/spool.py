"""Writes what comes mixed in two parts, one after the other: the second waits on the disk, not in memory."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

__all__ = ["spooled", "text_of"]

PIECE = 16 * 1024
"""Characters that are copied at once."""
IN_MEMORY = 8 * 1024 * 1024
"""Bytes of the second part up to which it needs no file."""


@contextmanager
def text_of(output: IO[bytes]) -> Iterator[IO[str]]:
    """A UTF-8 text that goes to ``output``, which stays open; lines end with ``\\n`` on every system."""
    text = io.TextIOWrapper(output, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()


@contextmanager
def spooled(first: IO[str]) -> Iterator[IO[str]]:
    """A text that is written behind all that goes to ``first`` meanwhile, when the block ends well."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY, mode="w+", encoding="utf-8", newline="") as second:
        yield second
        second.seek(0)
        shutil.copyfileobj(second, first, PIECE)
