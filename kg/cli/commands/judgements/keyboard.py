"""Single keys from a terminal; from any other input the first letter of each line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from kg.cli.messages import say

__all__ = ["END", "ESCAPE", "read_key", "read_line", "wants_undo"]

END: Final = "q"
"""The key that the end of the input stands for."""
_CONTROL: Final = {"\x04": END, "\r": "\n"}
ESCAPE: Final = "\x1b"
"""The character with which an arrow, a function key, Alt with a key, and Esc begin."""


def read_key() -> str:
    """The next key: on a terminal without waiting for Enter, otherwise the first letter of the next line.

    An empty line is Enter, the end of the input is `END`; an arrow, a function key, Alt with a key, or Esc is one key,
    the escape character. Raises KeyboardInterrupt for Ctrl-C.
    """
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return (line.strip() or "\n")[0] if line else END
    with _single_keys():
        key = sys.stdin.read(1)
        if key == ESCAPE:
            _shorten_waits()
            _read_rest_of_sequence()
    if key == "\x03":
        raise KeyboardInterrupt
    return _CONTROL.get(key, key) if key else END


def _read_rest_of_sequence() -> None:
    """Read what a terminal sends behind the escape character, whose letters are no decisions: Alt with N sends an n.

    Behind Esc alone nothing comes at once: what is typed later is the next key.
    """
    introducer = sys.stdin.read(1)
    if introducer == "O":
        sys.stdin.read(1)
    elif introducer == "[":
        while (character := sys.stdin.read(1)) and not "@" <= character <= "~":
            pass


def wants_undo() -> bool:
    """Whether a session of review goes back from its end: asked after the last decision, which could else not be taken
    back."""
    say("that was the last one: u undo, any other key ends")
    return read_key() == "u"


def read_line() -> str:
    """The next line, without its line feed; empty at the end of the input."""
    return sys.stdin.readline().strip()


def _shorten_waits() -> None:
    """Within `_single_keys`: from here on reading ends with an empty string if nothing is typed for a tenth of a
    second."""
    try:
        import termios
    except ImportError:
        return
    attributes = termios.tcgetattr(sys.stdin)
    attributes[-1][termios.VMIN], attributes[-1][termios.VTIME] = 0, 1
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, attributes)


@contextmanager
def _single_keys() -> Iterator[None]:
    """A context manager: the terminal delivers each key at once and does not echo it."""
    try:
        import termios
        import tty
    except ImportError:  # on Windows, which has no termios, lines are read
        yield
        return
    number = sys.stdin.fileno()
    saved_attributes = termios.tcgetattr(number)
    try:
        # TCSADRAIN keeps what was typed while the last decision was stored; the default would discard it.
        tty.setcbreak(number, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, saved_attributes)
