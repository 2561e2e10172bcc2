"""What is installed, where the graph is, whether its stores are current, and what to do where they are not."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import KgError, ModelChangedError, StoreError, UsageError
from kg.graph import LANGUAGES, Graph, StoreState, find_graph, open_graph
from kg.model import HEADINGS
from kg.model.places import is_missing
from kg.processes.version import own_version
from kg.settings import TABLES

__all__ = ["Finding", "State", "examine"]

PACKAGES = {
    "spacy": None,
    "pyoxigraph": None,
    "grafeo": None,
    "neo4j": None,
    "httpx": None,
    "rdflib": None,
    "pyshacl": None,
    "trafilatura": "trafilatura",
    "pypdf": "pypdf",
    "python-docx": "docx",
    "warcio": "warcio",
}
"""The packages of other people that most depends on, with the module of those that a loader imports only when it reads:
that one lacks something would else be told first by a document that cannot be read."""


class State(StrEnum):
    """How a part is."""

    OK = "ok"
    BEHIND = "behind"
    """It catches up by itself with the next question."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is, in words, and what to do where it is not as it should be."""

    part: str
    state: State
    detail: str
    advice: str = ""


def examine(folder: Path | None = None, *, deep: bool = False) -> Iterator[Finding]:
    """Look at everything: the installation, then the graph (`kg.graph.find_graph` says which where none is named).

    ``deep`` holds every document against its sums. Nothing is changed, and no store is brought up to date.
    """
    yield Finding("kg", State.OK, f"{own_version()}, Python {platform.python_version()}")
    for package, module in PACKAGES.items():
        yield _package(package, module)
    yield _model("language model", None)
    yield _loaders()
    yield from _graph(folder, deep)


def _package(name: str, module: str | None) -> Finding:
    again = "Install negotiation-kg again."
    try:
        version = importlib.metadata.version(name)
        if module is not None:
            importlib.import_module(module)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, State.BROKEN, "not installed", again)
    except ImportError as error:
        words = " ".join(str(error).split())
        return Finding(name, State.BROKEN, f"{version}, cannot be imported: {words}", again)
    return Finding(name, State.OK, version)


def _model(part: str, name: str | None) -> Finding:
    from kg.extract.text import language_model

    try:
        place = language_model.find(name)
    except KgError as error:
        return _broken(part, error)
    if wrong := language_model.changed(place):
        return _broken(part, ModelChangedError(name=place.name, files=", ".join(wrong[:3])))
    others = ", ".join(other for other in language_model.installed()[1:] if other != place.location)
    return Finding(part, State.OK, f"{place.name} {place.version}" + (f"; also installed: {others}" if others else ""))


def _loaders() -> Finding:
    from loaders import formats

    try:
        return Finding("loaders", State.OK, ", ".join(formats()))
    except KgError as error:
        return _broken("loaders", error)


def _graph(named: Path | None, deep: bool) -> Iterator[Finding]:
    try:
        folder = find_graph(named)
        graph = open_graph(folder)
    except KgError as error:
        yield _broken("graph", error)
        return
    with graph:
        yield Finding("graph", State.OK, str(folder.resolve()))
        if graph.settings.model is not None:
            yield _model("the graph's language model", graph.settings.model)
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
        embedded = "`kg rebuild` writes it anew from the record."
        return (
            _broken(part, state.problem)
            if state.is_remote
            else Finding(part, State.BROKEN, str(state.problem), embedded)
        )
    where = f"{state.engine} at {state.address} ({state.server})" if state.is_remote else state.engine
    if behind := revision - state.revision:
        whole = f"{where}, revision {state.revision} of {revision}"
        advice = "The next question brings it up to date." if behind > 0 else "The next question writes it anew."
        return Finding(part, State.BEHIND, whole, advice)
    return Finding(part, State.OK, f"{where}, revision {state.revision}")


def _agreement(graph: Graph) -> Finding:
    """Whether both stores hold what the record does: documents, actors, facts of each heading, and reviewed ones."""
    try:
        held = {language: graph.holdings(language) for language in LANGUAGES}
        counts, reviewed = graph.record.counts(), graph.record.review_counts()
    except (StoreError, UsageError) as error:
        return _broken("both stores", error)
    expected = {"documents": counts["documents"], "actors": counts["actors"]}
    expected |= {f"reviewed {heading}": count for heading, count in reviewed.items()}
    first = next(iter(held.values()))
    wrong = [
        f"{name}: {', '.join(f'{here.get(name, 0)} in {TABLES[language]}' for language, here in held.items())}"
        + (f", {expected[name]} in the record" if name in expected else "")
        for name in {**first, **expected}
        if len({here.get(name, 0) for here in held.values()} | {expected.get(name, first.get(name, 0))}) > 1
    ]
    if wrong:
        return Finding("both stores", State.BROKEN, "; ".join(wrong), "`kg rebuild` writes them anew from the record.")
    facts = sum(first[heading.field] for heading in HEADINGS.values())
    return Finding("both stores", State.OK, f"the same {facts} facts, {sum(reviewed.values())} of them reviewed")


def _judgements(graph: Graph) -> Iterator[Finding]:
    """How many judgements there are, and how many wait for texts or actors that are gone."""
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
            "Put a backup back with `kg restore`, or read the documents into a new graph.",
        )
    whole = ", ".join(f"{counts[name]} {name}" for name in ("documents", "sentences", "actors"))
    return Finding("record", State.OK, f"revision {graph.record.revision}; {whole}")


def _files(graph: Graph) -> Iterator[Finding]:
    """How many files are no longer where they were read, where there are any: what they said is still in the graph."""
    try:
        uris = {uri.partition("#")[0] for entry in graph.record.documents() for uri in entry.uris}
    except StoreError as error:
        yield _broken("files", error)
        return
    files = sorted(uri for uri in uris if uri.startswith("file:///"))
    if gone := [uri for uri in files if is_missing(uri)]:
        detail = f"{len(gone)} of {len(files)} are not where they were read, first {gone[0]}"
        yield Finding("files", State.OK, detail, "What was read there still answers; `kg remove` takes it out.")


def _broken(part: str, error: KgError) -> Finding:
    return Finding(part, State.BROKEN, f"{error.code}: {error.args[0]}", error.advice)
