"""Whether the disk has room for what is to be read: better to say so at once than after minutes of reading."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Final

from kg.errors import RoomError

__all__ = ["check_room"]

MINIMUM: Final = 2**26
"""Bytes that have to be free in any case: an empty graph takes eight million, and each write as many again."""
BYTES_PER_BYTE_OF_TEXT: Final = 70
"""Bytes of record and stores for each byte of text: seventy for 394 long bulletins, ninety for 150 short articles."""
BYTES_PER_BYTE: Final = 10
"""The same for each byte of a file that is mostly markup, fonts and pictures."""


def check_room(folder: Path, files: Iterable[Path]) -> None:
    """Check that the disk of the graph in ``folder`` has room for what these files will become.

    What the graph holds already counts towards it. Raises `RoomError`.
    """
    # Imported here, so that an import of this module loads no loader.
    from loaders.registry import suffixes_of_plain_text

    texts = suffixes_of_plain_text()
    needed_by_files = sum(_size(file) * _bytes_per_byte(file, texts) for file in files)
    held_by_graph = sum(_size(file) for file in folder.rglob("*"))
    needed = max(MINIMUM, needed_by_files - held_by_graph)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RoomError(folder=folder, free=_readable_size(free), needed=_readable_size(needed))


def _bytes_per_byte(file: Path, texts: Set[str]) -> int:
    return BYTES_PER_BYTE_OF_TEXT if file.suffix.lower() in texts else BYTES_PER_BYTE


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0


def _readable_size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
