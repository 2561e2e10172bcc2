"""Paths that lead to nothing that can be read: an empty folder among others, and a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from kg.errors import DocumentError, KgWarning, NothingFoundError
from kg.model import Document


def test_an_empty_folder_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crews met.", encoding="utf-8")
    for name in ("bare", "empty"):
        (tmp_path / name).mkdir()
    with pytest.warns(KgWarning, match="empty holds no file that is not hidden"):
        found = list(loaders.read([tmp_path / "empty", tmp_path / "a.txt"]))
    assert [each.name for each in found if isinstance(each, Document)] == ["a"]
    with pytest.raises(NothingFoundError, match="holds no file"):
        loaders.read([tmp_path / "bare", tmp_path / "empty"])


def test_a_notebook_is_refused_once(tmp_path: Path) -> None:
    cells = '{\n "cells": [\n  {"cell_type": "markdown", "source": ["They met."]},\n  {"cell_type": "code"}\n ]\n}\n'
    (tmp_path / "study.ipynb").write_text(cells, encoding="utf-8")
    (error,) = loaders.read([tmp_path / "study.ipynb"])
    assert isinstance(error, DocumentError)
    assert (error.code, "a notebook" in str(error)) == ("KG-L002", True)
