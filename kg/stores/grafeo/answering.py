"""Answers Cypher in a process of its own: a `kg.stores.child.serving.Engine`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import grafeo

from kg.errors import PropertyGraphDamagedError
from kg.stores.child.serving import Opened
from kg.stores.grafeo.query import ask

__all__ = ["opened", "state"]


def state(path: Path | None) -> object:
    """The identity of the file: a published file never changes, but after clearing a store its names are used again."""
    try:
        at = path.stat() if path is not None else None
    except OSError:  # reported when it is opened
        at = None
    return (path, at.st_ino, at.st_mtime_ns, at.st_size) if at is not None else path


def opened(path: Path | None, *, write: bool) -> Opened:
    """The graph in the file, created with ``write``; an empty one for None. Raises `PropertyGraphDamagedError`."""
    try:
        if path is None:
            engine = grafeo.GrafeoDB()
        else:
            engine = grafeo.GrafeoDB(str(path)) if write else grafeo.GrafeoDB.open_read_only(str(path))
    except (grafeo.GrafeoError, OSError) as error:
        raise PropertyGraphDamagedError(path=path, detail=str(error).partition("\n")[0]) from error
    return Opened(partial(ask, engine), engine.close)
