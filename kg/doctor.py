"""What is installed, where the graph is, whether its stores are current, and what to do about what is wrong."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib
import platform
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires
from pathlib import Path

from kg.errors import (
    KgError,
    ModelChangedError,
    NoGraphError,
    RecordMissingError,
    RecordOlderError,
    StoreError,
    UsageError,
)
from kg.errors.root import in_words
from kg.graph import LANGUAGES, Graph, StoreState, find_graph, open_graph
from kg.model import HEADINGS
from kg.model.places import is_missing
from kg.processes.version import own_version
from kg.record import open_record
from kg.settings import RECORD, TABLES

__all__ = ["Finding", "State", "examine"]

PROJECT = "negotiation-kg"
REINSTALL = "Install negotiation-kg again."
NAME = re.compile(r"[\w.-]+")
"""The name of a package, at the beginning of a requirement line."""


class State(StrEnum):
    """The state of a part."""

    OK = "ok"
    BEHIND = "behind"
    """It catches up by itself with the next question."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """The state of one part, a description of it, and what to do if something is wrong."""

    part: str
    state: State
    detail: str
    advice: str = ""


def examine(folder: Path | None = None, *, deep: bool = False) -> Iterator[Finding]:
    """Check the installation, then the graph (`kg.graph.find_graph` finds it where none is named).

    ``deep`` compares every document with its checksums. Nothing is changed, and no store is brought up to date.
    """
    yield _own_files()
    needed = [NAME.match(line) for line in requires(PROJECT) or () if "extra ==" not in line]
    yield from (_package(name.group()) for name in needed if name)
    yield from _parts((("language model", _model), ("reading", _reading), ("loaders", _loaders)))
    yield from _graph(folder, deep)


def _parts(parts: Iterable[tuple[str, Callable[[str], Finding]]]) -> Iterator[Finding]:
    """What each check finds; a part whose check raises is broken."""
    for name, look in parts:
        try:
            yield look(name)
        except KgError as error:
            yield _broken(name, error)
        except (ImportError, OSError, LookupError, ValueError) as error:
            yield Finding(name, State.BROKEN, in_words(error), REINSTALL)


def _own_files() -> Finding:
    """Whether the files that a wheel installed are all there and unchanged; a clone has no list to compare with."""
    version = f"{own_version()}, Python {platform.python_version()}"
    package = distribution(PROJECT)
    listed = csv.reader((package.read_text("RECORD") or "").splitlines())  # ``files`` omits missing files
    sums = {name: sum.removeprefix("sha256=") for name, sum, *_ in listed if sum and not name.endswith(".pyc")}
    if wrong := [name for name, sum in sums.items() if _digest(Path(str(package.locate_file(name)))) != sum]:
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        return Finding("kg", State.BROKEN, f"{version}, missing or changed: {', '.join(wrong[:3])}{more}", REINSTALL)
    return Finding("kg", State.OK, version)


def _digest(path: Path) -> str:
    """The SHA-256 of a file, encoded as in a wheel's RECORD; empty if the file cannot be read."""
    try:
        return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
    except OSError:
        return ""


def _package(name: str) -> Finding:
    """Whether a dependency is installed and can be imported."""
    try:
        found = distribution(name)
        for module in _modules(found):
            importlib.import_module(module)
    except PackageNotFoundError:
        return Finding(name, State.BROKEN, "not installed", REINSTALL)
    except Exception as error:  # noqa: BLE001 - importing runs code that may raise anything
        return Finding(name, State.BROKEN, f"{found.version}, cannot be imported: {in_words(error)}", REINSTALL)
    return Finding(name, State.OK, found.version)


def _modules(package: Distribution) -> list[str]:
    """The public top-level modules of a package."""
    files = package.files or ()
    names = {file.parts[0] for file in files if len(file.parts) == 2 and file.name == "__init__.py"}
    names |= {file.stem for file in files if len(file.parts) == 1 and file.suffix == ".py"}
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_"))


def _reading(part: str) -> Finding:
    from kg.extract.readings import checked_reader

    return Finding(part, State.OK, f"by {checked_reader().version}")


def _model(part: str, name: str | None = None) -> Finding:
    from kg.extract.text import language_model

    place = language_model.find(name)
    if wrong := language_model.changed(place):
        return _broken(part, ModelChangedError(name=place.name, files=", ".join(wrong[:3])))
    others = ", ".join(other for other in language_model.installed()[1:] if other != place.location)
    return Finding(part, State.OK, f"{place.name} {place.version}" + (f"; also installed: {others}" if others else ""))


def _loaders(part: str) -> Finding:
    from loaders import formats

    return Finding(part, State.OK, ", ".join(formats()))


def _graph(named: Path | None, deep: bool) -> Iterator[Finding]:
    try:
        folder = find_graph(named)
        with suppress(RecordMissingError):
            open_record(folder / RECORD, read_only=True).close()
        graph = open_graph(folder)
    except NoGraphError as error:
        yield Finding("graph", State.OK, "none yet", error.advice)
        return
    except RecordOlderError as error:
        yield Finding("record", State.BEHIND, error.args[0], error.advice)
        return
    except KgError as error:
        yield _broken("graph", error)
        return
    with graph:
        yield Finding("graph", State.OK, str(folder.resolve()))
        if graph.settings.model is not None:
            yield from _parts([("the graph's language model", partial(_model, name=graph.settings.model))])
        yield _record(graph, deep)
        yield from _files(graph)
        yield from _judgements(graph)
        states = graph.states()
        for state in states:
            yield _store(state, graph.record.revision)
        if all(state.problem is None and state.revision == graph.record.revision for state in states):
            yield _agreement(graph)


def _store(state: StoreState, revision: int) -> Finding:
    part = f"{TABLES[state.language]} store"
    if state.problem is not None:
        embedded = "Run `kg rebuild` to rebuild it from the record."
        return (
            _broken(part, state.problem)
            if state.is_remote
            else Finding(part, State.BROKEN, str(state.problem), embedded)
        )
    where = f"{state.engine} at {state.address} ({state.server})" if state.is_remote else state.engine
    if behind := revision - state.revision:
        whole = f"{where}, revision {state.revision} of {revision}"
        advice = "The next query brings it up to date." if behind > 0 else "The next query rebuilds it."
        return Finding(part, State.BEHIND, whole, advice)
    return Finding(part, State.OK, f"{where}, revision {state.revision}")


def _agreement(graph: Graph) -> Finding:
    """Whether both stores agree with the record on documents, actors, facts of each heading, and reviewed facts."""
    try:
        held = {language: graph.holdings(language) for language in LANGUAGES}
        counts, reviewed = graph.record.counts(), graph.record.review_counts()
    except (StoreError, UsageError) as error:
        return _broken("both stores", error)
    expected = {"documents": counts["documents"], "actors": counts["actors"]}
    expected |= {f"reviewed {heading}": count for heading, count in reviewed.items()}
    first = next(iter(held.values()))
    wrong = []
    for name in {**first, **expected}:
        found = {TABLES[language]: here.get(name, 0) for language, here in held.items()}
        if name in expected:
            found["the record"] = expected[name]
        if len(set(found.values())) > 1:
            wrong.append(f"{name}: {', '.join(f'{count} in {place}' for place, count in found.items())}")
    if wrong:
        return Finding(
            "both stores", State.BROKEN, "; ".join(wrong), "Run `kg rebuild` to rebuild them from the record."
        )
    facts = sum(first.get(heading.field, 0) for heading in HEADINGS.values())
    return Finding("both stores", State.OK, f"the same {facts} facts, {sum(reviewed.values())} of them reviewed")


def _judgements(graph: Graph) -> Iterator[Finding]:
    """How many judgements there are of each reach, such as those that wait for texts or actors that are gone."""
    try:
        states = graph.judgements()
    except StoreError as error:
        yield _broken("judgements", error)
        return
    if states:
        reaches = Counter(state.reach.value for state in states)
        listed = ", ".join(f"{count} {reach}" for reach, count in sorted(reaches.items()))
        yield Finding("judgements", State.OK, listed)


def _record(graph: Graph, deep: bool) -> Finding:
    try:
        counts, wrong = graph.record.counts(), graph.record.check(deep=deep)
    except StoreError as error:
        return _broken("record", error)
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        return Finding(
            "record",
            State.BROKEN,
            wrong[0] + more,
            "Restore a backup with `kg restore`, or read the documents into a new graph.",
        )
    whole = ", ".join(f"{counts[name]} {name}" for name in ("documents", "sentences", "actors"))
    return Finding("record", State.OK, f"revision {graph.record.revision}; {whole}")


def _files(graph: Graph) -> Iterator[Finding]:
    """How many files are gone from where they were read, if any; their facts are still in the graph."""
    try:
        uris = {uri.partition("#")[0] for entry in graph.record.documents() for uri in entry.uris}
    except StoreError as error:
        yield _broken("files", error)
        return
    files = sorted(uri for uri in uris if uri.startswith("file:///"))
    if gone := [uri for uri in files if is_missing(uri)]:
        detail = f"{len(gone)} of {len(files)} are not where they were read, e.g. {gone[0]}"
        yield Finding("files", State.OK, detail, "Their facts stay in the graph; `kg remove` removes them.")


def _broken(part: str, error: KgError) -> Finding:
    return Finding(part, State.BROKEN, f"{error.code}: {error.args[0]}", error.advice)
