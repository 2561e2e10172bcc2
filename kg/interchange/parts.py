"""A fact as tools of annotation have it: links to what stands in the text, features with a value, and the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.interchange.annotated import AnnotatedFact
from kg.judgements.fields import FIELDS, Field, Kind, fields_of

__all__ = ["SPANS", "Parts", "parted", "put_together", "said_in_json", "words_at"]

SPANS: Final = frozenset({Kind.ACTOR, Kind.ACTORS, Kind.WORDS})
"""The kinds of fields that stand in the text, and that a fact is linked to."""


@dataclass(frozen=True, slots=True)
class Parts[Target]:
    """``links`` have the role of their field, the second of several actors that with a ``2``; ``features`` and ``rest``
    the names of theirs."""

    links: Sequence[tuple[str, Target]]
    features: Mapping[str, Any]
    rest: Mapping[str, Any]


def parted[Target](
    fact: AnnotatedFact, features: Collection[Kind], targets: Callable[[Field, Mapping[str, Any]], Sequence[Target]]
) -> Parts[Target]:
    """What a fact says, parted. ``features`` are the kinds that a tool has features for; ``targets`` gives what is
    linked to for words or an actor, nothing for an actor without a mention: then its field belongs to the rest."""
    links: list[tuple[str, Target]] = []
    valued: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for field in FIELDS[fact.heading]:
        value = fact.said.get(field.name)
        if value is None:
            continue
        if field.kind not in SPANS:
            (valued if field.kind in features else rest)[field.name] = value
            continue
        each = [targets(field, one) for one in (value if isinstance(value, list) else [value])]
        if all(each):
            roles = (f"{field.name}{number if number > 1 else ''}" for number in range(1, len(each) + 1))
            links += [(role, target) for role, several in zip(roles, each, strict=True) for target in several]
        else:
            rest[field.name] = value
    return Parts(links, valued, rest)


def put_together[Target](
    heading: str, links: Iterable[tuple[str, Target]], value: Callable[[Field, Target], Mapping[str, Any]]
) -> dict[str, Any]:
    """What links say in their roles, in their order; ``value`` gives the words or the actor that one leads to.

    Raises `ValueError` for a role of no such field, and what ``value`` does.
    """
    fields = fields_of(heading)
    said: dict[str, Any] = {}
    for role, target in links:
        field = fields.get(role.rstrip("0123456789").casefold())
        if field is None or field.kind not in SPANS:
            raise ValueError(f"the role {role!r} is no field of the {heading}")
        if field.kind is Kind.ACTORS:
            said.setdefault(field.name, []).append(value(field, target))
        else:
            said[field.name] = value(field, target)
    return said


def words_at(text: str, start: int, end: int) -> dict[str, Any]:
    """Words of a document as a judgement keeps them."""
    return {"start": start, "end": end, "text": text[start:end]}


def said_in_json(text: str) -> dict[str, Any]:
    """What a note says in JSON; a note in words says nothing to us."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
