"""Writing to a SPARQL service whose only promise is that one update request is made whole.

The store's notes hold a mark: who is writing, and how many requests they have made. Every update looks for the mark as
its writer left it, and moves it on. So of two writers one stops at once, whatever either's clock says; and a request
that was made, but whose answer was lost, does nothing when it is sent again.
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

QUADS_OF_A_REQUEST: Final = 8000
"""About a megabyte and a half of SPARQL."""
EMPTIED: Final = 200
"""How many quads emptying a place counts for."""
FEW_QUADS: Final = 50
"""Under so many a request is not made smaller for a server that refuses it."""
DROPPED: Final = 100
"""Documents that are dropped by one request."""
PATIENCE: Final = 5.0
"""Seconds to wait for another writer who is at work."""
SILENCE: Final = 10.0
"""Seconds after which a writer whose mark does not move counts as gone."""
EVERY: Final = 0.25
"""Seconds between two looks at the mark."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is emptied and what is put in by one request."""

    emptied: tuple[Place, ...]
    new: tuple[Quad, ...]

    @property
    def weight(self) -> int:
        """What it costs, in quads that are written."""
        return len(self.new) + EMPTIED * len(self.emptied)


def _accepted[**P, R](method: Callable[Concatenate[Writer, P], R]) -> Callable[Concatenate[Writer, P], R]:
    """A method of a writer; a request that the service refuses, however small, becomes an error of the service."""

    @wraps(method)
    def accepted(writer: Writer, /, *given: P.args, **named: P.kwargs) -> R:
        try:
            return method(writer, *given, **named)
        except RefusedError as error:
            raise EndpointFaultError(url=writer.url, status=error.status, detail=error.words) from error

    return accepted


class Writer:
    """Writes to a service: after `take` the mark is its own, until `release`."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection = connection
        self._reader = reader
        self._name = secrets.token_hex(8)
        self._count = 0
        self._limit = QUADS_OF_A_REQUEST

    @_accepted
    def take(self) -> None:
        """Become the one who writes. Raises `EndpointBusyError` where somebody else is, and stays, at work."""
        begun = moved = time.monotonic()
        moves = 0
        seen = self._reader.mark()
        while seen and not seen.startswith(self._name):
            time.sleep(EVERY)
            now, found = time.monotonic(), self._reader.mark()
            if found != seen:
                seen, moved = found, now
                moves += 1
            # Once it may be the last request of somebody who is gone.
            if moves > 1 and seen and now - begun > PATIENCE:
                raise self._busy(f"waited {PATIENCE:g} s")
            if now - moved > SILENCE:
                break
        if seen is None:
            self._connection.update(f"INSERT DATA {{ {_note('writer', Literal(''))} }}")
        self._count = 0
        self._connection.update(_noting("writer", Literal(self._mark), f"{_note('writer', Literal(seen or ''))} "))
        self.check()

    def check(self) -> None:
        """See that nobody else has taken the mark. Raises `EndpointBusyError`."""
        if self._reader.mark() != self._mark:
            raise self._busy("it has taken over")

    @_accepted
    def note(self, notes: Mapping[str, int | str]) -> None:
        """Write down what the store is current up to, and see that it stands there."""
        self._send("", notes)
        self.check()

    @_accepted
    def make(self, change: Change) -> None:
        """Write a change in as many requests as it takes, each graph at once where the service takes it at once.

        Actors and issues are described before the documents that bring them, and go after those that they were in.
        """
        coming = [each for each in change.replacements if each.place.subject is not None and each.new]
        going = [each for each in change.replacements if each.place.subject is not None and not each.new]
        documents = [each for each in change.replacements if each.place.subject is None]
        steps = (_step(each) for each in chain(coming, documents, going) if each.old or each.new)
        for together in self._requests(step for step in steps if step.emptied or step.new):
            self._make(together)

    @_accepted
    def clear(self) -> None:
        """Take out what is ours, and nothing else; the store counts as empty from the first request on."""
        self.note({"revision": 0})
        for documents in batched(self._reader.documents(), DROPPED):
            graphs = chain.from_iterable(document_graphs(key) for key in documents)
            self.check()
            self._send(_dropping(graphs), {})
        self._send(_dropping((ACTORS, ISSUES, SCHEME)), {"schemeDigest": ""})
        self.check()

    @_accepted
    def release(self) -> None:
        """Let others write."""
        self._connection.update(_noting("writer", Literal(""), self._guard))

    @_accepted
    def vanish(self) -> None:
        """Take out the notes, too."""
        pattern = f"GRAPH {STORE} {{ ?s ?p ?o }}"
        self._connection.update(f"DELETE {{ {pattern} }} WHERE {{ {self._guard} {pattern} }}")

    @property
    def url(self) -> str:
        """Where the updates go."""
        return self._connection.update_url

    @property
    def _mark(self) -> str:
        return f"{self._name}/{self._count}"

    @property
    def _guard(self) -> str:
        return f"{_note('writer', Literal(self._mark))} "

    def _requests(self, steps: Iterable[Step]) -> Iterator[list[Step]]:
        """The steps in groups of at most the limit; a larger one is alone."""
        together: list[Step] = []
        weight = 0
        for step in steps:
            if together and weight + step.weight > self._limit:
                yield together
                together, weight = [], 0
            together.append(step)
            weight += step.weight
        if together:
            yield together

    def _make(self, steps: Sequence[Step]) -> None:
        """Make the steps with one request, or with several where the service does not take it, or not in time."""
        alone = steps[0] if len(steps) == 1 else None
        if alone and len(alone.new) > self._limit:
            if self._put(alone):
                return
            if len(alone.new) > 2 * self._limit:
                self._make_each(_divided(alone, self._limit))
                return
        try:
            self._send(self._update(steps), {})
        except (RefusedError, EndpointUnreachableError) as error:
            if isinstance(error, EndpointUnreachableError):
                if not isinstance(error.__cause__, TOO_LATE):
                    raise
                if self._is_made_after_all():
                    return
            if alone and len(alone.new) <= FEW_QUADS:
                raise
            self._limit = max(FEW_QUADS, min(self._limit, sum(step.weight for step in steps)) // 2)
            if alone:
                self._make_each(_divided(alone, len(alone.new) // 2 + 1))
            else:
                self._make(steps[: len(steps) // 2])
                self._make(steps[len(steps) // 2 :])

    def _is_made_after_all(self) -> bool:
        """Whether the last request, to which no answer came, has been made: then the mark has moved on."""
        until = time.monotonic() + SILENCE
        while (mark := self._reader.mark()) == self._mark and time.monotonic() < until:
            time.sleep(EVERY)
        if mark == self._mark:
            return False
        self._count += 1
        self.check()
        return True

    def _make_each(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._make([step])

    def _put(self, step: Step) -> bool:
        """Replace a graph that is too large for an update by the Graph Store Protocol; whether the service does that.

        Such a request cannot look for the mark: that is done just before it.
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
        """Make an update and move the mark on."""
        written = [_noting(name, Literal(noted), self._guard) for name, noted in notes.items()]
        moved = _noting("writer", Literal(f"{self._name}/{self._count + 1}"), self._guard)
        self._connection.update(" ;\n".join(each for each in (update, *written, moved) if each))
        self._count += 1

    def _busy(self, detail: str) -> EndpointBusyError:
        return EndpointBusyError(url=self.url, detail=detail)


def _step(replacement: Replacement) -> Step:
    """What to do for a replacement; where all that is there stays, nothing is taken out."""
    place, old, new = replacement.place, replacement.old, replacement.new
    if old <= new and place.subject is not None:
        return Step((), tuple(new - old))
    # What a document says of itself comes first: by it, a graph that was begun is found again.
    ordered = sorted(new, key=lambda quad: quad.subject != place.graph)
    return Step((place,) if old else (), tuple(ordered))


def _divided(step: Step, limit: int) -> Iterator[Step]:
    """The step in pieces, of which the first one empties the place."""
    if len(step.new) <= limit:
        yield step
        return
    emptied = step.emptied
    for quads in batched(step.new, limit):
        yield Step(emptied, quads)
        emptied = ()


def _note(name: str, noted: Literal | str) -> str:
    return f"GRAPH {STORE} {{ {STORE} {NEG[name]} {noted} }}"


def _noting(name: str, noted: Literal, guard: str) -> str:
    old = _note(name, "?old")
    return f"DELETE {{ {old} }} INSERT {{ {_note(name, noted)} }} WHERE {{ {guard}OPTIONAL {{ {old} }} }}"


def _dropping(graphs: Iterable[NamedNode]) -> str:
    return " ;\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs)


def _listed(terms: Collection[NamedNode]) -> str:
    return " ".join(map(str, terms))
