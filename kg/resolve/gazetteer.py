"""The rows of the gazetteer, ``schemas/actors``, and the Wikidata items in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from kg.vocabulary import schema_path

__all__ = ["TYPES", "item_of", "rows"]

TYPES: Final[Mapping[str, str]] = {"bloc": "blocs.csv", "organization": "organizations.csv", "state": "states.csv"}
"""The file of each type of actor in the gazetteer."""


def rows(type_: str) -> Iterator[Mapping[str, str]]:
    """The rows of one of `TYPES` as dictionaries by column."""
    with schema_path(f"actors/{TYPES[type_]}").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def item_of(id_: str) -> str | None:
    """The Wikidata item of the actor with this id, or None; only the file of its type is read.

    >>> item_of("state/CN"), item_of("person/liu-he")
    ('Q148', None)
    """
    type_ = id_.partition("/")[0]
    return _items(type_).get(id_) if type_ in TYPES else None


@cache
def _items(type_: str) -> Mapping[str, str]:
    with schema_path(f"actors/{TYPES[type_]}").open(encoding="utf-8", newline="") as handle:
        lines = csv.reader(handle)
        columns = next(lines)
        id_, item = columns.index("id"), columns.index("wikidata")
        return {line[id_]: line[item] for line in lines if line[item]}
