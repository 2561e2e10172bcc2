"""Read the facts of a graph as codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from numbers import Integral
from typing import Final

from kg.errors import NetworkOptionError
from kg.model import ActorType, Document, Granularity, ResolvedActor
from kg.networks.codings import ACTOR_VARIABLES, Coding, Codings, in_order
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

END_VARIABLES: Final = (*ACTOR_VARIABLES, "type")
"""The variables that describe an actor at one end of a pair."""

type _PairInDocument = tuple[Pair, Document]


def read_codings(
    batches: Iterable[Batch],
    relation: Relation,
    selection: Selection | None = None,
    *,
    by: str = "actor",
    merge_issues: bool = False,
    both_directions: bool = False,
) -> Codings:
    """The codings of a graph, one for each pair of a fact; ``batches`` come from `kg.graph.Graph.batches`.

    The variables are ``actor`` and ``other`` (names, rolled up to the level ``by`` of `kg.networks.from_graph.LEVELS`),
    ``named`` and ``other_named`` (the actors that the text names), ``type`` (the actor's), and those of the relation.
    Actors of the same name are distinguished (`kg.networks.from_graph.naming`). A pair whose ends are rolled up to one
    actor is left out. Confidence is the fact's times that of its link to the issue. If no modality is selected, those
    of the relation are.

    ``merge_issues``: a position is one coding, with the first of its selected issues and its own confidence.
    ``both_directions``: each pair is two codings, one from either end.
    """
    selection = selection or Selection()
    if not selection.modality:
        selection = replace(selection, modality=relation.modalities)
    pairs_in_documents: list[_PairInDocument] = []
    memberships_of: dict[str, list[Membership]] = {}
    actors: dict[str, ResolvedActor] = {}
    documents: dict[str, Mapping[str, str]] = {}
    document_names: dict[str, str] = {}
    left_out: set[str] = set()
    issues: Mapping[str, Concept] = {}
    for batch in batches:
        issues = all_issues(batch.issues)
        actors |= {actor.id: actor for resolved in batch.written for actor in resolved.actors}
        actors |= {actor.id: actor for actor in batch.actors}
        for resolved in batch.written:
            document_names[resolved.document.id] = resolved.document.name
            if by != "actor":
                for member, membership in memberships(resolved):
                    memberships_of.setdefault(member, []).append(membership)
            if selection.no_unnamed:
                left_out |= unnamed_groups(resolved)
            if selection.has(resolved.document):
                documents[resolved.document.id] = _metadata(resolved.document)
                pairs: Iterable[Pair] = relation.pairs(resolved)
                if both_directions:
                    pairs = _in_both_directions(pairs)
                if merge_issues:
                    pairs = _with_merged_issues(pairs, selection)
                pairs_in_documents += [(pair, resolved.document) for pair in pairs]
    for of_member in memberships_of.values():
        of_member.sort()
    context = _Context(by, actors, memberships_of, document_names, issues, left_out)
    return _codings(pairs_in_documents, relation, selection, context, documents)


def _with_merged_issues(pairs: Iterable[Pair], selection: Selection) -> Iterable[Pair]:
    """Of the pairs that differ only in the issue, the first one about a selected issue."""
    first_pairs: dict[tuple[str, str, str], Pair] = {}
    for pair in pairs:
        if selection.has_issue(pair.issues):
            first_pairs.setdefault((pair.fact, *pair.actors), replace(pair, certainty=1.0))
    return first_pairs.values()


def _in_both_directions(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Each pair, followed by the same pair with its ends swapped."""
    for pair in pairs:
        yield pair
        yield replace(pair, actor=pair.other, other=pair.actor)


class _Context:
    """The names and types of actors, and what they count as at the level ``by``.

    ``memberships_of`` are the memberships by the member's id, ``document_names`` the names by the document's id;
    facts about the actors ``left_out`` make no codings.
    """

    def __init__(
        self,
        by: str,
        actors: Mapping[str, ResolvedActor],
        memberships_of: Mapping[str, list[Membership]],
        document_names: Mapping[str, str],
        issues: Mapping[str, Concept],
        left_out: Collection[str],
    ) -> None:
        self.issues = issues
        self.left_out = frozenset(left_out)
        self._by, self._actors, self._memberships_of = by, actors, memberships_of
        self._names = unique_names(actors.values(), document_names)
        self._taken_names = frozenset(self._names.values())
        self._rolled_up: dict[tuple[str, date | None], str] = {}

    def rolled_up(self, actor: str, day: date | None) -> str:
        """The id that the actor counts as on a day."""
        key = (actor, day)
        if key not in self._rolled_up:
            self._rolled_up[key] = rolled_up(actor, day, self._by, self._memberships_of, self._actors)
        return self._rolled_up[key]

    def type_of(self, actor: str) -> ActorType:
        """The actor's type; an unknown actor is a state that no document names."""
        return self._actors[actor].type if actor in self._actors else ActorType.STATE

    def name(self, actor: str) -> str:
        """The name that only this actor has. For an actor that no document names, it is the shipped name, else the end
        of its id; the whole id if another actor has that name."""
        name = shipped_actors().get(actor) or actor.partition("/")[2]
        return self._names.get(actor) or (actor if name in self._taken_names else name)


def _codings(
    pairs_in_documents: list[_PairInDocument],
    relation: Relation,
    selection: Selection,
    context: _Context,
    documents: Mapping[str, Mapping[str, str]],
) -> Codings:
    """The codings of the selected pairs, in the order of `kg.networks.codings.in_order`."""
    rows: list[Coding] = []
    actor_ids: dict[str, str] = {}
    codings_of_fact: Counter[str] = Counter()
    coded_sentences: set[tuple[str, ...]] = set()
    for pair, document in pairs_in_documents:
        actor = context.rolled_up(pair.actor, pair.date)
        other = context.rolled_up(pair.other, pair.date) if pair.other else ""
        ends = (actor, other) if relation.between_actors else (actor,)
        if relation.between_actors and actor == other:
            continue
        if not selection.takes(pair, context.type_of, ends) or not context.left_out.isdisjoint(ends):
            continue
        sentence = (*ends, evidence_id(document.id, pair.evidence))
        if pair.in_passing and sentence in coded_sentences:
            continue
        coded_sentences.add(sentence)
        codings_of_fact[pair.fact] += 1
        coded_actors = dict(zip(ACTOR_VARIABLES, (actor, other, pair.actor, pair.other), strict=True))
        names = {variable: context.name(id_) for variable, id_ in coded_actors.items()}
        actor_ids |= {names[variable]: id_ for variable, id_ in coded_actors.items() if id_}
        values: dict[str, str | int] = {
            **names,
            "type": context.type_of(actor).value,
            **pair.values,
        }
        if pair.when and pair.when.granularity is not Granularity.DAY:
            values["granularity"] = pair.when.granularity.value
        if page := document.page_of(pair.evidence):
            values["page"] = page
        if "issue" in pair.values:
            values["issue"] = issue_label(str(pair.values["issue"]), context.issues)
        rows.append(_coding(pair, document, relation, values, codings_of_fact[pair.fact]))
    end_variables = dict.fromkeys(END_VARIABLES, "short text")
    return Codings(in_order(rows), {**end_variables, **relation.variables}, documents, actor_ids=actor_ids)


def _coding(pair: Pair, document: Document, relation: Relation, values: Mapping[str, str | int], number: int) -> Coding:
    """The coding of a pair; ``number`` counts the codings of its fact from 1."""
    return Coding(
        pair.fact if number == 1 else f"{pair.fact}~{number}",
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
    facts_of_label: dict[str | int, set[str]] = {}
    labels_of_rows = [[row.values.get(variable, "") for variable in variables] for row in codings.rows]
    for row, labels in zip(codings.rows, labels_of_rows, strict=True):
        for label in labels:
            facts_of_label.setdefault(label, set()).add(row.fact)
    rows = tuple(
        row
        for row, labels in zip(codings.rows, labels_of_rows, strict=True)
        if all(len(facts_of_label[label]) >= count for label in labels)
    )
    return replace(codings, rows=rows)


def dated(codings: Codings) -> Codings:
    """The codings that have a date."""
    return replace(codings, rows=tuple(row for row in codings.rows if row.date != UNDATED))


def _metadata(document: Document) -> Mapping[str, str]:
    """The attributes of a document, as in DNA, with "" for a missing value."""
    values = {
        "author": document.metadata.get("author"),
        "source": document.source,
        "section": document.metadata.get("section"),
        "type": document.genre.value if document.genre else None,
        "title": document.title,
        "name": document.name,
        "date": str(document.when) if document.when else None,
    }
    return {name: value or "" for name, value in values.items()}
