"""The RDF store in servers of other makers, where available: each interprets the standard in its own way.

Virtuoso shows the union of all graphs, wants small requests and digest authentication; Jena shows the union where it is
asked for; both spell numbers in their own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from pyoxigraph import Literal, Quad

from kg.errors import EndpointCredentialsError
from kg.query import questions
from kg.stores.endpoint.endpoint import EndpointStore, open_endpoint
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Batch
from kg.vocabulary import PREFIXES
from tests.doubles.factory import batches, resolved_documents
from tests.query.test_questions import World, sets
from tests.servers.fuseki_server import FusekiServer
from tests.servers.neo4j_servers import JAVA_SERVERS
from tests.servers.virtuoso_server import VirtuosoServer, virtuoso_program
from tests.stores.ferry_talks import ferry_talks
from tests.stores.rdf_content import content, expected

pytestmark = [pytest.mark.server, pytest.mark.rare, JAVA_SERVERS]

NEEDS_VIRTUOSO = pytest.mark.skipif(virtuoso_program() is None, reason="needs Debian's virtuoso-opensource")
DOCUMENTS = tuple(resolved_documents(12, positions=12))
BEYOND = "Virtuoso 7.2 cannot compile so many keys in a GROUP BY, nor the same with fewer"
OTHERWISE: Mapping[tuple[type, str], str] = {
    (VirtuosoServer, "shifts"): "Virtuoso 7.2 leaves out what nested OPTIONALs find, such as the evidence",
    (VirtuosoServer, "common-ground"): BEYOND,
    (VirtuosoServer, "fault-lines"): BEYOND,
}

type Server = FusekiServer | VirtuosoServer


@pytest.fixture(scope="module", params=[pytest.param(VirtuosoServer, marks=NEEDS_VIRTUOSO), FusekiServer])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with request.param(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def world(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("embedded")
    with open_oxigraph(folder / "rdf") as embedded, open_endpoint(server.settings) as remote:
        for store in (embedded, remote):
            store.apply(batches(DOCUMENTS, size=6))
        actors = {actor.id: actor for document in DOCUMENTS for actor in document.actors}
        yield World((embedded, remote), actors, {each.document.name: each.document for each in DOCUMENTS})


def by_value(quads: set[Quad]) -> set[tuple[object, ...]]:
    """Doubles by their value, however they are spelled."""
    double = PREFIXES["xsd"] + "double"

    def known(term: object) -> object:
        return float(term.value) if isinstance(term, Literal) and term.datatype.value == double else term

    return {(quad.subject, quad.predicate, known(quad.object), quad.graph_name) for quad in quads}


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_question_has_the_same_answer(world: World, server: Server, name: str) -> None:
    if reason := OTHERWISE.get((type(server), name)):
        pytest.skip(reason)
    for given in sets(name, world):
        embedded, remote = world.ask(name, given)
        assert remote == embedded, given


def test_documents_are_added_replaced_and_removed(world: World) -> None:
    store = world.stores[1]
    assert isinstance(store, EndpointStore)
    assert by_value(content(store)) == by_value(expected(*DOCUMENTS))
    ferry = ferry_talks()
    store.apply([Batch(13, (ferry,), (), ferry.actors)])
    changed = replace(ferry, facts=replace(ferry.facts, positions=()))
    store.apply([Batch(14, (changed,), (DOCUMENTS[0].document.id,))])
    assert store.revision() == 14
    assert by_value(content(store)) == by_value(expected(*DOCUMENTS[1:], changed))
    store.clear()
    assert (store.revision(), store.graphs()) == (0, ())


def test_a_wrong_password(server: Server) -> None:
    if server.settings.auth == "none":
        pytest.skip("this server asks for no password")
    with open_endpoint(replace(server.settings, password="guess")) as store, pytest.raises(EndpointCredentialsError):
        store.revision()
