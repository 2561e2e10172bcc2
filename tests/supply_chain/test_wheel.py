"""What is built from one commit is the same file every time, and has everything in it that the program reads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = shutil.which("uv") or shutil.which("uv", path=Path(sys.executable).parent)


def build(place: Path) -> Path:
    command = [str(UV), "build", "--quiet", "--wheel", "--python", sys.executable, "--out-dir", str(place), str(ROOT)]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1535068800"}, check=False
    )
    if done.returncode:
        pytest.skip(f"the package cannot be built here: {done.stderr.strip()[-200:]}")
    return next(place.glob("*.whl"))


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="needs uv")
def test_a_wheel_is_the_same_file_every_time(tmp_path: Path) -> None:
    first, second = build(tmp_path / "a"), build(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    names = {*zipfile.ZipFile(first).namelist()}
    files = (path for top in ("kg", "loaders") for path in (ROOT / top).rglob("*") if path.is_file())
    ours = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert ours <= names
    assert {"kg/schemas/facts.schema.json"} <= names
    assert any(name.startswith("kg/queries/") for name in names)
