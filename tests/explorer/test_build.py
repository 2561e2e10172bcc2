"""The page in the package is what the sources make."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.explorer.conftest import EXPLORER, ROOT

pytestmark = [pytest.mark.server, pytest.mark.slow]


def test_the_built_page_is_fresh(node_modules: Path, tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", str(tmp_path)], cwd=EXPLORER, check=True, timeout=300)
    shipped = ROOT / "kg" / "serve" / "page"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in shipped.iterdir()}
    stale = [path.name for path in tmp_path.iterdir() if path.read_bytes() != (shipped / path.name).read_bytes()]
    assert stale == [], "run `npm ci && npm run build` in explorer/"


def test_the_types_of_the_sources_are_right(node_modules: Path) -> None:
    done = subprocess.run(["npx", "tsc", "--noEmit"], cwd=EXPLORER, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
