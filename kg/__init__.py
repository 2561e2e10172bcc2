"""A knowledge graph of negotiation actors and their positions, each fact with the words that prove it.

The names below are the public API; each is loaded when it is first used.

>>> import kg
>>> with kg.open_graph("talks.kg", create=True) as graph:  # doctest: +SKIP
...     kg.ingest(graph, ["examples"])
...     graph.ask("positions-of-actor", actor="China").to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg import errors
    from kg.doctor import examine
    from kg.errors import DocumentError, KgError
    from kg.graph import Graph, find_graph, open_graph
    from kg.graph_export import export_file
    from kg.ingesting import Options, Progress, Summary, find_facts, ingest
    from kg.interchange.importing import import_file
    from kg.model import Document, Facts
    from kg.query import Table, questions
    from loaders import read

    __version__: str

__all__ = [
    "Document",
    "DocumentError",
    "Facts",
    "Graph",
    "KgError",
    "Options",
    "Progress",
    "Summary",
    "Table",
    "errors",
    "examine",
    "export_file",
    "find_facts",
    "find_graph",
    "import_file",
    "ingest",
    "open_graph",
    "questions",
    "read",
]

_PLACES: Final = {
    "kg.doctor": ("examine",),
    "kg.errors": ("DocumentError", "KgError"),
    "kg.graph_export": ("export_file",),
    "kg.graph": ("Graph", "find_graph", "open_graph"),
    "kg.interchange.importing": ("import_file",),
    "kg.model": ("Document", "Facts"),
    "kg.ingesting": ("Options", "Progress", "Summary", "find_facts", "ingest"),
    "kg.query": ("Table", "questions"),
    "loaders": ("read",),
}

if not TYPE_CHECKING:  # a type checker that sees `__getattr__` accepts any name

    def __dir__() -> list[str]:
        hidden = {"Final", "TYPE_CHECKING", "_PLACES", "annotations", "import_module"}
        return sorted({*globals(), *__all__, "__version__"} - hidden)

    def __getattr__(name: str) -> object:
        if name == "__version__":
            return import_module("kg.processes.version").own_version()
        if name == "errors":
            return import_module("kg.errors")
        for module, names in _PLACES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
