"""How fast the named questions are answered on a generated graph of 100,000 positions, in both languages.

``python -m benchmarks.questions``: the graph is made once (some minutes) and kept in ``.work/``.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.page import DOCUMENTS, POSITIONS, ROOT, publish, table
from kg.model import ResolvedActor
from kg.query import Table, ask, question, questions
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store
from tests.doubles import factory

__all__ = ["main"]

WARM_UP = 2
RUNS = 25
FEW_RUNS = 5
"""Runs of the questions about everything, which take seconds."""
LIMIT = 100
SLOW = 200
"""Milliseconds."""

US, CN = "state/US", "state/CN"
TYPICAL: Mapping[str, Mapping[str, object]] = {
    "actions-and-threats": {"actor": US, "since": "2019"},
    "brokers": {"actor": US, "other": CN},
    "claims-by-source": {"actor": US, "since": "2019"},
    "common-ground": {"actor": US, "other": CN},
    "conditions": {"actor": US},
    "delegations": {"actor": US},
    "demands-and-replies": {"actor": US, "since": "2019"},
    "factions-and-labels": {"actor": "faction/china-hard-liners"},
    "fault-lines": {"actor": US, "other": CN},
    "most-contested-issues": {"issue": "Auto tariffs", "since": "2019"},
    "positions-of-actor": {"actor": US, "since": "2019"},
    "positions-on-issue": {"issue": "Auto tariffs", "since": "2019"},
    "roles-of": {"other": US},
    "shifts": {"actor": US},
    "timeline": {"actor": US, "since": "2019-01", "until": "2019-06"},
    "unanswered-demands": {"actor": US},
    "who-leads": {"other": "delegation/china-negotiating-team"},
    "who-negotiates-with-whom": {"actor": US},
    "who-opposes-whom": {"actor": US},
    "who-speaks-for-whom": {"other": US},
    "who-supports-whom": {"other": US},
}
"""What a person typically gives, beside a limit of 100 rows. The actors are the most frequent, with thousands of facts
each."""
FACTS = 10
"""How many facts are asked for at once."""


@dataclass(frozen=True, slots=True)
class World:
    """The graph in both stores."""

    stores: Mapping[str, Store]
    actors: Mapping[str, ResolvedActor]

    def find_actor(self, text: str) -> ActorMatches[ResolvedActor]:
        """Finds an actor as the record does, but by id alone."""
        return ActorMatches((self.actors[text],) if text in self.actors else (), ())

    def ask(self, language: str, name: str, parameters: Mapping[str, object]) -> Table:
        """The answer in one language."""
        store = self.stores[language]
        return ask(store, name, parameters, Finders(self.find_actor))

    def times(self, language: str, name: str, parameters: Mapping[str, object], runs: int) -> list[float]:
        """Milliseconds of each run, sorted."""
        milliseconds = []
        for number in range(-WARM_UP if runs > FEW_RUNS else 0, runs):
            start = time.perf_counter()
            self.ask(language, name, parameters)
            if number >= 0:
                milliseconds.append(1000 * (time.perf_counter() - start))
        return sorted(milliseconds)


def main() -> None:
    """Measure, print, and write the page."""
    folder = graph_folder()
    actors = {a.id: a for each in islice(factory.resolved_documents(DOCUMENTS), 400) for a in each.actors}
    with open_oxigraph(folder / "rdf", read_only=True) as rdf, GrafeoStore(folder / "property-graph") as graph:
        world = World({"sparql": rdf, "cypher": graph}, actors)
        held = graph.counts()
        rows = [row(world, each.name) for each in questions()]
    lines = [
        f"{held['positions']:,} positions in {held['documents']:,} documents, with {len(actors)} actors, and facts of "
        f"every other heading. Milliseconds, binding and reading the rows in Python included: p50 / p95 of {RUNS} runs "
        f"with what a person typically gives and at most {LIMIT} rows, **bold** from {SLOW} on; then the median of "
        f"{FEW_RUNS} runs with nothing given but the limit.",
        "",
        *table(("question", "given", "rows", "SPARQL", "Cypher", "all, SPARQL", "all, Cypher"), rows),
    ]
    publish("questions", lines)


def row(world: World, name: str) -> tuple[object, ...]:
    """A question's line of the table."""
    parameters = dict(TYPICAL.get(name, {}))
    if name == "evidence-of":
        facts_table = world.ask("cypher", "timeline", {"actor": US, "limit": FACTS})
        parameters = {"fact": [line["fact"] for line in facts_table.to_dicts()]}
    else:
        parameters["limit"] = LIMIT
    cells: list[object] = [name, parameters_in_words(parameters), len(world.ask("cypher", name, parameters))]
    cells += [_percentiles(world.times(language, name, parameters, RUNS)) for language in world.stores]
    if any(parameter.required for parameter in question(name).parameters):
        return (*cells, "", "")
    medians = [statistics.median(world.times(language, name, {"limit": LIMIT}, FEW_RUNS)) for language in world.stores]
    return (*cells, *(f"{median:,.0f}" for median in medians))


def parameters_in_words(parameters: Mapping[str, object]) -> str:
    """The parameters as shown in the table, without the limit."""
    words = (f"{len(v)} facts" if isinstance(v, list) else f"{k} {v}" for k, v in parameters.items() if k != "limit")
    return ", ".join(words)


def _percentiles(milliseconds: list[float]) -> str:
    p50, p95 = (
        statistics.median(milliseconds),
        milliseconds[min(len(milliseconds) - 1, round(0.95 * len(milliseconds)))],
    )
    return f"{p50:,.0f} / " + (f"**{p95:,.0f}**" if p95 >= SLOW else f"{p95:,.0f}")


def graph_folder() -> Path:
    """The folder of the graph; it is made if it is missing or the code that makes it has changed."""
    folders = (Path(factory.__file__).parent, ROOT / "kg" / "stores")
    sources = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    folder = ROOT / ".work" / "questions" / f"{DOCUMENTS}-{POSITIONS}-{digest}"
    if folder.exists():
        return folder
    shutil.rmtree(folder.parent, ignore_errors=True)
    part = folder.with_suffix(".part")
    with open_oxigraph(part / "rdf") as rdf, GrafeoStore(part / "property-graph") as graph:
        for store in (rdf, graph):
            store.apply(factory.batches(factory.resolved_documents(DOCUMENTS, POSITIONS)))
    part.rename(folder)
    return folder


if __name__ == "__main__":
    main()
