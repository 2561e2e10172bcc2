"""Who else takes a measure: actors named at the side of its subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.actors import cluster_at
from kg.extract.grammar.arcs import complements, objects_of

__all__ = ["companions"]


def companions(subject: Token, verb: Token) -> Iterator[Token]:
    """The actors named between the subject of a verb and the verb: "Peru, alongside [Chile], imposed a ban", "Peru
    along with [Chile]"; not the place in "troops alongside the border"."""
    for preposition in (t for t in (*subject.children, *verb.children) if subject.i < t.i < verb.i):
        if preposition.lower_ == "alongside" and preposition.nbor(-1).text == ",":
            companions_named = complements(preposition)
        else:
            companions_named = objects_of(preposition, {"with"}) if preposition.lower_ == "along" else []
        yield from (p for p in companions_named if cluster_at(p) is not None)
