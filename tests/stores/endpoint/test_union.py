"""The way to query a service for the union of its graphs, found by trying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.stores.endpoint.endpoint import open_endpoint
from kg.stores.endpoint.union import UNIONS, find_union
from kg.stores.protocol import Batch
from tests.servers.oxigraph_server import OxigraphServer
from tests.stores.ferry_talks import ferry_talks

FERRY = ferry_talks()
NAMES = "SELECT ?name { ?who neg:mentionedIn ?document ; skos:prefLabel ?name } ORDER BY ?name"


@pytest.mark.server
@pytest.mark.parametrize(("shows_union", "found"), [(True, "as it is"), (False, "union-default-graph")])
def test_the_union_of_a_real_server_is_found(tmp_path: Path, shows_union: bool, found: str) -> None:
    with OxigraphServer(tmp_path / "served", union=shows_union) as server, open_endpoint(server.settings) as store:
        assert list(store.query(NAMES).rows) == []
        store.apply([Batch(1, (FERRY,))])
        assert [name for (name,) in store.query(NAMES).rows] == sorted(actor.name for actor in FERRY.actors)
        assert store._union is not None
        assert store._union.name == found


@pytest.mark.parametrize("place", range(len(UNIONS)))
def test_the_first_way_that_works_is_used(place: int) -> None:
    answers: Iterator[bool] = iter([*[False] * place, True])
    union = find_union(lambda text, parameters: next(answers))
    assert union is UNIONS[place]


def test_if_no_way_works_the_result_is_none() -> None:
    assert find_union(lambda text, parameters: False) is None
