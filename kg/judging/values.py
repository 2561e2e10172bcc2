"""From values as a person writes them (names of actors, words of the document) to values as judgements keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from numbers import Real
from typing import Any

from kg.folding import without_accents
from kg.judgements.cast import named
from kg.judgements.fields import Field, Kind, fields_of
from kg.judgements.judgement import misfit
from kg.judgements.quotations import span_of
from kg.judgements.said import EVIDENCE, check
from kg.judgements.settings import written_day
from kg.judging.known import Known
from kg.judging.same_actors import check_parties
from kg.model import ActorType, Document
from kg.query.issues import issue_of
from kg.query.values import actor_of
from kg.resolve.known import known as gazetteer

__all__ = ["stored_values"]


def stored_values(
    known: Known, document: Document, heading: str, values: Mapping[str, Any], near: tuple[int, int]
) -> dict[str, Any]:
    """The values that a person writes, in the form in which judgements keep them. ``near`` is the evidence's span."""
    fields = fields_of(heading)
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == EVIDENCE:
            if value is not None:
                found[name] = (
                    span_of(str(value), document.text, document.name, near) if isinstance(value, str) else value
                )
        elif name not in fields:
            known_fields = ", ".join((*fields, EVIDENCE))
            raise misfit(heading, name, "no field", f"one of {known_fields}")
        else:
            found[name] = _value(known, document, fields[name], value, near)
    check(heading, found, whole=False)
    check_parties(known, document, heading, found)
    return found


def _value(known: Known, document: Document, field: Field, value: Any, near: tuple[int, int]) -> Any:
    """One value. None, an empty string and an empty list clear the field."""
    if value is None or (isinstance(value, str | list) and not value):
        return [] if field.kind in {Kind.ACTORS, Kind.ISSUES} else None
    match field.kind:
        case Kind.ACTOR:
            return _actor(known, document, value, near)
        case Kind.ACTORS:
            several = value if isinstance(value, list | tuple) else [value]
            return [_actor(known, document, one, near) for one in several]
        case Kind.WORDS:
            return span_of(value, document.text, document.name, near) if isinstance(value, str) else value
        case Kind.ISSUES:
            several = value if isinstance(value, list | tuple) else [value]
            return [
                issue_of(one, known.record.lists()).removeprefix("issue/") if isinstance(one, str) else one
                for one in several
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


def _actor(known: Known, document: Document, value: Any, near: tuple[int, int]) -> Any:
    """The actor that a name of the document means, else a gazetteer id, ``NAME:TYPE``, or a name of the graph."""
    if not isinstance(value, str):
        return value
    actors, links = known.judged(document.id).actors, known.links(document.id)
    name = without_accents(value)
    for by_name in (True, False):
        for id_, actor in actors.items():
            names = [actor.name] if by_name else [*actor.aliases, links[id_].actor if id_ in links else ""]
            if name in {without_accents(each) for each in names}:
                return named(actor, near)
    if value in gazetteer():
        return _from_gazetteer(value)
    new, mark, kind = value.rpartition(":")
    if mark and kind.strip() in {each.value for each in ActorType}:
        return {"name": new.strip(), "type": kind.strip()}
    found = actor_of(value, known.record.find_actor)
    for id_, actor in actors.items():
        if id_ in links and links[id_].actor == found.id:
            return named(actor, near)
    if found.id in gazetteer():
        return _from_gazetteer(found.id)
    shown: dict[str, Any] = {"name": found.name, "type": found.type.value}
    return {**shown, "country": found.country} if found.country else shown


def _from_gazetteer(id_: str) -> dict[str, Any]:
    row = gazetteer()[id_]
    value = {"name": row.name, "type": id_.partition("/")[0], "gazetteer": id_}
    return {**value, "country": row.country} if row.country else value
