"""What a SPARQL query reaches besides its store: services, and documents that it loads."""

from __future__ import annotations

from kg.stores.rdf.tokens import TOKEN
from kg.stores.reach import QueryReach, of_address, spellings

__all__ = ["reach"]


def reach(text: str) -> QueryReach:
    """What a query reaches by ``SERVICE`` and ``LOAD``.

    Engines need no white space around a keyword, as in ``1.SERVICE:x`` and ``LOADSILENT``. So every word and prefix
    that contains one counts, but no variable, string, comment or local name.

    >>> reach("SELECT * { SERVICE <https://x.example> { ?s ?p ?service } }")
    QueryReach(network='SERVICE', files='')
    >>> reach("LOAD <file:///x>"), reach("SELECT ?load { ?load a ex:service } # LOAD")
    (QueryReach(network='', files='LOAD'), QueryReach(network='', files=''))
    """
    found = QueryReach()
    for spelling in spellings(text):
        tokens = [match for match in TOKEN.finditer(spelling) if match["space"] is None]
        for number, token in enumerate(tokens):
            word = (token["word"] or (token["name"] or "").partition(":")[0]).upper()
            if "SERVICE" in word:
                found |= QueryReach(network="SERVICE")
            if "LOAD" in word:
                after = [each[0] for each in tokens[number + 1 : number + 3] if each[0].upper() != "SILENT"]
                address = after[0] if after and token["word"] and after[0].startswith("<") else ""
                found |= of_address("LOAD", address.strip("<>"))
    return found
