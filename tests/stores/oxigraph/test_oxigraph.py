"""The embedded RDF store: its content after batches, its answers, and its errors."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path

import pytest

from kg.errors import (
    QueryNetworkError,
    RdfStoreBusyError,
    RdfStoreClosedError,
    RdfStoreDamagedError,
    RdfStoreForeignError,
    RdfStoreMissingError,
    RdfStoreReadOnlyError,
    RdfStoreUnwritableError,
    SparqlEvaluationError,
    SparqlSyntaxError,
    SparqlUpdateRefusedError,
)
from kg.stores.oxigraph import opening, oxigraph
from kg.stores.oxigraph.oxigraph import OxigraphStore, open_oxigraph, rdflib_dataset
from kg.stores.protocol import Batch
from kg.stores.rdf.change import Change
from tests.doubles.factory import batches, resolved_documents
from tests.stores.ferry_talks import ferry_talks
from tests.stores.rdf_content import content, expected, rows

FERRY = ferry_talks()
KEY = FERRY.document.id
DOCUMENTS = tuple(resolved_documents(4, positions=3))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with open_oxigraph(tmp_path / "rdf") as opened:
        yield opened


@pytest.fixture
def ferry(store: OxigraphStore) -> OxigraphStore:
    store.apply([Batch(1, (FERRY,), (), FERRY.actors)])
    return store


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    """The ferry talks, to be read only."""
    path = tmp_path_factory.mktemp("asked") / "rdf"
    with open_oxigraph(path) as store:
        store.apply([Batch(1, (FERRY,), (), FERRY.actors)])
    with open_oxigraph(path, read_only=True) as store:
        yield store


class TestWriting:
    def test_a_large_batch_is_written_in_pieces_of_whole_documents(
        self, store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oxigraph, "BULK_TRANSACTION_QUADS", 1)
        seen: list[tuple[int, int]] = []
        commit = OxigraphStore._commit

        def watched(self: OxigraphStore, change: Change, history: str = "") -> None:
            commit(self, change, history)
            seen.append((self.counts()["documents"], self.revision()))

        monkeypatch.setattr(OxigraphStore, "_commit", watched)
        store.apply([Batch(4, DOCUMENTS)])
        assert seen == [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (4, 4)]
        assert content(store) == expected(*DOCUMENTS)

    @pytest.mark.parametrize("bulk", [1, 10**9])
    def test_bulk_loading_gives_the_same_content(
        self, store: OxigraphStore, monkeypatch: pytest.MonkeyPatch, bulk: int
    ) -> None:
        monkeypatch.setattr(oxigraph, "BULK_QUADS", bulk)
        store.apply(batches(DOCUMENTS, size=2))
        store.apply([Batch(5, (FERRY,), (DOCUMENTS[0].document.id,))])
        assert content(store) == expected(*DOCUMENTS[1:], FERRY)
        assert rows(store, "SELECT ?n { id:store neg:revision ?n }") == [(5,)]

    def test_a_store_of_another_layout_counts_as_empty(
        self, ferry: OxigraphStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oxigraph, "LAYOUT", 99)
        assert ferry.revision() == 0
        ferry.apply([Batch(4, DOCUMENTS)])
        assert (content(ferry), ferry.revision()) == (expected(*DOCUMENTS), 4)

    def test_the_order_of_quads_is_independent_of_insertion(self, tmp_path: Path, store: OxigraphStore) -> None:
        store.apply([Batch(4, DOCUMENTS)])
        with open_oxigraph(tmp_path / "other") as other:
            other.apply(Batch(4, (document,)) for document in reversed(DOCUMENTS))
            assert list(other.quads()) == list(store.quads())


WRITER = """
import sys
from pathlib import Path
from kg.stores.oxigraph import oxigraph
from tests.doubles.factory import batches, resolved_documents
oxigraph.BULK_QUADS = int(sys.argv[2])
with oxigraph.open_oxigraph(Path(sys.argv[1])) as store:
    print("open", flush=True)
    store.apply(batches(resolved_documents(24, positions=3), size=2))
"""


@pytest.mark.parametrize("bulk", [0, 10**9], ids=["bulk", "transactions"])
@pytest.mark.parametrize(
    "attempt", [0, pytest.param(1, marks=pytest.mark.rare), pytest.param(2, marks=pytest.mark.rare)]
)
def test_after_kill_9_a_store_is_at_a_whole_revision_and_can_go_on(tmp_path: Path, attempt: int, bulk: int) -> None:
    path = tmp_path / "rdf"
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(bulk)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(random.Random(attempt).uniform(0.0, 0.4))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    documents = tuple(resolved_documents(24, positions=3))
    with open_oxigraph(path) as store:
        reached = store.revision()
        assert reached % 2 == 0
        assert content(store) == (expected(*documents[:reached]) if reached or store.graphs() else set())
        store.apply(batches(documents[reached:], size=12, revision=reached))
        assert store.revision() == 24
        assert content(store) == expected(*documents)


class TestAsking:
    @pytest.mark.parametrize("timeout", [None, 30.0])
    @pytest.mark.parametrize(
        ("text", "error", "says"),
        [
            ("SELECT ?s WHERE {\n  ?s ?p\n", SparqlSyntaxError, "the end"),
            ("SELECT ?s WHERE {\n  ?s ?p ?o ?x }", SparqlSyntaxError, "line 2, column"),
            ("SELECT ?s { ?s a neg:Actor, quay:Pilot }", SparqlSyntaxError, "(Prefix not found: quay)"),
            ("SELECT ?s ?s { ?s ?p ?o }", SparqlSyntaxError, "(Duplicated variable name in SELECT)"),
            ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", SparqlUpdateRefusedError, "--write"),
            ("SELECT (neg:f(?s) AS ?x) { ?s a neg:Actor }", SparqlEvaluationError, "ns#f"),
        ],
    )
    def test_unanswerable_queries_are_reported(
        self, asked: OxigraphStore, text: str, error: type[Exception], says: str, timeout: float | None
    ) -> None:
        with pytest.raises(error, match=r"KG-Q10\d") as raised:
            list(asked.query(text, timeout=timeout).rows)
        assert says in str(raised.value)

    def test_another_service_is_queried_only_with_permission(self, asked: OxigraphStore) -> None:
        text = "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
        with pytest.raises(QueryNetworkError, match="--allow-network"):
            asked.query(text)
        with pytest.raises(SparqlEvaluationError, match="port"):
            list(asked.query(text, allow_network=True).rows)

    def test_rdflib_reads_the_same_store(self, asked: OxigraphStore) -> None:
        dataset = rdflib_dataset(asked.path)
        found = dataset.query(
            "SELECT ?name WHERE { ?p neg:stance 'reject' ; neg:holder ?who . ?who skos:prefLabel ?name }"
        )
        assert [str(row[0]) for row in found if isinstance(row, tuple)] == ["Denmark"]
        notes = 3
        assert len(dataset) == len({quad.triple for quad in asked.quads()}) + notes


class TestTrouble:
    def test_a_reader_sees_the_state_at_its_opening_while_another_writes(
        self, tmp_path: Path, ferry: OxigraphStore
    ) -> None:
        with open_oxigraph(tmp_path / "rdf", read_only=True) as reader:
            ferry.apply([Batch(2, (), (KEY,))])
            assert (reader.revision(), reader.counts()["positions"]) == (1, 3)
        with open_oxigraph(tmp_path / "rdf", read_only=True) as reader:
            assert (reader.revision(), reader.counts()["positions"]) == (2, 0)

    def test_a_reader_does_not_write(self, tmp_path: Path, ferry: OxigraphStore) -> None:
        with open_oxigraph(tmp_path / "rdf", read_only=True) as reader:
            for change in (
                lambda: reader.apply([]),
                reader.clear,
                lambda: reader.query("CLEAR ALL", write=True),
            ):
                with pytest.raises(RdfStoreReadOnlyError, match="KG-S106"):
                    change()
        assert content(ferry) == expected(FERRY)

    def test_only_one_writer_may_open_the_store(
        self, tmp_path: Path, ferry: OxigraphStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opening, "PATIENCE", 0.2)
        with pytest.raises(RdfStoreBusyError, match="KG-S103"):
            open_oxigraph(tmp_path / "rdf")

    def test_a_closed_store_raises_an_error_and_releases_its_files(self, tmp_path: Path, ferry: OxigraphStore) -> None:
        ferry.close()
        ferry.close()
        with pytest.raises(RdfStoreClosedError, match="KG-S107"):
            ferry.revision()
        open_oxigraph(tmp_path / "rdf").close()

    @pytest.mark.parametrize("made", [False, True])
    def test_a_missing_store_is_reported(self, tmp_path: Path, made: bool) -> None:
        if made:
            (tmp_path / "rdf").mkdir()
        with pytest.raises(RdfStoreMissingError, match="KG-S101"):
            open_oxigraph(tmp_path / "rdf", read_only=True)
        assert (tmp_path / "rdf").exists() == made

    @pytest.mark.parametrize("read_only", [False, True])
    def test_another_file_in_the_place_of_the_store_is_reported(self, tmp_path: Path, read_only: bool) -> None:
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "diary.txt").write_text("Monday")
        for path, found in ((tmp_path / "notes", "diary.txt"), (tmp_path / "notes" / "diary.txt", "a file")):
            with pytest.raises(RdfStoreForeignError, match=found):
                open_oxigraph(path, read_only=read_only)
        assert [path.name for path in (tmp_path / "notes").iterdir()] == ["diary.txt"]

    @pytest.mark.parametrize("read_only", [False, True])
    def test_damaged_files_are_reported(
        self, tmp_path: Path, ferry: OxigraphStore, read_only: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("kg.stores.oxigraph.opening.PAUSES", (0.0,))
        ferry.close()
        for path in (tmp_path / "rdf").glob("MANIFEST-*"):
            path.write_bytes(b"\x00" * 64)
        with pytest.raises(RdfStoreDamagedError, match="kg rebuild"):
            open_oxigraph(tmp_path / "rdf", read_only=read_only)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_an_unwritable_folder_is_reported(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(RdfStoreUnwritableError, match="KG-S105"):
            open_oxigraph(tmp_path / "rdf")

    @pytest.mark.parametrize("number", [EACCES, EROFS, ENOSPC])
    def test_unwritable_files_are_not_reported_as_damaged(
        self, tmp_path: Path, ferry: OxigraphStore, number: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(path: str) -> None:
            raise OSError(f"IO error: While open a file for appending: {path}/LOG: {os.strerror(number)}")

        ferry.close()
        monkeypatch.setattr(opening, "Store", refuse)
        with pytest.raises(RdfStoreUnwritableError, match=os.strerror(number)):
            open_oxigraph(tmp_path / "rdf")

    def test_a_full_disk_is_reported_and_the_content_stays(self, tmp_path: Path, ferry: OxigraphStore) -> None:
        ferry.close()
        limited = """
import resource, signal, sys
from pathlib import Path
from kg.errors import RdfStoreUnwritableError
from kg.stores.oxigraph.oxigraph import open_oxigraph
from tests.doubles.factory import batches, resolved_documents
store = open_oxigraph(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.apply(batches(resolved_documents(20), size=1, revision=1))
except RdfStoreUnwritableError as error:
    print(error.code)
"""
        done = subprocess.run(
            [sys.executable, "-c", limited, str(tmp_path / "rdf")], capture_output=True, text=True, check=False
        )
        assert (done.stdout, done.stderr) == ("KG-S105\n", "")
        with open_oxigraph(tmp_path / "rdf") as store:
            store.apply([Batch(50, DOCUMENTS)])
            assert expected(FERRY) <= content(store)
