"""Which part of the graph is handed on: facts by time, kind, issue and so on, without whoever has no part in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from kg.errors import ParameterValueError
from kg.judgements.fields import actors_of
from kg.model import HEADINGS, ActorType, AnyFact, Document, Label, Position, ResolvedActor, ResolvedDocument
from kg.query import filters
from kg.query.narrowing import OF_DOCUMENTS
from kg.query.question import Parameter
from kg.query.values import Finders
from kg.record.part import reduced
from kg.resolve.placing import is_of_one_document
from kg.stores.ids import issue_ids
from kg.stores.property_graph.property_graph import ACTOR_RELATIONS, stance_types
from kg.stores.protocol import Batch

__all__ = ["FILTERS", "Selection", "relations", "select", "selected"]

FILTERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        **filters.FILTERS,
        "relation": Parameter("relation", "text", "of this kind: lead, negotiation, demand, SUPPORTS", several=True),
    }
)
"""The filters that take a value, by their names, as `kg.query` describes a parameter."""

_BODIES: Final = frozenset({*ActorType} - {ActorType.PERSON, ActorType.STATE, ActorType.BLOC})


@dataclass(frozen=True, slots=True)
class Selection(filters.Filters):
    """What has to hold of a fact, see `kg.query.filters.Filters`.

    ``actor`` and ``type`` are about those whom a fact joins, not about who reports it: one of them is the actor, all
    are of the type. ``relation`` holds headings (``lead``) and stances (``demand``), see `relations`. ``isolates``:
    actors without any fact, and at the counted levels without any edge, stay. ``unnamed``: so do groups that no name is
    known of.
    """

    relation: tuple[str, ...] = ()
    isolates: bool = True
    unnamed: bool = True

    @property
    def of_facts(self) -> bool:
        """Whether some facts are left out, so that documents and actors without any are left out as well."""
        free = ("document", *OF_DOCUMENTS, "isolates")
        return any(getattr(self, field.name) != field.default for field in fields(Selection) if field.name not in free)


@cache
def relations() -> Mapping[str, str]:
    """Each way to name a kind of fact, with what it stands for: a heading or a stance.

    >>> relations()["negotiates-with"], relations()["supports"], relations()["action"]
    ('negotiation', 'support', 'action')
    """
    by_heading = {heading: heading for heading in HEADINGS}
    by_stance = {str(stance): str(stance) for stance in stance_types()}
    edges = {edge: str(named) for named, edge in (*ACTOR_RELATIONS.items(), *stance_types().items())}
    return MappingProxyType(by_heading | by_stance | {edge.lower().replace("_", "-"): to for edge, to in edges.items()})


def selected(given: Mapping[str, object], finders: Finders) -> Selection:
    """The selection that a person means by names, ids, dates and so on, as `kg.query.ask` understands them.

    None, False and empty lists are nothing given; ``no_isolates`` and ``no_unnamed`` are true or not. Raises what
    `kg.query.filters.bound_filters` does.
    """
    said = dict(given)
    without: dict[str, Any] = {
        name.removeprefix("no_"): False for name in ("no_isolates", "no_unnamed") if said.pop(name, None)
    }
    values = filters.bound_filters("export", said, FILTERS, finders)
    if "relation" in values:
        values["relation"] = tuple(_known("relation", value, relations()) for value in values["relation"])
    return Selection(**values, **without)


def _known(name: str, value: str, known: Mapping[str, str]) -> str:
    key = value.casefold().replace("_", "-").replace(" ", "-")
    if key not in known:
        raise ParameterValueError(parameter=name, value=repr(value), expected=f"one of {', '.join(known)}")
    return known[key]


def select(batches: Iterable[Batch], selection: Selection, level: str = "full") -> Iterator[Batch]:
    """The batches with what is selected, for a level of `kg.exports.LEVELS`.

    Facts that join an unnamed group to somebody go with it; one that only reports a fact stays beside it, but for the
    levels that are counted, which show nobody who only reports. For ``issues`` a position stands on the issues alone
    that are selected, each of them as sure as is asked for.
    """
    if selection == Selection():
        yield from batches
        return
    for batch in batches:
        found = (_part(each, selection, level) for each in batch.written if selection.has(each.document))
        written = tuple(each for each in found if each is not None)
        there = {actor.id for each in written for actor in each.actors}
        yield batch._replace(written=written, actors=tuple(actor for actor in batch.actors if actor.id in there))


def _part(resolved: ResolvedDocument, selection: Selection, level: str) -> ResolvedDocument | None:
    """The document's part; None where nothing of it is left."""
    if not selection.of_facts and selection.isolates:
        return resolved
    actors = {actor.id: actor for actor in resolved.actors}
    unnamed = frozenset[str]() if selection.unnamed else _unnamed(resolved)

    def stays(heading: str, fact: AnyFact) -> bool:
        return _takes(selection, heading, fact, actors, unnamed, resolved.document, level)

    part = reduced(resolved, stays)
    if selection.of_facts and not any(part.facts.each()):
        return None
    if level == "issues":
        positions = tuple(_on_selected(position, selection, level) for position in part.facts.positions)
        part = replace(part, facts=replace(part.facts, positions=positions))
    if level != "full" and unnamed:
        return replace(part, actors=tuple(actor for actor in part.actors if actor.id not in unnamed))
    return part


def _takes(
    selection: Selection,
    heading: str,
    fact: AnyFact,
    actors: Mapping[str, ResolvedActor],
    unnamed: frozenset[str],
    document: Document,
    level: str,
) -> bool:
    joined = [actors[id_] for id_ in _joined(heading, fact)]
    given: Any = fact
    day = getattr(fact, "date", None) or document.date
    return (
        selection.in_time(day)
        and given.evidence.confidence >= selection.min_confidence
        and (not selection.relation or heading in selection.relation or _stance(fact) in selection.relation)
        and (bool(_issues(fact, selection, level)) if isinstance(fact, Position) else not selection.issue)
        and (not selection.actor or any(actor.id in selection.actor for actor in joined))
        and (not selection.type or all(actor.type in selection.type for actor in joined))
        and not any(actor.id in unnamed for actor in joined)
    )


def _joined(heading: str, fact: AnyFact) -> Iterator[str]:
    """Whom the fact is about: not those who report it, unless it is that they say something."""
    if isinstance(fact, Position):
        yield from (id_ for id_ in (fact.holder, fact.addressee) if id_)
    elif isinstance(fact, Label):
        yield fact.actor
    else:
        yield from actors_of(heading, fact)


def _stance(fact: AnyFact) -> str | None:
    return str(fact.stance) if isinstance(fact, Position) else None


def _issues(position: Position, selection: Selection, level: str) -> set[str]:
    """The issues of a position that are selected. Where it is tied to each of them, the ties have to be sure enough."""
    sure = position.evidence.confidence
    return {
        issue
        for issue, certainty in issue_ids(position)
        if (not selection.issue or issue in selection.issue)
        and (level != "issues" or sure * certainty >= selection.min_confidence)
    }


def _on_selected(position: Position, selection: Selection, level: str) -> Position:
    issues = _issues(position, selection, level)
    return replace(position, issues=tuple(link for link in position.issues if f"issue/{link.concept}" in issues))


def _unnamed(resolved: ResolvedDocument) -> frozenset[str]:
    """The bodies that are known in this document only, by its own words, or whose name is in small letters: officials,
    a task force."""
    called = {actor.id: actor.name for actor in resolved.facts.actors}
    return frozenset(
        actor.id
        for actor in resolved.actors
        if actor.type in _BODIES
        # Where people have given it a name, the document calls it otherwise.
        and (actor.name.islower() or (is_of_one_document(actor.id) and called.get(actor.id, actor.name) == actor.name))
    )
