"""Documents with one short sentence for each position, and both stores that hold them: examples for the questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.model import (
    ActorType,
    Document,
    Evidence,
    Facts,
    Granularity,
    Passage,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Stance,
)
from kg.query import ask
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store, Value
from tests.doubles.factory import batches

__all__ = ["Asked", "asked", "document", "held"]

ACTORS = {
    name: ResolvedActor(f"state/{name[:2].upper()}", name, ActorType.STATE)
    for name in ("Norway", "Iceland", "Denmark", "Spain")
}


@dataclass(frozen=True)
class Asked:
    """Both stores of the same documents, and their actors by name."""

    stores: tuple[Store, Store]
    actors: dict[str, ResolvedActor] = field(default_factory=lambda: ACTORS)

    def rows(self, name: str, columns: str, **given: object) -> list[tuple[Value, ...]]:
        """The named columns of an answer, which has to be the same in both languages."""

        def find_actor(text: str) -> ActorMatches[ResolvedActor]:
            return ActorMatches((self.actors[text],), ())

        sparql, cypher = (ask(store, name, given, Finders(find_actor)) for store in self.stores)
        assert sparql.rows == cypher.rows
        return [tuple(row[column] for column in columns.split()) for row in sparql.to_dicts()]


@contextmanager
def asked(folder: Path, documents: Sequence[ResolvedDocument]) -> Iterator[Asked]:
    """Open stores that hold the documents."""
    with open_oxigraph(folder / "rdf") as rdf, GrafeoStore(folder / "property-graph") as graph:
        for store in (rdf, graph):
            store.apply(batches(documents))
        yield Asked((rdf, graph))


def held(
    holder: str,
    stance: str,
    matter: str,
    when: str | None = None,
    *,
    to: str | None = None,
    reply_to: int | None = None,
    confidence: float = 0.9,
) -> Position:
    """A position; ``when``: 2023-05-16, 2023-05, 2023, or 2023-05-15/ for the week. `document` sets its offsets."""
    day, granularity = _period(when) if when else (None, Granularity.DAY)
    return Position(
        ACTORS[holder].id,
        Stance(stance),
        Passage(0, 0, matter),
        ACTORS[to].id if to else None,
        PositionModality.ASSERTED,
        Evidence(0, 0, f"{holder} would {stance} {matter}.", "by-hand", confidence),
        reply_to=reply_to,
        date=day,
        granularity=granularity,
    )


def document(name: str, day: str | None, *positions: Position) -> ResolvedDocument:
    """A document of these positions, one after the other; ``day`` None: its date is unknown."""
    sentences = list(dict.fromkeys(each.evidence.text for each in positions))
    text = " ".join(sentences)
    placed = []
    for each in positions:
        proof = each.evidence.text
        start = text.index(proof)
        matter = text.index(each.matter.text, start)
        evidence = replace(each.evidence, start=start, end=start + len(proof))
        words = Passage(matter, matter + len(each.matter.text), each.matter.text)
        placed.append(replace(each, evidence=evidence, matter=words))
    published = Document(text, name, f"file:///{name}.txt", date=dt.date.fromisoformat(day) if day else None)
    return ResolvedDocument(published, Facts(positions=tuple(placed)), tuple(ACTORS.values()))


def _period(when: str) -> tuple[dt.date, Granularity]:
    match when.count("-"), when.endswith("/"):
        case _, True:
            return dt.date.fromisoformat(when[:-1]), Granularity.WEEK
        case 2, _:
            return dt.date.fromisoformat(when), Granularity.DAY
        case 1, _:
            return dt.date.fromisoformat(f"{when}-01"), Granularity.MONTH
        case _:
            return dt.date(int(when), 1, 1), Granularity.YEAR
