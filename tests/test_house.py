"""Rules for the whole project: light imports, errors with codes and advice, docstrings, and limits on size."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import errors, ingesting, pipeline
from kg.errors import DocumentError, KgError, StoreError, UsageError

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for package in ("kg", "loaders") for p in (ROOT / package).rglob("*.py"))
SOURCES = sorted(
    p for top in ("kg", "loaders", "tests", "training", "benchmarks", "docs") for p in (ROOT / top).rglob("*.py")
)
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

LINES_OF_A_FUNCTION, PARAMETERS, LINES_OF_A_FILE, FILES_OF_A_FOLDER = 60, 7, 400, 15
LARGE_FUNCTIONS: set[str] = set()
MANY_PARAMETERS = {
    # Any field of the options, and the environment variables that are the defaults of some.
    "kg/llm_reader/options.py:chosen",
}
LARGE_FILES: set[str] = set()
FULL_FOLDERS = {
    # Pairs of a text and its annotation, looked up by name.
    "tests/gold",
    "tests/gold/blind",
    "tests/gold/judge",
    "tests/gold/real",
    "tests/gold/trade",
}


def leaves(kind: type[KgError] = KgError) -> list[type[KgError]]:
    assert all(getattr(errors, name) for name in errors.__all__), "read every file of them"
    children = [child for child in kind.__subclasses__() if child.__module__.startswith(f"{errors.__name__}.")]
    below = [leaf for child in children for leaf in leaves(child)]
    return below or [kind]


def module_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.ingesting", "kg.graph", "kg.errors", "kg.model"])
def test_modules_of_every_command_import_no_heavy_packages(module: str) -> None:
    code = f"import sys, {module}; print(*(m for m in {HEAVY} if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_error_classes_are_listed_and_cached() -> None:
    assert errors.DnaFileError is vars(errors)["DnaFileError"]
    assert "SparqlTimeoutError" in dir(errors)
    assert "import_module" not in dir(errors)


def test_the_alias_of_ingesting_has_its_names_and_two_of_its_own() -> None:
    names = {name: getattr(ingesting, name) for name in ingesting.__all__}
    names |= {"extract": ingesting.find_facts, "extractor": ingesting.extractor_for}
    assert {name: getattr(pipeline, name) for name in pipeline.__all__} == names


def test_error_modules_are_imported_only_when_used() -> None:
    code = (
        "import sys, kg.errors as e; e.KgError; print('kg.errors.networks' in sys.modules); e.DnaFileError; e.Nothing"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "False\n"
    assert done.stderr.endswith("AttributeError: module 'kg.errors' has no attribute 'Nothing'\n")


def test_every_error_has_a_code_of_its_own() -> None:
    codes = Counter(kind.code for kind in leaves())
    assert [code for code, count in codes.items() if count > 1] == [], "give the newer error the next free code"


@pytest.mark.parametrize("kind", leaves(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_message_a_place_and_a_next_step(kind: type[KgError]) -> None:
    assert kind.code.startswith("KG-")
    assert kind.__doc__
    assert kind.template != KgError.template or kind.code == "KG-C000"
    assert kind.next_step, "say what the user can do"
    assert kind.__name__ in errors.__all__, "name it in the `__all__` of its file"
    expected = {DocumentError: 1, UsageError: 2, StoreError: 3}
    assert kind.exit_status in {status for base, status in expected.items() if issubclass(kind, base)} or (
        kind.exit_status == 70
    )


def test_every_module_has_a_docstring_and_a_telling_name() -> None:
    vague = {"utils", "helpers", "common", "misc", "manager"}
    bare = [module_id(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert bare == [], "a module begins with what it is"
    assert [module_id(path) for path in MODULES if vague & set(path.with_suffix("").parts)] == [], "a name that says it"


def test_public_names_have_docstrings() -> None:
    assert [f"{module_id(path)}:{name}" for path in MODULES for name in names_without_docstring(path)] == []


def names_without_docstring(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    offered = {
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        for name in ast.literal_eval(node.value)
    }
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in offered and not ast.get_docstring(node)
    ]


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module_id(path)}:{node.name}", node


def test_a_function_fits_on_a_screen() -> None:
    assert {
        name for name, node in functions() if (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    } == LARGE_FUNCTIONS


def test_a_function_takes_few_parameters() -> None:
    def count(arguments: ast.arguments) -> int:
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        return sum(argument.arg not in {"self", "cls"} for argument in named)

    assert {name for name, node in functions() if count(node.args) > PARAMETERS} == MANY_PARAMETERS


def test_a_file_is_not_too_long() -> None:
    long = {module_id(path) for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > LINES_OF_A_FILE}
    assert long == LARGE_FILES


def test_a_folder_has_few_files() -> None:
    tops = tuple(ROOT / name for name in ("kg", "loaders", "tests", "training", "benchmarks", "docs", "explorer/src"))
    folders = [folder for top in tops for folder in (top, *(p for p in top.rglob("*") if p.is_dir()))]
    full = {
        module_id(folder)
        for folder in folders
        if folder.name != "__pycache__"
        and sum(p.is_file() and not p.name.startswith(".") and p.suffix != ".typed" for p in folder.iterdir())
        > FILES_OF_A_FOLDER
    }
    assert full == FULL_FOLDERS, "move files that belong together into a folder below"


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=module_id)
def test_every_package_is_described_in_one_sentence(folder: Path) -> None:
    first, _, more = (ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or "").partition("\n")
    assert first.endswith(".")
    assert ". " not in first
    assert more.startswith("\n") or not more
