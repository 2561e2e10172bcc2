"""Loaders are found by entry point, so that anyone can add one."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib
import re
import subprocess
import sys
import types
from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.errors import BrokenLoaderError, DocumentError, KgWarning
from kg.model import Document
from loaders import Likeness, Options, Source, loader, registry
from loaders.source import of_bytes

MODULES = sorted(path.stem for path in Path(loaders.__file__).parent.glob("*.py") if path.stem != "__init__")
HEAVY = (
    *(
        "trafilatura",
        "lxml",
        "pypdf",
        "docx",
        "striprtf",
        "python_calamine",
        "feedparser",
        "warcio",
        "py3langid",
        "ftfy",
    ),
    *("charset_normalizer", "markdown_it", "yaml", "numpy"),
)


def test_every_format_is_found() -> None:
    names = "bibtex csv docx endnote enw feed html jsonlines markdown mime odt pdf ris rtf subtitles text warc workbook"
    assert list(loaders.formats()) == names.split()
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
    changed = [EntryPoint("text", "loaders.text.text:load", registry.GROUP)]
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
        ("loaders.text.text:nothing", "no attribute"),
        ("loaders.text.text:decoded", "is not a loaders.Loader"),
        ("loader_with_a_slip:load", "SyntaxError: invalid syntax"),
        ("loader_without_a_name:load", "NameError: name 'undefined' is not defined"),
    ],
)
def test_a_broken_loader_is_named(
    entries: list[EntryPoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, words: str
) -> None:
    (tmp_path / "loader_with_a_slip.py").write_text("def load(:\n")
    (tmp_path / "loader_without_a_name.py").write_text("load = undefined\n")
    monkeypatch.syspath_prepend(tmp_path)
    entries.append(EntryPoint("broken", value, registry.GROUP))
    with pytest.raises(BrokenLoaderError, match=words) as caught:
        loaders.formats()
    assert caught.value.fields["name"] == "broken"


def test_two_loaders_of_one_name_are_refused(entries: list[EntryPoint]) -> None:
    entries.append(EntryPoint("text", "loaders.web.html:load", registry.GROUP))
    with pytest.raises(BrokenLoaderError, match="same name"):
        loaders.formats()


@pytest.mark.parametrize("order", [1, -1], ids=["ours first", "theirs first"])
def test_of_two_loaders_of_one_name_that_of_the_other_package_is_blamed(
    entries: list[EntryPoint], tmp_path: Path, order: int
) -> None:
    own, other = (_packaged(tmp_path / package, package) for package in ("negotiation-kg", "minutes-of-talks"))
    entries[:] = [own, other][::order]
    with pytest.raises(BrokenLoaderError, match=r"minutes-of-talks .*: negotiation-kg has a loader of the same name"):
        loaders.formats()


def _packaged(folder: Path, package: str) -> EntryPoint:
    """The entry point of a loader of plain text in a package that is installed in the folder."""
    info = folder / "package-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {package}\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[{registry.GROUP}]\ntext = loaders.text.text:load\n")
    (entry,) = Distribution.at(info).entry_points
    return entry


@loader(".short", sniff=lambda head: Likeness.CERTAIN if head.decode("ascii") else Likeness.NO)
def shorthand(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """A format whose check fails at letters with accents."""
    yield Document("The crews met.", source.stem, source.uri)


def test_a_check_that_fails_leaves_the_files_of_other_formats_alone(
    entries: list[EntryPoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shorthand_of_tests", sys.modules[__name__])
    entries.append(EntryPoint("shorthand", "shorthand_of_tests:shorthand", registry.GROUP))
    (tmp_path / "a.txt").write_text("The crews met José Peña.")
    (tmp_path / "b.short").write_text("The owners met José Peña.")
    (tmp_path / "c.short").write_text("The owners left.")
    with pytest.warns(KgWarning, match="KG-L017: The loader shorthand .* its sniff fails with UnicodeDecodeError"):
        first, fault, last = loaders.read([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert str(fault).startswith(f"KG-L014: {tmp_path}/b.short made the loader shorthand fail: its sniff fails")


@loader(".log", sniff=lambda _: Likeness.POSSIBLE)
def logbook(source: Source, options: Options) -> Iterator[Document | DocumentError]:
    """A format whose reading fails."""
    raise ValueError(source.stem)


@pytest.mark.parametrize(("package", "named"), [("logs-of-ships", "text of logs-of-ships"), (registry._OWN, "text")])
def test_a_loader_that_fails_is_named_with_its_package(
    entries: list[EntryPoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, named: str
) -> None:
    entries[:] = [_packaged(tmp_path / "installed", package)]
    monkeypatch.setattr("loaders.text.text.load", logbook)
    (tmp_path / "a.log").write_text("The crews met.")
    (fault,) = loaders.read(tmp_path / "a.log")
    assert str(fault).startswith(f"KG-L014: {tmp_path}/a.log made the loader {named} fail: ValueError: a. Run")
    assert "to the makers of the loader" in str(fault)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"date": "2018-08-24"}, "date of the document 'b' is '2018-08-24', not a datetime.date"),
        ({"genre": "news"}, "genre of the document 'b' is 'news', not a kg.model.Genre (news, bulletin, communique)"),
        ({"title": 7}, "title of the document 'b' is 7, not a string"),
        ({"source": b"Gazette"}, "source of the document 'b' is b'Gazette', not a string"),
        ({"metadata": {"page": 7}}, "metadata of the document 'b' is {'page': 7}, not strings by strings"),
        ({"metadata": None}, "metadata of the document 'b' is None, not strings by strings"),
        ({"text": None}, "text of the document 'b' is None, not a string"),
    ],
)
def test_a_document_with_a_value_of_the_wrong_type_is_refused_and_its_neighbours_are_read(
    entries: list[EntryPoint], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], says: str
) -> None:
    module = types.ModuleType("careless_of_tests")

    @loader(".careless", sniff=lambda _: Likeness.POSSIBLE)
    def careless(source: Source, options: Options) -> Iterator[Document | DocumentError]:
        yield Document("The crews met.", "a", f"{source.uri}#a", date=dt.datetime(2018, 8, 24, 9, 30))
        yield Document(**{"text": "The owners left.", "name": "b", "uri": f"{source.uri}#b"} | fields)
        yield Document("The crews left.", "c", f"{source.uri}#c", title="Crews", metadata={"page": "7"})

    vars(module)["careless"] = careless
    monkeypatch.setitem(sys.modules, "careless_of_tests", module)
    entries.append(EntryPoint("careless", "careless_of_tests:careless", registry.GROUP))
    (tmp_path / "talks.careless").write_text("-")
    first, fault, last = loaders.read([tmp_path])
    assert isinstance(first, Document)
    assert (first.date, type(first.date)) == (dt.date(2018, 8, 24), dt.date)
    assert isinstance(last, Document)
    assert isinstance(fault, DocumentError)
    assert fault.args[0] == f"{tmp_path}/talks.careless made the loader careless fail: {says}."


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
    western = "MINUTES\nFerries: The crews met José Peña, and the owners left.\n".encode("cp1252")
    assert [item.text for item in defined["load"](of_bytes(western, "a.minutes"), Options())] == [
        "The crews met José Peña, and the owners left."
    ]
    assert defined["load"].sniff(head) is Likeness.CERTAIN


def test_the_page_names_every_format_with_its_suffixes() -> None:
    for name, suffixes in loaders.formats().items():
        row = next(line for line in DOCS.splitlines() if line.startswith(f"| `{name}` |"))
        assert all(f"`{suffix}`" in row for suffix in suffixes if suffix)
