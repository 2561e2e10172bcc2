"""The contract of the named questions on SPARQL services: the rows are those of the embedded store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.query import questions
from kg.stores.oxigraph.oxigraph import open_oxigraph
from tests.doubles.factory import batches, resolved_documents
from tests.query.test_questions import World, sets
from tests.servers.endpoint_stores import ENDPOINTS, endpoint_store

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", params=ENDPOINTS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("stores")
    documents = list(resolved_documents(40, positions=12))
    with open_oxigraph(folder / "rdf") as embedded, endpoint_store(request.param, folder) as endpoint:
        for store in (embedded, endpoint):
            store.apply(batches(documents))
        actors = {actor.id: actor for document in documents for actor in document.actors}
        yield World((embedded, endpoint), actors, {each.document.name: each.document for each in documents})


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_a_service_gives_the_same_answer(world: World, name: str) -> None:
    filled = 0
    for given in sets(name, world):
        embedded, endpoint = world.ask(name, given)
        assert endpoint.columns == embedded.columns, given
        assert endpoint.rows == embedded.rows, given
        filled += bool(endpoint)
    assert filled, "no set of parameters has an answer"
