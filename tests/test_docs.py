"""The pages say what the code does: generated ones are fresh, and every command in them runs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from docs.console import Step, run, steps
from docs.generate import PAGES

ROOT = Path(__file__).resolve().parent.parent
WITH_COMMANDS = sorted(page for page in (ROOT / "docs").glob("*.md") if any(steps(page.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.fixture(scope="module")
def after_readme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a person stands who has followed the README: the examples, and the graph that was read from them."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for step in steps((ROOT / "README.md").read_text(encoding="utf-8")):
        check(step, folder)
    return folder


def check(step: Step, folder: Path) -> None:
    done = run(step, folder)
    assert step.shows(done.stdout), f"{step.command}: run `make docs` if this is right:\n{done.stdout}"
    assert done.returncode == 0 or step.may_fail, f"{step.command}:\n{done.stdout}"


def test_the_readme_does_what_it_shows(after_readme: Path) -> None:
    assert [path.name for path in after_readme.glob("*.kg")] == ["talks.kg"]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.stem)
def test_every_command_of_a_page_does_what_it_shows(page: Path, after_readme: Path, tmp_path: Path) -> None:
    shutil.copytree(after_readme, tmp_path, dirs_exist_ok=True)
    for step in steps(page.read_text(encoding="utf-8")):
        check(step, tmp_path)


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
