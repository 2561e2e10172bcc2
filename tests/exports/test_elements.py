"""The graph as a stream, whole and at the level of actors."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from kg.exports import LEVELS
from kg.exports.elements import EDGE_TYPES, NODE_TYPES, display_name, elements
from kg.model import ActorType, Facts, Granularity, PositionModality, ResolvedActor, ResolvedDocument, Stance
from kg.stores.property_graph.property_graph import Node, Relationship, stance_types
from kg.stores.protocol import Batch
from tests.doubles import cast
from tests.doubles.factory import batches, resolved_documents

DOCUMENTS = tuple(resolved_documents(20, positions=10))
BATCHES = tuple(batches(DOCUMENTS, 6))


@pytest.mark.parametrize("level", LEVELS)
def test_every_edge_comes_after_its_ends_and_every_node_once(level: str) -> None:
    there: set[str] = set()
    for item in elements(BATCHES, level):
        if isinstance(item, Node):
            assert item.id not in there
            there.add(item.id)
        else:
            assert {item.source, item.target} <= there


@pytest.mark.parametrize("level", LEVELS)
def test_every_value_has_the_declared_type(level: str) -> None:
    for item in elements(BATCHES, level):
        types = NODE_TYPES[level] if isinstance(item, Node) else EDGE_TYPES[level]
        assert all(type(value) is types[name] for name, value in item.properties.items())


def test_edges_between_actors_count_the_facts_of_the_documents() -> None:
    expected: Counter[tuple[str, str, str, str]] = Counter()
    for resolved in DOCUMENTS:
        facts = resolved.facts
        expected.update(("LEADS", lead.leader, lead.of, "") for lead in facts.leads)
        expected.update(("AFFILIATED_WITH", one.member, one.of, "") for one in facts.affiliations)
        expected.update(
            ("NEGOTIATES_WITH", min(one.parties), max(one.parties), str(one.modality)) for one in facts.negotiations
        )
        expected.update(
            (stance_types()[one.stance], one.holder, one.addressee, "")
            for one in facts.positions
            if one.addressee and one.modality is PositionModality.ASSERTED
        )
    edges = [item for item in elements(BATCHES, "actors") if isinstance(item, Relationship)]
    found = {
        (edge.type, edge.source, edge.target, str(edge.properties.get("modality", ""))): edge.properties["count"]
        for edge in edges
    }
    assert len(found) == len(edges)
    assert found == expected
    assert {item.labels[0] for item in elements(BATCHES, "actors") if isinstance(item, Node)} == {"Actor"}


def test_an_edge_between_actors_has_its_dates_and_surest_evidence() -> None:
    leads = [
        (lead, resolved.document)
        for resolved in DOCUMENTS
        for lead in resolved.facts.leads
        if resolved.document.date is not None
    ]
    dated = [resolved for resolved in DOCUMENTS if resolved.document.date is not None]
    edges = {
        (edge.source, edge.target): edge.properties
        for edge in elements(batches(dated, 6), "actors")
        if isinstance(edge, Relationship) and edge.type == "LEADS"
    }
    for (leader, of), shown in edges.items():
        found = [(lead.evidence, document) for lead, document in leads if (lead.leader, lead.of) == (leader, of)]
        days = sorted(str(document.date) for _, document in found)
        best = max(found, key=lambda pair: pair[0].confidence)[0]
        assert shown["documents"] == len({document.id for _, document in found})
        assert (shown["first"], shown["last"]) == (days[0], days[-1])
        assert (shown["confidence"], shown["text"]) == (best.confidence, best.text)


@pytest.mark.parametrize("level", ["actors", "issues", "signed"])
def test_an_edge_of_a_fact_of_a_month_lasts_to_its_end(level: str) -> None:
    china, japan = "state/CN", "state/JP"
    who = tuple(ResolvedActor(id_, id_, ActorType.STATE) for id_ in (china, japan))
    position = cast.position(
        china, addressee=japan, stance=Stance.REJECT, date=dt.date(2018, 3, 1), granularity=Granularity.MONTH
    )
    named = tuple(cast.state(id_, id_[-2:], id_) for id_ in (china, japan))
    resolved = ResolvedDocument(cast.document("a"), Facts(named, positions=(position,)), who)
    found = [item for item in elements([Batch(1, (resolved,), (), who)], level) if isinstance(item, Relationship)]
    assert [(edge.properties["first"], edge.properties["last"]) for edge in found] == [("2018-03-01", "2018-03-31")]


@pytest.mark.parametrize(("level", "counts"), [("issues", [1]), ("actors", [1, 1])])
def test_what_is_said_to_two_counts_once_towards_its_issue(level: str, counts: list[int]) -> None:
    states = [cast.state(id_, id_[-2:], id_) for id_ in ("state/CN", "state/JP", "state/PE")]
    who = tuple(ResolvedActor(each.id, each.id, ActorType.STATE) for each in states)
    said = tuple(cast.position("state/CN", "duties", addressee=to) for to in ("state/JP", "state/PE"))
    resolved = ResolvedDocument(cast.document("a"), Facts(tuple(states), positions=said), who)
    found = [item for item in elements([Batch(1, (resolved,), (), who)], level) if isinstance(item, Relationship)]
    assert [edge.properties["count"] for edge in found] == counts


def test_an_actor_has_its_current_name() -> None:
    first = DOCUMENTS[0]
    renamed = replace(first.actors[0], name="Another Name")
    for level in LEVELS:
        nodes = {
            item.id: item for item in elements([Batch(1, (first,), actors=(renamed,))], level) if isinstance(item, Node)
        }
        assert nodes[renamed.id].properties["name"] == "Another Name"


@pytest.mark.parametrize(
    ("labels", "properties", "expected"),
    [
        (("Actor", "State"), {"name": "China", "type": "state"}, "China"),
        (("Issue",), {"label": "Tariffs", "own": False}, "Tariffs"),
        (("Role",), {"title": "envoy"}, "envoy"),
        (("Position",), {"stance": "demand", "matter": "a deal"}, "a deal"),
        (("Statement",), {"cue": "said", "content": "that"}, "that"),
        (("Evidence",), {"text": "Words."}, "Words."),
        (("Action",), {"kind": "tariff"}, "tariff"),
        (("Document",), {"title": "Talks", "name": "talks-1"}, "talks-1"),
        (("Actor",), {}, "some/id"),
    ],
)
def test_the_display_name_of_a_node(labels: tuple[str, ...], properties: dict[str, str], expected: str) -> None:
    assert display_name(Node("some/id", labels, properties)) == expected
