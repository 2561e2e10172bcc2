"""Files are loaded in other processes, so that a file that fails or hangs does not affect the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DocumentError, RoomError
from kg.graph import open_graph
from kg.ingesting import Options, ingest
from kg.loading.files import loaded
from kg.loading.room import check_room
from kg.model import Document
from kg.pool import NOT_YET, Limits
from kg.processes.memory import LOADING
from loaders import Options as LoadingOptions
from loaders.registry import installed
from tests.doubles.scripted_reader import SCRIPTED

LOADER = '''
"""A loader for a format whose files say, a word a line, what happens to the process that loads them."""
import os, time
from kg.model import Document
from loaders import Likeness, loader

@loader(".fate", sniff=lambda head: Likeness.POSSIBLE)
def load(source, options):
    for number, word in enumerate(source.read(1000).decode().split()):
        match word:
            case "sleep": time.sleep(60)
            case "die": os._exit(9)
            case "eat": bytearray(2**40)
            case _: yield Document(f"The crews met at {word}.", word, f"{source.uri}#{number}")
'''


@pytest.fixture(autouse=True)
def fates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with a loader, installed for the processes that are started."""
    package = tmp_path / "package"
    (package / "fates-1.dist-info").mkdir(parents=True)
    (package / "fates-1.dist-info/METADATA").write_text("Name: fates\nVersion: 1\n")
    (package / "fates-1.dist-info/entry_points.txt").write_text("[kg.loaders]\nfate = fates:load\n")
    (package / "fates.py").write_text(LOADER)
    monkeypatch.syspath_prepend(package)
    installed.cache_clear()
    yield
    installed.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("The crews met at noon.")
    (folder / "c.txt").write_text("The owners left at once.")
    return folder


def names_and_errors(folder: Path) -> list[str]:
    found = []
    for item in loaded([folder], LoadingOptions(check_language=False), 2, Limits(5, LOADING)):
        if isinstance(item, DocumentError):
            found.append(str(item))
        elif item is not NOT_YET:
            found.append(item.name)
    return found


def test_documents_come_in_the_order_of_files_and_of_places_in_them(folder: Path) -> None:
    many = [f"n{number}" for number in range(60)]
    (folder / "b.fate").write_text(" ".join(many))
    assert names_and_errors(folder) == ["a", *many, "c"]


@pytest.mark.parametrize(
    ("fate", "code", "says"),
    [
        ("sleep", "KG-L021", "was given up after 5 s of loading; it is left out"),
        ("eat", "KG-L022", "needs more than 2 GiB of memory to be loaded; it is left out"),
        ("die", "KG-L023", "died (it ended with status 9, twice); it is left out"),
        ("noon sleep evening", "KG-L021", "what follows its document 1 is left out"),
        ("noon night die", "KG-L023", "what follows its document 2 is left out"),
    ],
)
def test_a_file_that_breaks_its_loader_is_reported_and_the_others_loaded(
    folder: Path, fate: str, code: str, says: str
) -> None:
    (folder / "b.fate").write_text(fate)
    first, *own, fault, last = names_and_errors(folder)
    assert (first, last) == ("a", "c")
    assert own == fate.split()[: len(own)]
    assert fault.startswith(f"{code}: ")
    assert says in fault


def test_an_ingest_skips_a_file_that_takes_too_long_to_load(folder: Path, tmp_path: Path) -> None:
    (folder / "b.fate").write_text("sleep")
    options = Options(workers=1, patience=5, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        summary = ingest(graph, [folder], options)
    assert (summary.added, [problem.code for problem in summary.problems]) == (2, ["KG-L021"])


def test_a_pipe_is_loaded_from_its_copy(folder: Path) -> None:
    with (folder / "a.txt").open("rb") as stream:
        items = list(loaded(["-", folder / "c.txt"], LoadingOptions(check_language=False), 1, stdin=stream))
    texts = [item.text for item in items if isinstance(item, Document)]
    assert texts == ["The crews met at noon.", "The owners left at once."]


@pytest.mark.parametrize(
    ("name", "needed"),
    [("large.txt", "70"), ("Large.TAB", "70"), ("large.ris", "70"), ("large.pdf", "10")],
)
def test_a_large_file_needs_more_room_if_it_is_all_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, needed: str
) -> None:
    with (tmp_path / name).open("wb") as large:
        large.truncate(10**9)
    half = shutil.disk_usage(tmp_path)._replace(free=5 * 10**9)
    monkeypatch.setattr("kg.loading.room.shutil.disk_usage", lambda place: half)
    with pytest.raises(RoomError, match=rf"5\.0 GB left.*about {needed}\.0 GB"):
        check_room(tmp_path / "talks.kg", [tmp_path / name])
