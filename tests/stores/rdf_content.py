"""The content of any RDF store, and the expected content."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.model import Facts, ResolvedDocument
from kg.stores.protocol import Batch, Value
from kg.stores.rdf.quads import batch_quads
from kg.vocabulary import NEG

if TYPE_CHECKING:
    from kg.stores.endpoint.endpoint import EndpointStore
    from kg.stores.oxigraph.oxigraph import OxigraphStore

__all__ = ["content", "expected", "rows", "without"]


def rows(
    store: EndpointStore | OxigraphStore, text: str, **parameters: Value | tuple[Value, ...]
) -> list[tuple[Value, ...]]:
    return list(store.query(text, parameters).rows)


def content(store: EndpointStore | OxigraphStore) -> set[Quad]:
    """All but the revision at which each document was written."""
    return {quad for quad in store.quads() if quad.predicate.value != f"{NEG}revision"}


def expected(*documents: ResolvedDocument) -> set[Quad]:
    quads = batch_quads([Batch(0, documents)])
    return {quad for quad in quads if quad.predicate.value != f"{NEG}revision"}


def without(document: ResolvedDocument, *actors: str) -> ResolvedDocument:
    """The document with none of its facts, and without these actors."""
    kept = tuple(actor for actor in document.actors if actor.id not in actors)
    facts = Facts(document.facts.actors)
    return dataclasses.replace(document, facts=facts, actors=kept)
