"""The contract of the named questions: SPARQL and Cypher give the same columns and the same rows in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from kg.model import Document, ResolvedActor
from kg.query import Table, ask, question, questions
from kg.record import ActorMatches
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store
from tests.doubles.factory import batches, resolved_documents
from tests.servers.cypher_stores import CYPHER_STORES, EmptyStore

US, CN, JP = "state/US", "state/CN", "state/JP"

GIVEN: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "actions-and-threats": (
        {"actor": US},
        {"other": CN, "since": "2018"},
        {"kind": ["tariff", "sanction"], "status": "in-force"},
    ),
    "brokers": ({"actor": US, "other": CN}, {"actor": [US, JP], "other": CN, "until": "2022"}),
    "claims-by-source": ({"actor": US}, {"other": CN}, {"actor": US, "since": "2019-06"}),
    "common-ground": (
        {"actor": US, "other": CN},
        {"actor": US, "other": [CN, JP], "issue": "Trade"},
        {"actor": US, "other": CN, "modality": ["asserted", "conditional"], "min_confidence": 0.5},
        {"actor": [US, CN], "other": [CN, JP], "loose": True},
    ),
    "conditions": ({"actor": US}, {"other": US}, {"issue": "Trade"}, {"stance": ["offer", "accept"]}),
    "delegations": ({"actor": US}, {"since": "2020", "until": "2021-06"}),
    "demands-and-replies": (
        {"actor": US},
        {"other": US, "stance": ["demand", "offer", "propose"]},
        {"issue": "Trade", "since": "2018-03"},
    ),
    "evidence-of": (),
    "factions-and-labels": ({"actor": US}, {"label": ["hawk", "dove"]}, {"label": "dove", "since": "2019"}),
    "fault-lines": (
        {"actor": US, "other": CN},
        {"actor": [US, CN], "other": [US, CN, JP]},
        {"actor": US, "other": CN, "issue": "Tariffs", "until": "2023"},
        {"actor": US, "other": [CN, JP], "loose": True, "limit": 9},
    ),
    "most-contested-issues": ({"issue": "Trade"}, {"since": "2020"}, {"min_confidence": 0.6, "limit": 4}),
    "positions-of-actor": (
        {"actor": US},
        {"actor": US, "other": CN},
        {"actor": [US, CN], "issue": "Trade", "sign": "for"},
        {"stance": ["reject", "oppose"], "modality": "conditional"},
    ),
    "positions-on-issue": (
        {"issue": "Tariffs"},
        {"issue": ["Trade", "Finance"], "sign": "against"},
        {"issue": "Trade", "actor": US, "since": "2019"},
    ),
    "roles-of": ({"other": US}, {"until": "2019"}),
    "shifts": ({"actor": US}, {"issue": "Trade"}, {"actor": US, "sign": "for"}),
    "timeline": ({"actor": US}, {"actor": CN, "since": "2019", "until": "2019"}),
    "unanswered-demands": (
        {"actor": US, "min_confidence": 0.3},
        {"other": US, "stance": "offer", "min_confidence": 0.3},
        {"issue": "Trade", "min_confidence": 0.3},
    ),
    "who-leads": ({"min_confidence": 0.7}, {"since": "2020"}),
    "who-negotiates-with-whom": (
        {"actor": US},
        {"actor": US, "other": CN},
        {"other": CN, "talk": ["planned", "refused"]},
    ),
    "who-opposes-whom": ({"actor": US}, {"other": US}, {"actor": US, "issue": "Trade"}),
    "who-speaks-for-whom": ({"other": US}, {"until": "2020-02"}),
    "who-supports-whom": ({"actor": US}, {"other": US}, {"other": US, "issue": "Trade"}),
}
"""What each question is asked with, beside the sets that every question gets."""
PAIRS = {"brokers", "common-ground", "fault-lines"}


@dataclass(frozen=True)
class World:
    """Documents in both stores, and what finds their actors and documents."""

    stores: tuple[Store, Store]
    actors: Mapping[str, ResolvedActor]
    documents: Mapping[str, Document]

    def find_actor(self, text: str) -> ActorMatches[ResolvedActor]:
        return ActorMatches((self.actors[text],) if text in self.actors else (), ())

    def ask(self, name: str, given: Mapping[str, object]) -> tuple[Table, Table]:
        first, second = (
            ask(store, name, given, find_actor=self.find_actor, find_document=self.documents.__getitem__)
            for store in self.stores
        )
        return first, second


@pytest.fixture(scope="module", params=CYPHER_STORES)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_store: EmptyStore
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("stores")
    documents = list(resolved_documents(60, positions=12))
    with (
        open_oxigraph(folder / "rdf") as rdf,
        empty_store(request.param, folder / "property-graph") as graph,
    ):
        for store in (rdf, graph):
            store.apply(batches(documents))
        actors = {actor.id: actor for document in documents for actor in document.actors}
        yield World((rdf, graph), actors, {each.document.name: each.document for each in documents})


def sets(name: str, world: World) -> list[Mapping[str, object]]:
    """What a question is asked with: nothing where that is enough, a document, a limit, and its own sets."""
    if name == "evidence-of":
        facts = [str(row["fact"]) for row in world.ask("timeline", {"actor": US})[0].to_dicts()]
        of_each_kind = {fact.partition("/")[0]: fact for fact in facts}
        return [{"fact": facts[0]}, {"fact": list(of_each_kind.values())}, {"fact": [*facts[:50], facts[0]]}]
    least: dict[str, object] = {"actor": [US, CN], "other": [CN, JP]} if name in PAIRS else {}
    known = {parameter.name for parameter in question(name).parameters}
    common: list[Mapping[str, object]] = [least]
    common += [{**least, "document": ["talks-000003", "talks-000007"]}] if "document" in known else []
    common += [{**least, "limit": 5, "min_confidence": 0.4}, {**least, "since": "2019-02", "until": "2023"}]
    if name in PAIRS:
        states = [actor for actor in sorted(world.actors) if actor.startswith("state/")]
        common += [{"actor": states, "other": states}]
    if name == "brokers":
        # Few actors are between two named ones by chance; among all who talk, some are.
        everybody = sorted(world.actors)
        common += [{"actor": everybody, "other": everybody}, {"actor": everybody, "other": everybody, "limit": 3}]
    return common + list(GIVEN[name])


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_both_languages_give_the_same_answer(world: World, name: str) -> None:
    columns = tuple(column.name for column in question(name).columns)
    filled = 0
    for given in sets(name, world):
        sparql, cypher = world.ask(name, given)
        assert sparql.columns == cypher.columns == columns, given
        assert sparql.rows == cypher.rows, given
        filled += bool(sparql)
    assert filled, "no set of parameters has an answer"


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_row_has_its_proof(world: World, name: str) -> None:
    (table, _) = world.ask(name, sets(name, world)[0])
    for row in table.to_dicts():
        assert row["evidence"]
        assert row["document"] in world.documents
        assert str(row["evidence"]) in world.documents[str(row["document"])].text


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_cuts_the_answer_and_changes_nothing_else(world: World, limit: int) -> None:
    whole, _ = world.ask("positions-of-actor", {"actor": US})
    few, _ = world.ask("positions-of-actor", {"actor": US, "limit": limit})
    assert few.rows == whole.rows[:limit]


def test_words_are_bound_and_never_pasted(world: World) -> None:
    for words in ('dove" } UNION { ?s ?p ?o }', "dove' OR true //", "$label", "\\", '"""'):
        sparql, cypher = world.ask("factions-and-labels", {"label": words})
        assert sparql.rows == cypher.rows == ()
