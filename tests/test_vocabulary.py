"""Names agree between the ontology, the JSON-LD context, the page on the model, and the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.namespace import DCTERMS

from kg.model import HEADINGS, Stance
from kg.stores.rdf import terms
from kg.vocabulary import (
    ID,
    ISSUE,
    NEG,
    PREFIXES,
    concepts,
    iri,
    labels,
    plover,
    schema_path,
    short_id,
    stance_edges,
)

MODEL = Path(__file__).resolve().parent.parent / "docs" / "stores" / "model.md"
ONTOLOGY = rdflib.Graph().parse(schema_path("ontology.ttl"))
CONTEXT = json.loads(schema_path("context.jsonld").read_text("utf-8"))["@context"]
PROPERTIES = sorted(
    str(term) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for term in ONTOLOGY.subjects(RDF.type, kind)
)
CLASSES = sorted(str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.Class) if isinstance(term, rdflib.URIRef))


def local(term: str) -> str:
    return term.removeprefix(NEG)


def test_the_issue_file_has_no_duplicate_triples() -> None:
    said = [*pyoxigraph.parse(path=schema_path("issues.ttl"), format=pyoxigraph.RdfFormat.TURTLE)]
    assert len(said) == len(set(said))


class TestIds:
    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("state/CN", ID + "state/CN"),
            ("document/9f86d081884c7d65", ID + "document/9f86d081884c7d65"),
            ("position/9f86d081884c7d65/5c1f0a9be2d4", ID + "position/9f86d081884c7d65/5c1f0a9be2d4"),
            ("issue/Tariffs", ISSUE + "Tariffs"),
            ("issue/own/new-principle", ID + "issue/own/new-principle"),
        ],
    )
    def test_an_id_has_one_iri(self, short: str, full: str) -> None:
        assert (iri(short), short_id(full)) == (full, short)

    @given(st.from_regex(r"(person|state|issue|issue/own|role)/[\w-]{1,20}(/[0-9]{1,3})?", fullmatch=True))
    def test_ids_and_iris_go_both_ways(self, short: str) -> None:
        assert short_id(iri(short)) == short

    @pytest.mark.parametrize("other", ["https://example.org/state/CN", NEG + "Person", SKOS.Concept, ""])
    def test_a_foreign_iri_has_no_short_id(self, other: str) -> None:
        assert short_id(other) is None


class TestOntology:
    @pytest.mark.parametrize("name", sorted(terms.NEG))
    def test_every_term_in_use_is_defined(self, name: str) -> None:
        assert NEG + name in {*PROPERTIES, *CLASSES}

    @pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=local)
    def test_every_class_and_property_is_described(self, term: str) -> None:
        node = rdflib.URIRef(term)
        assert ONTOLOGY.value(node, RDFS.label)
        comment = ONTOLOGY.value(node, RDFS.comment)
        assert comment is not None
        assert str(comment).endswith(".")

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("Actor", PREFIXES["foaf"] + "Agent"),
            ("Person", PREFIXES["foaf"] + "Person"),
            ("Organization", PREFIXES["org"] + "Organization"),
            ("Role", PREFIXES["org"] + "Membership"),
            ("Document", PREFIXES["foaf"] + "Document"),
            ("Evidence", PREFIXES["oa"] + "SpecificResource"),
            ("Fact", PREFIXES["prov"] + "Entity"),
            ("Issue", PREFIXES["skos"] + "Concept"),
            ("person", PREFIXES["org"] + "member"),
            ("organization", PREFIXES["org"] + "organization"),
            ("evidence", PREFIXES["prov"] + "wasDerivedFrom"),
            ("reportedBy", PREFIXES["prov"] + "wasAttributedTo"),
            ("date", str(DCTERMS.date)),
            ("issue", str(DCTERMS.subject)),
        ],
    )
    def test_it_builds_on_common_vocabularies(self, ours: str, theirs: str) -> None:
        node = rdflib.URIRef(NEG + ours)
        above = {*ONTOLOGY.objects(node, RDFS.subClassOf), *ONTOLOGY.objects(node, RDFS.subPropertyOf)}
        assert rdflib.URIRef(theirs) in above

    @pytest.mark.parametrize("heading", HEADINGS)
    def test_every_heading_is_a_class_of_facts(self, heading: str) -> None:
        node = rdflib.URIRef(NEG + heading.capitalize())
        assert rdflib.URIRef(NEG + "Fact") in set(ONTOLOGY.objects(node, RDFS.subClassOf))

    def test_every_property_of_one_class_has_a_range(self) -> None:
        edges = {NEG + edge for edge in stance_edges().values()}
        lacking = [
            term for term in PROPERTIES if term not in edges and ONTOLOGY.value(rdflib.URIRef(term), RDFS.range) is None
        ]
        assert lacking == []


class TestStances:
    def test_every_stance_is_a_concept_with_its_edge_and_sign(self) -> None:
        assert set(stance_edges()) == set(plover()) == set(Stance)
        for stance in Stance:
            node = rdflib.URIRef(f"{NEG}stance-{stance}")
            assert str(ONTOLOGY.value(node, rdflib.URIRef(NEG + "sign"))) == stance.sign
            assert (rdflib.URIRef(NEG + stance_edges()[stance]), RDF.type, OWL.ObjectProperty) in ONTOLOGY

    def test_edges_match_the_page_on_the_model(self) -> None:
        rows = re.findall(r"^\| (\w+) \| (\w+) \| [A-Z_]+ \|$", MODEL.read_text("utf-8"), re.MULTILINE)
        assert {stance.value: edge for stance, edge in stance_edges().items()} == dict(rows)

    @pytest.mark.parametrize(
        ("stance", "event"),
        [("demand", "REQUEST"), ("commit", "AGREE"), ("support", "SUPPORT"), ("deny", "REJECT"), ("concern", "ACCUSE")],
    )
    def test_plover(self, stance: str, event: str) -> None:
        assert plover()[Stance(stance)] == event


class TestContext:
    def test_it_declares_the_common_prefixes(self) -> None:
        ours = {prefix if prefix != "issue" else "issues": namespace for prefix, namespace in PREFIXES.items()}
        assert {term: CONTEXT[term] for term in ours} == ours
        assert (CONTEXT["@base"], CONTEXT["@vocab"]) == (ID, NEG)

    @pytest.mark.parametrize("term", PROPERTIES, ids=local)
    def test_it_has_the_type_of_each_property(self, term: str) -> None:
        is_object = (rdflib.URIRef(term), RDF.type, OWL.ObjectProperty) in ONTOLOGY
        found = ONTOLOGY.value(rdflib.URIRef(term), RDFS.range)
        datatype = None if str(found).endswith("#string") else f"xsd:{str(found).rpartition('#')[2]}"
        coerced = CONTEXT.get(local(term), {})
        assert coerced.get("@type") == ("@id" if is_object else datatype)
        assert coerced.get("@id", f"neg:{local(term)}") == f"neg:{local(term)}"


def test_labels_are_for_people() -> None:
    assert labels()[NEG + "concernedAbout"] == "concerned about"
    assert labels()[NEG + "stance-demand"] == "demand"


def test_concepts_have_labels_and_broader_concepts() -> None:
    tariffs = concepts()["issue/Tariffs"]
    assert tariffs.label == "Tariffs"
    assert all(broader in concepts() for concept in concepts().values() for broader in concept.broader)


def test_the_scheme_has_no_blank_nodes_so_that_a_store_can_compare_it() -> None:
    scheme = rdflib.Graph().parse(schema_path("issues.ttl"))
    assert not [term for triple in scheme for term in triple if isinstance(term, rdflib.BNode)]
