"""How much memory a process may have: how a person says it, and how the system is told."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

__all__ = ["DEFAULT", "LOADING", "held", "limit", "size", "written"]

DEFAULT: Final = 2**30
"""Bytes that a query may take beyond what its engine holds when the store is open."""
LOADING: Final = 2**31
"""Bytes that the loading of a file may take."""
UNITS: Final = {"MiB": 2**20, "GiB": 2**30}
LEAST: Final = 2**26
"""Bytes below which an engine cannot answer anything."""
_SIZE = re.compile(r"(?P<number>[1-9]\d{0,6}) ?(?P<unit>MiB|GiB)")
_PAGES = Path("/proc/self/statm")


def size(text: str) -> int | None:
    """The bytes that a size in MiB or GiB stands for; None where it is no such size, or less than 64 MiB.

    >>> size("512 MiB"), size("2GiB"), size("63 MiB"), size("1.5 GiB")
    (536870912, 2147483648, None, None)
    """
    match = _SIZE.fullmatch(text.strip())
    found = int(match["number"]) * UNITS[match["unit"]] if match else 0
    return found if found >= LEAST else None


def written(number: int) -> str:
    """A number of bytes as `size` reads it, in whole MiB or GiB.

    >>> written(2**30), written(2**30 + 2**29)
    ('1 GiB', '1536 MiB')
    """
    unit = "GiB" if number % UNITS["GiB"] == 0 else "MiB"
    return f"{number // UNITS[unit]} {unit}"


def held() -> int | None:
    """The bytes of address space that this process has now; None where the system does not tell."""
    try:
        pages = int(_PAGES.read_bytes().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return pages * resource.getpagesize()


def limit(number: int | None) -> None:
    """Let this process have ``number`` bytes of address space in all; None: as many as whoever started it allows.

    Only Linux holds processes to it.
    """
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    infinite = resource.RLIM_INFINITY
    soft = hard if number is None else number if hard == infinite else min(number, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
