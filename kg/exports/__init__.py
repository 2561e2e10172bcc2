"""Write batches in the formats of other tools, one module a format.

Batches come from the record (`kg.graph.Graph.batches`): no store is needed, and memory does not grow with the graph.
`kg.graph_export` exports a graph, or a part of it, in these and other formats.

>>> import io
>>> out = io.BytesIO()
>>> export([], "dot", out)
>>> out.getvalue().startswith(b"digraph negotiation {")
True
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Final

from kg.errors import ExportLevelError, UnknownExportFormatError
from kg.model import ResolvedDocument
from kg.stores.protocol import Batch
from kg.whole_file import made_folder, whole_file, write_whole

if TYPE_CHECKING:
    from kg.exports.selection import Selection

__all__ = [
    "BATCH_FORMATS",
    "LEVELS",
    "BatchFormat",
    "BatchWriter",
    "PassingBatches",
    "Settings",
    "export",
    "export_file",
    "write_documents",
]

_UNSAFE: Final = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a writer writes: the level of detail, whether aggregated levels keep nodes without an edge, whether texts
    that a spreadsheet would run as a formula stay unescaped, and the language model that RDF names."""

    level: str = "full"
    isolates: bool = True
    raw_cells: bool = False
    model: str | None = None


type BatchWriter = Callable[[Iterable[Batch], IO[bytes], Settings], None]
"""Writes batches, in which each document comes once, to an output, and leaves it open."""


@dataclass(frozen=True, slots=True)
class BatchFormat:
    """A format that is written from batches alone: the suffix of its files, its media type, its levels of detail, and
    what it is good for.

    ``writer`` is ``module:function``, a `BatchWriter` loaded when it is needed. ``isolates``: whether nodes without an
    edge are written at aggregated levels.
    """

    name: str
    suffix: str
    media_type: str
    levels: tuple[str, ...]
    purpose: str
    writer: str
    isolates: bool = True


LEVELS: Final = ("full", "actors", "issues", "signed")
"""Everything; or aggregated: the relations between actors; the issues that actors are for or against; the friendly and
hostile ties between actors."""
_RDF = ("full",)

BATCH_FORMATS: Final[Mapping[str, BatchFormat]] = MappingProxyType(
    {
        format.name: format
        for format in (
            BatchFormat("turtle", ".ttl", "text/turtle", _RDF, "RDF, one graph", "rdf:write_turtle"),
            BatchFormat("nquads", ".nq", "application/n-quads", _RDF, "RDF, one line a quad", "rdf:write_nquads"),
            BatchFormat("trig", ".trig", "application/trig", _RDF, "RDF, one graph a document", "rdf:write_trig"),
            BatchFormat(
                "jsonld", ".jsonld", "application/ld+json", _RDF, "RDF for programs of JSON", "rdf:write_jsonld"
            ),
            BatchFormat(
                "graphml", ".graphml", "application/graphml+xml", LEVELS, "yEd, igraph, R", "graphml:write_graphml"
            ),
            BatchFormat("gexf", ".gexf", "application/gexf+xml", LEVELS, "Gephi, with days", "gexf:write_gexf"),
            BatchFormat("cytoscape", ".cyjs", "application/json", LEVELS, "Cytoscape", "cytoscape:write_cytoscape"),
            BatchFormat("csv", ".zip", "application/zip", LEVELS, "two tables for spreadsheets", "csv:write_csv"),
            BatchFormat("dot", ".dot", "text/vnd.graphviz", LEVELS, "Graphviz", "dot:write_dot", isolates=False),
        )
    }
)
"""Every such format by its name; `kg.graph_export.FORMATS` has the others, too."""


class PassingBatches:
    """Batches to go through once; ``latest`` is the last that has been dealt with, which tells the revision of all."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._batches = batches
        self.latest = Batch(0, ())

    def __iter__(self) -> Iterator[Batch]:
        for batch in self._batches:
            yield batch
            self.latest = batch


def export(
    batches: Iterable[Batch],
    format: str,
    output: IO[bytes],
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
    selection: Selection | None = None,
) -> None:
    """Write the documents in ``batches``, each of which comes once, to ``output``, which stays open.

    ``level`` is one of `LEVELS` (see `kg.exports.elements.elements`). ``model`` names the language model, for the
    provenance in RDF; ``raw_cells`` leaves texts in ``csv`` as they are even where a spreadsheet would run them as a
    formula. ``selection`` is the part to write (see `kg.exports.selection.selected`).
    Raises `UnknownExportFormatError` or `ExportLevelError`.
    """
    chosen = _choose(format, level)
    module, _, function = chosen.writer.partition(":")
    write: BatchWriter = getattr(import_module(f"kg.exports.{module}"), function)
    settings = Settings(level, chosen.isolates and _has_isolates(selection), raw_cells, model)
    write(_selected(batches, selection, level), output, settings)


def export_file(
    batches: Iterable[Batch],
    format: str,
    path: str | os.PathLike[str],
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
    selection: Selection | None = None,
) -> None:
    """Write to a file, whole or not at all; ``csv`` to a folder unless ``path`` ends in ``.zip``.

    Raises what `export` raises, and `OutputError`.
    """
    chosen, path = _choose(format, level), Path(path)
    if format == "csv" and path.suffix.lower() != chosen.suffix:
        from kg.exports.csv import write_csv_folder

        settings = Settings(level, _has_isolates(selection), raw_cells, model)
        write_csv_folder(_selected(batches, selection, level), path, settings)
        return
    with whole_file(path) as output:
        export(batches, format, output, level=level, model=model, raw_cells=raw_cells, selection=selection)


def _with_file_names(documents: Iterable[ResolvedDocument]) -> Iterator[tuple[str, ResolvedDocument]]:
    """Each document with a unique name for its files: the document's name, without characters unsafe in a path.

    >>> from kg.model import Document, Facts
    >>> talks = [Document(text, "Talks: day 1", f"file:///{text}") for text in ("They met.", "They left.")]
    >>> [name for name, _ in _with_file_names(ResolvedDocument(document, Facts(), ()) for document in talks)]
    ['Talks-day-1', 'Talks-day-1-3dbeb04ec40432f5']
    """
    taken: set[str] = set()
    for resolved in documents:
        document = resolved.document
        name = _UNSAFE.sub("-", document.name).strip("-.") or document.id
        name = name if name not in taken else f"{name}-{document.id}"
        taken.add(name)
        yield name, resolved


def write_documents(
    documents: Iterable[ResolvedDocument],
    folder: Path,
    write: Callable[[str, ResolvedDocument], None],
    extra_files: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Create a folder, call ``write`` with a unique file name and each document, and return how many documents there
    are. ``extra_files`` are further texts for the folder, by file name. Raises `OutputError`."""
    count = 0
    with made_folder(folder):
        for name, text in extra_files.items():
            write_whole(folder / name, text)
        for count, (name, resolved) in enumerate(_with_file_names(documents), 1):  # noqa: B007 - counts
            write(name, resolved)
    return count


def _has_isolates(selection: Selection | None) -> bool:
    return selection is None or selection.isolates


def _selected(batches: Iterable[Batch], selection: Selection | None, level: str) -> Iterable[Batch]:
    if selection is None:
        return batches
    from kg.exports.selection import select

    return select(batches, selection, level)


def _choose(format: str, level: str) -> BatchFormat:
    if format not in BATCH_FORMATS:
        raise UnknownExportFormatError(format=format, formats=", ".join(BATCH_FORMATS))
    chosen = BATCH_FORMATS[format]
    if level not in chosen.levels:
        raise ExportLevelError(format=format, level=level, levels=", ".join(chosen.levels))
    return chosen
