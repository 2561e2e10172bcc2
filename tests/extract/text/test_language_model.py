"""Which language model a name means."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from kg.errors import ModelChangedError, ModelMissingError
from kg.extract.text.language_model import BUNDLED, SUMS, ModelPlace, changed, find, load


def test_the_bundled_model_is_taken_where_none_is_named() -> None:
    assert find() == find(BUNDLED)
    assert Path(find().location, "meta.json").is_file()


def test_a_folder_that_holds_a_model_is_one(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    assert find(str(tmp_path)).location == str(tmp_path)


@pytest.mark.parametrize("name", ["en_core_web_xx", "", ".", "/", "json", "no.such.package", "../elsewhere"])
def test_any_other_name_is_a_missing_model(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelMissingError, match=f"installed: {BUNDLED}"):
        find(name)


def test_the_bundled_model_has_the_files_that_it_was_published_with() -> None:
    assert changed(find()) == ()


def test_a_model_of_other_files_is_not_loaded(tmp_path: Path) -> None:
    folder = tmp_path / BUNDLED / "_model"
    shutil.copytree(find().location, folder, copy_function=os.symlink)
    (folder / "meta.json").unlink()
    (folder / "meta.json").write_text("{}")
    (folder / "more.py").write_text("import os")
    (folder / "tokenizer").unlink()
    place = ModelPlace("en_core_web_md", "0.1.0", str(folder))
    assert changed(place) == ("_model/meta.json", "_model/more.py", "_model/tokenizer")
    with pytest.raises(ModelChangedError, match=r"KG-X014.*meta\.json"):
        load(place)


def test_the_files_of_a_users_own_model_are_not_checked(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    assert changed(find(str(tmp_path))) == ()


def test_checksums_have_the_format_of_sha256sum() -> None:
    for line in SUMS.read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[0-9a-f]{64}  _model/\S+", line)
