"""The documentation matches the code: generated pages are up to date, and every command in a page runs."""

from __future__ import annotations

import re
import shutil
from enum import StrEnum
from pathlib import Path

import pytest
import typer

import kg
from docs.making.console import Step, run, steps, with_outputs
from docs.making.followed import followed
from docs.making.generate import PAGES, READER
from docs.making.pictures import WIDTH, loose_ends, pictures
from docs.making.sections import section
from kg.cli import COMMANDS, GROUPS, app
from kg.extract import Reader
from kg.extract.stages import COMPONENTS
from kg.model.kinds import (
    ActionKind,
    ActionStatus,
    ActorType,
    Genre,
    Granularity,
    Polarity,
    PositionModality,
    Stance,
    TalkModality,
)
from kg.standing import Review

CLOSED_LISTS = (
    *(ActorType, Stance, PositionModality, TalkModality, ActionKind, ActionStatus),
    *(Polarity, Granularity, Genre, Review),
)

ROOT = Path(__file__).resolve().parent.parent
PAGES_OF_DOCS = [page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != "making"]
WITH_COMMANDS = [page for page in PAGES_OF_DOCS if any(steps(page.read_text(encoding="utf-8")))]
ALL_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES_OF_DOCS]
ROOT_COMMAND = typer.main.get_command(app)
SUFFIXES = {".csv", ".json", ".md", ".py", ".sql", ".toml", ".ttl"}
PLACEHOLDER = re.compile(r"[A-Z]{2,}\.")
"""A placeholder in a path, as in `loaders/FORMAT.py`."""


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.fixture(scope="module")
def after_readme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after following the README: the examples, and the graph that was read from them."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for step in steps((ROOT / "README.md").read_text(encoding="utf-8")):
        check(step, folder)
    return folder


def check(step: Step, folder: Path) -> None:
    done = run(step, folder)
    assert step.shows(done.stdout), f"{step.command}: run `make docs` if this is right:\n{done.stdout}"
    assert done.returncode == 0 or step.may_fail, f"{step.command}:\n{done.stdout}"


def test_a_page_cannot_gain_an_unexpected_failure(tmp_path: Path) -> None:
    shown = "```console\n$ echo 'kg: KG-I001: no such file'; false\nkg: KG-I001: no such file\n```\n"
    assert with_outputs(shown, tmp_path) == shown
    with pytest.raises(ValueError, match="ls graph"):
        with_outputs("```console\n$ ls graph\n...\n```\n", tmp_path)


def test_the_readme_does_what_it_shows(after_readme: Path) -> None:
    assert [path.name for path in after_readme.glob("*.kg")] == ["talks.kg"]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_every_command_of_a_page_does_what_it_shows(page: Path, after_readme: Path, tmp_path: Path) -> None:
    shutil.copytree(after_readme, tmp_path, dirs_exist_ok=True)
    for step in steps(page.read_text(encoding="utf-8")):
        check(step, tmp_path)


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?ms)^```.*?^```", "", page))
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_an_anchor_is_made_from_a_heading() -> None:
    assert anchors("# How sure?\n```sh\n# run it\n```\n## `kg.toml`, in short\n") == {"how-sure", "kgtoml-in-short"}


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]*))?\)", text):
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), f"{path}#{anchor}"


def calls(page: str) -> set[str]:
    """The calls of `kg` in a page's code, each as far as the shell's next operator or a comment."""
    blocks = re.findall(r"(?ms)^```(?:sh|console|console loosely)\n(.*?)^```", page)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    inline = [" ".join(code.split()) for code in re.findall(r"(?<!`)`(kg [^`]+)`(?!`)", page)]
    uncommented = [line.partition(" #")[0] for line in (*lines, *inline)]
    parts = {part.strip() for line in uncommented for part in re.split(r"[|;)]|&&|[$<]\(", line)}
    return {part for part in parts if re.match(r"kg [a-z]", part)}


def options_of(call: str) -> tuple[set[str], set[str]]:
    """The options in a call, and those that its command has, those of `kg` itself if there is no such command."""
    command, named = ROOT_COMMAND, call.split()[1:]
    for word in named:
        below = command.get_command(None, word) if hasattr(command, "get_command") else None
        command = below or command
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return {word.partition("=")[0] for word in named if word.startswith("--")}, known | {"--debug", "--help"}


def test_calls_are_found_in_a_page() -> None:
    page = "`kg ask\n--list` and\n```sh\nkg ingest x --workers 2  # kg ask\nls | kg confirm - --by ana\n```\n"
    assert calls(page) == {"kg ask --list", "kg ingest x --workers 2", "kg confirm - --by ana"}


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_every_call_on_a_page_has_a_command_and_options_that_exist(page: Path) -> None:
    for call in calls(page.read_text(encoding="utf-8")):
        assert call.split()[1] in {*COMMANDS, *GROUPS}, call
        given, known = options_of(call)
        assert given <= known, call


def paths(page: str) -> set[str]:
    """The paths of the project that a page has in backticks; for a placeholder, its folder."""
    words = {word for code in re.findall(r"(?<!`)`([^`\n]+)`", page) for word in code.split()}
    named = {word for word in words if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", word)}
    files = {word for word in named if "/" in word or Path(word).suffix in SUFFIXES}
    return {str(Path(word).parent) if PLACEHOLDER.match(Path(word).name) else word for word in files}


def test_paths_are_found_in_a_page() -> None:
    page = "`kg/no.py` and `pytest -q tests/gone/`, `loaders/FORMAT.py`, `x.csv`; not `@once`, `.toml`, `doc._.facts`"
    assert paths(page) == {"kg/no.py", "tests/gone/", "loaders", "x.csv"}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", f"docs/{READER}", "docs/index.md"])
def test_every_path_that_a_page_mentions_exists(name: str) -> None:
    found = paths((ROOT / name).read_text(encoding="utf-8"))
    assert found
    assert [path for path in sorted(found) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_a_page_imports_the_modules_that_it_calls(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    called = set(re.findall(r"\bkg\.([a-z_]+)\.\w+\(", text))
    assert [module for module in sorted(called) if f"import kg.{module}" not in text] == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_the_names_of_the_api_on_a_page_exist(page: Path) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
    names = set(re.findall(r"(?<![\w./\"])kg\.([A-Za-z_]+)\b(?!\")", re.sub(r"(?m)^ *(from|import) .*", "", code)))
    imported = set(re.findall(r"import kg\.(\w+)", code))
    assert sorted(names - imported - set(kg.__all__)) == []


def test_every_page_is_in_the_index() -> None:
    listed = set(re.findall(r"\]\(([\w/-]+\.md)\)", (ROOT / "docs" / "index.md").read_text(encoding="utf-8")))
    assert {page.relative_to(ROOT / "docs").as_posix() for page in PAGES_OF_DOCS} - {"index.md"} == listed


@pytest.mark.parametrize("kind", [*CLOSED_LISTS], ids=lambda kind: kind.__name__)
def test_the_page_of_words_names_every_value_that_a_field_may_have(kind: type[StrEnum]) -> None:
    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    told = re.findall("`([a-z-]+)`", page.partition("## Closed lists")[2])
    assert [value.value for value in kind if value.value not in told] == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.stem)
def test_the_lines_of_a_picture_meet(page: Path) -> None:
    for picture in pictures(page.read_text(encoding="utf-8")):
        assert max(map(len, picture.splitlines())) <= WIDTH
        assert loose_ends(picture) == []


def test_every_stage_is_in_the_picture_of_the_reader() -> None:
    picture = next(pictures((ROOT / "docs" / READER).read_text(encoding="utf-8")))
    stages = [name.removeprefix("kg_") for name in COMPONENTS]
    assert [word for word in re.findall(r"\w+(?![\w/])", picture) if word in stages] == stages


def test_the_sentence_of_the_page_is_read_as_described(reader: Reader) -> None:
    page = (ROOT / "docs" / READER).read_text(encoding="utf-8")
    for name, text in followed(reader).items():
        step = Step(f"the section {name} of docs/{READER}", section(page, name), loose=True)
        assert step.shows(text), f"{step.command}: run `make docs` if this is right:\n{text}"
