"""One reader for all tests of the extraction: loading the language model takes seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.extract import load
from kg.extract.actors import Cluster
from kg.extract.reader import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load()


@pytest.fixture(scope="session")
def proposed(reader: Reader) -> Propose:
    """What the rules propose under a heading for a text: actors by name, then titles, labels, kinds and amounts."""

    def of(text: str, heading: str) -> Rows:
        doc = reader.parse(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17)))
        rows: Rows = set()
        for candidate in doc._.candidates or ():
            if candidate.heading == heading:
                names = tuple(_name(candidate.actors[k]) for k in candidate.actors if k not in {"source"})
                values = tuple(
                    candidate.values[k]
                    for k in ("title", "label", "kind", "amount", "modality")
                    if k in candidate.values
                )
                rows.add((*names, *(str(v) if hasattr(v, "value") else v for v in values)))
        return rows

    return of


def _name(cluster: Cluster | None) -> str | None:
    return cluster.name if cluster is not None else None
