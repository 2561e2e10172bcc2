"""Documents from files: one module for each format, registered in the entry point group ``kg.loaders``.

`read` is the main function. A loader is a function ``load(source: Source, options: Options)`` that yields a `Document`,
or a `DocumentError` in place of one that cannot be read; ``@loader`` declares its suffixes and how to recognise it.
``docs/loaders.md`` shows how to add one.
"""

from __future__ import annotations

from loaders.dates import DateOrder
from loaders.options import Columns, Options
from loaders.reading import documents, read
from loaders.registry import Likeness, Loader, formats, installed, loader
from loaders.source import Source

__all__ = [
    "Columns",
    "DateOrder",
    "Likeness",
    "Loader",
    "Options",
    "Source",
    "documents",
    "formats",
    "installed",
    "loader",
    "read",
]
