"""Garbage collection in processes that belong to the program; ``import kg`` alone changes nothing about it."""

from __future__ import annotations

import gc

__all__ = ["collect_less_often", "skip_final_collection"]

NEW_OBJECTS = 20_000
"""New objects that trigger a collection of the youngest generation; Python's default is 700."""


def collect_less_often() -> None:
    """Exclude all present objects (modules, a language model, word lists) from garbage collection, and collect new ones
    less often: reading makes many objects and few cycles."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)


def skip_final_collection() -> None:
    """Skip the collection that Python makes when it exits, which takes as long as loading a large module."""
    gc.freeze()
