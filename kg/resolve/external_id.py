"""The ids that other catalogues give an actor, each with who says so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import ResolvedActor
from kg.resolve.known import known
from kg.vocabulary import WIKIDATA, schema_path

__all__ = ["ExternalId", "external_ids"]

_OWN_LIST = "a list of this graph"


@dataclass(frozen=True, slots=True)
class ExternalId:
    """``scheme`` is the catalogue ("Wikidata", "ISO 3166-1 alpha-2", "ISO 3166-1 alpha-3"), ``value`` the id in it,
    ``iri`` its address where it has one; ``source`` says who bears out that it is this actor's."""

    scheme: str
    value: str
    source: str
    iri: str | None = None


def external_ids(actor: ResolvedActor) -> tuple[ExternalId, ...]:
    """What other catalogues call the actor, the codes of a state first; empty for whom none is known.

    >>> from kg.model import ActorType
    >>> norway = ResolvedActor("state/NO", "Norway", ActorType.STATE, wikidata="Q20")
    >>> [(each.scheme, each.value) for each in external_ids(norway)]
    [('ISO 3166-1 alpha-2', 'NO'), ('ISO 3166-1 alpha-3', 'NOR'), ('Wikidata', 'Q20')]
    """
    return tuple(_ids(actor))


def _ids(actor: ResolvedActor) -> Iterator[ExternalId]:
    row, kind = known().get(actor.id), actor.type.value
    if row is not None and row.alpha3:
        source = _title(_file()["iso"][kind])
        yield ExternalId("ISO 3166-1 alpha-2", str(row.country), source)
        yield ExternalId("ISO 3166-1 alpha-3", row.alpha3, source)
    if actor.wikidata:
        is_ours = row is not None and row.wikidata == actor.wikidata
        source = _title(_others().get(actor.id) or _file()["wikidata"][kind]) if is_ours else _OWN_LIST
        yield ExternalId("Wikidata", actor.wikidata, source, WIKIDATA + actor.wikidata)


def _title(source: str) -> str:
    return str(_file()["titles"][source])


@cache
def _others() -> Mapping[str, str]:
    return {actor: source for source, actors in _file()["others"].items() for actor in actors}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(schema_path("actors/sources.toml").read_text(encoding="utf-8"))
