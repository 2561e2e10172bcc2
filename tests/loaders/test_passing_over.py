"""Arguments that are no paths, and folders that hold no documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import KgWarning, NothingFoundError
from kg.model import Document
from kg.settings import RECORD, SETTINGS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a text, and a graph with a store that could be read as text."""
    for name in ("a.txt", f"talks.kg/{SETTINGS}", f"talks.kg/{RECORD}", "talks.kg/rdf/CURRENT.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The envoys met.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(paths: Any) -> list[str]:
    return [found.name for found in loaders.read(paths) if isinstance(found, Document)]


@pytest.mark.parametrize("given", ["", " ", [""], ["a.txt", ""], None, [None], [float("nan")], 5])
def test_missing_and_invalid_paths_are_refused(given: Any) -> None:
    with pytest.raises(NothingFoundError, match="no path is given"):
        loaders.read(given)


@pytest.mark.parametrize("given", [".", "**/*", ["a.txt", "talks.kg"]])
def test_the_folder_of_a_graph_is_skipped_with_one_warning(given: Any) -> None:
    with pytest.warns(KgWarning, match=r"^talks\.kg is a graph, which is not read$") as texts_and_codes:
        assert names(given) == ["a"]
    assert len(texts_and_codes) == 1


def test_a_folder_of_a_graph_without_its_record_is_read(folder: Path) -> None:
    (folder / "talks.kg" / RECORD).unlink()
    assert names("talks.kg") == ["CURRENT"]


def test_files_that_windows_and_office_do_not_show_are_passed_over(folder: Path) -> None:
    (folder / "news").mkdir()
    for name in ("b.txt", "Thumbs.db", "desktop.ini", "~$report.docx", ".DS_Store"):
        (folder / "news" / name).write_bytes(b"The envoys met.")
    found = list(loaders.read("news"))
    assert [item.name for item in found if isinstance(item, Document)] == ["b"]
    assert len(found) == 1
