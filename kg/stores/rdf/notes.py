"""The notes of an RDF store about itself, in the graph ``id:store``."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Literal, Quad

from kg.stores.rdf.terms import LAYOUT, NEG, STORE
from kg.vocabulary import schema_path

__all__ = ["note_quads", "scheme_digest"]


def scheme_digest() -> str:
    """The SHA-256 of the installed scheme of issues, in hexadecimal."""
    return sha256(schema_path("issues.ttl").read_bytes()).hexdigest()


def note_quads(revision: int, history: str) -> Iterator[Quad]:
    """The notes of a store that is current up to a revision; ``history`` is the record's fingerprint there."""
    yield Quad(STORE, NEG["layout"], Literal(LAYOUT), STORE)
    yield Quad(STORE, NEG["schemeDigest"], Literal(scheme_digest()), STORE)
    if history:
        yield Quad(STORE, NEG["history"], Literal(history), STORE)
    yield Quad(STORE, NEG["revision"], Literal(revision), STORE)
