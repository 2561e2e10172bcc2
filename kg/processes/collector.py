"""When Python looks for garbage, in the processes that are the program's own; the library leaves that alone."""

from __future__ import annotations

import gc

__all__ = ["leave_at_once", "look_less_often"]

NEW_OBJECTS = 20_000
"""Objects that may be made before the youngest are looked through; Python's own choice is 700."""


def look_less_often() -> None:
    """Let what is loaded already, such as modules, a language model and word lists, never be looked through again, and
    what is made from now on less often: reading makes many objects and few cycles."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)


def leave_at_once() -> None:
    """Let Python not look for garbage once more at its end, which takes as long as to load a large module."""
    gc.freeze()
