"""Where the data that describes the graph lies: the schemas and the questions.

In a wheel they travel inside the package; in a checkout they lie beside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["schema_path"]

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def schema_path(name: str) -> Path:
    """The file or folder ``name`` (``actors/states.csv``, ``issues.ttl``) of ``schemas/``; it need not exist.

    >>> schema_path("actors/states.csv").name
    'states.csv'
    """
    return _folder("schemas") / name
