"""Memory limits of processes: sizes as text (``512 MiB``), and the limit that the operating system enforces."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

__all__ = ["DEFAULT", "LOADING", "address_space", "format_size", "limit", "parse_size"]

DEFAULT: Final = 2**30
"""Bytes that a query may take beyond what its engine uses once the store is open."""
LOADING: Final = 2**31
"""Bytes that the loading of a file may take."""
UNITS: Final = {"MiB": 2**20, "GiB": 2**30}
MINIMUM: Final = 2**26
"""The smallest limit in bytes with which an engine can answer anything."""
_SIZE = re.compile(r"(?P<number>[1-9]\d{0,6}) ?(?P<unit>MiB|GiB)")
_PAGES = Path("/proc/self/statm")


def parse_size(text: str) -> int | None:
    """The bytes of a size in MiB or GiB; None for any other text, and for less than 64 MiB.

    >>> parse_size("512 MiB"), parse_size("2GiB"), parse_size("63 MiB"), parse_size("1.5 GiB")
    (536870912, 2147483648, None, None)
    """
    match = _SIZE.fullmatch(text.strip())
    found = int(match["number"]) * UNITS[match["unit"]] if match else 0
    return found if found >= MINIMUM else None


def format_size(number: int) -> str:
    """A number of bytes in whole MiB or GiB, as `parse_size` reads it.

    >>> format_size(2**30), format_size(2**30 + 2**29)
    ('1 GiB', '1536 MiB')
    """
    unit = "GiB" if number % UNITS["GiB"] == 0 else "MiB"
    return f"{number // UNITS[unit]} {unit}"


def address_space() -> int | None:
    """The bytes of address space that this process uses; None where the system does not say."""
    try:
        pages = int(_PAGES.read_bytes().split()[0])
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return pages * resource.getpagesize()


def limit(number: int | None) -> None:
    """Limit this process to ``number`` bytes of address space in all; None sets it to the hard limit.

    Only Linux enforces it.
    """
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    infinite = resource.RLIM_INFINITY
    soft = hard if number is None else number if hard == infinite else min(number, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
