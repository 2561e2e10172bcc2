"""What the rules find in a text, as rows that a test can compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import CLUSTERS, Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.phrase import passage
from kg.extract.reader import Reader
from kg.model import Document
from tests.extract.examples import Propose, Rows

type Held = Callable[..., Rows]


@pytest.fixture(scope="session")
def proposed(reader: Reader) -> Propose:
    """What the rules propose under a heading for a text: actors by name, then titles, labels, kinds and amounts."""

    def of(text: str, heading: str) -> Rows:
        doc = reader.parse(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17)))
        rows: Rows = set()
        for candidate in CANDIDATES(doc):
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


@pytest.fixture(scope="session")
def held(reader: Reader) -> Held:
    """The positions that the rules propose for a text, as rows of the fields that are asked for.

    ``position.plain`` is left out: it proposes every stance, from which the filter chooses.
    """

    def of(text: str, *fields: str) -> Rows:
        doc = reader.parse(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17)))
        rows: Rows = set()
        for candidate in CANDIDATES(doc):
            if candidate.heading != "positions" or candidate.rule == "position.plain":
                continue
            values = candidate.values
            row: dict[str, object] = {
                "holder": _name(candidate.actors["holder"]),
                "addressee": _name(candidate.actors["addressee"]),
                "stance": str(values["stance"]),
                "modality": str(values["modality"]),
                "sources": tuple(_name(c) for c in values["sources"]),
                "matter": _words(doc, text, values["matter"]),
                "condition": _words(doc, text, values["condition"]) if values["condition"] else None,
            }
            rows.add(tuple(row[f] for f in fields or ("holder", "stance", "matter")))
        return rows

    return of


@pytest.fixture(scope="session")
def named(reader: Reader) -> Held:
    """The actors that a text names, as ``(name, type)``, or each mention as ``(words, name, reason)``."""

    def of(text: str, *fields: str) -> Rows:
        doc = reader.parse(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17)))
        rows: Rows = set()
        for cluster in CLUSTERS(doc):
            actor = to_actor(doc, text, cluster)
            for mention in actor.mentions:
                row: dict[str, object] = {
                    "name": actor.name,
                    "type": str(actor.type),
                    "country": actor.country,
                    "aliases": actor.aliases,
                    "words": mention.text,
                    "reason": str(mention.reason),
                }
                rows.add(tuple(row[f] for f in fields or ("name", "type")))
        return rows

    return of


def _words(doc: Doc, text: str, span: tuple[int, int]) -> str:
    start, end = span
    return passage(doc, start, end, text).text


def _name(cluster: Cluster | None) -> str | None:
    return cluster.name if cluster is not None else None
