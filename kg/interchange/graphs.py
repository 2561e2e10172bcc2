"""Merging another graph into this one: its documents, judgements and lists are added, and nothing here is removed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import GraphMissingError
from kg.graph import Graph, is_graph
from kg.lists.reading import check_lists
from kg.record import Record, open_record
from kg.record.judgements.importing import Withdrawals, import_judgements
from kg.record.keeping.copying import copy_untouched
from kg.record.opening import TIMEOUT, of_path
from kg.record.writing import keep_list
from kg.settings import RECORD

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """How many documents, judgements and lists were new. ``left_out`` are the names of lists in the other graph that
    were not added, because this graph has a different list of that name. ``withdrawals`` are judgements that are undone
    in one of the graphs only; ``shared_coders`` those of `kg.record.judgements.importing.ImportedJudgements`."""

    documents: int
    judgements: int
    lists: int
    left_out: tuple[str, ...] = ()
    withdrawals: Withdrawals = field(default_factory=Withdrawals)
    shared_coders: tuple[str, ...] = ()


def merge(graph: Graph, other: str | os.PathLike[str], *, take_back: bool = False) -> Merged:
    """Add what the graph in the folder ``other`` has and this one lacks.

    The other graph is only read, from a copy in the system's temporary folder, which needs room for it: nothing in
    ``other`` changes, and it may be read-only. A record of an earlier version is converted in that copy.

    A document in both graphs keeps the facts that this graph has; a URI for which the two have different texts keeps
    the text of this graph. Judgements of both are merged in order of time. Of two lists of one name this graph's stays.
    A judgement that is undone in the other graph stays in force here; with ``take_back`` it is undone here, too.
    Before anything is added, raises `GraphMissingError`, what `kg.record.open_record` raises for the other record,
    `kg.errors.ListClashError` and `kg.errors.ListCircleError`.
    """
    with _only_read(Path(other)) as theirs:
        our_lists = {own_list.name: own_list for own_list in graph.record.lists()}
        their_lists = theirs.lists()
        new_lists = [own_list for own_list in their_lists if own_list.name not in our_lists]
        left_out = tuple(
            own_list.name for own_list in their_lists if our_lists.get(own_list.name, own_list) != own_list
        )
        check_lists([*our_lists.values(), *new_lists], Path(other))
        their_defaults = theirs.given()
        our_uris_by_id = {entry.id: entry.uris for entry in graph.record.documents()}
        our_uris = {uri for uris in our_uris_by_id.values() for uri in uris}
        count = 0
        for document in theirs.whole_documents():
            places = [place for place in document.places if place.uri not in our_uris]
            if document.places[0].id in our_uris_by_id or not places:
                continue
            count += 1
            with graph.record.writing():  # all places or none: a second merge skips documents that are here
                for place in places:
                    graph.record.put(
                        place, document.facts, document.extractor, document.sentences, their_defaults.get(place.uri)
                    )
        with graph.record.writing() as db:
            imported = import_judgements(db, theirs.all_judgements(), take_back=take_back)
        for own_list in new_lists:
            with graph.record.writing() as db:
                keep_list(db, own_list)
    graph.catch_up()
    return Merged(count, imported.count, len(new_lists), left_out, imported.withdrawals, imported.shared_coders)


@contextmanager
def _only_read(folder: Path) -> Iterator[Record]:
    """The record of the graph in a folder, opened in a temporary copy."""
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
