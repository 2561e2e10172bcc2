"""A project's own lists of actors and issues in a graph: kept in its record, used when documents are read next."""

from __future__ import annotations

import os
from pathlib import Path

from kg.graph import Graph
from kg.lists import OwnList, read_list
from kg.lists.reading import check_lists
from kg.record.writing import forget_list, keep_list

__all__ = ["forget", "link"]


def link(graph: Graph, path: str | os.PathLike[str], *, replaces: bool = False) -> OwnList:
    """Keep the list that a file holds (see `kg.lists.read_list`), in the place of an earlier one of the file's name.

    What the actors of the graph are called follows at once; which words name them, and which issues are looked for,
    when documents are read again. ``replaces``: the list's issues take the place of the shipped ones. Raises what
    `kg.lists.read_list` raises, `kg.errors.ListClashError` where a name of it means somebody else in another list, and
    `kg.errors.ListCircleError` where it and others make an issue narrower than itself.
    """
    place = Path(path)
    own = read_list(place, replaces=replaces)
    others = [each for each in graph.record.lists() if each.name != own.name]
    check_lists([*others, own], place)
    with graph.record.writing() as db:
        keep_list(db, own)
    graph.catch_up()
    return own


def forget(graph: Graph, name: str) -> None:
    """Keep the list of this name no more. Raises `kg.errors.ListUnknownError`."""
    with graph.record.writing() as db:
        forget_list(db, name)
    graph.catch_up()
