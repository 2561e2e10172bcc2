"""What RDF says of a document: the table of docs/stores/model.md, triple by triple."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from kg.model import ActorType, Document, Facts, Granularity, Passage, ResolvedActor, ResolvedDocument, When
from kg.stores.rdf.issues import issue_quads, own_issues
from kg.stores.rdf.quads import actor_quads, batch_quads, document_graphs, document_quads
from kg.stores.rdf.terms import ACTORS, DATE, ISSUES, NEG
from kg.vocabulary import PREFIXES
from tests.doubles.factory import batches, resolved_documents
from tests.stores.ferry_talks import ferry_talks

FERRY = ferry_talks()
KEY = FERRY.document.id
OWN, PROVENANCE = document_graphs(KEY)
HEADER = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def triples(turtle: str) -> set[str]:
    """Turtle in which DOC stands for the document's key; ids may be written with slashes."""
    lines = turtle.replace("DOC", KEY)
    return {str(quad.triple) for quad in parse(HEADER + lines, RdfFormat.TURTLE, base_iri=PREFIXES["id"])}


EXPECTED = {
    "document": """<document/DOC> a neg:Document ; dcterms:title "Ferry talks open" ;
        dcterms:date "2019-05-06"^^xsd:date ; dcterms:publisher "The Skerry Post" ;
        dcterms:identifier "file:///wire/ferry-talks.txt" ;
        dcterms:language "en" ; neg:genre "news" ; neg:name "ferry-talks" .""",
    "mention": "<state/NO> neg:mentionedIn <document/DOC> . <faction/islanders> neg:mentionedIn <document/DOC> .",
    "what every fact has": """<lead/DOC/0> neg:inDocument <document/DOC> ; neg:date "2019-05-06"^^xsd:date ;
        neg:confidence "0.75"^^xsd:double ; neg:rule "by-hand" ; neg:ordinal 0 ;
        neg:evidence <evidence/DOC/51-116> .""",
    "evidence": """<evidence/DOC/51-116> a neg:Evidence , oa:SpecificResource ; oa:hasSource <document/DOC> ;
        neg:text "Ingrid Moe, harbour minister of Norway, heads the Norwegian team." ; neg:start 51 ; neg:end 116 ;
        oa:hasSelector <evidence/DOC/51-116/position> , <evidence/DOC/51-116/quote> .
        <evidence/DOC/51-116/position> a oa:TextPositionSelector ; oa:start 51 ; oa:end 116 .
        <evidence/DOC/51-116/quote> a oa:TextQuoteSelector ;
        oa:exact "Ingrid Moe, harbour minister of Norway, heads the Norwegian team." .""",
    "role": """<role/DOC/0> a neg:Role , org:Membership ; neg:person <person/ingrid-moe> ;
        org:member <person/ingrid-moe> ; neg:title "harbour minister" ; neg:organization <state/NO> ;
        org:organization <state/NO> .""",
    "affiliation": """<affiliation/DOC/0> a neg:Affiliation ; neg:member <delegation/norwegian-team> ;
        neg:of <state/NO> . <delegation/norwegian-team> neg:affiliatedWith <state/NO> .""",
    "lead": """<lead/DOC/0> a neg:Lead ; neg:leader <person/ingrid-moe> ; neg:led <delegation/norwegian-team> .
        <person/ingrid-moe> neg:leads <delegation/norwegian-team> .""",
    "negotiation": """<negotiation/DOC/0> a neg:Negotiation ; neg:party <state/NO> , <state/DK> ;
        neg:modality "actual" .
        <state/NO> neg:negotiatesWith <state/DK> . <state/DK> neg:negotiatesWith <state/NO> .""",
    "refused negotiation": """<negotiation/DOC/1> neg:party <state/NO> , <faction/islanders> ;
        neg:modality "refused" .""",
    "statement": """<statement/DOC/0> a neg:Statement ; neg:statedBy <person/ingrid-moe> ; neg:cue "said" ;
        neg:content "Denmark would accept a shared timetable if the fares stayed" ; neg:polarity "positive" .""",
    "position": """<position/DOC/0> a neg:Position ; neg:holder <state/NO> ; neg:stance "demand" ; neg:sign "for" ;
        neg:matter "lower tariffs on timber" ; neg:issue issue:Tariffs ; neg:addressee <state/DK> ;
        neg:modality "asserted" ; neg:ordinal 0 .
        <state/NO> neg:demands issue:Tariffs , <state/DK> .""",
    "reply": """<position/DOC/1> neg:replyTo <position/DOC/0> ; neg:counters <position/DOC/0> ; neg:sign "against" ;
        neg:matterKey "lower-tariff-timber" ; neg:paragraph "DOC/0" .
        <state/DK> neg:rejects issue:Tariffs .""",
    "conditional position": """<position/DOC/2> neg:modality "conditional" ; neg:condition "if the fares stayed" ;
        neg:source <person/ingrid-moe> ; neg:reportedBy <person/ingrid-moe> ;
        neg:issue <issue/own/shared-timetable> .""",
    "label": """<label/DOC/0> a neg:Label ; neg:actor <faction/islanders> ; neg:label "hard-liners" ;
        neg:source <person/ingrid-moe> .""",
    "action": """<action/DOC/0> a neg:Action ; neg:actor <state/DK> ; neg:kind "tariff" ; neg:target <state/NO> ;
        neg:rate "12.5"^^xsd:double ; neg:status "in-force" ; neg:date "2019-05-03"^^xsd:date .""",
}


@pytest.mark.parametrize("what", EXPECTED)
def test_a_document_says(what: str) -> None:
    said = {str(quad.triple) for quad in document_quads(FERRY, 7) if quad.graph_name == OWN}
    assert triples(EXPECTED[what]) <= said


@pytest.mark.parametrize(
    "never",
    [
        "<state/DK> neg:accepts <issue/own/shared-timetable> .",
        "<state/NO> neg:negotiatesWith <faction/islanders> .",
        "<faction/islanders> neg:negotiatesWith <state/NO> .",
    ],
)
def test_a_conditional_or_refused_position_is_no_plain_edge(never: str) -> None:
    assert not triples(never) & {str(quad.triple) for quad in document_quads(FERRY, 7)}


def test_provenance_has_a_graph_of_its_own() -> None:
    provenance = {str(quad.triple) for quad in document_quads(FERRY, 7, "model 1.2") if quad.graph_name == PROVENANCE}
    expected = (
        "<document/DOC/reading> a prov:Activity ; prov:used <document/DOC> ; neg:revision 7 ; neg:model 'model 1.2' ."
    )
    assert triples(expected) <= provenance


def test_quads_of_a_document_are_unique_and_in_its_graphs() -> None:
    quads = document_quads(FERRY, 7)
    assert len(quads) == len(set(quads))
    assert {quad.graph_name for quad in quads} == {OWN, PROVENANCE}


def test_absent_values_are_not_written() -> None:
    bare = ResolvedDocument(Document("Nothing.", "bare", "file:///bare.txt"), Facts(), ())
    predicates = {
        quad.predicate.value.rpartition("/")[2]
        for quad in document_quads(bare, 1)
        if quad.graph_name == document_graphs(bare.document.id)[0]
    }
    assert not predicates & {"title", "date", "publisher"}


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (
            ResolvedActor("person/ingrid-moe", "Ingrid Moe", ActorType.PERSON, ("Ingrid Moe", "Moe"), "NO"),
            """<person/ingrid-moe> a neg:Actor , neg:Person , foaf:Person ; skos:prefLabel "Ingrid Moe" ;
            foaf:name "Ingrid Moe" ; skos:altLabel "Moe" ; neg:type "person" ; neg:countryCode "NO" .""",
        ),
        (
            ResolvedActor(
                "organization/wto", "World Trade Organization", ActorType.ORGANIZATION, ("WTO",), None, "Q7825"
            ),
            """<organization/wto> a neg:Actor , neg:Organization , org:Organization ; neg:type "organization" ;
            skos:prefLabel "World Trade Organization" ; foaf:name "World Trade Organization" ; skos:altLabel "WTO" ;
            skos:exactMatch <http://www.wikidata.org/entity/Q7825> ;
            owl:sameAs <http://www.wikidata.org/entity/Q7825> ;
            neg:idSource "Wikidata: a list of this graph" .""",
        ),
        (
            ResolvedActor("state/NO", "Norway", ActorType.STATE, (), "NO"),
            """<state/NO> a neg:Actor , neg:State ; neg:type "state" ; skos:prefLabel "Norway" ; foaf:name "Norway" ;
            neg:countryCode "NO" ; neg:alpha3 "NOR" ;
            neg:idSource "ISO 3166-1 alpha-2: npm @rapideditor/country-coder 5.6.1" ,
                "ISO 3166-1 alpha-3: npm @rapideditor/country-coder 5.6.1" .""",
        ),
        (
            ResolvedActor("bloc/lowlands", "Lowlands", ActorType.BLOC),
            """<bloc/lowlands> a neg:Actor , neg:Bloc ; neg:type "bloc" ; skos:prefLabel "Lowlands" ;
            foaf:name "Lowlands" .""",
        ),
    ],
)
def test_an_actor_is_described(actor: ResolvedActor, expected: str) -> None:
    assert {str(quad.triple) for quad in actor_quads(actor)} == triples(expected)


def test_an_own_issue_is_labelled_with_its_words() -> None:
    (issue,) = own_issues(document_quads(FERRY, 1))
    assert {str(quad.triple) for quad in issue_quads(issue, {})} == triples(
        '<issue/own/shared-timetable> a neg:Issue , skos:Concept ; skos:prefLabel "shared timetable" .'
    )


@given(st.text(min_size=1).filter(str.strip))
def test_any_words_of_a_matter_are_kept(words: str) -> None:
    first, *rest = FERRY.facts.positions
    odd = dataclasses.replace(first, matter=Passage(0, len(words), words), issues=())
    document = dataclasses.replace(FERRY, facts=dataclasses.replace(FERRY.facts, positions=(odd, *rest)))
    quads = document_quads(document, 1)
    store = Store()
    store.update("INSERT DATA {" + " ".join(f"GRAPH {q.graph_name} {{ {q.triple} }}" for q in quads) + "}")
    assert set(store) == set(quads)


def test_a_lone_surrogate_does_not_stop_a_document() -> None:
    document = dataclasses.replace(FERRY, document=dataclasses.replace(FERRY.document, title="Talks \udce9 open"))
    assert '"Talks \ufffd open"' in {str(quad.object) for quad in document_quads(document, 1)}


def test_an_undated_fact_has_the_date_of_its_document() -> None:
    undated = dataclasses.replace(FERRY, document=dataclasses.replace(FERRY.document, date=None))
    dated = {str(quad.triple) for quad in document_quads(undated, 1) if str(quad.predicate).endswith("#date>")}
    key = undated.document.id
    assert dated == triples('<action/DOC/0> neg:date "2019-05-03"^^xsd:date .'.replace("DOC", key))


def test_a_stream_of_batches_describes_each_actor_and_issue_once() -> None:
    quads = list(batch_quads(batches(resolved_documents(6, positions=4), size=2)))
    described = [quad for quad in quads if quad.graph_name in (ACTORS, ISSUES)]
    assert len(described) == len(set(described))
    labels = [quad.subject for quad in described if quad.predicate == NamedNode(PREFIXES["skos"] + "prefLabel")]
    assert len(labels) == len(set(labels)) > 0


def test_a_document_is_dated_as_coarsely_as_its_facts_without_a_date_of_their_own() -> None:
    month = dataclasses.replace(FERRY, document=FERRY.document.dated(When.parsed("2019-05")))
    last_days = Counter(quad.object for quad in document_quads(month, 1) if quad.predicate == NEG["lastDay"])
    dated_alone = sum(getattr(fact, "date", None) is not None for _, fact in FERRY.facts.each())
    assert last_days == {Literal("2019-05-31", datatype=DATE): 1 + sum(1 for _ in FERRY.facts.each()) - dated_alone}


@pytest.mark.parametrize("granularity", Granularity)
def test_a_granularity_coarser_than_a_day_is_written(granularity: Granularity) -> None:
    action = dataclasses.replace(FERRY.facts.actions[0], granularity=granularity)
    dated = dataclasses.replace(FERRY, facts=Facts(actions=(action,)))
    told = [q.object for q in document_quads(dated, 1) if q.predicate.value.endswith("#granularity")]
    assert told == ([] if granularity is Granularity.DAY else [Literal(granularity.value)])
