"""A project's own lists of actors and issues: kept in a graph's record, used when documents are next read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from kg.graph import Graph
from kg.lists import ListedActor, OwnList, read_list
from kg.lists.omissions import warn_of_omissions
from kg.lists.reading import check_lists
from kg.lists.row import id_by_name
from kg.record.writing import forget_list, keep_list

__all__ = ["forget", "link"]


def link(graph: Graph, path: str | os.PathLike[str], *, replaces: bool = False) -> OwnList:
    """Keep the list in a file (see `kg.lists.read_list`) with the graph, in place of an earlier one of that name.
    The names of the actors change at once. Which words name them, and which issues are looked for, changes when
    documents are read again. ``replaces``: the list's issues take the place of the shipped ones. A warning names what
    only the earlier list had, in case that one came from another file of the same name. Raises what
    `kg.lists.read_list` raises, `kg.errors.ListClashError` if a name has another meaning in another list, and
    `kg.errors.ListCircleError` if an issue becomes narrower than itself.
    """
    place = Path(path)
    own = read_list(place, replaces=replaces)
    stored = graph.record.lists()
    earlier = next((each for each in stored if each.name == own.name), None)
    own = _with_ids_of(own, earlier)
    others = [each for each in stored if each.name != own.name]
    check_lists([*others, own], place)
    with graph.record.writing() as db:
        keep_list(db, own)
    graph.catch_up()
    if earlier is not None:
        names = _names(own)
        warn_of_omissions(
            f"{place} takes the place of the list {own.name}, and lacks what that had"
            f" (to keep two lists, give their files different names)",
            [name for id_, name in _names(earlier).items() if id_ not in names],
            depth=3,
        )
    return own


def _names(own: OwnList) -> dict[str, str]:
    """The names of the actors of a list and the labels of its issues, by their ids."""
    return {each.id: each.name for each in own.actors} | {each.concept: each.label for each in own.issues}


def _with_ids_of(own: OwnList, earlier: OwnList | None) -> OwnList:
    """The list, its actors with the ids that they have in the earlier one, unless the file chooses an id."""
    if earlier is None:
        return own

    def key(actor: ListedActor) -> tuple[object, ...]:
        return actor.type, actor.name, actor.country, actor.wikidata

    ids = {key(each): each.id for each in earlier.actors}
    taken = {each.id for each in own.actors}
    actors = []
    for each in own.actors:
        kept = ids.get(key(each), each.id)
        is_chosen = each.id != id_by_name(each.type, each.name, each.country, each.wikidata or "")
        actors.append(each if kept in taken or is_chosen else replace(each, id=kept))
    return replace(own, actors=tuple(actors))


def forget(graph: Graph, name: str) -> None:
    """Stop keeping the list of this name. Raises `kg.errors.ListUnknownError`."""
    with graph.record.writing() as db:
        forget_list(db, name)
    graph.catch_up()
