"""Write two tables, ``nodes.csv`` and ``edges.csv``, in a zip file or a folder; UTF-8, quotes where needed.

A cell is empty where the property is absent. A boolean is ``true`` or ``false``, a list of strings is JSON, the labels
of a node are joined by ``;``. A text that a spreadsheet would run as a formula has an apostrophe before it
(`kg.printing.cells`), unless ``raw_cells`` is set.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final

from kg.exports import Settings
from kg.exports.elements import EDGE_TYPES, NODE_TYPES, EdgeIds, elements
from kg.exports.spool import utf8_text
from kg.exports.xml_text import lexical_form
from kg.printing.cells import defused
from kg.stores.property_graph.property_graph import Node, Property
from kg.stores.protocol import Batch
from kg.whole_file import made_folder

__all__ = ["write_csv", "write_csv_folder"]

SAME_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the zip, fixed so that the same graph gives the same bytes."""


def write_csv(batches: Iterable[Batch], output: IO[bytes], settings: Settings) -> None:
    """Write a zip file of the two tables, which are kept in temporary files until both are whole."""
    with tempfile.TemporaryFile() as nodes, tempfile.TemporaryFile() as edges:
        _tables(batches, nodes, edges, settings)
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, table in (("nodes.csv", nodes), ("edges.csv", edges)):
                table.seek(0)
                entry = zipfile.ZipInfo(name, SAME_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w", force_zip64=True) as member:
                    shutil.copyfileobj(table, member)


def write_csv_folder(batches: Iterable[Batch], folder: Path, settings: Settings) -> None:
    """Write the two tables into a folder, which is created; tables there are replaced when both are whole. Raises
    `OutputError`."""
    with made_folder(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".kg-") as place:
        parts = [Path(place, name) for name in ("nodes.csv", "edges.csv")]
        with parts[0].open("wb") as nodes, parts[1].open("wb") as edges:
            _tables(batches, nodes, edges, settings)
        for part in parts:
            part.replace(folder / part.name)


def _tables(batches: Iterable[Batch], nodes: IO[bytes], edges: IO[bytes], settings: Settings) -> None:
    level, raw = settings.level, settings.raw_cells
    edge_id = EdgeIds()
    node_columns = ("id", *NODE_TYPES[level])
    edge_columns = ("id", "source", "target", *(name for name in EDGE_TYPES[level] if name != "id"))
    with utf8_text(nodes) as node_text, utf8_text(edges) as edge_text:
        node_table, edge_table = csv.writer(node_text), csv.writer(edge_text)
        node_table.writerow(node_columns)
        edge_table.writerow(edge_columns)
        for item in elements(batches, level, isolates=settings.isolates):
            if isinstance(item, Node):
                row = {"id": item.id, "labels": ";".join(item.labels), **item.properties}
                node_table.writerow([_cell(row[name], raw) if name in row else "" for name in node_columns])
            else:
                row = {**item.properties, "source": item.source, "target": item.target, "relationship": item.type}
                row["id"] = edge_id(item)
                edge_table.writerow([_cell(row[name], raw) if name in row else "" for name in edge_columns])


def _cell(value: Property, raw: bool) -> str:
    return defused(value) if isinstance(value, str) and not raw else lexical_form(value)
