"""What `kg export` writes: the formats of `kg.exports`, and those that need more of a graph than its batches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg import exports
from kg.cli.export_options import PAGES, Part, Shape, given
from kg.cli.options import Reviewed
from kg.cli.talk import flag, say

if TYPE_CHECKING:
    from kg.exports.selection import Selection
    from kg.graph import Graph
    from kg.stores.protocol import Batch

__all__ = ["BULK", "FORMATS", "Asked", "Format"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to (None: stdout), in which shape, and of which part of the graph."""

    out: Path | None
    shape: Shape
    part: Part
    reviewed: Reviewed

    @property
    def place(self) -> Path:
        """Where to, of a format that has to be given one."""
        assert self.out is not None, "that was checked"
        return self.out


type Writer = Callable[[Graph, Asked], None]
"""Writes a graph, or the part that is asked for, and tells the person of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is good for, what writes it, and what goes with it.

    ``place`` is what has to be named for it, "" where stdout will do. ``filters`` are the names of those that it takes,
    None: all. ``levels``: whether it may have others than ``full``. ``endings`` are those of its files' names.
    """

    name: str
    purpose: str
    write: Writer
    place: str = ""
    filters: Collection[str] | None = None
    levels: bool = False
    endings: tuple[str, ...] = ()


def _write(name: str, graph: Graph, asked: Asked) -> None:
    """Write one of the formats of `kg.exports`."""
    selection, level = _selection(graph, asked.part), asked.shape.level
    options: dict[str, Any] = {"level": level, "model": graph.model, "raw_cells": asked.shape.raw_cells}
    if asked.out is None:
        exports.export(graph.batches(), name, sys.stdout.buffer, **options, selection=selection)
    else:
        exports.export_file(graph.batches(), name, asked.out, **options, selection=selection)
        say(f"wrote {asked.out}")
    _say_if_nothing_is_left(graph, asked, selection)


def _say_if_nothing_is_left(graph: Graph, asked: Asked, selection: Selection | None) -> None:
    from kg.exports.selection import Selection, select

    filters = [name for name in (*given(asked.part), *given(asked.reviewed)) if name != "no_isolates"]
    if not filters:
        return
    left = select(graph.batches(), selection or Selection(), asked.shape.level)
    if not any(batch.written for batch in left):
        say(f"nothing is left in it: no document has a fact for {' and '.join(map(flag, filters))}")


def _stream(graph: Graph, asked: Asked) -> None:
    from kg.exports import bulk

    if asked.out is None:
        bulk.stream(graph.batches(), sys.stdout.buffer, model=graph.model)
    else:
        bulk.stream_to_file(graph.batches(), asked.out, model=graph.model)
        say(f"wrote {asked.out}")


def _write_page(graph: Graph, asked: Asked) -> None:
    from kg.serve.carried import export_page

    filters = {name: getattr(asked.part, name) for name in PAGES}
    count = export_page(graph, asked.place, status=asked.reviewed.part, **filters)
    say(f"wrote {asked.out}: {_counted(count, 'document')}")


def _write_tables(graph: Graph, asked: Asked) -> None:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    write_neo4j_admin(graph.batches(), asked.place, graph.record.identity)
    say(f"wrote {asked.out}")
    say(f"now, where Neo4j is stopped: cd {asked.out} && neo4j-admin database import full @{ARGUMENTS} neo4j")


def _write_annotations(graph: Graph, asked: Asked) -> None:
    from kg.exports.web_annotation import write_annotations
    from kg.whole_file import whole_file

    batches = _batches(graph, asked.part)
    if asked.out is None:
        write_annotations(batches, sys.stdout.buffer)
        return
    with whole_file(asked.out) as output:
        write_annotations(batches, output)
    say(f"wrote {asked.out}")


def _write_gold(graph: Graph, asked: Asked) -> None:
    from kg.exports.gold import write_gold_folder

    whole = {str(line.id) for line in graph.record.ledger() if line.is_reviewed}
    count = write_gold_folder(graph.batches(), asked.place, whole)
    say(f"wrote {_counted(count, 'document')} to {asked.out}")


def _written_by(module: str, function: str, unit: str) -> Writer:
    """What writes batches to a place, and gives how many units those were."""

    def write(graph: Graph, asked: Asked) -> None:
        count = getattr(import_module(module), function)(_batches(graph, asked.part), asked.place)
        say(f"wrote {_counted(count, unit)} to {asked.out}")

    return write


def _batches(graph: Graph, part: Part) -> Iterable[Batch]:
    if (selection := _selection(graph, part)) is None:
        return graph.batches()
    from kg.exports.selection import select

    return select(graph.batches(), selection)


def _selection(graph: Graph, part: Part) -> Selection | None:
    if not (filters := given(part)):
        return None
    from kg.exports.selection import selected
    from kg.query.values import Finders

    return selected(filters, Finders.of(graph.record))


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


BULK: Final = Format("--stream", "nquads for loading into a server", _stream, filters=())
_TEXTS: Final = "a folder of texts and annotations"
_BRAT: Final = _written_by("kg.interchange.brat", "write_brat_folder", "document")
_CAS: Final = _written_by("kg.interchange.inception.writing", "write_cas_folder", "document")
_DNA: Final = _written_by("kg.interchange.dna", "write_dna_positions", "statement")
_PLAIN: Final = [
    Format(each.name, each.purpose, partial(_write, each.name), levels=True, endings=(each.suffix,))
    for each in exports.FORMATS.values()
]
_OTHERS: Final = [
    Format(
        "html", "a page that shows the graph in any browser", _write_page, "a file", PAGES, endings=(".html", ".htm")
    ),
    Format("neo4j-admin", "tables for neo4j-admin database import", _write_tables, "a folder of all there is", ()),
    Format("annotations", "W3C Web Annotations, in JSON-LD", _write_annotations),
    Format("gold", "documents that people have reviewed, for kg evaluate", _write_gold, _TEXTS, ()),
    Format("brat", "texts and their annotations, for brat", _BRAT, _TEXTS),
    Format("inception", "texts and their annotations as UIMA CAS, for INCEpTION", _CAS, _TEXTS),
    Format("dna", "positions, for the Discourse Network Analyzer", _DNA, "a file", endings=(".dna",)),
]
FORMATS: Final[Mapping[str, Format]] = MappingProxyType({format.name: format for format in (*_PLAIN, *_OTHERS)})
"""Every format by its name."""
