"""Publishing files: readers open one while the next is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GraphBusyError
from kg.stores.grafeo.publication import Publication

LAYOUT = "0000000a"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return Publication(tmp_path / "graph", LAYOUT)


def put(publication: Publication, words: str, revision: int, *, move: bool = True) -> None:
    with publication.writing() as work:
        work.write_text(words)
        publication.publish(work, revision, move=move)


def names(publication: Publication) -> list[str]:
    return sorted(path.name for path in publication.folder.iterdir())


def test_at_first_nothing_is_published(publication: Publication) -> None:
    assert publication.current() is None


@pytest.mark.parametrize("move", [True, False])
def test_the_newest_file_is_read_and_older_ones_are_removed(publication: Publication, move: bool) -> None:
    put(publication, "one", 7, move=move)
    put(publication, "two", 3, move=move)
    current = publication.current()
    assert current is not None
    assert (current.path.read_text(), current.number, current.revision) == ("two", 2, 3)
    assert names(publication) == ["00000002-r3-0000000a.grafeo", "write.lock"]


def test_a_failing_writer_keeps_the_published_file(publication: Publication) -> None:
    put(publication, "one", 1)
    with pytest.raises(IsADirectoryError), publication.writing() as work:
        publication.publish(work.parent, 2, move=True)
    current = publication.current()
    assert current is not None
    assert current.path.read_text() == "one"
    assert names(publication) == ["00000001-r1-0000000a.grafeo", "write.lock"]


def test_leftovers_of_a_killed_writer_are_removed(publication: Publication) -> None:
    put(publication, "one", 1)
    for name in ("work.grafeo", "work.copy"):
        (publication.folder / name).write_text("half")
    (publication.folder / "work.grafeo.wal").mkdir()
    (publication.folder / "work.grafeo.wal" / "0.log").write_text("half")
    with publication.writing() as work:
        assert not work.exists()
    assert names(publication) == ["00000001-r1-0000000a.grafeo", "write.lock"]


def test_a_killed_publisher_may_leave_an_older_file_behind(publication: Publication) -> None:
    put(publication, "two", 2)
    (publication.folder / "00000000-r9-0000000a.grafeo").write_text("older")
    current = publication.current()
    assert current is not None
    assert current.revision == 2
    put(publication, "three", 3)
    assert names(publication) == ["00000002-r3-0000000a.grafeo", "write.lock"]


def test_a_file_of_another_layout_is_ignored_and_removed_by_the_next(publication: Publication) -> None:
    put(publication, "one", 5)
    other = Publication(publication.folder, "0000000b")
    assert other.current() is None
    put(other, "two", 1)
    assert publication.current() is None
    assert names(publication) == ["00000002-r1-0000000b.grafeo", "write.lock"]


def test_there_is_one_writer_at_a_time(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.grafeo.publication.PATIENCE", 0.1)
    with publication.writing(), pytest.raises(GraphBusyError), publication.writing():
        pass
    with publication.writing():
        pass


def test_after_withdrawal_the_folder_is_as_new(publication: Publication) -> None:
    put(publication, "one", 1)
    with publication.writing():
        publication.withdraw()
    assert publication.current() is None


def test_a_reader_keeps_the_file_that_it_opened(publication: Publication) -> None:
    put(publication, "one", 1)
    current = publication.current()
    assert current is not None
    with current.path.open() as file:
        put(publication, "two", 2)
        assert file.read() == "one"
