"""Names and ids: where the schemas are, how ids are built, and what the ontology calls things.

In a wheel the schemas and questions are inside the package; in a checkout they are beside it. An id is short
(``state/CN``, ``position/9f86d081884c7d65/5c1f0a9be2d4``); in RDF it is an IRI.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.model import HEADINGS

if TYPE_CHECKING:
    import pyoxigraph

    from kg.model import Stance

__all__ = [
    "ACTORS_GRAPH",
    "DIGITS",
    "FACT_ID",
    "ID",
    "ISSUE",
    "ISSUES_GRAPH",
    "NEG",
    "OWN",
    "PREFIXES",
    "SCHEME_GRAPH",
    "STORE_GRAPH",
    "WIKIDATA",
    "Concept",
    "concepts",
    "data_folder",
    "iri",
    "labels",
    "plover",
    "prefixed",
    "schema_path",
    "shipped_actors",
    "short_id",
    "stance_edges",
]

NEG: Final = "https://w3id.org/negotiation-kg/ns#"
"""The namespace of the project's own classes and properties."""
ID: Final = "https://w3id.org/negotiation-kg/id/"
"""The namespace of ids in RDF: what precedes a short id."""
WIKIDATA: Final = "http://www.wikidata.org/entity/"
"""The namespace of Wikidata's items."""
SCHEME_GRAPH: Final = "https://w3id.org/negotiation-kg/issues"
"""The SKOS scheme of issues, and the named graph that holds it."""
ISSUE: Final = SCHEME_GRAPH + "#"
"""The namespace of the scheme's concepts."""
OWN: Final = "issue/own/"
"""The beginning of the short id of an issue that is not a concept of the scheme."""
ACTORS_GRAPH: Final = ID + "actors"
"""The named graph of what is known of an actor independently of any document."""
ISSUES_GRAPH: Final = ID + "issues"
"""The named graph that describes the issues that are not in the scheme."""
STORE_GRAPH: Final = ID + "store"
"""The named graph in which a store notes the revision that it is current up to."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "neg": NEG,
        "id": ID,
        "issue": ISSUE,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix to namespace, for every vocabulary that a graph uses."""

FACT_ID: Final = rf"(?:{'|'.join(HEADINGS)})/[0-9a-f]{{16}}/[0-9a-f]+(?:-[0-9]+)?"
"""The pattern of a fact's id."""
DIGITS: Final = 4
"""The number of decimals with which a confidence is shown."""

_PACKAGE = Path(__file__).resolve().parent
_CONCEPT = "issue/"


@cache
def data_folder(name: str) -> Path:
    """The folder of data (``schemas``, ``queries``): inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def schema_path(name: str) -> Path:
    """The file or folder ``name`` (``actors/states.csv``, ``issues.ttl``) of ``schemas/``; it need not exist.

    >>> schema_path("actors/states.csv").name
    'states.csv'
    """
    return data_folder("schemas") / name


@cache
def shipped_actors() -> Mapping[str, str]:
    """The names of all actors in ``schemas/actors``, by id.

    >>> shipped_actors()["state/CN"], "organization/river-forum" in shipped_actors()
    ('China', False)
    """
    found: dict[str, str] = {}
    for path in sorted(schema_path("actors").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            found.update((row["id"], row["name"]) for row in csv.DictReader(handle))
    return MappingProxyType(found)


def iri(short: str) -> str:
    """The IRI of a short id.

    >>> iri("state/CN")
    'https://w3id.org/negotiation-kg/id/state/CN'
    >>> iri("issue/Tariffs")
    'https://w3id.org/negotiation-kg/issues#Tariffs'
    """
    if short.startswith(_CONCEPT) and not short.startswith(OWN):
        return ISSUE + short.removeprefix(_CONCEPT)
    return ID + short


def short_id(value: str) -> str | None:
    """The short id of an IRI of this project, None for any other IRI.

    >>> short_id("https://w3id.org/negotiation-kg/issues#Tariffs"), short_id("https://example.org/")
    ('issue/Tariffs', None)
    """
    if value.startswith(ID):
        return value.removeprefix(ID)
    if value.startswith(ISSUE):
        return _CONCEPT + value.removeprefix(ISSUE)
    return None


def prefixed(value: str) -> str:
    """An IRI abbreviated with one of `PREFIXES`; unchanged if none fits.

    >>> prefixed("https://w3id.org/negotiation-kg/ns#cue"), prefixed("https://example.org/")
    ('neg:cue', 'https://example.org/')
    """
    for prefix, namespace in PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value.removeprefix(namespace)}"
    return value


@cache
def stance_edges() -> Mapping[Stance, str]:
    """For each stance the local name of its plain edge in the ontology.

    >>> stance_edges()["concern"]
    'concernedAbout'
    """
    from kg.model import Stance

    notations, edges = _values("notation"), _values("plainEdge", NEG)
    return MappingProxyType({Stance(notations[s]): edge.removeprefix(NEG) for s, edge in edges.items()})


@cache
def plover() -> Mapping[Stance, str]:
    """For each stance its event type in PLOVER, the political event ontology.

    >>> plover()["demand"]
    'REQUEST'
    """
    from kg.model import Stance

    notations, events = _values("notation"), _values("broadMatch")
    return MappingProxyType({Stance(notations[s]): notations[event] for s, event in events.items()})


@cache
def labels() -> Mapping[str, str]:
    """The English label of every class, property and stance of the ontology, by IRI.

    >>> labels()[NEG + "holder"]
    'holder'
    """
    wanted = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
    return MappingProxyType({s: value for s, name, value in _triples("ontology.ttl") if name in wanted})


class Concept(NamedTuple):
    """A concept of ``schemas/issues.ttl``: its short id, its label, the short ids of the concepts directly above it,
    its alternative labels, and hidden labels, which mean it only in a text about its field."""

    id: str
    label: str
    broader: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts of the scheme of issues by short id (``issue/Tariffs``), in the order of the file."""
    found: dict[str, dict[str, list[str]]] = {}
    for subject, name, value in _triples("issues.ttl"):
        if (concept := short_id(subject)) is not None:
            found.setdefault(concept, defaultdict(list))[name.removeprefix(PREFIXES["skos"])].append(value)
    return MappingProxyType(
        {
            id_: Concept(
                id_,
                said["prefLabel"][0],
                tuple(sorted(short_id(value) or value for value in said["broader"])),
                tuple(said["altLabel"]),
                tuple(said["hiddenLabel"]),
            )
            for id_, said in found.items()
        }
    )


def _values(name: str, namespace: str = PREFIXES["skos"]) -> dict[str, str]:
    """The value of a property of the ontology for every subject that has it."""
    return {subject: value for subject, predicate, value in _triples("ontology.ttl") if predicate == namespace + name}


@cache
def _triples(name: str) -> tuple[tuple[str, str, str], ...]:
    """The triples of a schema whose subject is an IRI; literals in another language than English are left out."""
    import pyoxigraph

    def value(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> str | None:
        if isinstance(term, pyoxigraph.Literal):
            return term.value if term.language in (None, "en") else None
        return term.value if isinstance(term, pyoxigraph.NamedNode) else None

    triples = pyoxigraph.parse(path=schema_path(name), format=pyoxigraph.RdfFormat.TURTLE)
    return tuple(
        (quad.subject.value, quad.predicate.value, found)
        for quad in triples
        if isinstance(quad.subject, pyoxigraph.NamedNode) and (found := value(quad.object)) is not None
    )
