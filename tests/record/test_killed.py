"""After kill -9 at random points no finished document is lost or doubled, and none is stored in part."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kg.model import Document, Facts
from kg.record import open_record
from kg.resolve import resolve
from tests.doubles.cast import actor, document, facts, person, position

KILLS = 30
A_RUN = 10
DOCUMENTS = KILLS * A_RUN + 10


def content(number: int) -> tuple[Document, Facts]:
    """Documents whose actors are joined, split and joined again; every fifth replaces an earlier one."""
    name = f"d{number - 3 if number % 5 == 4 else number}"
    country = ("CN", "SG")[number % 2]
    people = [person("Liu"), person("Liu He", "CN"), person(f"Liu {number}", "CN"), person("Li", country)]
    chosen = [people[number % 4], actor("officials", "group", "officials", "CN")]
    text = document(name, f"Round {number} began. " + "They talked about quotas and tariffs. " * 20)
    return text, facts(chosen, positions=tuple(position(chosen[0].id, f"matter {at}") for at in range(20)))


def put_all(path: Path, first: int, last: int, told: Connection) -> None:
    """The work of the child process: put unknown documents, report each that is finished, and wait to be killed."""
    with open_record(path, create=True) as record:
        for number in range(first, last):
            document_, found = content(number)
            if not record.known(document_, "1.0"):
                record.put(document_, found, "1.0")
            told.send(number + 1)
        if last < DOCUMENTS:
            signal.pause()


def expected(finished: int) -> dict[str, tuple[Document, Facts]]:
    """The document and facts at each URI once the first ``finished`` documents are stored."""
    return {document_.uri: (document_, found) for document_, found in map(content, range(finished))}


def check(path: Path, finished: int) -> None:
    """Check that each finished document is there once, at most one more, and that all parts agree."""
    with open_record(path, create=True) as record:
        assert record.check() == []
        uris = {uri: entry.id for entry in record.documents() for uri in entry.uris}
        states = [{uri: document_.id for uri, (document_, _) in expected(n).items()} for n in (finished, finished + 1)]
        assert uris in states
        documents = {entry.id: record.extracted(entry.id) for entry in record.documents()}
        assert len(documents) == len(uris)
        years = {entry.id: entry.date.year for entry in record.documents() if entry.date}
        links = resolve(documents, years)
        assert {id_: record.links(id_) for id_ in documents} == links
        # 21 sentences a document: the first, and twenty about quotas, which the search finds once each.
        assert record.counts()["sentences"] == 21 * len(documents)
        assert len(record.search("quotas", 10_000)) == 20 * len(documents)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs a child that starts at once")
def test_a_record_survives_being_killed_at_any_point(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    chance = random.Random(20180824)
    processes = multiprocessing.get_context("fork")
    finished = 0
    for kill in range(KILLS):
        hear, tell = processes.Pipe(duplex=False)
        child = processes.Process(target=put_all, args=(path, finished, finished + A_RUN, tell))
        child.start()
        tell.close()
        if kill % 5:
            stop = finished + chance.randrange(1, 6)
            while finished < stop:
                finished = hear.recv()
            # In the middle of the next write, or between two of them.
            time.sleep(chance.random() * 0.006)
        else:
            # While it starts: the file may be missing or incomplete.
            time.sleep(chance.random() * 0.03)
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        while hear.poll():
            try:
                finished = hear.recv()
            except EOFError:
                break
        hear.close()
        check(path, finished)
    assert finished < DOCUMENTS, "the children were killed in the middle of their work"
    hear, tell = processes.Pipe(duplex=False)
    put_all(path, finished, DOCUMENTS, tell)
    check(path, DOCUMENTS)
    with open_record(path) as record:
        assert all(record.known(document_, "1.0") for document_, _ in expected(DOCUMENTS).values())
