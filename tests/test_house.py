"""What holds for the whole project: light imports, one page for each error, names that say something."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg import errors
from kg.errors import DocumentError, KgError, StoreError, UsageError

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for package in ("kg", "loaders") for p in (ROOT / package).rglob("*.py"))
HEAVY = (
    "spacy",
    "rdflib",
    "pyshacl",
    "pyoxigraph",
    "grafeo",
    "pandas",
    "networkx",
    "trafilatura",
    "numpy",
    "scipy",
    "matplotlib",
    "yaml",
)


def leaves(kind: type[KgError] = KgError) -> list[type[KgError]]:
    children = [child for child in kind.__subclasses__() if child.__module__ == errors.__name__]
    below = [leaf for child in children for leaf in leaves(child)]
    return below or [kind]


def module_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.pipeline", "kg.graph", "kg.errors", "kg.model"])
def test_what_every_command_imports_is_light(module: str) -> None:
    code = f"import sys, {module}; print(*(m for m in {HEAVY} if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_every_error_has_a_code_of_its_own() -> None:
    codes = Counter(kind.code for kind in leaves())
    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize("kind", leaves(), ids=lambda kind: kind.__name__)
def test_every_error_says_what_where_and_what_next(kind: type[KgError]) -> None:
    assert kind.code.startswith("KG-")
    assert kind.__doc__
    assert kind.template != KgError.template or kind.code == "KG-C000"
    assert kind.next_step
    assert kind.__name__ in errors.__all__
    expected = {DocumentError: 1, UsageError: 2, StoreError: 3}
    assert kind.exit_status in {status for base, status in expected.items() if issubclass(kind, base)} or (
        kind.exit_status == 70
    )


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_every_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module begins with what it is"
    assert not {"utils", "helpers", "common", "misc", "manager"} & set(path.with_suffix("").parts), (
        "a name that says it"
    )


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_what_a_module_offers_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    offered = {
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        for name in ast.literal_eval(node.value)
    }
    bare = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in offered and not ast.get_docstring(node)
    ]
    assert bare == []
