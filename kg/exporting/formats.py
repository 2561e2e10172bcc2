"""The formats in which a graph is handed on: those of `kg.exports`, and those that need more of it than its batches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg import exports
from kg.errors import ExportFilterError, ExportLevelError
from kg.query.narrowing import OF_DOCUMENTS

if TYPE_CHECKING:
    from kg.exports.selection import Selection
    from kg.graph import Graph
    from kg.stores.protocol import Batch

__all__ = ["BULK", "FORMATS", "SELECTION", "Asked", "Format"]

SELECTION: Final = "selection"
"""The name under which filters have a whole `kg.exports.selection.Selection`."""
PAGES: Final = ("since", "until", "document", *OF_DOCUMENTS)
"""The filters that a page in html takes as well, where they are about documents."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to (None: stdout), in which shape, and of which part: by the filters of `kg.exports.selection.selected`, or
    as a `SELECTION`. ``model`` is the language model that RDF names, None: the graph's."""

    out: Path | None
    level: str = "full"
    raw_cells: bool = False
    model: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> Path:
        """Where to, of a format that has to be given one."""
        assert self.out is not None, "that was checked"
        return self.out

    def selection(self, graph: Graph) -> Selection | None:
        """What the filters mean in a graph, None without any. Raises what `kg.exports.selection.selected` does."""
        if not self.filters:
            return None
        whole: Selection | None = self.filters.get(SELECTION)
        if whole is not None:
            return whole
        from kg.exports.selection import selected
        from kg.query.values import Finders

        return selected(self.filters, Finders.of(graph.record))

    def batches(self, graph: Graph) -> Iterable[Batch]:
        """What they leave of it."""
        if (selection := self.selection(graph)) is None:
            return graph.batches()
        from kg.exports.selection import select

        return select(graph.batches(), selection, self.level)


type Writer = Callable[[Graph, Asked], tuple[str, ...]]
"""Writes a graph, or the part that is asked for; what to tell of it, in lines."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is good for, what writes it, and what goes with it.

    ``place`` is what has to be named for it, "" where stdout will do. ``filters`` are the names of those that it takes,
    None: all. ``levels`` are those of `kg.exports.LEVELS` that it has. ``endings`` are those of its files' names.
    """

    name: str
    purpose: str
    write: Writer
    place: str = ""
    filters: Collection[str] | None = None
    levels: tuple[str, ...] = ("full",)
    endings: tuple[str, ...] = ()

    def check(self, asked: Asked, called: Callable[[str], str] = str) -> None:
        """Raise `ExportFilterError` or `ExportLevelError` where it has no such part; ``called`` is what a filter is
        called where it is given."""
        others = [each for each in asked.filters if self.filters is not None and each not in self.filters]
        if others:
            whole = "whole documents" if self.filters else "all there is"
            raise ExportFilterError(format=self.name, whole=whole, filter=called(others[0]))
        if asked.level not in self.levels:
            raise ExportLevelError(format=self.name, level=asked.level, levels=", ".join(self.levels))


def _write(name: str, graph: Graph, asked: Asked) -> tuple[str, ...]:
    """Write one of the formats of `kg.exports`."""
    options: dict[str, Any] = {"level": asked.level, "model": asked.model or graph.model, "raw_cells": asked.raw_cells}
    options["selection"] = asked.selection(graph)
    if asked.out is None:
        exports.export(graph.batches(), name, sys.stdout.buffer, **options)
        return ()
    exports.export_file(graph.batches(), name, asked.out, **options)
    return (f"wrote {asked.out}",)


def _stream(graph: Graph, asked: Asked) -> tuple[str, ...]:
    from kg.exports import bulk

    if asked.out is None:
        bulk.stream(graph.batches(), sys.stdout.buffer, model=graph.model)
        return ()
    bulk.stream_to_file(graph.batches(), asked.out, model=graph.model)
    return (f"wrote {asked.out}",)


def _write_page(graph: Graph, asked: Asked) -> tuple[str, ...]:
    from kg.serve.carried import export_page

    count = export_page(graph, asked.place, **asked.filters)
    return (f"wrote {asked.out}: {_counted(count, 'document')}",)


def _write_tables(graph: Graph, asked: Asked) -> tuple[str, ...]:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    write_neo4j_admin(graph.batches(), asked.place, graph.record.identity)
    loading = f"cd {asked.out} && neo4j-admin database import full @{ARGUMENTS} neo4j"
    return f"wrote {asked.out}", f"now, where Neo4j is stopped: {loading}"


def _write_annotations(graph: Graph, asked: Asked) -> tuple[str, ...]:
    from kg.exports.web_annotation import write_annotations
    from kg.whole_file import whole_file

    batches = asked.batches(graph)
    if asked.out is None:
        write_annotations(batches, sys.stdout.buffer)
        return ()
    with whole_file(asked.out) as output:
        write_annotations(batches, output)
    return (f"wrote {asked.out}",)


def _write_gold(graph: Graph, asked: Asked) -> tuple[str, ...]:
    from kg.exports.gold import write_gold_folder

    whole = {str(line.id) for line in graph.record.ledger() if line.is_reviewed}
    count = write_gold_folder(graph.batches(), asked.place, whole)
    return (f"wrote {_counted(count, 'document')} to {asked.out}",)


def _written_by(module: str, function: str, unit: str) -> Writer:
    """What writes batches to a place, and gives how many units those were."""

    def write(graph: Graph, asked: Asked) -> tuple[str, ...]:
        count = getattr(import_module(module), function)(asked.batches(graph), asked.place)
        return (f"wrote {_counted(count, unit)} to {asked.out}",)

    return write


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


BULK: Final = Format("--stream", "nquads for loading into a server", _stream, filters=())
_TEXTS: Final = "a folder of texts and annotations"
_BRAT: Final = _written_by("kg.interchange.brat", "write_brat_folder", "document")
_CAS: Final = _written_by("kg.interchange.inception.writing", "write_cas_folder", "document")
_DNA: Final = _written_by("kg.interchange.dna", "write_dna_positions", "statement")
_PLAIN: Final = [
    Format(each.name, each.purpose, partial(_write, each.name), levels=each.levels, endings=(each.suffix,))
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
