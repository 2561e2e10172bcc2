"""An actor's ids in other catalogues, each with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import ActorType, ResolvedActor
from kg.offices import heads
from kg.resolve.gazetteer_entries import gazetteer
from kg.vocabulary import WIKIDATA, schema_path

__all__ = ["ExternalId", "external_ids"]

_OWN_LIST = "a list of this graph"


@dataclass(frozen=True, slots=True)
class ExternalId:
    """``scheme`` is the catalogue ("Wikidata", "ISO 3166-1 alpha-2", "ISO 3166-1 alpha-3"), ``value`` the id in it,
    ``iri`` its address if it has one; ``source`` is the source that assigns it to this actor."""

    scheme: str
    value: str
    source: str
    iri: str | None = None


def external_ids(actor: ResolvedActor) -> tuple[ExternalId, ...]:
    """The actor's ids in other catalogues, the ISO codes of a state first; none without a source. An actor with another
    type than its row in the gazetteer is not the actor of that row, and has none of its ids.

    >>> from kg.model import ActorType
    >>> norway = ResolvedActor("state/NO", "Norway", ActorType.STATE, wikidata="Q20")
    >>> [(each.scheme, each.value) for each in external_ids(norway)]
    [('ISO 3166-1 alpha-2', 'NO'), ('ISO 3166-1 alpha-3', 'NOR'), ('Wikidata', 'Q20')]
    >>> external_ids(ResolvedActor("state/NO", "Norway", ActorType.PERSON, wikidata="Q20"))
    ()
    """
    return tuple(_ids(actor))


def _ids(actor: ResolvedActor) -> Iterator[ExternalId]:
    row, kind = gazetteer().get(actor.id), actor.type.value
    iso = _title(_file()["iso"].get(kind))
    if row is not None and row.alpha3 and iso:
        yield ExternalId("ISO 3166-1 alpha-2", str(row.country), iso)
        yield ExternalId("ISO 3166-1 alpha-3", row.alpha3, iso)
    if actor.wikidata:
        is_ours = row is not None and row.wikidata == actor.wikidata
        source = _title(_others().get(actor.id) or _file()["wikidata"].get(kind)) if is_ours else _OWN_LIST
        if actor.type is ActorType.PERSON:
            source = _title(_of_heads().get(actor.wikidata)) or source
        if source:
            yield ExternalId("Wikidata", actor.wikidata, source, WIKIDATA + actor.wikidata)


@cache
def _of_heads() -> Mapping[str, str]:
    """The source of each Wikidata item of a head of state or government or foreign minister."""
    return {head.wikidata: head.source for head in heads()}


def _title(source: str | None) -> str | None:
    """The title of a source; None without a source."""
    return str(_file()["titles"][source]) if source in _file()["titles"] else None


@cache
def _others() -> Mapping[str, str]:
    return {actor: source for source, actors in _file()["others"].items() for actor in actors}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(schema_path("actors/sources.toml").read_text(encoding="utf-8"))
