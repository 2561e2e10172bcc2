"""The page in the package is built from the current sources, and writes cells of CSV as `kg` does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kg.folding import without_accents
from kg.printing.cells import csv_record
from tests.explorer.conftest import EXPLORER, ROOT

pytestmark = [pytest.mark.server, pytest.mark.slow]

TEXTS = ["=1+1", "'=1+1", "''@a", "-3.5", "-\u0663", "- no", "+", ".5e-3", "China's", "'quoted'", "\uff1d1+1", "\n=1"]
TEXTS += ["", "a, b", 'say "no"', "\ttab", "two\r\nlines", "-1\n", "\u2212 5"]


NAMES = [
    "José Ñuñez",
    "Şule Gül",
    "İSTANBUL",
    "Søren Ærø",
    "Łódź",
    "Große Straße",
    "Côte d’Ivoire",
    "Peace & Bread",
    "ŒUVRE",
    "Ðorđe",
]


def test_the_built_page_is_fresh(node_modules: Path, tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", str(tmp_path)], cwd=EXPLORER, check=True, timeout=300)
    shipped = ROOT / "kg" / "serve" / "page"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in shipped.iterdir()}
    stale = [path.name for path in tmp_path.iterdir() if path.read_bytes() != (shipped / path.name).read_bytes()]
    assert stale == [], "run `npm ci && npm run build` in explorer/"


def test_the_types_of_the_sources_are_right(node_modules: Path) -> None:
    done = subprocess.run(["npx", "tsc", "--noEmit"], cwd=EXPLORER, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout


def run_of_the_page(program: str, node_modules: Path, folder: Path) -> str:
    """What a program prints that imports parts of the page."""
    bundled = folder / "program.mjs"
    bundle = [str(node_modules / ".bin" / "esbuild"), "--bundle", "--format=esm", f"--outfile={bundled}"]
    subprocess.run(bundle, input=program, text=True, cwd=EXPLORER, check=True, timeout=60)
    return subprocess.run(["node", bundled], capture_output=True, check=True, timeout=60).stdout.decode("utf-8-sig")


def test_a_csv_cell_of_the_page_equals_that_of_the_commands(node_modules: Path, tmp_path: Path) -> None:
    program = f"""import {{ csv }} from "./src/browser/download";
    console.log(await csv({{ columns: {json.dumps(TEXTS)}, rows: [[null, true, 2, -3.5]] }}).text());"""
    told = run_of_the_page(program, node_modules, tmp_path)
    assert told == "\n".join([csv_record(TEXTS), csv_record([None, True, 2, -3.5]), "", ""])


def test_the_page_compares_names_as_the_commands_do(node_modules: Path, tmp_path: Path) -> None:
    program = f"""import {{ plain }} from "./src/controls/finding";
    console.log(JSON.stringify({json.dumps(NAMES)}.map(plain)));"""
    assert json.loads(run_of_the_page(program, node_modules, tmp_path)) == [without_accents(name) for name in NAMES]
