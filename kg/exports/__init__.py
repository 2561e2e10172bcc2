"""Hand the graph on, in a format of another tool.

Every format is written from batches, as the record gives them from its beginning: no store is needed, and memory does
not grow with the graph.

>>> import io
>>> out = io.BytesIO()
>>> export([], "dot", out)
>>> out.getvalue().decode()
'digraph negotiation {\\n}\\n'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from kg.errors import ExportLevelError, OutputError, UnknownExportFormatError
from kg.stores.protocol import Batch
from kg.whole_file import whole_file

__all__ = ["FORMATS", "Format", "export", "export_file", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the end of its files' names, its media type, its levels of detail, and what it is good for.

    ``writer`` is ``module:function``, loaded when it is needed.
    """

    name: str
    suffix: str
    media_type: str
    levels: tuple[str, ...]
    purpose: str
    writer: str


_BOTH = ("full", "actors")
_RDF = ("full",)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("turtle", ".ttl", "text/turtle", _RDF, "RDF, one graph", "rdf:write_turtle"),
            Format("nquads", ".nq", "application/n-quads", _RDF, "RDF, one line a quad", "rdf:write_nquads"),
            Format("trig", ".trig", "application/trig", _RDF, "RDF, one graph a document", "rdf:write_trig"),
            Format("jsonld", ".jsonld", "application/ld+json", _RDF, "RDF for programs of JSON", "rdf:write_jsonld"),
            Format("graphml", ".graphml", "application/graphml+xml", _BOTH, "yEd, igraph, R", "graphml:write_graphml"),
            Format("gexf", ".gexf", "application/gexf+xml", _BOTH, "Gephi, with days", "gexf:write_gexf"),
            Format("cytoscape", ".cyjs", "application/json", _BOTH, "Cytoscape", "cytoscape:write_cytoscape"),
            Format("csv", ".zip", "application/zip", _BOTH, "two tables for spreadsheets", "csv:write_csv"),
            Format("dot", ".dot", "text/vnd.graphviz", _BOTH, "Graphviz", "dot:write_dot"),
        )
    }
)
"""Every format by its name."""


def export(
    batches: Iterable[Batch],
    format: str,
    output: IO[bytes],
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
) -> None:
    """Write the documents in ``batches``, each of which comes once, to ``output``, which stays open.

    ``level`` is ``full``, or ``actors`` for the actors and what stands between them (see
    `kg.exports.elements.elements`). ``model`` names the language model, for the provenance in RDF;
    ``raw_cells`` leaves the texts of ``csv`` as they are, where a spreadsheet would run them, too.
    Raises `UnknownExportFormatError` or `ExportLevelError`.
    """
    chosen = _choose(format, level)
    module, _, function = chosen.writer.partition(":")
    write = getattr(import_module(f"kg.exports.{module}"), function)
    if module == "rdf":
        from kg.stores.rdf.quads import batch_quads

        write(batch_quads(batches, model), output)
    elif module == "csv":
        write(batches, output, level, raw=raw_cells)
    else:
        write(batches, output, level)


def export_file(
    batches: Iterable[Batch],
    format: str,
    path: Path,
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
) -> None:
    """Write to a file, which is there whole or not at all; ``csv`` to a folder unless ``path`` ends in ``.zip``.

    Raises what `export` raises, and `OutputError`.
    """
    chosen = _choose(format, level)
    if format == "csv" and path.suffix.lower() != chosen.suffix:
        from kg.exports.csv import write_csv_folder

        try:
            write_csv_folder(batches, path, level, raw=raw_cells)
        except OSError as error:
            raise OutputError(path=path, detail=error.strerror or str(error)) from error
        return
    with whole_file(path) as output:
        export(batches, format, output, level=level, model=model, raw_cells=raw_cells)


def format_of(path: Path) -> str | None:
    """The name of the format whose files end as ``path`` does, None where there is none.

    >>> format_of(Path("talks.gexf")), format_of(Path("talks.xls"))
    ('gexf', None)
    """
    return next((name for name, format in FORMATS.items() if path.suffix.lower() == format.suffix), None)


def _choose(format: str, level: str) -> Format:
    if format not in FORMATS:
        raise UnknownExportFormatError(format=format, formats=", ".join(FORMATS))
    chosen = FORMATS[format]
    if level not in chosen.levels:
        raise ExportLevelError(format=format, level=level, levels=", ".join(chosen.levels))
    return chosen
