"""A fact in the parts that annotation tools know: links to spans of the text, features with a value, and the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.interchange.annotated_documents import AnnotatedFact
from kg.judgements.fields import FIELDS, Field, Kind, fields_of

__all__ = ["SPANS", "Parts", "json_object", "put_together", "take_apart", "words_at"]

SPANS: Final = frozenset({Kind.ACTOR, Kind.ACTORS, Kind.WORDS})
"""The kinds of fields whose values are spans of the text, to which a fact is linked."""


@dataclass(frozen=True, slots=True)
class Parts[Target]:
    """``links`` are pairs of a role and a target; the role is the field's name, with a ``2`` for the second of several
    actors. ``features`` and ``rest`` are values by the name of their field."""

    links: Sequence[tuple[str, Target]]
    features: Mapping[str, Any]
    rest: Mapping[str, Any]


def take_apart[Target](
    fact: AnnotatedFact, features: Collection[Kind], targets: Callable[[Field, Mapping[str, Any]], Sequence[Target]]
) -> Parts[Target]:
    """The values of a fact by parts. ``features`` are the kinds of fields that the tool has features for; ``targets``
    gives the targets for words or an actor, none for an actor without a mention: its field then belongs to the rest."""
    links: list[tuple[str, Target]] = []
    feature_values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for field in FIELDS[fact.heading]:
        value = fact.said.get(field.name)
        if value is None:
            continue
        if field.kind not in SPANS:
            (feature_values if field.kind in features else rest)[field.name] = value
            continue
        targets_by_value = [targets(field, member) for member in (value if isinstance(value, list) else [value])]
        if all(targets_by_value):
            roles = (f"{field.name}{number if number > 1 else ''}" for number in range(1, len(targets_by_value) + 1))
            links += [
                (role, target)
                for role, role_targets in zip(roles, targets_by_value, strict=True)
                for target in role_targets
            ]
        else:
            rest[field.name] = value
    return Parts(links, feature_values, rest)


def put_together[Target](
    heading: str, links: Iterable[tuple[str, Target]], value: Callable[[Field, Target], Mapping[str, Any]]
) -> dict[str, Any]:
    """The values of a fact from its links; ``value`` gives the words or the actor for a target.

    Raises `ValueError` for a role that is no such field, and what ``value`` raises.
    """
    fields = fields_of(heading)
    values: dict[str, Any] = {}
    for role, target in links:
        field = fields.get(role.rstrip("0123456789").casefold())
        if field is None or field.kind not in SPANS:
            raise ValueError(f"the role {role!r} is no field of the {heading}")
        if field.kind is Kind.ACTORS:
            values.setdefault(field.name, []).append(value(field, target))
        else:
            values[field.name] = value(field, target)
    return values


def words_at(text: str, start: int, end: int) -> dict[str, Any]:
    """A span of a document as a judgement keeps it."""
    return {"start": start, "end": end, "text": text[start:end]}


def json_object(text: str) -> dict[str, Any]:
    """The JSON object in a note; empty for a note in plain words."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
