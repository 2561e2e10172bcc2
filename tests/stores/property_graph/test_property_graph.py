"""What the property graph holds of a document, row by row of docs/stores/model.md."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Genre,
    Granularity,
    IssueLink,
    Label,
    Lead,
    Negotiation,
    Passage,
    Polarity,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Role,
    Stance,
    Statement,
    TalkModality,
)
from kg.stores.property_graph.property_graph import (
    NODE_PROPERTIES,
    RELATIONSHIP_PROPERTIES,
    DocumentGraph,
    Node,
    actor_node,
    document_graph,
    issue_graph,
    stance_types,
)
from kg.stores.property_graph.relationship_types import relationship_types
from kg.vocabulary import Concept, concepts
from tests.doubles.factory import resolved_documents

MODEL = Path(__file__).resolve().parents[3] / "docs" / "stores" / "model.md"

SCHEME = {
    "issue/Fish": Concept("issue/Fish", "Fish", ("issue/Sea",)),
    "issue/Sea": Concept("issue/Sea", "The sea", ("issue/Earth",)),
    "issue/Earth": Concept("issue/Earth", "The earth"),
}
ACTORS = (
    ResolvedActor("person/una-holm", "Una Holm", ActorType.PERSON, ("Holm",), "NO"),
    ResolvedActor("state/NO", "Norway", ActorType.STATE, ("Oslo",), "NO", "Q20"),
    ResolvedActor("state/IS", "Iceland", ActorType.STATE),
    ResolvedActor("delegation/herring-team", "Herring team", ActorType.DELEGATION),
)
HOLM, NORWAY, ICELAND, TEAM = (actor.id for actor in ACTORS)
DOCUMENT = Document(
    text="Words.",
    name="herring",
    uri="file:///herring.txt",
    title="Herring",
    date=dt.date(2019, 3, 4),
    source="The Net",
    genre=Genre.NEWS,
)
DOC = DOCUMENT.id
JANUARY = dt.date(2018, 1, 1)
HERE = f"document/{DOC}"


def proof(start: int, rule: str = "rule", confidence: float = 0.5) -> Evidence:
    return Evidence(start, start + 5, f"w{start:04d}", rule, confidence)


def position(**changes: object) -> Position:
    plain = Position(
        holder=NORWAY,
        stance=Stance.DEMAND,
        matter=Passage(0, 12, "a new quota"),
        addressee=None,
        modality=PositionModality.ASSERTED,
        evidence=proof(10),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def graph_of(document: Document = DOCUMENT, **facts: object) -> DocumentGraph:
    return document_graph(ResolvedDocument(document, Facts(**facts), ACTORS), SCHEME)  # type: ignore[arg-type]


def edges(graph: DocumentGraph, kind: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(edge.source, edge.target, dict(edge.properties)) for edge in graph.relationships if edge.type == kind]


def node(graph: DocumentGraph, key: str) -> Node:
    (found,) = (node for node in graph.nodes if node.id == key)
    return found


def test_a_document_and_its_actors() -> None:
    graph = graph_of()
    assert node(graph, HERE) == Node(
        HERE,
        ("Document",),
        {
            "name": "herring",
            "title": "Herring",
            "date": "2019-03-04",
            "source": "The Net",
            "uri": "file:///herring.txt",
            "genre": "news",
            "language": "en",
        },
    )
    assert graph.actors[1] == Node(
        NORWAY,
        ("Actor", "State"),
        {
            "name": "Norway",
            "type": "state",
            "aliases": ("Oslo",),
            "country": "NO",
            "wikidata": "Q20",
            "alpha3": "NOR",
            "id_sources": tuple(
                f"{catalogue}: npm @rapideditor/country-coder 5.6.1"
                for catalogue in ("ISO 3166-1 alpha-2", "ISO 3166-1 alpha-3", "Wikidata")
            ),
        },
    )
    assert edges(graph, "MENTIONED_IN") == [(actor.id, HERE, {}) for actor in ACTORS]


def test_absent_values_are_not_written() -> None:
    bare = Document("Words.", "bare", "file:///bare.txt")
    assert dict(graph_of(bare).nodes[0].properties) == {"name": "bare", "uri": "file:///bare.txt", "language": "en"}
    assert set(graph_of(bare).actors[2].properties) == {"name", "type", "alpha3", "id_sources"}
    written = graph_of(bare, positions=(position(),)).nodes[1].properties
    assert "date" not in written
    assert "condition" not in written


def test_an_issue_from_context_is_a_property_and_no_relationship() -> None:
    graph = graph_of(positions=(position(issues=(IssueLink("Fish", 0.5, from_context=True),)),))
    assert node(graph, f"position/{DOC}/0").properties["context_issue"] == "issue/Fish"
    assert [end for _, end, _ in edges(graph, "ABOUT")] == ["issue/own/new-quota"]


def test_a_position_with_everything() -> None:
    graph = graph_of(
        positions=(
            position(addressee=ICELAND),
            position(
                holder=ICELAND,
                stance=Stance.REJECT,
                addressee=NORWAY,
                modality=PositionModality.CONDITIONAL,
                condition=Passage(0, 9, "if pushed"),
                sources=(HOLM, TEAM),
                reply_to=0,
                date=dt.date(2019, 3, 1),
                issues=(IssueLink("Fish", 0.9), IssueLink("Sea", 0.6)),
                evidence=proof(30, "position.reject", 0.75),
            ),
        )
    )
    second = f"position/{DOC}/1"
    assert node(graph, second) == Node(
        second,
        ("Position",),
        {
            "stance": "reject",
            "sign": "against",
            "matter": "a new quota",
            "modality": "conditional",
            "condition": "if pushed",
            "paragraph": f"{DOC}/0",
            "date": "2019-03-01",
            "confidence": 0.75,
            "rule": "position.reject",
            "ordinal": 1,
        },
    )
    assert edges(graph, "HOLDS")[1] == (ICELAND, second, {})
    assert edges(graph, "ADDRESSED_TO")[1] == (second, NORWAY, {})
    assert edges(graph, "REPORTED_BY") == [(second, HOLM, {"order": 0}), (second, TEAM, {"order": 1})]
    assert edges(graph, "REPLIES_TO") == [(second, f"position/{DOC}/0", {})]
    assert edges(graph, "ABOUT")[1:] == [
        (second, "issue/Fish", {"confidence": 0.9}),
        (second, "issue/Sea", {"confidence": 0.6}),
    ]
    assert edges(graph, "EVIDENCED_BY")[1] == (second, f"evidence/{DOC}/30-35", {})
    assert node(graph, f"evidence/{DOC}/30-35").properties == {"text": "w0030", "start": 30, "end": 35}
    assert (second, HERE, {}) in edges(graph, "IN")
    assert (f"evidence/{DOC}/30-35", HERE, {}) in edges(graph, "IN")


@pytest.mark.parametrize("stance", Stance)
def test_an_asserted_position_is_a_plain_edge_to_issue_and_addressee(stance: Stance) -> None:
    graph = graph_of(positions=(position(stance=stance, addressee=ICELAND),))
    own = {"position": f"position/{DOC}/0", "date": "2019-03-04", "confidence": 0.5}
    assert edges(graph, stance_types()[stance]) == [
        (NORWAY, "issue/own/new-quota", own),
        (NORWAY, ICELAND, own),
    ]


@pytest.mark.parametrize("modality", [m for m in PositionModality if m is not PositionModality.ASSERTED])
def test_a_position_that_is_not_asserted_is_no_plain_edge(modality: PositionModality) -> None:
    graph = graph_of(positions=(position(modality=modality, addressee=ICELAND),))
    assert not {edge.type for edge in graph.relationships} & set(stance_types().values())


def test_facts_between_two_actors_are_relationships_with_their_evidence() -> None:
    graph = graph_of(
        affiliations=(Affiliation(TEAM, NORWAY, proof(1)),),
        leads=(Lead(HOLM, TEAM, proof(2, "lead.verb", 0.8)),),
        negotiations=(Negotiation((NORWAY, ICELAND), TalkModality.REFUSED, proof(3)),),
    )
    assert edges(graph, "LEADS") == [
        (
            HOLM,
            TEAM,
            {
                "id": f"lead/{DOC}/0",
                "document": HERE,
                "evidence": f"evidence/{DOC}/2-7",
                "text": "w0002",
                "date": "2019-03-04",
                "confidence": 0.8,
                "rule": "lead.verb",
                "ordinal": 0,
            },
        )
    ]
    ((_, _, talks),) = edges(graph, "NEGOTIATES_WITH")
    assert talks["modality"] == "refused"
    assert [edge[:2] for edge in edges(graph, "AFFILIATED_WITH")] == [(TEAM, NORWAY)]
    assert {key.id for key in graph.nodes} == {HERE, *(f"evidence/{DOC}/{n}-{n + 5}" for n in (1, 2, 3))}


def test_roles_labels_statements_and_actions() -> None:
    graph = graph_of(
        roles=(Role(HOLM, "envoy", NORWAY, proof(1)), Role(HOLM, "captain", None, proof(2))),
        labels=(Label(TEAM, "hawk", proof(3), HOLM), Label(TEAM, "dove", proof(4))),
        statements=(
            Statement((HOLM, TEAM), Passage(0, 4, "said"), Passage(5, 9, "this"), Polarity.POSITIVE, None, proof(5)),
            Statement((TEAM,), Passage(0, 4, "told"), Passage(5, 9, "that"), Polarity.NEGATIVE, 0, proof(6)),
        ),
        actions=(
            Action(NORWAY, ActionKind.TARIFF, ICELAND, 5e9, "USD", 12.5, ActionStatus.ANNOUNCED, proof(7)),
            Action(
                NORWAY,
                ActionKind.AID,
                None,
                None,
                None,
                None,
                ActionStatus.LIFTED,
                proof(8),
                JANUARY,
                Granularity.MONTH,
            ),
        ),
    )
    assert edges(graph, "HAS_ROLE") == [(HOLM, f"role/{DOC}/0", {}), (HOLM, f"role/{DOC}/1", {})]
    assert edges(graph, "AT") == [(f"role/{DOC}/0", NORWAY, {})]
    assert edges(graph, "HAS_LABEL") == [(TEAM, f"label/{DOC}/0", {}), (TEAM, f"label/{DOC}/1", {})]
    assert edges(graph, "WITHIN") == [(f"statement/{DOC}/1", f"statement/{DOC}/0", {})]
    assert edges(graph, "TAKES") == [(NORWAY, f"action/{DOC}/0", {}), (NORWAY, f"action/{DOC}/1", {})]
    assert edges(graph, "TARGETS") == [(f"action/{DOC}/0", ICELAND, {})]
    assert edges(graph, "REPORTED_BY") == [
        (f"statement/{DOC}/0", HOLM, {"order": 0}),
        (f"statement/{DOC}/0", TEAM, {"order": 1}),
        (f"statement/{DOC}/1", TEAM, {"order": 0}),
        (f"label/{DOC}/0", HOLM, {"order": 0}),
    ]
    measure = node(graph, f"action/{DOC}/0").properties
    assert (measure["amount"], measure["unit"], measure["rate"]) == (5e9, "USD", 12.5)
    assert "granularity" not in measure
    lifted = node(graph, f"action/{DOC}/1").properties
    assert (lifted["date"], lifted["granularity"]) == ("2018-01-01", "month")
    assert node(graph, f"statement/{DOC}/1").properties["polarity"] == "negative"
    assert node(graph, f"role/{DOC}/1").properties["title"] == "captain"
    assert node(graph, f"label/{DOC}/1").properties["label"] == "dove"


def test_two_facts_in_the_same_words_share_their_evidence() -> None:
    graph = graph_of(positions=(position(), position(holder=ICELAND)))
    assert sum(node.labels == ("Evidence",) for node in graph.nodes) == 1
    assert [edge[1] for edge in edges(graph, "EVIDENCED_BY")] == [f"evidence/{DOC}/10-15"] * 2


def test_an_issue_comes_with_all_the_broader_ones() -> None:
    nodes, broader = issue_graph(["issue/Fish", "issue/own/new-quota"], SCHEME)
    assert {node.id: dict(node.properties) for node in nodes} == {
        "issue/Fish": {"label": "Fish", "own": False},
        "issue/Sea": {"label": "The sea", "own": False},
        "issue/Earth": {"label": "The earth", "own": False},
        "issue/own/new-quota": {"label": "new quota", "own": True},
    }
    assert {(edge.source, edge.target) for edge in broader} == {
        ("issue/Fish", "issue/Sea"),
        ("issue/Sea", "issue/Earth"),
    }


def test_a_concept_missing_from_the_scheme_keeps_its_name() -> None:
    ((lost,), ()) = issue_graph(["issue/Herring"], SCHEME)
    assert lost.properties == {"label": "Herring", "own": False}


def test_a_lone_surrogate_is_replaced() -> None:
    odd = ResolvedActor("person/x", "a\ud800b", ActorType.PERSON, ("\udfff",))
    assert actor_node(odd).properties == {"name": "a\ufffdb", "aliases": ("\ufffd",), "type": "person"}


def test_relationships_join_existing_nodes_and_properties_have_their_types() -> None:
    for resolved in resolved_documents(30):
        graph = document_graph(resolved, concepts())
        there = {node.id: node for node in (*graph.nodes, *graph.actors, *graph.issues)}
        assert len(there) == len(graph.nodes) + len(graph.actors) + len(graph.issues)
        for edge in (*graph.relationships, *graph.broader):
            assert edge.source in there
            assert edge.target in there
            assert all(type(value) is RELATIONSHIP_PROPERTIES[name] for name, value in edge.properties.items())
        for one in there.values():
            types = NODE_PROPERTIES[one.labels[0]]
            assert all(type(value) is types[name] for name, value in one.properties.items())


def test_every_type_that_is_written_is_listed() -> None:
    written = {
        edge.type
        for resolved in resolved_documents(30)
        for graph in [document_graph(resolved, concepts())]
        for edge in (*graph.relationships, *graph.broader)
    }
    assert written <= set(relationship_types())


def test_each_fact_is_written_once() -> None:
    (resolved,) = resolved_documents(1)
    graph = document_graph(resolved, concepts())
    found = Counter(node.labels[0] for node in graph.nodes)
    facts = resolved.facts
    assert (found["Position"], found["Statement"]) == (len(facts.positions), len(facts.statements))
    assert (found["Role"], found["Label"], found["Action"]) == (len(facts.roles), len(facts.labels), len(facts.actions))
    types = Counter(edge.type for edge in graph.relationships)
    assert types["LEADS"] == len(facts.leads)
    assert types["NEGOTIATES_WITH"] == len(facts.negotiations)
    assert types["AFFILIATED_WITH"] == len(facts.affiliations)


def test_the_model_page_lists_the_properties_of_every_node() -> None:
    section = MODEL.read_text("utf-8").partition("## Property graph")[2].partition("Relationships:")[0]
    rows = re.findall(r"^\| `(\w+)`[^|]*\| ([^|]*) \|$", section, re.MULTILINE)
    common = re.findall(r"`(\w+)`", section.rpartition(" carry ")[2].partition("A property")[0])
    assert len(rows) == len(NODE_PROPERTIES)
    for label, cell in rows:
        listed = set(re.findall(r"`(\w+)`", cell)) | (set(common) if "rule" in NODE_PROPERTIES[label] else set())
        assert listed == set(NODE_PROPERTIES[label]), label
