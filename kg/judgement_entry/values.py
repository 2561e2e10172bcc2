"""From values as a person writes them (names of actors, words of the document) to values as judgements keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from numbers import Real
from typing import Any, Final

from kg.errors import ActorUnknownError
from kg.folding import without_accents
from kg.judgement_entry.cached_record import CachedRecord
from kg.judgement_entry.quotations import span_of
from kg.judgement_entry.same_actors import check_parties
from kg.judgements.document_actors import actor_value
from kg.judgements.fact_content import EVIDENCE, check
from kg.judgements.fields import Field, Kind, fields_of
from kg.judgements.judgement import misfit
from kg.judgements.settings import written_day
from kg.model import ActorType, Document, ResolvedActor
from kg.query.issues import issue_of
from kg.query.values import actor_of
from kg.resolve.gazetteer_entries import gazetteer

__all__ = ["stored_values"]

SEVERAL: Final = frozenset({Kind.ACTORS, Kind.ISSUES})
"""The kinds of fields that take several values."""


def stored_values(
    cache: CachedRecord, document: Document, heading: str, values: Mapping[str, Any], near: tuple[int, int]
) -> dict[str, Any]:
    """The values that a person writes, in the form in which judgements keep them.

    ``near`` is the span of the evidence: of words that occur several times, those nearest to it are meant. Raises
    `JudgementValueError`, and what looking up words, actors and issues raises.
    """
    fields = fields_of(heading)
    stored: dict[str, Any] = {}
    for name, value in values.items():
        if name == EVIDENCE:
            if value is not None:
                stored[name] = (
                    span_of(str(value), document.text, document.name, near) if isinstance(value, str) else value
                )
        elif name not in fields:
            known_fields = ", ".join((*fields, EVIDENCE))
            raise misfit(heading, name, "no field", f"one of {known_fields}")
        else:
            if isinstance(value, list | tuple) and len(value) > 1 and fields[name].kind not in SEVERAL:
                raise misfit(heading, name, f"given {len(value)} times", "given once")
            stored[name] = _stored_value(cache, document, fields[name], value, near)
    check(heading, stored, whole=False)
    check_parties(cache, document, heading, stored)
    return stored


def _stored_value(cache: CachedRecord, document: Document, field: Field, value: Any, near: tuple[int, int]) -> Any:
    """One value. None, an empty string and an empty list clear the field."""
    if value is None or (isinstance(value, str | list) and not value):
        return [] if field.kind in SEVERAL else None
    match field.kind:
        case Kind.ACTOR:
            return _actor(cache, document, value, near)
        case Kind.ACTORS:
            names = value if isinstance(value, list | tuple) else [value]
            return [_actor(cache, document, name, near) for name in names]
        case Kind.WORDS:
            return span_of(value, document.text, document.name, near) if isinstance(value, str) else value
        case Kind.ISSUES:
            issues = value if isinstance(value, list | tuple) else [value]
            return [
                issue_of(issue, cache.record.lists()).removeprefix("issue/") if isinstance(issue, str) else issue
                for issue in issues
            ]
        case Kind.CHOICE:
            return "-".join(str(value).casefold().split())
        case Kind.NUMBER if isinstance(value, str | Real) and not isinstance(value, int):
            return _number(field, value)
        case _:
            return written_day(value) if isinstance(value, dt.date) else value


def _number(field: Field, value: str | Real) -> float:
    try:
        return float(value.replace(",", "") if isinstance(value, str) else value)
    except ValueError as error:
        raise misfit("fact", field.name, repr(value), "a number") from error


def _actor(cache: CachedRecord, document: Document, value: Any, near: tuple[int, int]) -> Any:
    """The actor that a person means by ``value``, as judgements keep it.

    The first of these that fits: an actor of the document with this name, alias or id, a gazetteer id, ``NAME:TYPE``,
    a name of an actor of the graph.
    """
    if not isinstance(value, str):
        return value
    actors, links = cache.judged(document.id).actors, cache.links(document.id)
    wanted_name = without_accents(value)
    for by_name in (True, False):
        for id_, actor in actors.items():
            names = [actor.name] if by_name else [*actor.aliases, links[id_].actor if id_ in links else ""]
            if wanted_name in {without_accents(name) for name in names}:
                return actor_value(actor, near)
    if value in gazetteer():
        return _from_gazetteer(value)
    new_name, colon, actor_type = value.rpartition(":")
    if colon and actor_type.strip() in {each.value for each in ActorType}:
        if not any(map(str.isalnum, new_name)):
            raise misfit("fact", "actor", repr(value), "a name with a letter or digit, and its type")
        return {"name": new_name.strip(), "type": actor_type.strip()}
    of_graph = _of_graph(cache, value)
    for id_, actor in actors.items():
        if id_ in links and links[id_].actor == of_graph.id:
            return actor_value(actor, near)
    if of_graph.id in gazetteer():
        return _from_gazetteer(of_graph.id)
    stored: dict[str, Any] = {"name": of_graph.name, "type": of_graph.type.value}
    return {**stored, "country": of_graph.country} if of_graph.country else stored


def _of_graph(cache: CachedRecord, name: str) -> ResolvedActor:
    """The actor of the graph with this name; where there is none, the error says how a new one is given."""
    try:
        return actor_of(name, cache.record.find_actor)
    except ActorUnknownError as error:
        types = ", ".join(kind for kind in ActorType if kind is not ActorType.STATE)
        untyped = name.partition(":")[0]
        told = f" If it is new to the graph, give its type as well: '{untyped}:state' (or {types})."
        raise ActorUnknownError(actor=repr(name), hint=f"{error.fields['hint']}{told}") from error


def _from_gazetteer(id_: str) -> dict[str, Any]:
    row = gazetteer()[id_]
    value = {"name": row.name, "type": id_.partition("/")[0], "gazetteer": id_}
    return {**value, "country": row.country} if row.country else value
