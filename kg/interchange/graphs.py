"""Two projects in one graph: documents, judgements and lists of the other one come in, and nothing of ours goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import GraphMissingError
from kg.graph import Graph, is_graph
from kg.lists.reading import check_lists
from kg.record import Record, open_record
from kg.record.keeping.copying import copy_untouched
from kg.record.opening import TIMEOUT, of_path
from kg.record.writing import keep_list
from kg.settings import RECORD

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many documents, judgements and lists were news. ``left_out`` are the names of the other one's lists that
    stayed out, since ours of the name is another one."""

    documents: int
    judgements: int
    lists: int
    left_out: tuple[str, ...] = ()


def merge(graph: Graph, other: str | os.PathLike[str]) -> Merged:
    """Take in what the graph in the folder ``other`` has and this one has not.

    The other one is only read: nothing in its folder changes, and it may lie where nothing can be written. A record of
    an earlier version is brought to this one's form in a copy, for which the disk of the system's temporary folder
    needs room.

    A document that both have keeps the facts that this graph read of it; a place at which both have another text keeps
    ours. Judgements are those of both, in the order of their time. Of two lists of one name ours stays. Raises
    `GraphMissingError`, what `kg.record.open_record` does of the other one's record, `kg.errors.ListClashError` and
    `kg.errors.ListCircleError` before anything is taken in.
    """
    with _only_read(Path(other)) as theirs:
        kept = {own.name: own for own in graph.record.lists()}
        offered = theirs.lists()
        lists = [own for own in offered if own.name not in kept]
        left_out = tuple(own.name for own in offered if kept.get(own.name, own) != own)
        check_lists([*kept.values(), *lists], Path(other))
        given = theirs.given()
        ours = {entry.id: entry.uris for entry in graph.record.documents()}
        taken = {uri for uris in ours.values() for uri in uris}
        count = 0
        for whole in theirs.whole_documents():
            places = [place for place in whole.places if place.uri not in taken]
            if whole.places[0].id in ours or not places:
                continue
            count += 1
            with graph.record.writing():  # all its places or none: what is ours already is passed over
                for place in places:
                    graph.record.put(place, whole.facts, whole.extractor, whole.sentences, given.get(place.uri))
        judgements = graph.record.judge(theirs.all_judgements())
        for own in lists:
            with graph.record.writing() as db:
                keep_list(db, own)
    graph.catch_up()
    return Merged(count, judgements, len(lists), left_out)


@contextmanager
def _only_read(folder: Path) -> Iterator[Record]:
    """The record of the graph in a folder, in a copy."""
    source = folder / RECORD
    if not is_graph(folder):
        raise GraphMissingError(folder=folder)
    with TemporaryDirectory(prefix="kg-") as place:
        copy = Path(place) / RECORD
        copy_untouched(source, copy, TIMEOUT)
        with of_path(source):
            record = open_record(copy, is_copy=True)
        with record:
            yield record
