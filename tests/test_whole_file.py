"""A file is written completely or not at all, and links and pipes are kept."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from kg.errors import OutputError
from kg.whole_file import whole_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_default_permissions(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with whole_file(tmp_path / "new") as output:
        output.write(b"facts")
    assert (tmp_path / "new").read_bytes() == b"facts"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_the_old_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "talks"
    path.write_text("old")

    def begin(output: IO[bytes]) -> None:
        output.write(b"new")
        output.flush()
        assert path.read_text() == "old"
        raise KeyError

    with pytest.raises(KeyError), whole_file(path) as output:
        begin(output)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["talks"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "talks"
    path.write_text("old")
    path.chmod(0o640)
    with whole_file(path) as output:
        output.write(b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    with whole_file(tmp_path / "link") as output:
        output.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    listener.start()
    with whole_file(pipe) as output:
        output.write(b"facts")
    listener.join(10)
    assert heard == [b"facts"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("place", [".", "nowhere/talks", "file/talks"])
def test_an_unwritable_path_is_reported(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=place.replace(".", r"\.")), whole_file(tmp_path / place):
        pass
    assert names(tmp_path) == ["file"]
