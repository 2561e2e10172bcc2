"""kill -9 at random points: no finished document is lost, none is there twice, and nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.model import Document, Facts
from kg.record import open_record
from kg.resolve import resolve
from tests.cast import actor, document, facts, person, position

ROOT = Path(__file__).resolve().parents[2]
KILLS = 24
A_RUN = 10
DOCUMENTS = KILLS * A_RUN + 10
LOOP = """
import sys
from tests.record.test_killed import put_all
put_all(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
"""


def content(number: int) -> tuple[Document, Facts]:
    """Documents whose actors join, part and join anew, and of which every fifth replaces one that came before."""
    name = f"d{number - 3 if number % 5 == 4 else number}"
    country = ("CN", "SG")[number % 2]
    people = [person("Liu"), person("Liu He", "CN"), person(f"Liu {number}", "CN"), person("Li", country)]
    chosen = [people[number % 4], actor("officials", "group", "officials", "CN")]
    text = document(name, f"Round {number} began. " + "They talked about quotas and tariffs. " * 20)
    return text, facts(chosen, positions=tuple(position(chosen[0].id, f"matter {at}") for at in range(20)))


def put_all(path: str, first: int, last: int) -> None:
    """What the child does: put what is not known yet, say so of each that is finished, and wait to be killed."""
    with open_record(path, create=True) as record:
        for number in range(first, last):
            document_, found = content(number)
            if not record.known(document_, "1.0"):
                record.put(document_, found, "1.0")
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
        if last < DOCUMENTS:
            signal.pause()


def start(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LOOP, str(path), str(first), str(last)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def expected(finished: int) -> dict[str, tuple[Document, Facts]]:
    """What lies at each URI once the first ``finished`` documents are in."""
    return {document_.uri: (document_, found) for document_, found in map(content, range(finished))}


def check(path: Path, finished: int) -> None:
    """Everything finished is there once, at most the one after it as well, and all parts agree."""
    with open_record(path, create=True) as record:
        assert record.check() == []
        uris = {uri: entry.id for entry in record.documents() for uri in entry.uris}
        states = [{uri: document_.id for uri, (document_, _) in expected(n).items()} for n in (finished, finished + 1)]
        assert uris in states
        documents = {entry.id: record.extracted(entry.id) for entry in record.documents()}
        assert len(documents) == len(uris)
        links = resolve(documents)
        assert {id_: record.links(id_) for id_ in documents} == links
        # The name and first sentence, and twenty more: the search finds each of them once.
        assert record.counts()["sentences"] == 21 * len(documents)
        assert len(record.search("quotas", 10_000)) == 20 * len(documents)


def test_a_record_survives_being_killed_at_any_point(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    chance = random.Random(20180824)
    finished = 0
    for kill in range(KILLS):
        child = start(path, finished, finished + A_RUN)
        assert child.stdout is not None
        if kill % 6 == 0:
            # While it starts: the file may not be there yet, or be half set up.
            time.sleep(chance.random() * 0.4)
        else:
            stop = finished + chance.randrange(1, 6)
            finished = next(number for line in child.stdout if (number := int(line) + 1) >= stop)
            # In the middle of the next write, or between two of them.
            time.sleep(chance.random() * 0.005)
        child.send_signal(signal.SIGKILL)
        finished = max([finished, *(int(line) + 1 for line in child.stdout.read().splitlines())])
        assert child.wait() == -signal.SIGKILL
        child.stdout.close()
        check(path, finished)
    assert finished < DOCUMENTS, "the children were killed in the middle of their work"
    with start(path, finished, DOCUMENTS) as last:
        assert last.wait(timeout=60) == 0
    check(path, DOCUMENTS)
    with open_record(path) as record:
        assert all(record.known(document_, "1.0") for document_, _ in expected(DOCUMENTS).values())
