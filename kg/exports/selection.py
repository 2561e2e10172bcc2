"""Select the part of a graph to export: facts by time, kind, issue and so on, and the actors that take part in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from kg.errors import ParameterValueError
from kg.judgements.fields import actors_of
from kg.model import HEADINGS, AnyFact, Document, Label, Position, ResolvedActor, ResolvedDocument
from kg.query import filters
from kg.query.narrowing import DOCUMENT_FILTERS
from kg.query.question import Parameter
from kg.query.unnamed_groups import unnamed_groups
from kg.query.values import Finders
from kg.record.part import reduced
from kg.stores.ids import issue_ids
from kg.stores.property_graph.property_graph import ACTOR_RELATIONS, stance_types
from kg.stores.protocol import Batch

__all__ = ["FILTERS", "Selection", "relations", "select", "selected"]

FILTERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        **filters.FILTERS,
        "relation": Parameter("relation", "text", "of this kind: lead, negotiation, demand, SUPPORTS", several=True),
        "no_isolates": Parameter("no_isolates", "flag", "without actors that have no fact"),
        "no_unnamed": filters.NO_UNNAMED,
    }
)
"""The filters by their names, as `kg.query` describes a parameter."""
FORM: Final = ("level", "model", "raw_cells", "selection")
"""What `kg.export_file` takes besides the filters."""


@dataclass(frozen=True, slots=True)
class Selection(filters.Filters):
    """The conditions on a fact, see `kg.query.filters.Filters`.

    ``actor`` and ``type`` apply to the participants of a fact, not to those who report it: one of them has to be the
    actor, all have to be of the type. ``relation`` holds headings (``lead``) and stances (``demand``), see `relations`.
    ``isolates`` keeps actors without any fact, and at the aggregated levels without any edge. ``unnamed`` keeps groups
    without a known name.
    """

    relation: tuple[str, ...] = ()
    isolates: bool = True
    unnamed: bool = True

    @property
    def of_facts(self) -> bool:
        """Whether single facts are selected: then documents and actors without any selected fact are left out."""
        about_documents = ("document", *DOCUMENT_FILTERS, "isolates")
        return any(
            getattr(self, condition.name) != condition.default
            for condition in fields(Selection)
            if condition.name not in about_documents
        )


@cache
def relations() -> Mapping[str, str]:
    """The heading or stance that each name of a kind of fact stands for.

    >>> relations()["negotiates-with"], relations()["supports"], relations()["action"]
    ('negotiation', 'support', 'action')
    """
    by_heading = {heading: heading for heading in HEADINGS}
    by_stance = {str(stance): str(stance) for stance in stance_types()}
    edges = {edge: str(name) for name, edge in (*ACTOR_RELATIONS.items(), *stance_types().items())}
    return MappingProxyType(
        by_heading
        | by_stance
        | {edge.lower().replace("_", "-"): heading_or_stance for edge, heading_or_stance in edges.items()}
    )


def selected(raw_filters: Mapping[str, object], finders: Finders) -> Selection:
    """The selection for filters in a user's terms: names, ids, dates and so on, as `kg.query.ask` takes them.

    A filter that is None or False counts as not given; ``no_isolates`` and ``no_unnamed`` are flags.
    Raises what `kg.query.filters.bound_filters` raises.
    """
    bound = filters.bound_filters("an export", raw_filters, FILTERS, finders, also_named=FORM)
    bound |= {name: not bound.pop(f"no_{name}", False) for name in ("isolates", "unnamed")}
    if "relation" in bound:
        bound["relation"] = tuple(map(_relation, bound["relation"]))
    return Selection(**bound)


def _relation(value: str) -> str:
    key, names = value.casefold().replace("_", "-").replace(" ", "-"), relations()
    if key not in names:
        raise ParameterValueError(parameter="relation", value=repr(value), expected=f"one of {', '.join(names)}")
    return names[key]


def select(batches: Iterable[Batch], selection: Selection, level: str = "full") -> Iterator[Batch]:
    """The batches, reduced to what is selected, for a level of `kg.exports.LEVELS`.

    Without unnamed groups, facts in which they take part are left out too; one that only reports a fact stays, except
    at the aggregated levels, which show no actors that only report. For ``issues`` positions keep only the selected
    issues, and of these only links that are confident enough.
    """
    if selection == Selection():
        yield from batches
        return
    for batch in batches:
        selected_parts = (
            _selected_part(resolved, selection, level) for resolved in batch.written if selection.has(resolved.document)
        )
        written = tuple(resolved for resolved in selected_parts if resolved is not None)
        actor_ids = {actor.id for resolved in written for actor in resolved.actors}
        yield batch._replace(written=written, actors=tuple(actor for actor in batch.actors if actor.id in actor_ids))


def _selected_part(resolved: ResolvedDocument, selection: Selection, level: str) -> ResolvedDocument | None:
    """The selected part of a document; None where nothing of it is left."""
    if not selection.of_facts and selection.isolates:
        return resolved
    actors = {actor.id: actor for actor in resolved.actors}
    unnamed = frozenset[str]() if selection.unnamed else unnamed_groups(resolved)

    def is_kept(heading: str, fact: AnyFact) -> bool:
        return _is_selected(selection, heading, fact, actors, unnamed, resolved.document, level)

    kept = reduced(resolved, is_kept)
    if selection.of_facts and not any(kept.facts.each()):
        return None
    if level == "issues":
        positions = tuple(_with_selected_issues(position, selection, level) for position in kept.facts.positions)
        kept = replace(kept, facts=replace(kept.facts, positions=positions))
    if level != "full" and unnamed:
        return replace(kept, actors=tuple(actor for actor in kept.actors if actor.id not in unnamed))
    return kept


def _is_selected(
    selection: Selection,
    heading: str,
    fact: AnyFact,
    actors: Mapping[str, ResolvedActor],
    unnamed: frozenset[str],
    document: Document,
    level: str,
) -> bool:
    participants = [actors[id_] for id_ in _participants(heading, fact)]
    any_fact: Any = fact
    day = getattr(fact, "date", None) or document.date
    return (
        selection.in_time(day)
        and any_fact.evidence.confidence >= selection.min_confidence
        and (not selection.relation or heading in selection.relation or _stance(fact) in selection.relation)
        and (bool(_selected_issues(fact, selection, level)) if isinstance(fact, Position) else not selection.issue)
        and (not selection.actor or any(actor.id in selection.actor for actor in participants))
        and (not selection.type or all(actor.type in selection.type for actor in participants))
        and not any(actor.id in unnamed for actor in participants)
    )


def _participants(heading: str, fact: AnyFact) -> Iterator[str]:
    """The actors that a fact is about: for a position or a label without those who report it."""
    if isinstance(fact, Position):
        yield from (id_ for id_ in (fact.holder, fact.addressee) if id_)
    elif isinstance(fact, Label):
        yield fact.actor
    else:
        yield from actors_of(heading, fact)


def _stance(fact: AnyFact) -> str | None:
    return str(fact.stance) if isinstance(fact, Position) else None


def _selected_issues(position: Position, selection: Selection, level: str) -> set[str]:
    """The selected issues of a position. At the level ``issues`` each link to one has to be confident enough."""
    confidence = position.evidence.confidence
    return {
        issue
        for issue, certainty in issue_ids(position)
        if (not selection.issue or issue in selection.issue)
        and (level != "issues" or confidence * certainty >= selection.min_confidence)
    }


def _with_selected_issues(position: Position, selection: Selection, level: str) -> Position:
    issues = _selected_issues(position, selection, level)
    return replace(position, issues=tuple(link for link in position.issues if f"issue/{link.concept}" in issues))
