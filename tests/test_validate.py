"""Everything written conforms to the SHACL shapes, and each violation is found and located."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Batch
from kg.stores.rdf.quads import batch_quads, document_graphs
from kg.stores.rdf.terms import ACTORS, ISSUES, SCHEME
from kg.validate import GraphReport, Violation, validate
from kg.vocabulary import ID, PREFIXES
from tests.doubles.factory import batches, resolved_documents
from tests.doubles.short_texts import document, held
from tests.stores.ferry_talks import ferry_talks

FERRY = ferry_talks()
KEY = FERRY.document.id
DOCUMENT = f"document/{KEY}"


def violations(reports: Iterator[GraphReport]) -> list[Violation]:
    return [violation for report in reports for violation in report.violations]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made-up") / "rdf"
    with open_oxigraph(path, model="a model 1.0") as store:
        store.apply(batches(resolved_documents(3, positions=25)))
    return path


def test_everything_written_conforms(made_up: Path) -> None:
    with open_oxigraph(made_up, read_only=True) as store:
        reports = list(validate(store))
    assert [report.graph.partition("/")[0] for report in reports] == ["document"] * 3 + ["actors", "issues"]
    assert violations(iter(reports)) == []


def test_a_demand_on_two_conforms(tmp_path: Path) -> None:
    told = document("a", None, *(held("Spain", "demand", "open the ports", to=to) for to in ("Norway", "Iceland")))
    with open_oxigraph(tmp_path, model="a model 1.0") as store:
        store.apply(batches([told]))
        assert violations(validate(store)) == []


def test_it_looks_at_one_document_at_a_time(made_up: Path) -> None:
    class Counting:
        """A store that counts the documents whose graphs were read."""

        def __init__(self) -> None:
            self.store = open_oxigraph(made_up, read_only=True)
            self.seen: set[str] = set()

        def graphs(self) -> tuple[NamedNode, ...]:
            return self.store.graphs()

        def quads(self, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
            if graph is not None and "/document/" in graph.value:
                self.seen.add(graph.value.removesuffix("/provenance"))
            return self.store.quads(subject, graph)

    store = Counting()
    reports = validate(store)
    next(reports)
    assert len(store.seen) == 1


POSITION, STATEMENT, NEGOTIATION, ROLE, AFFILIATION, LEAD, LABEL, ACTION = (
    f"{heading}/{KEY}/0"
    for heading in ("position", "statement", "negotiation", "role", "affiliation", "lead", "label", "action")
)
PROOF = FERRY.facts.positions[0].evidence
EVIDENCE = f"evidence/{KEY}/{PROOF.start}-{PROOF.end}"
READING = f"{DOCUMENT}/reading"
ISSUE = "issue/own/shared-timetable"

WRONG = [
    # node, removed pattern, added triple; focus node and path of the violation
    (POSITION, "neg:evidence ?x", "", POSITION, "neg:evidence"),
    (POSITION, "neg:rule ?x", "", POSITION, "neg:rule"),
    (POSITION, "neg:inDocument ?x", "", POSITION, "neg:inDocument"),
    (POSITION, "neg:holder ?x", "", POSITION, "neg:holder"),
    (POSITION, "", "neg:holder <state/DK>", POSITION, "neg:holder"),
    (POSITION, "neg:holder ?x", "neg:holder <state/XX>", POSITION, "neg:holder"),
    (POSITION, "neg:stance ?x", "neg:stance 'shrug'", POSITION, "neg:stance"),
    (POSITION, "neg:sign ?x", "neg:sign 'against'", POSITION, None),
    (POSITION, "neg:matter ?x", "neg:matter ''", POSITION, "neg:matter"),
    (POSITION, "neg:matter ?x", "neg:matter 12", POSITION, "neg:matter"),
    (POSITION, "neg:issue ?x", "", POSITION, "neg:issue"),
    (POSITION, "neg:issue ?x", "neg:issue <issue/own/nothing>", POSITION, "neg:issue"),
    (POSITION, "neg:modality ?x", "neg:modality 'actual'", POSITION, "neg:modality"),
    (POSITION, "neg:confidence ?x", "neg:confidence 1.5e0", POSITION, "neg:confidence"),
    (POSITION, "neg:confidence ?x", "neg:confidence 1", POSITION, "neg:confidence"),
    (POSITION, "neg:ordinal ?x", "neg:ordinal -1", POSITION, "neg:ordinal"),
    (POSITION, "neg:date ?x", "neg:date '2019-05-06'", POSITION, "neg:date"),
    (POSITION, "neg:date ?x", "neg:date 'yesterday'^^xsd:date", POSITION, "neg:date"),
    (POSITION, "", "neg:replyTo <state/NO>", POSITION, "neg:replyTo"),
    (POSITION, "", "neg:source <person/ingrid-moe>", DOCUMENT, None),
    (POSITION, "", "neg:mood 'cross'", POSITION, "neg:mood"),
    (
        EVIDENCE,
        "neg:text ?x",
        "neg:text 'Norway wanted lower tariffs on timber of Denmark...'",
        EVIDENCE,
        "oa:hasSelector/oa:exact",
    ),
    (EVIDENCE, "neg:start ?x", "neg:start 300", EVIDENCE, "neg:start"),
    (EVIDENCE, "neg:start ?x", "neg:start 119", EVIDENCE, "oa:hasSelector/oa:start"),
    (EVIDENCE, "neg:end ?x", "neg:end 170", DOCUMENT, None),
    (EVIDENCE, "oa:hasSelector ?x", "", EVIDENCE, "oa:hasSelector"),
    (EVIDENCE, "oa:hasSource ?x", "oa:hasSource <state/NO>", EVIDENCE, "oa:hasSource"),
    (DOCUMENT, "dcterms:identifier ?x", "", DOCUMENT, "dcterms:identifier"),
    (DOCUMENT, "dcterms:date ?x", "dcterms:date '6 May'", DOCUMENT, "dcterms:date"),
    (DOCUMENT, "", "dcterms:title 'Another'", DOCUMENT, "dcterms:title"),
    (DOCUMENT, "neg:genre ?x", "neg:genre 'poem'", DOCUMENT, "neg:genre"),
    (STATEMENT, "neg:statedBy ?x", "neg:statedBy 'Norway'", STATEMENT, "neg:statedBy"),
    (STATEMENT, "neg:polarity ?x", "neg:polarity 'mixed'", STATEMENT, "neg:polarity"),
    (NEGOTIATION, "neg:party <state/NO>", "", NEGOTIATION, "neg:party"),
    (ROLE, "neg:title ?x", "", ROLE, "neg:title"),
    (ROLE, "org:member ?x", "", ROLE, "neg:person"),
    (AFFILIATION, "neg:of ?x", "", AFFILIATION, "neg:of"),
    (LEAD, "neg:led ?x", "neg:led <person/ingrid-moe>", LEAD, "neg:led"),
    (LABEL, "neg:label ?x", "", LABEL, "neg:label"),
    (ACTION, "neg:kind ?x", "neg:kind 'picnic'", ACTION, "neg:kind"),
    (ACTION, "neg:rate ?x", "neg:rate 12.5", ACTION, "neg:rate"),
    (ACTION, "", "neg:amount -5e0", ACTION, "neg:amount"),
    ("state/DK", "", "neg:accepts <issue/own/shared-timetable>", DOCUMENT, "neg:accepts"),
    ("state/NO", "", "neg:negotiatesWith <faction/islanders>", DOCUMENT, "neg:negotiatesWith"),
    (READING, "neg:revision ?x", "neg:revision 'last'", READING, "neg:revision"),
    ("state/NO", "skos:prefLabel ?x", "", "state/NO", "skos:prefLabel"),
    ("state/NO", "", "skos:prefLabel 'Norge'", "state/NO", "skos:prefLabel"),
    ("state/NO", "foaf:name ?x", "foaf:name 'Norge'", "state/NO", "skos:prefLabel"),
    ("state/NO", "neg:type ?x", "neg:type 'person'", "state/NO", "neg:type"),
    ("state/NO", "", "a neg:Bloc", "state/NO", "rdf:type"),
    ("state/NO", "neg:countryCode ?x", "neg:countryCode 'Norway'", "state/NO", "neg:countryCode"),
    ("state/NO", "skos:exactMatch ?x", "skos:exactMatch <https://example.org/Q20>", "state/NO", "skos:exactMatch"),
    ("state/NO", "neg:mentionedIn ?x", "", "state/NO", "neg:mentionedIn"),
    (ISSUE, "skos:prefLabel ?x", "", ISSUE, "skos:prefLabel"),
]


class InMemory:
    """A few graphs in memory that can be changed."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.store = Store()
        self.store.extend(quads)

    def graphs(self) -> tuple[NamedNode, ...]:
        return tuple(graph for graph in self.store.named_graphs() if isinstance(graph, NamedNode))

    def quads(self, subject: NamedNode | None = None, graph: NamedNode | None = None) -> Iterator[Quad]:
        return self.store.quads_for_pattern(subject, None, None, graph)

    def change(self, graph: NamedNode, node: str, out: str, put: str) -> None:
        """Remove the triples that match a pattern and add one, both about the node, which must exist."""
        at = f"GRAPH {graph}"
        if out:
            update = f"DELETE WHERE {{ {at} {{ <{node}> {out} }} }}"
            before = len(self.store)
            self.store.update(update, base_iri=ID, prefixes=dict(PREFIXES))
            assert len(self.store) < before
        if put:
            self.store.update(f"INSERT DATA {{ {at} {{ <{node}> {put} }} }}", base_iri=ID, prefixes=dict(PREFIXES))


def graph_of(node: str, said: str) -> NamedNode:
    if node == READING:
        return document_graphs(KEY)[1]
    if KEY in node or re.search("mentionedIn|accepts|negotiatesWith", said):
        return document_graphs(KEY)[0]
    return ISSUES if node == ISSUE else ACTORS


@pytest.fixture(scope="module")
def written() -> list[Quad]:
    """The quads of the ferry talks, and the part of the scheme that they need."""
    quads = batch_quads([Batch(1, (FERRY,))])
    return [q for q in quads if q.graph_name != SCHEME or str(q.subject).endswith(("#Tariffs>", "#Trade>"))]


def test_the_ferry_talks_conform(written: list[Quad]) -> None:
    assert violations(validate(InMemory(written))) == []


@pytest.mark.parametrize(("node", "out", "put", "focus", "path"), WRONG, ids=lambda cell: str(cell or "-")[:40])
def test_a_violation_is_found(written: list[Quad], node: str, out: str, put: str, focus: str, path: str | None) -> None:
    store = InMemory(written)
    store.change(graph_of(node, out + put), node, out, put)
    found = violations(validate(store))
    assert (focus, path) in {(violation.focus, violation.path) for violation in found}
    assert all(violation.message for violation in found)


def test_a_violation_names_the_value(written: list[Quad]) -> None:
    store = InMemory(written)
    store.change(document_graphs(KEY)[0], POSITION, "neg:stance ?x", "neg:stance 'shrug'")
    found = {(each.focus, each.path, each.value) for each in violations(validate(store))}
    assert (POSITION, "neg:stance", "shrug") in found


def test_a_plain_edge_of_a_conditional_position_names_its_holder(written: list[Quad]) -> None:
    store = InMemory(written)
    store.change(document_graphs(KEY)[0], "state/DK", "", f"neg:accepts <{ISSUE}>")
    (found,) = violations(validate(store))
    assert (found.focus, found.path, found.value) == (DOCUMENT, "neg:accepts", "state/DK")
    assert "asserted" in found.message
