"""After a killed ingest no finished document is lost or doubled, and the stores catch up by themselves."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.graph import LANGUAGES, Graph, is_graph, open_graph
from kg.record import open_record

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
KILLS = 8
DOCUMENTS = 24
CHANGED = 8
STATES = ("China", "Japan", "France", "Brazil", "Iran", "Mexico")
REAL = (
    *("us-china-talks-2018-08-24.txt", "us-china-wire-2018-08-23.txt", "herring-quota-2019-02-11.txt"),
    *("port-strike-2021-10-05.md", "port-strike-2021-10-19.txt"),
)


def write(folder: Path, numbers: Iterable[int], version: int, dice: random.Random) -> None:
    for number in numbers:
        holder, addressee = dice.sample(STATES, 2)
        text = (
            f"Version {version}. {holder} demands matter {number} of {addressee}. {addressee} rejects it of {holder}."
        )
        part = folder / ".part"
        part.write_text(text, encoding="utf-8")
        part.replace(folder / f"text-{number:02}.txt")


def finished(folder: Path) -> list[str]:
    """The names of the documents in the record, as the next process finds them."""
    with open_record(folder / "record.db", read_only=True) as record:
        return [entry.name for entry in record.documents()]


def check(graph: Graph) -> None:
    """Check that the record is intact and that each store, once opened, holds exactly its facts."""
    assert graph.record.check() == []
    names = [entry.name for entry in graph.record.documents()]
    assert len(names) == len(set(names)), "a document is there twice"
    expected = sum(len(graph.record.facts(entry.id).positions) for entry in graph.record.documents())
    for language in LANGUAGES:
        counts = graph.store(language).counts()
        assert (counts["documents"], counts["positions"]) == (len(names), expected), language
        assert graph.lag(language) == 0


def test_an_ingest_killed_at_random_points_loses_nothing(tmp_path: Path) -> None:
    dice = random.Random(7)
    texts, folder = tmp_path / "texts", tmp_path / "talks.kg"
    texts.mkdir()
    write(texts, range(DOCUMENTS), 0, dice)
    command = [sys.executable, "-m", "tests.doubles.told_ingest", str(folder), str(texts)]
    for kill in range(KILLS):
        before = finished(folder) if kill else []
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        # At any moment from the first output of the process to a little after its end.
        told = []
        for _ in range(dice.randrange(DOCUMENTS * 3)):
            line = process.stdout.readline().strip()
            told.append(line)
            if line in {"", "end"}:
                break
        time.sleep(dice.random() * 0.05)
        process.kill()
        process.wait()
        process.stdout.close()
        if not is_graph(folder):
            continue
        with open_graph(folder, create=True) as graph:
            check(graph)
        done = max((int(line.split()[1]) for line in told if line.startswith("reading")), default=0)
        after = finished(folder)
        assert set(before) <= set(after), "a finished document is lost"
        assert len(after) >= done, "a document was told to be in, and is not"
        write(texts, dice.sample(range(DOCUMENTS), CHANGED), kill + 1, dice)
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    with open_graph(folder) as graph:
        check(graph)
        kept = {entry.name: graph.record.document(entry.id).text for entry in graph.record.documents()}
    assert kept == {path.stem: path.read_text(encoding="utf-8") for path in texts.glob("*.txt")}


def test_a_killed_ingest_command_loses_nothing(tmp_path: Path) -> None:
    dice = random.Random(11)
    folder = tmp_path / "talks.kg"
    examples = [str(ROOT / "examples" / name) for name in REAL]
    command = [sys.executable, "-m", "kg", "ingest", *examples, "--graph", str(folder)]
    seen: list[str] = []
    for wanted in (1, 3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and len(seen) < wanted:
            time.sleep(0.02)
            # Before the first document the record is missing or incomplete.
            with contextlib.suppress(KgError):
                seen = finished(folder)
        time.sleep(dice.random() * 0.2)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        with open_graph(folder) as graph:
            check(graph)
        assert set(seen) <= set(finished(folder))
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    with open_graph(folder) as graph:
        check(graph)
    assert sorted(finished(folder)) == sorted(Path(name).stem for name in REAL)
