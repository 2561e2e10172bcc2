"""Single keys from a terminal; from anything else lines, of which the first letter counts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["END", "read_key", "read_line"]

END: Final = "q"
"""What the end of the input means."""
_CONTROL: Final = {"\x04": END, "\r": "\n"}


def read_key() -> str:
    """The next key: at a terminal without waiting for Enter, elsewhere the first letter of the next line.

    An empty line is Enter, the end of the input is `END`. Raises KeyboardInterrupt for Ctrl-C.
    """
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip() or "\n")[0] if line else END
    with _single_keys():
        key = sys.stdin.read(1)
    if key == "\x03":
        raise KeyboardInterrupt
    return _CONTROL.get(key, key) if key else END


def read_line() -> str:
    """The next line, without its line feed; empty at the end of the input."""
    return sys.stdin.readline().strip()


@contextmanager
def _single_keys() -> Iterator[None]:
    """The terminal gives each key at once, and does not show it."""
    try:
        import termios
        import tty
    except ImportError:  # Windows has no such terminals: lines do there
        yield
        return
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        # What was typed while the last decision was being kept waits there: by default it would be thrown away.
        tty.setcbreak(number, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
