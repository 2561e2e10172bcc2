"""Read the facts of a graph as codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from numbers import Integral
from typing import Final

from kg.errors import NetworkOptionError
from kg.model import ActorType, Document, ResolvedActor
from kg.networks.coding import Coding, Codings, in_order
from kg.networks.from_graph.membership import Membership, memberships, rolled_up
from kg.networks.from_graph.naming import unique_names
from kg.networks.from_graph.relation import Pair, Relation
from kg.networks.from_graph.selection import Selection
from kg.query.unnamed_groups import unnamed_groups
from kg.stores.ids import all_issues, evidence_id, issue_label
from kg.stores.protocol import Batch
from kg.vocabulary import Concept, shipped_actors

__all__ = ["END_VARIABLES", "UNDATED", "at_least", "dated", "read_codings"]

UNDATED: Final = datetime.min
"""The date of an undated coding: before all others, and in no period."""

END_VARIABLES: Final = ("actor", "other", "named", "other_named", "type")
"""The variables that describe an actor at one end of a pair."""

type _Found = tuple[Pair, Document]


def read_codings(
    batches: Iterable[Batch],
    relation: Relation,
    selection: Selection | None = None,
    *,
    by: str = "actor",
    whole: bool = False,
    from_both: bool = False,
) -> Codings:
    """The codings of a graph, one for each pair of a fact; ``batches`` come from `kg.graph.Graph.batches`.

    The variables are ``actor`` and ``other`` (names, rolled up to the level ``by`` of `kg.networks.from_graph.LEVELS`),
    ``named`` and ``other_named`` (the actors that the text names), ``type`` (the actor's), and those of the relation.
    Actors of the same name are told apart (`kg.networks.from_graph.naming`). A pair whose ends are rolled up to one
    actor is left out. Confidence is the fact's times that of its link to the issue. If no modality is selected, those
    of the relation are. ``whole``: a position is one coding, with the first of its selected issues and its own
    confidence.
    ``from_both``: each pair is two codings, one from either end.
    """
    chosen = selection or Selection()
    if not chosen.modality:
        chosen = replace(chosen, modality=relation.modalities)
    found: list[_Found] = []
    known: dict[str, list[Membership]] = {}
    actors: dict[str, ResolvedActor] = {}
    documents: dict[str, Mapping[str, str]] = {}
    names: dict[str, str] = {}
    unnamed: set[str] = set()
    issues: Mapping[str, Concept] = {}
    for batch in batches:
        issues = all_issues(batch.issues)
        actors |= {actor.id: actor for resolved in batch.written for actor in resolved.actors}
        actors |= {actor.id: actor for actor in batch.actors}
        for resolved in batch.written:
            names[resolved.document.id] = resolved.document.name
            if by != "actor":
                for member, membership in memberships(resolved):
                    known.setdefault(member, []).append(membership)
            if not chosen.unnamed:
                unnamed |= unnamed_groups(resolved)
            if chosen.has(resolved.document):
                documents[resolved.document.id] = _metadata(resolved.document)
                pairs = relation.pairs(resolved)
                pairs = _from_both(pairs) if from_both else pairs
                found += [(pair, resolved.document) for pair in (_whole(pairs, chosen.issue) if whole else pairs)]
    context = _Context(by, actors, known, names, issues, unnamed)
    return _coded(found, relation, chosen, context, documents)


def _whole(pairs: Iterable[Pair], issues: Collection[str]) -> Iterable[Pair]:
    """One of the pairs that differ only in the issue: the first that is about one of ``issues``, if these are given."""
    found: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        if not issues or not set(issues).isdisjoint(pair.issues):
            found.setdefault((pair.fact, *pair.actors), replace(pair, certainty=1.0))
    return found.values()


def _from_both(pairs: Iterable[Pair]) -> Iterator[Pair]:
    for pair in pairs:
        yield pair
        yield replace(pair, actor=pair.other, other=pair.actor)


class _Context:
    """The names and types of actors, and what they count as at the level ``by``. ``names`` are those of the documents,
    by id; the groups ``unnamed`` are left out."""

    def __init__(
        self,
        by: str,
        actors: Mapping[str, ResolvedActor],
        known: Mapping[str, list[Membership]],
        names: Mapping[str, str],
        issues: Mapping[str, Concept],
        unnamed: Collection[str],
    ) -> None:
        self.unnamed = frozenset(unnamed)
        self._by, self._actors, self._known, self.issues = by, actors, known, issues
        self._names = unique_names(actors.values(), names)
        self._taken = frozenset(self._names.values())
        self._rolled_up: dict[tuple[str, date | None], str] = {}

    def rolled_up(self, actor: str, day: date | None) -> str:
        """The id that the actor counts as on a day."""
        key = (actor, day)
        if key not in self._rolled_up:
            self._rolled_up[key] = rolled_up(actor, day, self._by, self._known, self._actors)
        return self._rolled_up[key]

    def type_of(self, actor: str) -> ActorType:
        """The actor's type; an unknown actor is a state that no document names."""
        return self._actors[actor].type if actor in self._actors else ActorType.STATE

    def name(self, actor: str) -> str:
        """The name that only this actor has; of one that no document names, the shipped name, else the end of its id,
        or all of the id where another actor has that name."""
        name = shipped_actors().get(actor) or actor.partition("/")[2]
        return self._names.get(actor) or (actor if name in self._taken else name)


def _coded(
    found: list[_Found],
    relation: Relation,
    chosen: Selection,
    context: _Context,
    documents: Mapping[str, Mapping[str, str]],
) -> Codings:
    rows: list[Coding] = []
    times: Counter[str] = Counter()
    told: set[tuple[str, ...]] = set()
    for pair, document in found:
        actor = context.rolled_up(pair.actor, pair.date)
        other = context.rolled_up(pair.other, pair.date) if pair.other else ""
        ends = (actor, other) if relation.between_actors else (actor,)
        if relation.between_actors and actor == other:
            continue
        if not chosen.takes(pair, context.type_of, ends) or not context.unnamed.isdisjoint(ends):
            continue
        sentence = (*ends, evidence_id(document.id, pair.evidence))
        if pair.in_passing and sentence in told:
            continue
        told.add(sentence)
        times[pair.fact] += 1
        values: dict[str, str | int] = {
            "actor": context.name(actor),
            "other": context.name(other),
            "named": context.name(pair.actor),
            "other_named": context.name(pair.other),
            "type": context.type_of(actor).value,
            **pair.values,
        }
        if "issue" in pair.values:
            values["issue"] = issue_label(str(pair.values["issue"]), context.issues)
        rows.append(_coding(pair, document, relation, values, times[pair.fact]))
    own = dict.fromkeys(END_VARIABLES, "short text")
    return Codings(in_order(rows), {**own, **relation.variables}, documents)


def _coding(pair: Pair, document: Document, relation: Relation, values: Mapping[str, str | int], nth: int) -> Coding:
    return Coding(
        pair.fact if nth == 1 else f"{pair.fact}~{nth}",
        relation.name,
        document.id,
        datetime(pair.date.year, pair.date.month, pair.date.day) if pair.date else UNDATED,
        pair.evidence.start,
        pair.evidence.end,
        values,
        (evidence_id(document.id, pair.evidence),),
        pair.evidence.confidence * pair.certainty,
    )


def at_least(codings: Codings, variables: Iterable[str], count: int) -> Codings:
    """The codings without those of labels with fewer than ``count`` different facts in any of the ``variables``.

    A fact about two issues is one fact. Raises `NetworkOptionError` if ``count`` is no whole number from 0 on.
    """
    if not isinstance(count, Integral) or isinstance(count, bool) or count < 0:
        raise NetworkOptionError(option="at_least_statements", value=count, detail="it is no whole number from 0 on")
    facts: dict[str | int, set[str]] = {}
    ends = [[row.values.get(variable, "") for variable in variables] for row in codings.rows]
    for row, each in zip(codings.rows, ends, strict=True):
        for end in each:
            facts.setdefault(end, set()).add(row.fact)
    kept = (row for row, each in zip(codings.rows, ends, strict=True) if all(len(facts[end]) >= count for end in each))
    return replace(codings, rows=tuple(kept))


def dated(codings: Codings) -> Codings:
    """The codings that have a date."""
    kept = tuple(row for row in codings.rows if row.date != UNDATED)
    return replace(codings, rows=kept)


def _metadata(document: Document) -> Mapping[str, str]:
    values = {
        "author": document.metadata.get("author"),
        "source": document.source,
        "section": document.metadata.get("section"),
        "type": document.genre.value if document.genre else None,
        "title": document.title,
        "name": document.name,
        "date": document.date.isoformat() if document.date else None,
    }
    return {name: value or "" for name, value in values.items()}
