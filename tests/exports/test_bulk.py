"""N-Quads for a server: loaded into a real one, it holds what a sync would have written, and syncs on from there."""

from __future__ import annotations

import io
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from kg.errors import OutputError
from kg.exports.bulk import stream, stream_to_file
from kg.query import questions
from kg.stores.endpoint.endpoint import EndpointStore, open_endpoint
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Batch
from tests.doubles.factory import batches, resolved_documents
from tests.query.test_questions import World, sets
from tests.servers.oxigraph_server import OxigraphServer, oxigraph_program

DOCUMENTS = tuple(resolved_documents(16, positions=12))
LATER = DOCUMENTS[12:]


def streamed(*documents: int) -> bytes:
    output = io.BytesIO()
    stream(batches(DOCUMENTS[slice(*documents)], size=5), output)
    return output.getvalue()


def test_the_stream_equals_the_embedded_store_with_its_metadata(tmp_path: Path) -> None:
    with open_oxigraph(tmp_path / "rdf") as store:
        store.apply(batches(DOCUMENTS[:2], size=5))
    held = set(pyoxigraph.Store.read_only(str(tmp_path / "rdf")))
    found = pyoxigraph.Store()
    found.extend(pyoxigraph.parse(streamed(2), pyoxigraph.RdfFormat.N_QUADS))
    assert set(found) == held


def test_quads_are_written_while_batches_are_read() -> None:
    output = io.BytesIO()
    seen: list[int] = []

    def watched() -> Iterator[Batch]:
        for batch in batches(DOCUMENTS, size=1):
            seen.append(output.tell())
            yield batch

    stream(watched(), output)
    assert seen == sorted(set(seen))
    assert seen[0] > 0


def test_the_revision_is_the_last_line() -> None:
    lines = streamed(7).splitlines()
    assert [line for line in lines if b"/id/store> <https://w3id.org/negotiation-kg/ns#revision>" in line] == lines[-1:]
    assert b'"7"' in lines[-1]


def test_it_can_be_written_to_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=stream_to_file, args=(batches(DOCUMENTS[:2]), pipe))
    writing.start()
    read = pipe.read_bytes()
    writing.join()
    assert read == streamed(2)


def test_an_unwritable_path_is_reported(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere"):
        stream_to_file([], tmp_path / "nowhere" / "talks.nq")


def by_http(folder: Path) -> OxigraphServer:
    """Through the Graph Store Protocol, to a server that runs."""
    server = OxigraphServer(folder / "served")
    server.start()
    headers = {"Content-Type": "application/n-quads"}
    httpx.post(f"{server.url}/store", content=streamed(12), headers=headers, timeout=60.0).raise_for_status()
    return server


def by_program(folder: Path) -> OxigraphServer:
    """With the server's own program for loading, before it is started."""
    server = OxigraphServer(folder / "served")
    command = [oxigraph_program(), "load", "--location", str(server.folder), "--format", "nq"]
    subprocess.run(command, input=streamed(12), check=True, capture_output=True)
    server.start()
    return server


@pytest.fixture(scope="module", params=[by_http, by_program])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EndpointStore]:
    load: Callable[[Path], OxigraphServer] = request.param
    server = load(tmp_path_factory.mktemp("loaded"))
    try:
        with open_endpoint(server.settings) as store:
            yield store
    finally:
        server.stop()


@pytest.mark.server
@pytest.mark.rare
class TestLoaded:
    def test_counts_and_answers_are_those_of_the_embedded_store(self, loaded: EndpointStore, tmp_path: Path) -> None:
        actors = {actor.id: actor for document in DOCUMENTS for actor in document.actors}
        documents = {each.document.name: each.document for each in DOCUMENTS}
        with open_oxigraph(tmp_path / "rdf") as embedded:
            embedded.apply(batches(DOCUMENTS[:12], size=5))
            assert dict(loaded.counts()) == dict(embedded.counts())
            world = World((embedded, loaded), actors, documents)
            for asked in questions():
                for given in sets(asked.name, world):
                    ours, theirs = world.ask(asked.name, given)
                    assert ours == theirs, (asked.name, given)

    def test_a_loaded_server_can_be_synced_further(self, loaded: EndpointStore, tmp_path: Path) -> None:
        assert loaded.revision() == 12
        loaded.apply(batches(LATER, size=5, revision=12))
        with open_oxigraph(tmp_path / "rdf") as embedded:
            embedded.apply(batches(DOCUMENTS[:12], size=5))
            embedded.apply(batches(LATER, size=5, revision=12))
            assert set(loaded.quads()) == set(embedded.quads())
