"""Write the tables from which ``neo4j-admin database import full`` makes a database: everything that a store holds.

Such a database is current up to the record's revision, and syncs on from there.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from kg.exports import PassingBatches
from kg.exports.elements import elements
from kg.stores.neo4j.schema import MARK, STATE, statements
from kg.stores.neo4j.turns import NAME
from kg.stores.property_graph.layout import layout
from kg.stores.property_graph.property_graph import NODE_PROPERTIES, RELATIONSHIP_PROPERTIES, Node, Relationship
from kg.stores.protocol import Batch
from kg.whole_file import made_folder

__all__ = ["ARGUMENTS", "SCHEMA", "write_neo4j_admin"]

ARGUMENTS: Final = "import.args"
"""The file of arguments, for ``neo4j-admin database import full @import.args neo4j`` in the folder."""
SCHEMA: Final = "schema.cypher"
"""The file of statements that create the constraints and indexes, which the import itself does not."""

_SEPARATOR: Final = "\x1f"
"""Separates the elements of a list; no name contains it."""
_TYPES: Final[Mapping[type, str]] = {str: "string", int: "long", float: "double", bool: "boolean", tuple: "string[]"}
_STATE: Final = {
    ":ID": "",
    "name:string": NAME,
    "turn:long": "",
    "revision:long": "",
    "layout:string": "",
    "graph:string": "",
    "history:string": "",
    ":LABEL": STATE,
}


def write_neo4j_admin(batches: Iterable[Batch], folder: Path, graph: str) -> None:
    """Write the documents in ``batches``, each of which comes once, to tables in ``folder``, which is created.

    ``graph`` is the record's identity. Existing files are replaced when all new ones are whole. Memory does not grow
    with the graph. Raises `OutputError`.
    """
    with made_folder(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".kg-") as place:
        _tables(batches, Path(place), graph)
        for part in sorted(Path(place).iterdir()):
            part.replace(folder / part.name)


def _tables(batches: Iterable[Batch], folder: Path, graph: str) -> None:
    passing = PassingBatches(batches)
    with ExitStack() as stack:
        nodes = {label: stack.enter_context(_table(folder / _file(label))) for label in NODE_PROPERTIES}
        edges = stack.enter_context(_table(folder / "relationships.csv"))
        for label, table in nodes.items():
            columns = [f"{name}:{_TYPES[kind]}" for name, kind in NODE_PROPERTIES[label].items()]
            table.writerow(["id:ID", *columns, ":LABEL"])
        columns = [f"{name}:{_TYPES[kind]}" for name, kind in RELATIONSHIP_PROPERTIES.items()]
        edges.writerow([":START_ID", ":END_ID", *columns, ":TYPE"])
        for item in elements(passing):
            if isinstance(item, Node):
                nodes[item.labels[0]].writerow(_node(item))
            else:
                edges.writerow(_edge(item))
    with _table(folder / "state.csv") as table:
        state = {**_STATE, ":ID": "state", "turn:long": 1, "revision:long": passing.latest.revision}
        table.writerow(state)
        noted = {"layout:string": layout(), "graph:string": graph, "history:string": passing.latest.history}
        table.writerow({**state, **noted}.values())
    (folder / SCHEMA).write_text("".join(f"{text};\n" for text in statements().values()), encoding="utf-8")
    # Newer versions of Neo4j require a folder in each path, hence "./".
    files = [f"--nodes=./{_file(label)}" for label in NODE_PROPERTIES]
    arguments = [
        *files,
        "--nodes=./state.csv",
        "--relationships=./relationships.csv",
        "--array-delimiter=U+001F",
        "--multiline-fields=true",
    ]
    (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")


@contextmanager
def _table(path: Path) -> Iterator[Any]:
    # Strings are quoted, so that an empty one differs from an absent one.
    with path.open("w", encoding="utf-8", newline="") as text:
        yield csv.writer(text, quoting=csv.QUOTE_STRINGS)


def _file(label: str) -> str:
    return f"{label.lower()}.csv"


def _node(node: Node) -> list[object]:
    values = [_written(node.properties.get(name)) for name in NODE_PROPERTIES[node.labels[0]]]
    return [node.id, *values, _SEPARATOR.join((MARK, *node.labels))]


def _edge(edge: Relationship) -> list[object]:
    values = [_written(edge.properties.get(name)) for name in RELATIONSHIP_PROPERTIES]
    return [edge.source, edge.target, *values, edge.type]


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return _SEPARATOR.join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value
