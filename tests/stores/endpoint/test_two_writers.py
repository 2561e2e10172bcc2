"""Two writers to one service: one goes on, the other gets an error, and a silent writer is replaced."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from kg.errors import EndpointBusyError, StoreError
from kg.stores.endpoint.endpoint import EndpointStore, open_endpoint
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.servers.oxigraph_server import OxigraphServer
from tests.stores.ferry_talks import ferry_talks
from tests.stores.rdf_content import content, expected

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("hurried")]

DOCUMENTS = tuple(resolved_documents(8, positions=3))
FERRY = ferry_talks()


def test_the_second_writer_is_refused_and_the_first_goes_on(server: OxigraphServer, store: EndpointStore) -> None:
    refused: list[StoreError] = []

    def another() -> None:
        with open_endpoint(server.settings) as other:
            try:
                other.apply([Batch(99, (FERRY,))])
            except StoreError as error:
                refused.append(error)

    def slow() -> Iterator[Batch]:
        thread = threading.Thread(target=another)
        for number, batch in enumerate(batches(DOCUMENTS, size=1)):
            if number == 1:
                thread.start()
            time.sleep(0.1)
            yield batch
        thread.join()

    store.apply(slow())
    assert [type(error) for error in refused] == [EndpointBusyError]
    assert content(store) == expected(*DOCUMENTS)


@pytest.mark.parametrize("skew", [0, -86_400, 86_400], ids=["one clock", "a day behind", "a day ahead"])
def test_a_silent_writer_is_replaced_and_stops(
    server: OxigraphServer, store: EndpointStore, skew: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = time.time

    def silent() -> Iterator[Batch]:
        yield from batches(DOCUMENTS[:2], size=2)
        with open_endpoint(server.settings) as other, monkeypatch.context() as elsewhere:
            elsewhere.setattr(time, "time", lambda: clock() + skew)
            assert other.revision() == 2
            other.apply(batches(DOCUMENTS[2:], size=5, revision=2))
        # The first writer's knowledge is outdated: this document has been written by the other.
        yield Batch(3, (FERRY,), (DOCUMENTS[5].document.id,))

    with pytest.raises(EndpointBusyError, match="taken over"):
        store.apply(silent())
    assert store.revision() == len(DOCUMENTS)
    assert content(store) == expected(*DOCUMENTS)


def test_writers_may_follow_each_other(server: OxigraphServer, store: EndpointStore) -> None:
    store.apply(batches(DOCUMENTS[:4], size=2))
    with open_endpoint(server.settings) as other:
        other.apply(batches(DOCUMENTS[4:], size=2, revision=other.revision()))
    assert content(store) == expected(*DOCUMENTS)


def test_the_last_request_of_a_stopped_writer_is_no_sign_of_life(server: OxigraphServer, store: EndpointStore) -> None:
    store.apply(batches(DOCUMENTS[:4], size=2))
    mark = "GRAPH <https://w3id.org/negotiation-kg/id/store> {{ ?store neg:writer '{}' }}"

    def leave(old: str, new: str) -> None:
        before, after = mark.format(old), mark.format(new)
        with open_endpoint(server.settings) as gone:
            list(gone.query(f"DELETE {{ {before} }} INSERT {{ {after} }} WHERE {{ {before} }}", write=True).rows)

    leave("", "gone/7")
    late = threading.Timer(0.3, leave, ["gone/7", "gone/8"])
    late.start()
    store.apply(batches(DOCUMENTS[4:], size=2, revision=4))
    late.join()
    assert content(store) == expected(*DOCUMENTS)
