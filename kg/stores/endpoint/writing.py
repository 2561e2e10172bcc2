"""Writes to a SPARQL service, relying only on a single update request being atomic.

The store's notes hold a mark: the current writer, and the number of its requests so far. Every update is conditional on
the mark that its writer left, and increments it. So one of two concurrent writers stops at once, without any clock; and
a request that was executed, but whose answer was lost, has no effect when it is sent again.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import batched, chain
from typing import Concatenate, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import (
    EndpointBusyError,
    EndpointFaultError,
    EndpointForbiddenError,
    EndpointReadOnlyError,
    EndpointUnreachableError,
)
from kg.stores.endpoint.http import TOO_LATE, Connection, RefusedError
from kg.stores.endpoint.reading import Reader
from kg.stores.rdf.change import Change, Place, Replacement, graph_blocks
from kg.stores.rdf.quads import document_graphs
from kg.stores.rdf.terms import ACTORS, ISSUES, NEG, SCHEME, STORE

__all__ = ["Writer"]

REQUEST_QUADS: Final = 8000
"""Quads in one request: about 1.5 MB of SPARQL."""
EMPTYING_WEIGHT: Final = 200
"""The cost of emptying a place, in quads."""
FEW_QUADS: Final = 50
"""Quads below which a refused request is not divided any further."""
DROPPED: Final = 100
"""Documents that are dropped with one request."""
PATIENCE: Final = 5.0
"""Seconds to wait for another active writer."""
STALE_AFTER: Final = 10.0
"""Seconds without a change of its mark after which a writer counts as dead."""
POLL_INTERVAL: Final = 0.25
"""Seconds between two reads of the mark."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one request empties and inserts."""

    emptied: tuple[Place, ...]
    new: tuple[Quad, ...]

    @property
    def weight(self) -> int:
        """Its cost, in quads."""
        return len(self.new) + EMPTYING_WEIGHT * len(self.emptied)


def _accepted[**P, R](method: Callable[Concatenate[Writer, P], R]) -> Callable[Concatenate[Writer, P], R]:
    """Decorates a method of a writer: a request that the service refuses, however small, is an error of the service."""

    @wraps(method)
    def accepted(writer: Writer, /, *given: P.args, **named: P.kwargs) -> R:
        try:
            return method(writer, *given, **named)
        except RefusedError as error:
            raise EndpointFaultError(url=writer.url, status=error.status, detail=error.words) from error

    return accepted


class Writer:
    """Writes to a service; between `take` and `release` it owns the mark."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._name = secrets.token_hex(8)
        self._count = 0
        self._limit = REQUEST_QUADS

    @_accepted
    def take(self) -> None:
        """Become the current writer. Raises `EndpointBusyError` if another writer stays active."""
        started = last_move = time.monotonic()
        moves = 0
        mark = self._reader.mark()
        while mark and not mark.startswith(self._name):
            time.sleep(POLL_INTERVAL)
            now, current_mark = time.monotonic(), self._reader.mark()
            if current_mark != mark:
                mark, last_move = current_mark, now
                moves += 1
            # A single move may be the last request of a writer that has died.
            if moves > 1 and mark and now - started > PATIENCE:
                raise self._busy(f"waited {PATIENCE:g} s")
            if now - last_move > STALE_AFTER:
                break
        if mark is None:
            self._connection.update(f"INSERT DATA {{ {_note('writer', Literal(''))} }}")
        self._count = 0
        self._connection.update(_set_note("writer", Literal(self._mark), f"{_note('writer', Literal(mark or ''))} "))
        self.check()

    def check(self) -> None:
        """Check that the mark is still ours. Raises `EndpointBusyError`."""
        if self._reader.mark() != self._mark:
            raise self._busy("it has taken over")

    @_accepted
    def note(self, notes: Mapping[str, int | str]) -> None:
        """Write notes of the store, and check that the mark is still ours."""
        self._send("", notes)
        self.check()

    @_accepted
    def make(self, change: Change) -> None:
        """Write a change in as many requests as needed; a graph in a single one, if the service accepts it.

        Actors and issues are described before the documents that need them, and deleted after those that needed them.
        """
        new_nodes = [each for each in change.replacements if each.place.subject is not None and each.new]
        deleted_nodes = [each for each in change.replacements if each.place.subject is not None and not each.new]
        documents = [each for each in change.replacements if each.place.subject is None]
        steps = (_step(each) for each in chain(new_nodes, documents, deleted_nodes) if each.old or each.new)
        for group in self._requests(step for step in steps if step.emptied or step.new):
            self._execute(group)

    @_accepted
    def clear(self) -> None:
        """Delete what is ours, and nothing else; the store counts as empty from the first request on."""
        self.note({"revision": 0})
        for documents in batched(self._reader.documents(), DROPPED):
            graphs = chain.from_iterable(document_graphs(key) for key in documents)
            self.check()
            self._send(_drop_graphs(graphs), {})
        self._send(_drop_graphs((ACTORS, ISSUES, SCHEME)), {"schemeDigest": ""})
        self.check()

    @_accepted
    def release(self) -> None:
        """Give up the mark, so that others can write."""
        self._connection.update(_set_note("writer", Literal(""), self._guard))

    @_accepted
    def delete_notes(self) -> None:
        """Delete the notes as well."""
        pattern = f"GRAPH {STORE} {{ ?s ?p ?o }}"
        self._connection.update(f"DELETE {{ {pattern} }} WHERE {{ {self._guard} {pattern} }}")

    @property
    def url(self) -> str:
        """The address for updates."""
        return self._connection.update_url

    @property
    def _mark(self) -> str:
        return f"{self._name}/{self._count}"

    @property
    def _guard(self) -> str:
        return f"{_note('writer', Literal(self._mark))} "

    def _requests(self, steps: Iterable[Step]) -> Iterator[list[Step]]:
        """The steps in groups of at most the limit; a larger step is a group of its own."""
        group: list[Step] = []
        weight = 0
        for step in steps:
            if group and weight + step.weight > self._limit:
                yield group
                group, weight = [], 0
            group.append(step)
            weight += step.weight
        if group:
            yield group

    def _execute(self, steps: Sequence[Step]) -> None:
        """Execute the steps with one request, or with smaller ones if the service refuses it or takes too long."""
        alone = steps[0] if len(steps) == 1 else None
        if alone and len(alone.new) > self._limit:
            if self._put_graph(alone):
                return
            if len(alone.new) > 2 * self._limit:
                self._execute_each(_divided(alone, self._limit))
                return
        try:
            self._send(self._update(steps), {})
        except (RefusedError, EndpointUnreachableError) as error:
            if isinstance(error, EndpointUnreachableError):
                if not isinstance(error.__cause__, TOO_LATE):
                    raise
                if self._was_executed():
                    return
            if alone and len(alone.new) <= FEW_QUADS:
                raise
            self._limit = max(FEW_QUADS, min(self._limit, sum(step.weight for step in steps)) // 2)
            if alone:
                self._execute_each(_divided(alone, len(alone.new) // 2 + 1))
            else:
                self._execute(steps[: len(steps) // 2])
                self._execute(steps[len(steps) // 2 :])

    def _was_executed(self) -> bool:
        """Whether the last request, which was not answered, was executed: then the mark has moved."""
        until = time.monotonic() + STALE_AFTER
        while (mark := self._reader.mark()) == self._mark and time.monotonic() < until:
            time.sleep(POLL_INTERVAL)
        if mark == self._mark:
            return False
        self._count += 1
        self.check()
        return True

    def _execute_each(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._execute([step])

    def _put_graph(self, step: Step) -> bool:
        """Replace a graph that is too large for an update with the Graph Store Protocol; whether that is supported.

        Such a request cannot be conditional on the mark, which is checked just before it.
        """
        graph = step.new[0].graph_name
        if self._connection.settings.graph_store is None or not isinstance(graph, NamedNode):
            return False
        self.check()
        lines = (f"{quad.subject} {quad.predicate} {quad.object} .\n".encode() for quad in step.new)
        try:
            self._connection.put(graph.value, lines)
        except (RefusedError, EndpointForbiddenError, EndpointReadOnlyError):
            return False
        self._send("", {})
        return True

    def _update(self, steps: Sequence[Step]) -> str:
        emptied = [place for step in steps for place in step.emptied]
        graphs = [place.graph for place in emptied if place.subject is None]
        operations = []
        if graphs:
            pattern = "GRAPH ?g { ?s ?p ?o }"
            operations.append(
                f"DELETE {{ {pattern} }} WHERE {{ {self._guard} VALUES ?g {{ {_listed(graphs)} }} {pattern} }}"
            )
        for graph in (ACTORS, ISSUES):
            if subjects := [place.subject for place in emptied if place.graph == graph and place.subject]:
                pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
                operations.append(
                    f"DELETE {{ {pattern} }} WHERE {{ {self._guard} VALUES ?s {{ {_listed(subjects)} }} {pattern} }}"
                )
        new = [quad for step in steps for quad in step.new]
        if new:
            operations.append(f"INSERT {{ {graph_blocks(new)} }} WHERE {{ {self._guard} }}")
        return " ;\n".join(operations)

    def _send(self, update: str, notes: Mapping[str, int | str]) -> None:
        """Send an update that also writes notes and moves the mark."""
        written = [_set_note(name, Literal(noted), self._guard) for name, noted in notes.items()]
        moved = _set_note("writer", Literal(f"{self._name}/{self._count + 1}"), self._guard)
        self._connection.update(" ;\n".join(each for each in (update, *written, moved) if each))
        self._count += 1

    def _busy(self, detail: str) -> EndpointBusyError:
        return EndpointBusyError(url=self.url, detail=detail)


def _step(replacement: Replacement) -> Step:
    """The step for a replacement; a resource whose old quads all stay is not emptied."""
    place, old, new = replacement.place, replacement.old, replacement.new
    if old <= new and place.subject is not None:
        return Step((), tuple(new - old))
    # The description of the document comes first, by which a partly written graph is found again.
    ordered = sorted(new, key=lambda quad: quad.subject != place.graph)
    return Step((place,) if old else (), tuple(ordered))


def _divided(step: Step, limit: int) -> Iterator[Step]:
    """The step in pieces, the first of which empties the place."""
    if len(step.new) <= limit:
        yield step
        return
    emptied = step.emptied
    for quads in batched(step.new, limit):
        yield Step(emptied, quads)
        emptied = ()


def _note(name: str, noted: Literal | str) -> str:
    return f"GRAPH {STORE} {{ {STORE} {NEG[name]} {noted} }}"


def _set_note(name: str, noted: Literal, guard: str) -> str:
    old = _note(name, "?old")
    return f"DELETE {{ {old} }} INSERT {{ {_note(name, noted)} }} WHERE {{ {guard}OPTIONAL {{ {old} }} }}"


def _drop_graphs(graphs: Iterable[NamedNode]) -> str:
    return " ;\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs)


def _listed(terms: Collection[NamedNode]) -> str:
    return " ".join(map(str, terms))
