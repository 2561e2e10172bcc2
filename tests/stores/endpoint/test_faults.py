"""A sync to a real server that is killed, cut off, full, or wanted by two: nothing is lost, and nothing doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kg.errors import (
    EndpointBusyError,
    EndpointFaultError,
    EndpointForeignError,
    EndpointFullError,
    EndpointReadOnlyError,
    EndpointUnreachableError,
)
from kg.model import HEADINGS
from kg.stores.endpoint import http, reading, writing
from kg.stores.endpoint.endpoint import EndpointSettings, EndpointStore, open_endpoint
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.servers.cutting_proxy import CuttingProxy
from tests.servers.oxigraph_server import OxigraphServer
from tests.stores.ferry_talks import ferry_talks
from tests.stores.rdf_content import content, expected, rows

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("hurried")]

DOCUMENTS = tuple(resolved_documents(8, positions=3))
FERRY = ferry_talks()
MOMENTS = (
    pytest.param(0, id="at once", marks=pytest.mark.rare),
    pytest.param(400, id="head", marks=pytest.mark.rare),
    pytest.param(30_000, id="middle"),
    pytest.param(None, id="before the answer"),
)
"""After how many bytes of a request its connection is cut; None: after all of them."""


def finish(settings: EndpointSettings) -> None:
    """What the next command does: open the store, read its revision, and write the rest."""
    with open_endpoint(settings) as store:
        reached = store.revision()
        assert reached % 2 == 0
        store.apply(batches(DOCUMENTS[reached:], size=2, revision=reached))
        assert store.revision() == len(DOCUMENTS)
        assert content(store) == expected(*DOCUMENTS)
        triples = rows(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s neg:ordinal ?o } }")
        assert triples == [(sum(store.counts()[heading.field] for heading in HEADINGS.values()),)]


class TestKilled:
    def test_the_server_is_killed_between_two_batches(self, server: OxigraphServer, store: EndpointStore) -> None:
        def interrupted() -> Iterator[Batch]:
            for number, batch in enumerate(batches(DOCUMENTS, size=2)):
                if number == 3:
                    server.kill()
                yield batch

        with pytest.raises(EndpointUnreachableError, match="nothing is lost or doubled"):
            store.apply(interrupted())
        server.start()
        assert store.revision() == 6
        finish(server.settings)

    @pytest.mark.parametrize("attempt", range(2))
    def test_the_server_is_killed_during_a_request(
        self, server: OxigraphServer, store: EndpointStore, attempt: int
    ) -> None:
        killing = threading.Timer(random.Random(attempt).uniform(0.1, 0.8), server.kill)
        killing.start()
        try:
            store.apply(batches(DOCUMENTS, size=2))
        except EndpointUnreachableError:
            pass
        finally:
            killing.join()
        server.start()
        finish(server.settings)

    def test_a_short_outage_of_the_server_is_waited_out(
        self, server: OxigraphServer, store: EndpointStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(http, "PAUSES", (0.1, 1.0, 3.0, 10.0))

        def interrupted() -> Iterator[Batch]:
            for number, batch in enumerate(batches(DOCUMENTS, size=4)):
                if number == 1:
                    server.kill()
                    threading.Timer(0.3, server.start).start()
                yield batch

        store.apply(interrupted())
        assert content(store) == expected(*DOCUMENTS)

    def test_the_writer_is_killed(self, server: OxigraphServer) -> None:
        writing = """
import sys
from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
from tests.doubles.factory import batches, resolved_documents
with open_endpoint(EndpointSettings(*sys.argv[1:])) as store:
    print("open", flush=True)
    store.apply(batches(resolved_documents(8, positions=3), size=2))
"""
        where = server.settings
        command = [sys.executable, "-c", writing, where.query, str(where.update)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.7)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        try:
            finish(where)
        except EndpointBusyError:  # the server carried out the last request of the dead after the first of the next
            finish(where)


class TestCutConnections:
    """The proxy cuts connections; the server behind it goes on running."""

    @pytest.fixture
    def proxy(self, server: OxigraphServer) -> Iterator[CuttingProxy]:
        with CuttingProxy(server.port) as running:
            yield running

    @pytest.fixture
    def cut_off(self, proxy: CuttingProxy) -> Iterator[EndpointStore]:
        with open_endpoint(through(proxy)) as opened:
            yield opened

    @pytest.mark.parametrize("sent", MOMENTS)
    def test_the_connection_is_cut_for_good(
        self, proxy: CuttingProxy, cut_off: EndpointStore, server: OxigraphServer, sent: int | None
    ) -> None:
        with pytest.raises(EndpointUnreachableError):
            cut_off.apply(cutting(proxy, 10**6, sent))
        proxy.cut(0)
        assert cut_off.revision() < len(DOCUMENTS)
        finish(server.settings)

    @pytest.mark.parametrize("sent", MOMENTS)
    def test_the_connection_is_cut_twice(self, proxy: CuttingProxy, cut_off: EndpointStore, sent: int | None) -> None:
        cut_off.apply(cutting(proxy, 2, sent))
        assert proxy.cuts == 2
        assert content(cut_off) == expected(*DOCUMENTS)

    def test_the_connection_is_cut_between_rows(self, proxy: CuttingProxy, cut_off: EndpointStore) -> None:
        cut_off.apply(batches(DOCUMENTS))
        proxy.cut(0)
        answer = cut_off.query("SELECT * { ?a neg:ordinal ?b . ?c neg:ordinal ?d . ?e neg:leader ?f }")
        assert next(answer.rows)
        proxy.cut(0)
        with pytest.raises(EndpointUnreachableError, match="cut short"):
            list(answer.rows)


def through(proxy: CuttingProxy) -> EndpointSettings:
    url = f"http://127.0.0.1:{proxy.port}"
    return EndpointSettings(f"{url}/query", f"{url}/update", timeout=30.0)


def cutting(proxy: CuttingProxy, times: int, sent: int | None) -> Iterator[Batch]:
    for number, batch in enumerate(batches(DOCUMENTS, size=2)):
        if number == 2:
            proxy.cut(times, sent)
        yield batch


class TestRefused:
    def test_a_service_without_an_address_for_updates(self, server: OxigraphServer) -> None:
        with (
            open_endpoint(replace(server.settings, update=None)) as store,
            pytest.raises(EndpointReadOnlyError, match=r"kg\.toml"),
        ):
            store.apply(batches(DOCUMENTS))

    def test_a_read_only_server(self, tmp_path: Path, server: OxigraphServer, store: EndpointStore) -> None:
        store.apply(batches(DOCUMENTS[:2]))
        server.stop()
        with OxigraphServer(server.folder, read_only=True) as copy, open_endpoint(copy.settings) as reader:
            assert reader.revision() == 2
            assert content(reader) == expected(*DOCUMENTS[:2])
            with pytest.raises(EndpointReadOnlyError):
                reader.apply(batches(DOCUMENTS))
        server.start()

    def test_a_service_opened_for_reading(self, server: OxigraphServer) -> None:
        with open_endpoint(server.settings, read_only=True) as store:
            for change in (store.clear, lambda: store.apply([])):
                with pytest.raises(EndpointReadOnlyError, match="opened for reading"):
                    change()

    def test_a_full_disk(self, tmp_path: Path) -> None:
        full = OxigraphServer(tmp_path / "full", largest_file=1_500_000)
        with full, open_endpoint(full.settings) as store, pytest.raises(EndpointFullError, match="goes on where it"):
            store.apply(batches(resolved_documents(40, positions=12), size=2))
        with OxigraphServer(tmp_path / "full") as mended:
            with open_endpoint(mended.settings) as store:
                store.clear()
            finish(mended.settings)


class TestLargeDocuments:
    """Documents that one update request cannot hold."""

    @pytest.fixture(params=[True, False], ids=["whole graphs", "pieces"])
    def small(
        self, server: OxigraphServer, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[EndpointStore]:
        monkeypatch.setattr(writing, "REQUEST_QUADS", 60)
        where = server.settings if request.param else replace(server.settings, graph_store=None)
        with open_endpoint(where) as opened:
            yield opened

    def test_large_documents_are_written_and_replaced(self, small: EndpointStore) -> None:
        small.apply([Batch(2, (FERRY, DOCUMENTS[0]))])
        assert content(small) == expected(FERRY, DOCUMENTS[0])
        changed = replace(FERRY, facts=replace(FERRY.facts, actions=()))
        small.apply([Batch(3, (changed,))])
        assert content(small) == expected(changed, DOCUMENTS[0])

    def test_an_unfinished_document_is_written_again(
        self, small: EndpointStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small.apply([Batch(1, DOCUMENTS[:1])])
        send, sent = writing.Writer._send, 0

        def failing(writer: writing.Writer, update: str, notes: Mapping[str, int | str]) -> None:
            nonlocal sent
            sent += "INSERT" in update or not update
            if sent == 4:
                raise EndpointUnreachableError(url="", detail="cut")
            send(writer, update, notes)

        with monkeypatch.context() as patched:
            patched.setattr(writing.Writer, "_send", failing)
            with pytest.raises(EndpointUnreachableError):
                small.apply([Batch(2, (FERRY,))])
        assert small.revision() == 1
        small.apply([Batch(2, (replace(FERRY, facts=replace(FERRY.facts, roles=())),))])
        assert content(small) == expected(DOCUMENTS[0], replace(FERRY, facts=replace(FERRY.facts, roles=())))

    def test_requests_are_reduced_to_what_the_server_accepts(
        self, server: OxigraphServer, store: EndpointStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        largest = 30_000
        update, refused = http.Connection.update, []

        def small(connection: http.Connection, text: str, *, repeat: bool = True) -> None:
            if len(text) > largest:
                refused.append(len(text))
                raise http.RefusedError(413, "too large")
            update(connection, text, repeat=repeat)

        monkeypatch.setattr(http.Connection, "update", small)
        with open_endpoint(replace(server.settings, graph_store=None)) as store:
            store.apply(batches(DOCUMENTS, size=4))
            assert content(store) == expected(*DOCUMENTS)
        assert 0 < len(refused) < 10
        largest = 100
        with (
            open_endpoint(replace(server.settings, graph_store=None)) as store,
            pytest.raises(EndpointFaultError, match="413"),
        ):
            store.apply([Batch(9, (FERRY,))])


class TestSlowRequests:
    """Requests that take a server longer than the time limit for an answer."""

    @pytest.mark.parametrize("is_made", [True, False], ids=["carried out", "not carried out"])
    def test_a_slow_request_is_checked_and_then_split(
        self, store: EndpointStore, monkeypatch: pytest.MonkeyPatch, is_made: bool
    ) -> None:
        update, late = http.Connection.update, []

        def slow(connection: http.Connection, text: str, *, repeat: bool = True) -> None:
            if len(text) > 30_000:
                late.append(len(text))
                if is_made:
                    update(connection, text, repeat=repeat)
                raise EndpointUnreachableError(url="x", detail="late") from httpx.ReadTimeout("late")
            update(connection, text, repeat=repeat)

        monkeypatch.setattr(http.Connection, "update", slow)
        store.apply(batches(DOCUMENTS, size=4))
        assert content(store) == expected(*DOCUMENTS)
        assert 0 < len(late) < 20


class TestForeignData:
    THEIRS = "GRAPH <urn:theirs> { <urn:a> neg:matter 'theirs' ; a neg:Document }"

    def test_foreign_data_is_never_touched(self, store: EndpointStore) -> None:
        theirs = "SELECT ?s ?p ?o { GRAPH <urn:theirs> { ?s ?p ?o } } ORDER BY ?p"
        near = "https://w3id.org/negotiation-kg/id/document/notes"
        list(
            store.query(
                f"INSERT DATA {{ {self.THEIRS} GRAPH <{near}> {{ <{near}> a neg:Document }} }}", write=True
            ).rows
        )
        before = rows(store, theirs)
        store.apply(batches(DOCUMENTS[:2]))
        store.clear()
        assert rows(store, theirs) == before
        assert rows(store, f"ASK {{ GRAPH <{near}> {{ ?s ?p ?o }} }}") == [(True,)]
        left = rows(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        assert left == [("document/notes",), ("urn:theirs",)]

    def test_the_graph_of_another_record_is_left_alone(self, server: OxigraphServer) -> None:
        with open_endpoint(server.settings, graph="one") as one:
            one.apply(batches(DOCUMENTS[:2]))
        with open_endpoint(server.settings, graph="other") as other:
            for change in (other.revision, other.clear, lambda: other.apply(batches(DOCUMENTS))):
                with pytest.raises(EndpointForeignError, match="one, not other"):
                    change()
        with open_endpoint(server.settings, graph="one") as one:
            assert one.revision() == 2


def test_an_answer_that_is_cut_off_is_requested_again_in_parts(
    store: EndpointStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MANY_ROWS", 8)
    store.apply(batches(DOCUMENTS, size=8))
    changed = [replace(each, facts=replace(each.facts, positions=())) for each in DOCUMENTS]
    store.apply(batches(changed, size=8, revision=8))
    assert content(store) == expected(*changed)
