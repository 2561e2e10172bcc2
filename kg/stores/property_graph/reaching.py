"""What a Cypher query reaches besides its store: files and addresses that it loads, or that procedures load for it."""

from __future__ import annotations

from typing import Final

from kg.errors import CypherUpdateError
from kg.stores.property_graph.cypher import Token, called, is_name, place, tokens, update
from kg.stores.reach import QueryReach, of_address, permit, spellings

__all__ = ["checked", "reach"]

REACHING: Final = (
    *("ai.", "apoc.", "fleetmanagement.", "genai.", "n10s."),
    *("gds.backup", "gds.graph.export", "gds.model.load", "gds.model.store", "gds.remote", "gds.restore"),
)
"""Prefixes, in lower case, of procedures and functions that reach files or other machines."""
TIERS: Final = (".alpha.", ".beta.")
"""Parts of the names of preliminary procedures, which do the same as the procedures without them."""
WITHIN: Final = tuple(
    f"apoc.{each}."
    for each in (
        *("agg", "algo", "any", "atomic", "bitwise", "coll", "convert", "create", "date", "diff", "hashing", "label"),
        *("lock", "map", "math", "merge", "meta.cypher", "neighbors", "node", "nodes", "number", "path", "refactor"),
        *("rel", "rels", "schema", "scoring", "search", "stats", "temporal", "text", "util"),
    )
)
"""Prefixes of APOC's procedures that stay within the graph. Any other may reach out, or run a query that does."""
ELSEWHERE: Final = ("http:", "https:", "ftp:", "s3:", "gs:", "azb:")
"""Prefixes of addresses on other machines; a server takes any other address for a file."""


def checked(text: str, *, write: bool, network: bool, files: bool) -> bool:
    """Check that a query does only what it is allowed to; returns whether it is an update.

    Raises `CypherUpdateError`, and what `kg.stores.reach.permit` raises.
    """
    permit(reach(text), "Cypher", network=network, files=files)
    word = update(text)
    if word is not None and not write:
        raise CypherUpdateError(word=word.text, place=place(text, word.start))
    return word is not None


def reach(text: str) -> QueryReach:
    """What a query reaches by ``LOAD CSV`` and by the procedures and functions of `REACHING`.

    >>> reach("LOAD CSV FROM 'file:///x.csv' AS row RETURN row.load")
    QueryReach(network='', files='LOAD CSV')
    >>> reach("load csv from $address AS row RETURN row"), reach("MATCH (n:Load) RETURN n.load, 'LOAD CSV'")
    (QueryReach(network='LOAD CSV', files='LOAD CSV'), QueryReach(network='', files=''))
    """
    found = QueryReach()
    for spelling in spellings(text):
        pieces = list(tokens(spelling))
        for number, token in enumerate(pieces):
            if token.kind == "word" and token.text.upper() == "LOAD" and not is_name(pieces, number):
                found |= _loaded(pieces[number + 1 :])
        for name in called(pieces):
            plain = name.lower().replace("`", "")
            for tier in TIERS:
                plain = plain.replace(tier, ".")
            if plain.startswith(REACHING) and not plain.startswith(WITHIN):
                found |= QueryReach(name, name)
    return found


def _loaded(after: list[Token]) -> QueryReach:
    """What a ``LOAD`` reaches, by the address after its ``FROM``; if it is not a literal, it may be any address."""
    words = [token.text.upper() for token in after]
    place = words.index("FROM") + 1 if "FROM" in words else len(after)
    given, then = (after[place : place + 1], words[place + 1 : place + 2])
    if not given or given[0].kind != "string" or then == ["+"]:
        return QueryReach("LOAD CSV", "LOAD CSV")
    address = given[0].text[1:-1]
    # A server takes a string without a scheme that it knows for the name of a file.
    return of_address("LOAD CSV", address if address.lower().startswith(ELSEWHERE) else "file:")
