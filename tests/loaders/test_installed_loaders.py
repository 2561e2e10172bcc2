"""Loaders are found by entry point, so that anyone can add one."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import BrokenLoaderError, DocumentError
from kg.model import Document
from loaders import Likeness, Options, Source, loader, registry
from loaders.source import of_bytes

MODULES = sorted(path.stem for path in Path(loaders.__file__).parent.glob("*.py") if path.stem != "__init__")
HEAVY = (
    *("trafilatura", "lxml", "pypdf", "docx", "feedparser", "warcio", "py3langid", "ftfy", "charset_normalizer"),
    *("markdown_it", "yaml", "numpy"),
)


def test_every_format_is_found() -> None:
    assert list(loaders.formats()) == ["csv", "docx", "feed", "html", "jsonlines", "markdown", "pdf", "text", "warc"]
    suffixes = [suffix for found in loaders.formats().values() for suffix in found]
    assert len(suffixes) == len(set(suffixes))


def test_nothing_heavy_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The crews met the owners, and the owners said that they would not sign. " * 3)
    code = f"""
import sys, loaders
list(loaders.read([{str(tmp_path)!r}]))
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """The entry points of the group, to be changed by a test."""
    changed = [EntryPoint("text", "loaders.text:load", registry.GROUP)]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: changed)
    registry.installed.cache_clear()
    yield changed
    registry.installed.cache_clear()


def _sniff(head: bytes) -> Likeness:
    return Likeness.CERTAIN if head.startswith(b"MINUTES") else Likeness.NO


@loader(".minutes", sniff=_sniff)
def minutes(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """A format that only this test knows."""
    for number, line in enumerate(source.read(options.max_bytes).decode().splitlines()[1:], start=1):
        yield Document(line, f"{source.stem}-{number}", f"{source.uri}#{number}")


@pytest.mark.parametrize("name", ["a.minutes", "a.txt", "a"])
def test_another_package_adds_a_format(
    entries: list[EntryPoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "minutes_of_tests", sys.modules[__name__])
    entries.append(EntryPoint("minutes", "minutes_of_tests:minutes", registry.GROUP))
    (tmp_path / name).write_text("MINUTES\nThe crews met.\nThe owners left.")
    found = list(loaders.read([tmp_path]))
    assert [item.text for item in found if isinstance(item, Document)] == ["The crews met.", "The owners left."]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("no_such_package:load", "No module named"),
        ("loaders.text:nothing", "no attribute"),
        ("loaders.text:decoded", "is not a loaders.Loader"),
    ],
)
def test_a_broken_loader_is_named(entries: list[EntryPoint], value: str, words: str) -> None:
    entries.append(EntryPoint("broken", value, registry.GROUP))
    with pytest.raises(BrokenLoaderError, match=words) as caught:
        loaders.formats()
    assert caught.value.fields["name"] == "broken"


def test_two_loaders_of_one_name_are_refused(entries: list[EntryPoint]) -> None:
    entries.append(EntryPoint("text", "loaders.html:load", registry.GROUP))
    with pytest.raises(BrokenLoaderError, match="same name"):
        loaders.formats()


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_correct(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"loaders.{name}")).failed == 0


DOCS = (Path(loaders.__file__).parents[1] / "docs" / "loaders.md").read_text(encoding="utf-8")


def test_the_page_shows_code_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    use, add = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    monkeypatch.chdir(Path(loaders.__file__).parents[1])
    exec(compile(use, "docs/loaders.md", "exec"), {})
    defined: dict[str, Any] = {}
    exec(compile(add, "docs/loaders.md", "exec"), defined)
    head = b"MINUTES\nFerries: The crews met.\nNo colon\n"
    first, second = defined["load"](of_bytes(head, "a.minutes"), Options())
    assert (first.text, first.title) == ("The crews met.", "Ferries")
    assert second.code == "KG-L011"
    assert defined["load"].sniff(head) is Likeness.CERTAIN


def test_the_page_names_every_format_with_its_suffixes() -> None:
    for name, suffixes in loaders.formats().items():
        row = next(line for line in DOCS.splitlines() if line.startswith(f"| `{name}` |"))
        assert all(f"`{suffix}`" in row for suffix in suffixes if suffix)
