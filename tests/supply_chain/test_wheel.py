"""What is built from one commit is the same file every time, and has everything in it that the program reads."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.errors.root import with_paths_of_pages

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


def python_of(version: str) -> str:
    """A Python of this version on PATH or among those of pyenv, whose shims on PATH may not work."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob(f"{version}*/bin/python3")
    for candidate in (f"python{version}", *map(str, sorted(kept))):
        asked = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"]
        with contextlib.suppress(OSError):
            said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split(maxsplit=1)
            if said[:1] == [version]:
                return said[1].strip()
    pytest.skip(f"there is no Python {version} on PATH or among pyenv's")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.mark.rare
@pytest.mark.skipif(UV is None, reason="needs uv")
@pytest.mark.parametrize("version", ["3.13", "3.14"])
def test_a_wheel_installed_with_pip_alone_reads_and_answers(version: str, wheel: Path, tmp_path: Path) -> None:
    other = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "KG_"))}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=other, capture_output=True, text=True, check=False)

    assert run(python_of(version), "-m", "venv", "there").returncode == 0
    there = tmp_path / "there" / "bin"
    installed = run(f"{there}/python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:", str(wheel))
    if "NewConnectionError" in installed.stderr:
        pytest.skip("no package index is reached from here")
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "note.txt").write_text("Japan demands lower tariffs on steel.\n", encoding="utf-8")
    made = run(f"{there}/kg", "ingest", "note.txt", "--graph", "talks.kg")
    assert made.returncode == 0, made.stderr
    answer = run(f"{there}/kg", "ask", "positions-of-actor", "--actor", "Japan", "--graph", "talks.kg")
    assert "lower tariffs" in answer.stdout, answer.stderr


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="needs uv")
def test_building_a_wheel_is_reproducible(wheel: Path, tmp_path: Path) -> None:
    first, second = wheel, build(tmp_path)
    assert first.read_bytes() == second.read_bytes()
    names = {*zipfile.ZipFile(first).namelist()}
    files = (path for top in ("kg", "loaders") for path in (ROOT / top).rglob("*") if path.is_file())
    ours = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    assert ours <= names
    assert {"kg/schemas/facts.schema.json"} <= names
    assert any(name.startswith("kg/queries/") for name in names)
    pages = {f"kg/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "docs").rglob("*.md")}
    assert {page for page in pages if not page.startswith("kg/docs/making/")} <= names


def test_messages_name_pages_that_the_user_has(tmp_path: Path) -> None:
    folder = tmp_path / "{docs}"
    page = folder / "stores" / "two-parts.md"
    page.parent.mkdir(parents=True)
    page.touch()
    said = "docs/stores/two-parts.md shows one, docs/other.md none."
    assert with_paths_of_pages(said, folder) == f"{page} shows one, docs/other.md none."
    template = with_paths_of_pages(f"{said} See {{place}}.", folder, is_template=True)
    assert template.format(place="here") == f"{page} shows one, docs/other.md none. See here."
    sources = [path for path in (ROOT / "kg").rglob("*.py") if "docs/" in path.read_text(encoding="utf-8")]
    named = {name for path in sources for name in re.findall(r"\bdocs/[\w/-]+\.md", path.read_text(encoding="utf-8"))}
    assert {name for name in named - {"docs/PAGE.md"} if not (ROOT / name).is_file()} == set()
