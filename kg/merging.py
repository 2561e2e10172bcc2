"""Two projects in one graph: documents, judgements and lists of the other one come in, and nothing of ours goes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.graph import Graph, open_graph
from kg.lists.reading import check_lists
from kg.record.keeping.whole import whole_documents
from kg.record.writing import keep_list

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many documents, judgements and lists were news."""

    documents: int
    judgements: int
    lists: int


def merge(graph: Graph, other: str | os.PathLike[str]) -> Merged:
    """Take in what the graph in the folder ``other`` has and this one has not.

    The other one is opened like any graph: an older record is brought to this version's form, and while it is read
    nobody else may write to it. Its documents, judgements and lists stay as they are.

    A document that both have keeps the facts that this graph read of it; a place at which both have another text keeps
    ours. Judgements are those of both, in the order of their time. Of two lists of one name ours stays. Raises what
    `kg.graph.open_graph` does, `kg.errors.ListClashError` and `kg.errors.ListCircleError` before anything is taken in.
    """
    with open_graph(other) as theirs:
        names = {own.name for own in graph.record.lists()}
        lists = [own for own in theirs.record.lists() if own.name not in names]
        check_lists([*graph.record.lists(), *lists], Path(other))
        given = theirs.record.given()
        ours = {entry.id for entry in graph.record.documents()}
        taken = {uri for entry in graph.record.documents() for uri in entry.uris}
        count = 0
        for whole in theirs.record.apply(lambda db: list(whole_documents(db))):
            places = [place for place in whole.places if place.uri not in taken]
            if whole.places[0].id in ours or not places:
                continue
            count += 1
            for place in places:
                graph.record.put(place, whole.facts, whole.extractor, whole.sentences, given.get(place.uri))
        judgements = graph.record.judge(theirs.record.all_judgements())
        for own in lists:
            graph.record.apply(partial(keep_list, own=own))
    graph.catch_up()
    return Merged(count, judgements, len(lists))
