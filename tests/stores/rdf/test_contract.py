"""What every RDF store does, wherever it is: embedded in a folder, or a server on the network."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from pyoxigraph import NamedNode

from kg.errors import SparqlSyntaxError, SparqlTimeoutError, SparqlUpdateRefusedError
from kg.model import HEADINGS
from kg.stores.endpoint.endpoint import EndpointStore
from kg.stores.oxigraph.oxigraph import OxigraphStore, open_oxigraph
from kg.stores.protocol import Batch, Value
from kg.stores.rdf.quads import document_graphs, document_quads
from kg.validate import validate
from kg.vocabulary import ID, NEG
from tests.doubles.factory import batches, resolved_documents
from tests.servers.endpoint_stores import endpoint_store
from tests.stores.ferry_talks import DENMARK, ferry_talks, reviewed_talks
from tests.stores.rdf_content import content, expected, rows, without

FERRY = ferry_talks()
KEY = FERRY.document.id
DOCUMENTS = tuple(resolved_documents(4, positions=3))

type RdfStore = EndpointStore | OxigraphStore


@pytest.fixture(scope="module", params=["oxigraph", pytest.param("endpoint", marks=pytest.mark.server)])
def any_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RdfStore]:
    folder = tmp_path_factory.mktemp("rdf")
    with ExitStack() as stack:
        if request.param == "oxigraph":
            yield stack.enter_context(open_oxigraph(folder / "rdf"))
        else:
            yield stack.enter_context(endpoint_store(request.param, folder))


@pytest.fixture
def store(any_store: RdfStore) -> RdfStore:
    any_store.clear()
    return any_store


@pytest.fixture
def ferry(store: RdfStore) -> RdfStore:
    store.apply([Batch(1, (FERRY,), (), FERRY.actors)])
    return store


@pytest.fixture
def asked(any_store: RdfStore) -> RdfStore:
    """The ferry talks, written once for all tests that only read."""
    if dict(any_store.counts())["documents"] != 1 or any_store.revision() != 1:
        any_store.clear()
        any_store.apply([Batch(1, (FERRY,), (), FERRY.actors)])
    return any_store


class TestWriting:
    def test_a_new_store_is_empty(self, store: RdfStore) -> None:
        assert (store.revision(), store.graphs(), set(store.counts().values())) == (0, (), {0})

    def test_the_store_holds_its_documents(self, store: RdfStore) -> None:
        store.apply(batches(DOCUMENTS, size=3))
        assert store.revision() == 4
        assert content(store) == expected(*DOCUMENTS)

    def test_counts(self, asked: RdfStore) -> None:
        assert dict(asked.counts()) == {
            "documents": 1, "actors": 5, "evidence": 9, "roles": 1, "affiliations": 1, "leads": 1, "negotiations": 2,
            "statements": 1, "positions": 3, "labels": 1, "actions": 1, "issues": 2,
        }  # fmt: skip

    def test_reviewed_facts_are_counted_too(self, store: RdfStore) -> None:
        store.apply([Batch(1, (reviewed_talks(),), (), FERRY.actors)])
        reviewed = {name: n for name, n in store.counts().items() if name.startswith("reviewed")}
        assert reviewed == {f"reviewed {heading}": 1 for heading in HEADINGS}

    def test_the_same_document_again_changes_nothing(self, ferry: RdfStore) -> None:
        before = content(ferry)
        ferry.apply([Batch(2, (FERRY,), (), FERRY.actors)])
        assert (content(ferry), ferry.revision()) == (before, 2)

    def test_a_changed_document_replaces_its_own_facts_and_no_others(self, store: RdfStore) -> None:
        store.apply([Batch(2, (FERRY, DOCUMENTS[0]))])
        changed = dataclasses.replace(
            FERRY, facts=dataclasses.replace(FERRY.facts, positions=FERRY.facts.positions[:1])
        )
        store.apply([Batch(3, (changed,))])
        assert content(store) == expected(changed, DOCUMENTS[0])

    def test_removing_a_document_removes_exactly_its_facts(self, store: RdfStore) -> None:
        store.apply([Batch(2, (FERRY, DOCUMENTS[0]))])
        store.apply([Batch(3, (), (KEY,))])
        assert content(store) == expected(DOCUMENTS[0])
        assert not set(document_graphs(KEY)) & set(store.graphs())

    def test_removing_a_missing_document_is_no_error(self, ferry: RdfStore) -> None:
        ferry.apply([Batch(2, (), ("0123456789abcdef",))])
        assert (content(ferry), ferry.revision()) == (expected(FERRY), 2)

    def test_an_actor_gets_its_current_name(self, ferry: RdfStore) -> None:
        renamed = dataclasses.replace(DENMARK, name="Kingdom of Denmark", aliases=("Denmark",))
        ferry.apply([Batch(2, (), (), (renamed,))])
        names = "SELECT ?name ?other { $actor skos:prefLabel ?name ; skos:altLabel ?other }"
        assert rows(ferry, names, actor="state/DK") == [("Kingdom of Denmark", "Denmark")]

    def test_an_actor_that_no_document_mentions_is_not_written(self, ferry: RdfStore) -> None:
        stranger = dataclasses.replace(DENMARK, id="state/SE", name="Sweden")
        ferry.apply([Batch(2, (), (), (stranger,))])
        assert rows(ferry, "ASK { $actor ?p ?o }", actor="state/SE") == [(False,)]

    def test_an_actor_is_removed_with_its_last_mention(self, store: RdfStore) -> None:
        other = without(dataclasses.replace(FERRY, document=dataclasses.replace(FERRY.document, title="Again")))
        store.apply([Batch(2, (FERRY, other))])
        store.apply([Batch(3, (without(FERRY, "state/DK"),))])
        assert rows(store, "ASK { $actor a neg:State }", actor="state/DK") == [(True,)]
        store.apply([Batch(4, (without(other, "state/DK"),))])
        assert rows(store, "ASK { $actor ?p ?o }", actor="state/DK") == [(False,)]

    def test_an_own_issue_is_removed_with_the_last_position_on_it(self, ferry: RdfStore) -> None:
        described = "ASK { $issue skos:prefLabel 'shared timetable' }"
        assert rows(ferry, described, issue="issue/own/shared-timetable") == [(True,)]
        ferry.apply([Batch(2, (without(FERRY),))])
        assert rows(ferry, described, issue="issue/own/shared-timetable") == [(False,)]

    def test_the_remains_of_an_unfinished_first_batch_are_cleared(self, store: RdfStore) -> None:
        store.apply([Batch(0, (FERRY,))])
        store.apply([Batch(4, DOCUMENTS)])
        assert content(store) == expected(*DOCUMENTS)

    def test_batches_before_a_failure_are_kept(self, store: RdfStore) -> None:
        def failing() -> Iterator[Batch]:
            yield Batch(1, DOCUMENTS[:1])
            raise InterruptedError

        with pytest.raises(InterruptedError):
            store.apply(failing())
        assert (content(store), store.revision()) == (expected(DOCUMENTS[0]), 1)

    def test_clear(self, ferry: RdfStore) -> None:
        ferry.clear()
        assert (ferry.revision(), list(ferry.quads())) == (0, [])
        ferry.apply([Batch(4, DOCUMENTS)])
        assert content(ferry) == expected(*DOCUMENTS)

    def test_each_document_has_a_graph_and_a_provenance_graph(self, asked: RdfStore) -> None:
        names = [graph.value.rpartition("/negotiation-kg/")[2] for graph in asked.graphs()]
        assert names == ["id/actors", f"id/document/{KEY}", f"id/document/{KEY}/provenance", "id/issues", "issues"]
        assert set(asked.quads(graph=NamedNode(f"{ID}document/{KEY}"))) < set(document_quads(FERRY, 1))

    def test_the_quads_of_one_subject_come_from_all_graphs(self, asked: RdfStore) -> None:
        who = NamedNode(f"{ID}state/DK")
        whole = [quad for quad in asked.quads() if quad.subject == who]
        assert len({quad.graph_name for quad in whole}) == 2
        assert sorted(asked.quads(subject=who), key=str) == sorted(whole, key=str)

    def test_the_content_conforms_to_its_shapes(self, asked: RdfStore) -> None:
        assert [report for report in validate(asked) if report.violations] == []


class TestAsking:
    @pytest.mark.parametrize("timeout", [None, 30.0])
    @pytest.mark.parametrize(
        ("text", "columns", "answer"),
        [
            (
                "SELECT ?stance ?matter ?who { $position neg:stance ?stance ; neg:matter ?matter ; neg:addressee ?who}",
                ("stance", "matter", "who"),
                [("demand", "lower tariffs on timber", "state/DK")],
            ),
            ("ASK { $position neg:holder id:state\\/NO }", ("answer",), [(True,)]),
            (
                "CONSTRUCT { $position neg:date ?date } WHERE { $position neg:date ?date }",
                ("subject", "predicate", "object"),
                [(f"position/{KEY}/0", f"{NEG}date", "2019-05-06")],
            ),
            ("DESCRIBE $position", ("subject", "predicate", "object"), 16),
            (
                "SELECT (COUNT(*) AS ?n) (AVG(?c) AS ?mean) { ?p a neg:Position ; neg:confidence ?c }",
                ("n", "mean"),
                [(3, 2 / 3)],
            ),
            ("SELECT ?no { OPTIONAL { $position neg:condition ?no } }", ("no",), [(None,)]),
            ("SELECT ?x { ?x a neg:Nothing }", ("x",), []),
        ],
    )
    def test_a_question_is_answered(
        self,
        asked: RdfStore,
        text: str,
        columns: tuple[str, ...],
        answer: list[tuple[Value, ...]] | int,
        timeout: float | None,
    ) -> None:
        parameters: dict[str, Value] = {"position": f"position/{KEY}/0"} if "$" in text else {}
        found = asked.query(text, parameters, timeout=timeout)
        got = list(found.rows)
        assert found.columns == columns
        assert got == answer if isinstance(answer, list) else len(got) == answer

    def test_the_default_graph_is_the_union_unless_the_query_names_its_own(self, asked: RdfStore) -> None:
        named = (
            "SELECT ?type FROM <https://w3id.org/negotiation-kg/id/actors> { $who a ?type ; neg:mentionedIn ?document }"
        )
        assert rows(asked, "ASK { $who a neg:State ; neg:mentionedIn ?document }", who="state/NO") == [(True,)]
        assert rows(asked, named, who="state/NO") == []

    def test_alternatives(self, asked: RdfStore) -> None:
        text = "SELECT ?stance { ?p neg:holder ?who ; neg:stance ?stance VALUES ?who { $who } } ORDER BY ?stance"
        assert rows(asked, text, who=("state/NO", "state/DK")) == [("accept",), ("demand",), ("reject",)]
        assert rows(asked, text, who=()) == []

    def test_a_query_that_takes_too_long_is_stopped(self, asked: RdfStore) -> None:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        with pytest.raises(SparqlTimeoutError, match=r"0\.5 s"):
            asked.query(endless, timeout=0.5)

    def test_an_update_is_made_where_it_is_allowed(self, ferry: RdfStore) -> None:
        update = "INSERT DATA { GRAPH id:notes { $who neg:note 'seen' } }"
        assert list(ferry.query(update, {"who": "state/NO"}, write=True).rows) == []
        assert rows(ferry, "SELECT ?note { $who neg:note ?note }", who="state/NO") == [("seen",)]
        with pytest.raises(SparqlSyntaxError):
            ferry.query("INSERT DATA { <urn:a> }", write=True)

    @pytest.mark.parametrize(
        ("text", "error", "says"),
        [
            ("SELECT ?s WHERE {\n  ?s ?p\n", SparqlSyntaxError, "the end"),
            ("SELECT ?s WHERE {\n  ?s ?p ?o ?x }", SparqlSyntaxError, "line 2, column"),
            ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", SparqlUpdateRefusedError, "--write"),
        ],
    )
    def test_queries_that_are_invalid_are_reported(
        self, asked: RdfStore, text: str, error: type[Exception], says: str
    ) -> None:
        with pytest.raises(error, match=r"KG-Q10\d") as raised:
            list(asked.query(text).rows)
        assert says in str(raised.value)
