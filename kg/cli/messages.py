"""Messages to the user on stderr: stdout is for data."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from kg.errors import KgError
from kg.processes.lazy import LazyModule

if TYPE_CHECKING:
    from kg.printing import addresses, escaping
else:  # most commands print no message
    addresses, escaping = LazyModule("kg.printing.addresses"), LazyModule("kg.printing.escaping")

__all__ = ["flag", "is_colourful", "report", "say", "say_lines"]


def say(message: str, *, with_secret: bool = False) -> None:
    """Print one line; control characters, including line breaks, are escaped. ``with_secret`` prints the secret in an
    address, which is otherwise masked."""
    _write(escaping.escaped(message), with_secret=with_secret)


def say_lines(text: str) -> None:
    """Print several lines, escaped except for the breaks between them."""
    _write(escaping.escaped(text, keep="\n"))


def _write(text: str, *, with_secret: bool = False) -> None:
    sys.stderr.write((text if with_secret else addresses.hushed(text)) + "\n")
    sys.stderr.flush()


def report(error: KgError) -> None:
    """Print an error with its code, its values and the next step."""
    say(f"kg: {error}")


def flag(name: str) -> str:
    """The option with this name as it is typed: ``--min-confidence``."""
    return f"--{name.replace('_', '-')}"


def is_colourful(out: TextIO) -> bool:
    """Whether ``out`` is a terminal that shows styles, and colours are not disabled (https://no-color.org)."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
