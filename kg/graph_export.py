"""Export a graph, or a part of it, in any format: what ``kg export`` and `kg.export_file` do.

`kg.exports` has the writers. Most of them write from batches alone; the other formats here need the graph itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg import exports
from kg.errors import (
    ExportFilterError,
    ExportGraphError,
    ExportLevelError,
    ParameterValueError,
    UnknownExportFormatError,
)
from kg.errors.checking import check_class, path_of
from kg.printing.quantities import quantity
from kg.query.narrowing import DOCUMENT_FILTERS
from kg.stores.protocol import as_python

if TYPE_CHECKING:
    from kg.exports.selection import Selection
    from kg.graph import Graph
    from kg.record.ledger import LedgerLine
    from kg.stores.protocol import Batch

__all__ = ["BULK", "FORMATS", "ExportRequest", "Format", "export_file", "format_named"]

_NEAREST: Final = 3
"""How many documents a message names that are nearly gold."""
SELECTION: Final = "selection"
"""The key of ``ExportRequest.filters`` that holds a ready `kg.exports.selection.Selection`."""
PAGE_FILTERS: Final = ("since", "until", "document", *DOCUMENT_FILTERS)
"""The filters that ``html`` takes: those about documents."""
NOT_GIVEN: Final[tuple[Any, ...]] = (None, False, ())
"""Values that mean that a filter is not given."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Where to write (None: stdout), how, and which part of the graph.

    ``filters`` are those of `kg.exports.selection.selected`, or a `SELECTION`. ``model`` is the language model that RDF
    names, None: the graph's.
    """

    out: Path | None
    level: str = "full"
    raw_cells: bool = False
    model: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """``out`` of a format that cannot be written to stdout."""
        assert self.out is not None, "that was checked"
        return self.out

    def selection(self, graph: Graph) -> Selection | None:
        """The selection by the filters, None without any. Raises what `kg.exports.selection.selected` raises."""
        if not self.filters:
            return None
        whole: Selection | None = self.filters.get(SELECTION)
        if whole is not None:
            return whole
        from kg.exports.selection import selected
        from kg.query.values import Finders

        return selected(self.filters, Finders.of(graph.record))

    def batches(self, graph: Graph) -> Iterable[Batch]:
        """The graph's batches, reduced to what is selected."""
        if (selection := self.selection(graph)) is None:
            return graph.batches()
        from kg.exports.selection import select

        return select(graph.batches(), selection, self.level)


type Writer = Callable[[Graph, ExportRequest], tuple[str, ...]]
"""Writes what is requested of a graph, and returns the lines of a message about it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a graph: what it is good for, what writes it, and which options it takes.

    ``target`` describes what ``--out`` has to name ("a file"), "" where stdout will do. ``filters`` are the names of
    the filters that it takes, None: all. ``levels`` are those of `kg.exports.LEVELS` that it has. ``suffixes`` are
    those of its files' names.
    """

    name: str
    purpose: str
    write: Writer
    target: str = ""
    filters: Collection[str] | None = None
    levels: tuple[str, ...] = ("full",)
    suffixes: tuple[str, ...] = ()

    def check(self, request: ExportRequest, shown: Callable[[str], str] = str) -> None:
        """Raise `ExportFilterError` or `ExportLevelError` where the format does not support a filter or the level.
        ``shown`` gives the name of a filter for the message (``--since``)."""
        refused = [name for name in request.filters if self.filters is not None and name not in self.filters]
        if refused:
            whole = "whole documents" if self.filters else "all there is"
            raise ExportFilterError(format=self.name, whole=whole, filter=shown(refused[0]))
        if request.level not in self.levels:
            raise ExportLevelError(format=self.name, level=request.level, levels=", ".join(self.levels))


def _write(name: str, graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    """Write one of `kg.exports.BATCH_FORMATS`."""
    options: dict[str, Any] = {
        "level": request.level,
        "model": request.model or graph.model,
        "raw_cells": request.raw_cells,
    }
    options["selection"] = request.selection(graph)
    if request.out is None:
        exports.export(graph.batches(), name, sys.stdout.buffer, **options)
        return ()
    exports.export_file(graph.batches(), name, request.out, **options)
    return (f"wrote {'the folder ' if request.out.is_dir() else ''}{request.out}",)


def _stream(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.exports import bulk

    if request.out is None:
        bulk.stream(graph.batches(), sys.stdout.buffer, model=graph.model)
        return ()
    bulk.stream_to_file(graph.batches(), request.out, model=graph.model)
    return (f"wrote {request.out}",)


def _write_page(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.serve.carried import export_page

    count = export_page(graph, request.path, **request.filters)
    return (f"wrote {request.out}: {quantity(count, 'document')}",)


def _write_tables(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.exports.neo4j_admin import ARGUMENTS, write_neo4j_admin

    write_neo4j_admin(graph.batches(), request.path, graph.record.identity)
    loading = f"cd {request.out} && neo4j-admin database import full @{ARGUMENTS} neo4j"
    return f"wrote {request.out}", f"next, while Neo4j is stopped: {loading}"


def _write_annotations(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.exports.web_annotation import write_annotations
    from kg.whole_file import whole_file

    batches = request.batches(graph)
    if request.out is None:
        write_annotations(batches, sys.stdout.buffer)
        return ()
    with whole_file(request.out) as output:
        write_annotations(batches, output)
    return (f"wrote {request.out}",)


def _write_gold(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.exports.gold import write_gold_folder

    lines = list(graph.record.ledger())
    whole = {str(line.id) for line in lines if line.is_reviewed}
    count = write_gold_folder(graph.batches(), request.path, whole)
    message = f"wrote {quantity(count, 'document')} to {request.out}"
    return (message,) if count else (message, _why_no_gold(lines))


def _why_no_gold(lines: Iterable[LedgerLine]) -> str:
    """Why no document is gold, and how many facts of those that come closest have yet to be reviewed."""
    begun = [line for line in lines if line.waiting and line.confirmed + line.rejected + line.added]
    reason = "gold are the documents of which people have judged every fact, and none is"
    if not begun:
        return f"{reason}: nobody has judged a fact yet; `kg review` shows them one after the other"
    nearest = sorted(begun, key=lambda line: (line.waiting, line.name))[:_NEAREST]
    left = ", ".join(f"{line.name} ({line.waiting} left)" for line in nearest)
    return f"{reason}; the nearest: {left}; `kg review --document {nearest[0].name}` shows what is left"


def _write_dna(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
    from kg.interchange.dna import write_dna_positions

    written = write_dna_positions(request.batches(graph), request.path)
    notes = (
        (written.coarse, "document", "at the first day of their week, month or year, since DNA knows days alone"),
        (written.undated, "document", "at the latest date of their statements, having none of their own"),
        (written.left_out, "statement", "left out, having no date"),
    )
    told = (f"{note}: {quantity(number, unit)}" for number, unit, note in notes if number)
    return (f"wrote {quantity(written.statements, 'statement')} to {request.out}", *told)


def _written_by(module: str, function: str, unit: str) -> Writer:
    """A `Writer` out of a function that writes batches to a path and returns how many units it has written."""

    def write(graph: Graph, request: ExportRequest) -> tuple[str, ...]:
        count = getattr(import_module(module), function)(request.batches(graph), request.path)
        return (f"wrote {quantity(count, unit)} to {request.out}",)

    return write


BULK: Final = Format("--stream", "nquads for loading into a server", _stream, filters=())
_TEXT_FOLDER: Final = "a folder of texts and annotations"
_BRAT: Final = _written_by("kg.interchange.brat", "write_brat_folder", "document")
_CAS: Final = _written_by("kg.interchange.inception.writing", "write_cas_folder", "document")
_FROM_BATCHES: Final = [
    Format(each.name, each.purpose, partial(_write, each.name), levels=each.levels, suffixes=(each.suffix,))
    for each in exports.BATCH_FORMATS.values()
]
_FROM_GRAPH: Final = [
    Format(
        "html",
        "a page that shows the graph in any browser",
        _write_page,
        "a file",
        PAGE_FILTERS,
        suffixes=(".html", ".htm"),
    ),
    Format("neo4j-admin", "tables for neo4j-admin database import", _write_tables, "a folder of all there is", ()),
    Format("annotations", "W3C Web Annotations, in JSON-LD", _write_annotations),
    Format("gold", "documents that people have reviewed, for kg evaluate", _write_gold, _TEXT_FOLDER, ()),
    Format("brat", "texts and their annotations, for brat", _BRAT, _TEXT_FOLDER),
    Format("inception", "texts and their annotations as UIMA CAS, for INCEpTION", _CAS, _TEXT_FOLDER),
    Format("dna", "positions, for the Discourse Network Analyzer", _write_dna, "a file", suffixes=(".dna",)),
]
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {format.name: format for format in (*_FROM_BATCHES, *_FROM_GRAPH)}
)
"""Every format by its name."""


def format_named(name: str) -> Format:
    """The format of this name. Raises `UnknownExportFormatError`."""
    if not isinstance(name, str) or name not in FORMATS:
        raise UnknownExportFormatError(format=name, formats=", ".join(FORMATS))
    return FORMATS[name]


def export_file(
    source: Graph | Iterable[Batch],
    /,
    format: str,
    path: str | os.PathLike[str],
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
    selection: Selection | None = None,
    **filters: Any,
) -> None:
    """Write a graph to a file, which is written whole or not at all, or to a folder where the format is one.

    ``filters`` say which part: those of `kg.exports.selection.selected`, as in ``since="2018", actor=["China"]``; or
    ``selection`` does. The other parameters are those of `kg.exports.export`. ``source`` may also be batches: then only
    the formats of `kg.exports` can be written, and only ``selection`` narrows them.
    Raises `UnknownExportFormatError`, `ExportGraphError`, `ExportLevelError`, `ExportFilterError`,
    `UnknownParameterError`, `ParameterValueError`, `kg.errors.OutputError`, and what looking up a filter raises.
    """
    from kg.graph import Graph

    chosen = format_named(format)
    place = path_of("path", path)
    given = {name: own for name, value in filters.items() if (own := as_python(value)) not in NOT_GIVEN}
    if given and (selection is not None or not isinstance(source, Graph)):
        given |= {SELECTION: selection} if selection is not None else {}
        expected = "filters of a graph, or a selection"
        raise ParameterValueError(parameter=SELECTION, value=", ".join(given), expected=expected)
    if selection is not None:
        from kg.exports.selection import Selection

        check_class("selection", selection, {"kg.exports.selection.Selection": Selection})
        given = {SELECTION: selection}
    request = ExportRequest(place, level, raw_cells, model, given)
    chosen.check(request)
    if isinstance(source, Graph):
        chosen.write(source, request)
    elif format in exports.BATCH_FORMATS:
        exports.export_file(
            _checked(source), format, place, level=level, model=model, raw_cells=raw_cells, selection=selection
        )
    else:
        raise ExportGraphError(format=format)


def _checked(batches: object) -> Iterator[Batch]:
    """The batches. Raises `ParameterValueError` for what is no graph and no batches."""
    expected = "a kg.Graph, or batches"
    if not isinstance(batches, Iterable):
        raise ParameterValueError(parameter="source", value=repr(batches), expected=expected)
    for batch in batches:
        if not hasattr(batch, "written"):
            raise ParameterValueError(parameter="source", value=f"with {batch!r} in it", expected=expected)
        yield batch
