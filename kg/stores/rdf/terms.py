"""The RDF terms that the project writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import ACTORS_GRAPH, ISSUES_GRAPH, PREFIXES, SCHEME_GRAPH, STORE_GRAPH, iri

__all__ = [
    "ACTORS",
    "DATE",
    "DCTERMS",
    "FOAF",
    "ISSUES",
    "LAYOUT",
    "NEG",
    "OA",
    "ORG",
    "PROV",
    "SCHEME",
    "SKOS",
    "STORE",
    "TYPE",
    "Object",
    "node",
    "text",
]

LAYOUT: Final = 9
"""The version of the triples that are written. A store of another layout counts as empty, and is rewritten."""
type Object = NamedNode | Literal
"""An object of a triple; the project writes no blank nodes."""

SURROGATE: Final = "[\ud800-\udfff]"


def _terms(namespace: str, names: str) -> Mapping[str, NamedNode]:
    return MappingProxyType({name: NamedNode(namespace + name) for name in names.split()})


ACTORS: Final = NamedNode(ACTORS_GRAPH)
ISSUES: Final = NamedNode(ISSUES_GRAPH)
SCHEME: Final = NamedNode(SCHEME_GRAPH)
STORE: Final = NamedNode(STORE_GRAPH)

TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")
DATE: Final = NamedNode(PREFIXES["xsd"] + "date")
NEG: Final = _terms(
    PREFIXES["neg"],
    """Action Actor Affiliation Bloc Delegation Document Evidence Faction Group Issue Label Lead Negotiation
    Organization Person Position Role State Statement actor addressee affiliatedWith alpha3 amount backs condition
    confidence content contextIssue counters countryCode cue date end evidence genre granularity history holder
    idSource inDocument issue kind label lastDay layout leader leads led matter matterKey mediator member mentionedIn
    modality model name negotiatesWith of ordinal organization page paragraph party person polarity rate record
    replyTo reportedBy review reviewedBy revision rule schemeDigest sidesWith sign source stance standsAgainst start
    statedBy status target text title together toolVersion type unit within writer""",
)
DCTERMS: Final = _terms(PREFIXES["dcterms"], "date identifier language publisher title")
FOAF: Final = _terms(PREFIXES["foaf"], "Person name")
OA: Final = _terms(
    PREFIXES["oa"],
    "SpecificResource TextPositionSelector TextQuoteSelector end exact hasSelector hasSource start",
)
ORG: Final = _terms(PREFIXES["org"], "Membership Organization member organization")
OWL: Final = _terms(PREFIXES["owl"], "sameAs")
PROV: Final = _terms(PREFIXES["prov"], "Activity SoftwareAgent used wasAssociatedWith")
SKOS: Final = _terms(PREFIXES["skos"], "Concept ConceptScheme altLabel broader exactMatch prefLabel")


def node(short: str) -> NamedNode:
    """The IRI of a short id, as a term.

    >>> node("state/CN").value
    'https://w3id.org/negotiation-kg/id/state/CN'
    """
    return NamedNode(iri(short))


def text(words: str) -> Literal:
    """The words as a plain literal; a lone surrogate, which RDF cannot hold, becomes U+FFFD.

    >>> text("stop" + chr(0xD800)).value
    'stop�'
    """
    try:
        return Literal(words)
    except ValueError:
        return Literal(re.sub(SURROGATE, "\ufffd", words))
