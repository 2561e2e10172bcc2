"""The variables of codings and of their documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.networks.codings import Coding, Codings, Value
from kg.networks.options import DOCUMENT, METADATA

__all__ = ["LONG_TEXT", "SHORT_TEXT", "Columns", "is_of_document", "label_order", "type_of", "value"]

SHORT_TEXT: Final = "short text"
LONG_TEXT: Final = "long text"


def is_of_document(codings: Codings, name: str) -> bool:
    """Whether the name is a variable of documents, and not also one of the codings themselves, which has priority."""
    return name not in codings.variables and name.startswith(DOCUMENT) and name.removeprefix(DOCUMENT) in METADATA


def type_of(codings: Codings, name: str) -> str | None:
    """The type of a variable, short text for those of documents; None for an unknown one."""
    return codings.variables.get(name) or (SHORT_TEXT if is_of_document(codings, name) else None)


def value(codings: Codings, row: Coding, name: str) -> Value | None:
    """The value of a variable in a coding; None if it has none."""
    if not is_of_document(codings, name):
        return row.values.get(name)
    known = name.removeprefix(DOCUMENT)
    return row.document if known == "id" else codings.documents.get(row.document, {}).get(known, "")


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The values of variables by column, each collected once, since codings are scattered in memory."""

    codings: Codings
    known: dict[str, list[Value | None]] = field(default_factory=dict)

    def of(self, indices: Iterable[int], name: str) -> list[Value | None]:
        """The values of a variable in the codings with these indices."""
        if name not in self.known:
            self.known[name] = _whole(self.codings, name)
        whole = self.known[name]
        return [whole[index] for index in indices]


def _whole(codings: Codings, name: str) -> list[Value | None]:
    if not is_of_document(codings, name):
        return [row.values.get(name) for row in codings.rows]
    known = name.removeprefix(DOCUMENT)
    if known == "id":
        return [row.document for row in codings.rows]
    values = {id: document.get(known, "") for id, document in codings.documents.items()}
    return [values.get(row.document, "") for row in codings.rows]


def label_order(label: Value) -> bytes:
    """The sort key of labels: UTF-16 code units, so that capitals come first, whatever the locale.

    >>> sorted(("b", "B", "ä", "a"), key=label_order)
    ['B', 'a', 'b', 'ä']
    """
    return str(label).encode("utf-16-be", "surrogatepass")
