"""A graph, or a part of it, in any format of another tool: what ``kg export`` writes, and `kg.export_file`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg import exports
from kg.errors import ExportGraphError, ParameterValueError, UnknownExportFormatError
from kg.exporting.formats import FORMATS, SELECTION, Asked, Format
from kg.stores.protocol import as_python

if TYPE_CHECKING:
    from kg.exports.selection import Selection
    from kg.graph import Graph
    from kg.stores.protocol import Batch

__all__ = ["export_file", "format_named"]

NOTHING: Final[tuple[Any, ...]] = (None, False, ())
"""Values of a filter that is not given."""


def format_named(name: str) -> Format:
    """The format of this name. Raises `UnknownExportFormatError`."""
    if name not in FORMATS:
        raise UnknownExportFormatError(format=name, formats=", ".join(FORMATS))
    return FORMATS[name]


def export_file(
    source: Graph | Iterable[Batch],
    format: str,
    path: str | os.PathLike[str],
    *,
    level: str = "full",
    model: str | None = None,
    raw_cells: bool = False,
    selection: Selection | None = None,
    **filters: Any,
) -> None:
    """Write a graph to a file, which is there whole or not at all, or to the folder that a format wants.

    ``filters`` say which part: those of `kg.exports.selection.selected`, as in ``since="2018", actor=["China"]``; or
    ``selection`` does. The rest is as in `kg.exports.export`. Of batches in the place of a graph the formats of
    `kg.exports` are written, by ``selection`` alone.
    Raises `UnknownExportFormatError`, `ExportGraphError`, `kg.errors.ExportLevelError`,
    `kg.errors.ExportFilterError`, `ParameterValueError`, `kg.errors.OutputError`, and what looking up a filter does.
    """
    from kg.graph import Graph

    chosen = format_named(format)
    given = {name: own for name, value in filters.items() if (own := as_python(value)) not in NOTHING}
    if selection is not None:
        given |= {SELECTION: selection}
    if (len(given) > 1 and selection is not None) or (given and not isinstance(source, Graph) and selection is None):
        expected = "filters of a graph, or a selection"
        raise ParameterValueError(parameter=SELECTION, value=", ".join(given), expected=expected)
    chosen.check(asked := Asked(Path(path), level, raw_cells, model, given))
    if isinstance(source, Graph):
        chosen.write(source, asked)
        return
    if format not in exports.FORMATS:
        raise ExportGraphError(format=format)
    exports.export_file(source, format, path, level=level, model=model, raw_cells=raw_cells, selection=selection)
