"""Which language model a name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelMissingError
from kg.extract.text.language_model import BUNDLED, find


def test_the_bundled_model_is_taken_where_none_is_named() -> None:
    assert find() == find(BUNDLED)
    assert Path(find().location, "meta.json").is_file()


def test_a_folder_that_holds_a_model_is_one(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    assert find(str(tmp_path)).location == str(tmp_path)


@pytest.mark.parametrize("name", ["en_core_web_xx", "", ".", "/", "json", "no.such.package", "../elsewhere"])
def test_anything_else_is_missing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelMissingError, match=f"installed: {BUNDLED}"):
        find(name)
