"""The contract of the named questions: SPARQL and Cypher give the same columns and the same rows in the same order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from kg.model import Action, Document, Granularity, Position, ResolvedActor, ResolvedDocument, When
from kg.query import Table, ask, question, questions
from kg.query.table import NUMBERS
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store
from tests.doubles.factory import batches, resolved_documents
from tests.servers.cypher_stores import CYPHER_STORES_ASKED, EmptyStore

US, CN, JP = "state/US", "state/CN", "state/JP"

GIVEN: Mapping[str, tuple[Mapping[str, object], ...]] = {
    "actions-and-threats": (
        {"actor": US},
        {"other": CN, "since": "2018"},
        {"kind": ["tariff", "sanction"], "status": "in-force"},
    ),
    "brokers": ({}, {"actor": US}, {"other": CN}, {"actor": [US, JP], "other": CN}, {"broker": US}, {"until": "2022"}),
    "claims-by-source": ({"actor": US}, {"other": CN}, {"actor": US, "since": "2019-06"}, {"apart": True, "limit": 20}),
    "common-ground": (
        {},
        {"other": US},
        {"actor": US, "other": CN},
        {"actor": US, "other": [CN, JP], "issue": "Trade"},
        {"actor": US, "other": CN, "modality": ["asserted", "conditional"], "min_confidence": 0.5},
        {"actor": [US, CN], "other": [CN, JP], "loose": True},
        {"actor": US, "loose": True},
        {"actor": [US, CN], "since": "2018", "min_confidence": 0.5},
    ),
    "conditions": ({"actor": US}, {"other": US}, {"issue": "Trade"}, {"stance": ["offer", "accept"]}),
    "delegations": ({"actor": US}, {"since": "2020", "until": "2021-06"}),
    "demands-and-replies": (
        {"actor": US},
        {"other": US, "stance": ["demand", "offer", "propose"]},
        {"issue": "Trade", "since": "2018-03"},
    ),
    "evidence-of": (),
    "facts-of-document": (
        {"document": "talks-000003", "actor": US},
        {"actor": [US, JP], "until": "2022"},
        {"stance": ["reject", "oppose"], "since": "2018"},
        {"actor": US, "sign": "for", "stance": "demand", "limit": 9},
    ),
    "factions-and-labels": ({"actor": US}, {"label": ["hawk", "dove"]}, {"label": "dove", "since": "2019"}),
    "fault-lines": (
        {},
        {"other": US, "until": "2023"},
        {"actor": US, "other": CN},
        {"actor": [US, CN], "other": [US, CN, JP]},
        {"actor": US, "other": CN, "issue": "Tariffs", "until": "2023"},
        {"actor": US, "other": [CN, JP], "loose": True, "limit": 9},
        {"actor": [US, CN], "loose": True},
        {"actor": US, "issue": "Trade", "until": "2023"},
    ),
    "most-contested-issues": (
        {"issue": "Trade"},
        {"actor": US},
        {"since": "2020"},
        {"min_confidence": 0.6, "limit": 4},
    ),
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
    "timeline": (
        {"actor": US},
        {"actor": CN, "since": "2019", "until": "2019"},
        {"kind": "tariff", "status": "in-force"},
        {"issue": "Trade", "sign": "for", "stance": "demand"},
    ),
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
    "who-opposes-whom": (
        {"actor": US},
        {"other": US},
        {"stance": ["reject", "accuse"]},
        {"actor": US, "issue": "Trade"},
    ),
    "who-speaks-for-whom": ({"other": US}, {"until": "2020-02"}),
    "who-supports-whom": ({"actor": US}, {"other": US}, {"stance": "support"}, {"other": US, "issue": "Trade"}),
}
"""Parameters for each question, besides the sets that every question gets."""
PAIRS = {"common-ground", "fault-lines"}


@dataclass(frozen=True)
class World:
    """Documents in both stores, with functions that find their actors and documents."""

    stores: tuple[Store, Store]
    actors: Mapping[str, ResolvedActor]
    documents: Mapping[str, Document]

    def find_actor(self, text: str) -> ActorMatches[ResolvedActor]:
        return ActorMatches((self.actors[text],) if text in self.actors else (), ())

    def ask(self, name: str, given: Mapping[str, object]) -> tuple[Table, Table]:
        finders = Finders(self.find_actor, self.documents.__getitem__)
        first, second = (ask(store, name, given, finders) for store in self.stores)
        return first, second


@pytest.fixture(scope="module", params=CYPHER_STORES_ASKED)
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_store: EmptyStore
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("stores")
    documents = [with_own_statement(coarsely_dated(each)) for each in resolved_documents(60, positions=12)]
    with (
        open_oxigraph(folder / "rdf") as rdf,
        empty_store(request.param, folder / "property-graph") as graph,
    ):
        for store in (rdf, graph):
            store.apply(batches(documents))
        actors = {actor.id: actor for document in documents for actor in document.actors}
        yield World((rdf, graph), actors, {each.document.name: each.document for each in documents})


def coarsely_dated(resolved: ResolvedDocument) -> ResolvedDocument:
    """The document with some of its facts dated only to a week, a month or a year; half of the documents, too."""

    def dated[F: Position | Action](n: int, fact: F) -> F:
        day = resolved.document.date
        if day is None or n % 4 == 0:
            return fact
        firsts = {
            1: (day - dt.timedelta(days=day.weekday()), Granularity.WEEK),
            2: (day.replace(day=1), Granularity.MONTH),
            3: (day.replace(month=1, day=1), Granularity.YEAR),
        }
        first, granularity = firsts[n % 4]
        return replace(fact, date=first, granularity=granularity)

    facts = resolved.facts
    positions = tuple(dated(n, position) for n, position in enumerate(facts.positions))
    actions = tuple(dated(n, action) for n, action in enumerate(facts.actions, 1))
    document = resolved.document
    if document.date is not None and document.date.day % 2:
        document = document.dated(When.parsed(f"{document.date:%Y-%m}"))
    return replace(resolved, document=document, facts=replace(facts, positions=positions, actions=actions))


def with_own_statement(resolved: ResolvedDocument) -> ResolvedDocument:
    """The document with a statement of the holder in the words of its first position."""
    facts = resolved.facts
    if not facts.positions or not facts.statements:
        return resolved
    position, (first, *others) = facts.positions[0], facts.statements
    own = replace(first, sources=(position.holder,), evidence=position.evidence)
    return replace(resolved, facts=replace(facts, statements=(own, *others)))


def sets(name: str, world: World) -> list[Mapping[str, object]]:
    """Sets of parameters for a question: none if that is enough, a document, a limit, and its own sets."""
    if name == "evidence-of":
        facts = [str(row["fact"]) for row in world.ask("timeline", {"actor": US})[0].to_dicts()]
        of_each_kind = {fact.partition("/")[0]: fact for fact in facts}
        return [{"fact": facts[0]}, {"fact": list(of_each_kind.values())}, {"fact": [*facts[:50], facts[0]]}]
    assert name in GIVEN, f"add {name} and the parameters to try with it to GIVEN"
    least: dict[str, object] = {"actor": [US, CN], "other": [CN, JP]} if name in PAIRS else {}
    known = {parameter.name for parameter in question(name).parameters}
    common: list[Mapping[str, object]] = [least]
    common += [{**least, "document": ["talks-000003", "talks-000007"]}] if "document" in known else []
    common += [{**least, "limit": 5, "min_confidence": 0.4}, {**least, "since": "2019-02", "until": "2023"}]
    if name in PAIRS:
        states = [actor for actor in sorted(world.actors) if actor.startswith("state/")]
        common += [{"actor": states, "other": states}]
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
        for n, column in enumerate(columns):
            kinds = {type(row[n]) for row in sparql.rows} - {type(None)}
            assert kinds <= ({int, float} if column in NUMBERS else {str}), column
    assert filled, "no set of parameters has an answer"


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_without_the_other_side_it_is_anybody_else(world: World, name: str) -> None:
    others = [actor for actor in sorted(world.actors) if actor != US]
    given = {"actor": US, "loose": True}
    assert world.ask(name, given) == world.ask(name, {**given, "other": others})
    for table in world.ask(name, {"actor": [US, CN]}):
        assert table.rows
        assert all(row["actor_id"] != row["other_id"] for row in table.to_dicts())


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_without_any_side_all_pairs_come_once(world: World, name: str) -> None:
    (whole, _) = world.ask(name, {})
    pairs = [frozenset({row["fact"], row["other_fact"] or row["other_id"]}) for row in whole.to_dicts()]
    assert len(pairs) == len(set(pairs))
    everybody = sorted(world.actors)
    assert world.ask(name, {"actor": everybody})[0] == whole
    with_us = [
        pair for pair, row in zip(pairs, whole.to_dicts(), strict=True) if US in {row["actor_id"], row["other_id"]}
    ]
    assert {
        frozenset({row["fact"], row["other_fact"] or row["other_id"]})
        for row in world.ask(name, {"other": US})[0].to_dicts()
    } == set(with_us)


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_row_has_its_proof(world: World, name: str) -> None:
    (table, _) = world.ask(name, sets(name, world)[0])
    for row in table.to_dicts():
        assert row["evidence"]
        assert row["document"] in world.documents
        assert str(row["evidence"]) in world.documents[str(row["document"])].text


@pytest.mark.parametrize("name", [asked.name for asked in questions()])
def test_every_document_has_its_id_beside_it_as_the_record_gives_it(world: World, name: str) -> None:
    columns = [column.name for column in question(name).columns]
    document_columns = [column for column in columns if column == "document" or column.endswith("_document")]
    for column in document_columns:
        assert columns[columns.index(column) + 1] == f"{column}_id"
    for table in world.ask(name, sets(name, world)[-1]):
        for row in table.to_dicts():
            for column in document_columns:
                document = world.documents[str(row[column])].id if row[column] else None
                assert row[f"{column}_id"] == document


FORMS = {
    "day": r"\d{4}-\d\d-\d\d",
    "week": r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
}


@pytest.mark.parametrize("name", ["positions-of-actor", "actions-and-threats", "claims-by-source", "timeline"])
@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_printed_with_its_precision(world: World, name: str, form: str) -> None:
    for table in world.ask(name, {}):
        rows = [row for row in table.to_dicts() if re.fullmatch(FORMS[form], str(row["date"]))]
        assert {row["date_granularity"] for row in rows} == {form}
        assert all(When.parsed(str(row["date"])).day.isoformat() == row["first_day"] for row in rows)


def test_the_date_of_the_other_fact_is_printed_with_its_precision(world: World) -> None:
    states = [actor for actor in sorted(world.actors) if actor.startswith("state/")]
    for table in world.ask("fault-lines", {"actor": states, "other": states}):
        weeks = [row for row in table.to_dicts() if row["other_date_granularity"] == "week"]
        assert weeks
        assert all(re.fullmatch(FORMS["week"], str(row["other_date"])) for row in weeks)
        assert all(str(row["other_date"]).startswith(f"{row['other_first_day']}/") for row in weeks)


def test_positions_of_the_source_itself_can_be_left_out(world: World) -> None:
    for whole, apart in zip(
        world.ask("claims-by-source", {}), world.ask("claims-by-source", {"apart": True}), strict=True
    ):
        left_out = [row for row in whole.to_dicts() if row["fact"] not in {each["fact"] for each in apart.to_dicts()}]
        assert {row["heading"] for row in left_out} == {"statement"}
        assert any(row["heading"] == "statement" and row["polarity"] == "negative" for row in apart.to_dicts())


def test_a_document_may_be_asked_for_positions_of_some_stances_only(world: World) -> None:
    refusing = ["reject", "oppose"]
    for whole, refused in zip(
        world.ask("facts-of-document", {}), world.ask("facts-of-document", {"stance": refusing}), strict=True
    ):
        assert {row["heading"] for row in whole.to_dicts()} > {"position", "lead", "action"}
        assert refused.to_dicts() == [row for row in whole.to_dicts() if row["stance"] in refusing] != []


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_cuts_the_answer_and_changes_nothing_else(world: World, limit: int) -> None:
    whole, _ = world.ask("positions-of-actor", {"actor": US})
    few, _ = world.ask("positions-of-actor", {"actor": US, "limit": limit})
    assert few.rows == whole.rows[:limit]


def test_parameters_are_bound_and_never_pasted_into_the_query(world: World) -> None:
    for words in ('dove" } UNION { ?s ?p ?o }', "dove' OR true //", "$label", "\\", '"""'):
        sparql, cypher = world.ask("factions-and-labels", {"label": words})
        assert sparql.rows == cypher.rows == ()


def test_a_label_is_found_whatever_its_case(world: World) -> None:
    as_written = world.ask("factions-and-labels", {"label": "dove"})
    assert as_written[0].rows
    assert world.ask("factions-and-labels", {"label": "DoVe"}) == as_written
