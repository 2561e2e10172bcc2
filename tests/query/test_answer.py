"""Asking a question: required and invalid parameters, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import (
    ActorUnknownError,
    MissingParameterError,
    ParameterValueError,
    UnknownParameterError,
    UnknownQuestionError,
)
from kg.model import Document, ResolvedActor
from kg.query import DOSSIER_COLUMNS, Table, ask, dossier
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store
from tests.doubles.factory import batches, resolved_documents

DOCUMENTS = list(resolved_documents(8, positions=12))
ACTORS = {actor.id: actor for each in DOCUMENTS for actor in each.actors}


def find_actor(text: str) -> ActorMatches[ResolvedActor]:
    found = tuple(actor for actor in ACTORS.values() if text in (actor.id, actor.name))
    return ActorMatches(found, ())


def find_document(text: str) -> Document:
    return next(each.document for each in DOCUMENTS if text in (each.document.id, each.document.name))


FINDERS = Finders(find_actor, find_document)


@pytest.fixture(scope="module", params=["sparql", "cypher"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("store")
    with open_oxigraph(folder) if request.param == "sparql" else GrafeoStore(folder) as store:
        store.apply(batches(DOCUMENTS))
        yield store


def answer(store: Store, name: str, **given: object) -> Table:
    return ask(store, name, given, FINDERS)


def test_a_name_an_id_and_a_list_ask_the_same(store: Store) -> None:
    by_name = answer(store, "positions-of-actor", actor="United States")
    assert len(by_name) > 0
    assert by_name == answer(store, "positions-of-actor", actor="state/US")
    assert by_name == answer(store, "positions-of-actor", actor=("state/US", "United States"))


def test_a_period_must_not_end_before_it_begins(store: Store) -> None:
    answer(store, "timeline", since="2018-08-24", until="2018-08-24")
    with pytest.raises(ParameterValueError, match=r"until is '2018-08-23', not 2018-08-24 \(since\) or later"):
        answer(store, "timeline", since="2018-08-24", until="2018-08-23")
    with pytest.raises(ParameterValueError, match=r"until is '2023-03', not 2024 \(since\) or later"):
        answer(store, "timeline", since="2024", until="2023-03")


def test_a_parameter_of_none_is_ignored_and_an_empty_list_is_refused(store: Store) -> None:
    assert answer(store, "who-leads", actor=None, since=None) == answer(store, "who-leads")
    with pytest.raises(ParameterValueError, match="other is an empty list, not a value, or None for no filter"):
        answer(store, "who-leads", other=[])


def test_the_default_stance_of_demands_is_demand(store: Store) -> None:
    table = answer(store, "demands-and-replies")
    assert {row["stance"] for row in table.to_dicts()} == {"demand"}
    assert table == answer(store, "demands-and-replies", stance="demand")
    offers = answer(store, "demands-and-replies", stance=["offer"])
    assert {row["stance"] for row in offers.to_dicts()} == {"offer"}


def test_a_month_includes_all_its_days(store: Store) -> None:
    dates = [str(row["date"]) for row in answer(store, "timeline").to_dicts()]
    month = dates[len(dates) // 2][:7]
    inside = [str(row["date"]) for row in answer(store, "timeline", since=month, until=month).to_dicts()]
    assert inside == [date for date in dates if date.startswith(month)]


def test_the_issues_of_a_position_are_sorted(store: Store) -> None:
    cells = [str(row["issues"]) for row in answer(store, "positions-of-actor").to_dicts()]
    assert any("; " in cell for cell in cells)
    assert all(cell.split("; ") == sorted(cell.split("; ")) for cell in cells)
    assert not any("\x1f" in cell for cell in cells)


def test_an_invalid_question_is_refused(store: Store) -> None:
    with pytest.raises(UnknownQuestionError, match="who-leads"):
        answer(store, "who-lead")
    with pytest.raises(
        UnknownParameterError, match=r"the question who-leads does not take fact, talk; it takes actor, other, document"
    ):
        answer(store, "who-leads", fact="x", talk="actual")
    with pytest.raises(UnknownParameterError, match=r"`kg ask --list who-leads` explains what it takes"):
        answer(store, "who-leads", talk="actual")
    with pytest.raises(UnknownParameterError, match=r'Write graph\.only\("confirmed"\) or graph\.only\("unreviewed"\)'):
        answer(store, "who-leads", status="confirmed")
    with pytest.raises(MissingParameterError, match=r"the question evidence-of needs fact\. Give what is missing"):
        answer(store, "evidence-of")
    with pytest.raises(ParameterValueError, match="fact is an empty list"):
        answer(store, "evidence-of", fact=[])
    with pytest.raises(ActorUnknownError, match="Atlantis"):
        answer(store, "who-leads", actor="Atlantis")


def test_a_dossier_identifies_the_actor_and_gives_evidence(store: Store) -> None:
    table = dossier(store, ACTORS["state/US"], FINDERS, limit=2)
    assert table.columns == DOSSIER_COLUMNS
    rows = table.to_dicts()
    assert [row["what"] for row in rows[:2]] == ["United States", "state/US"]
    assert ("ISO 3166-1 alpha-3", "USA") in {(row["section"], row["what"]) for row in rows}
    facts = [row for row in rows if row["fact"] is not None]
    assert {"negotiates with", "position", "addressed to it", "says"} <= {row["section"] for row in facts}
    assert all(row["evidence"] and row["what"] for row in facts)
    assert {(row["document"], row["document_id"]) for row in facts} <= {
        (each.document.name, each.document.id) for each in DOCUMENTS
    }
    assert all(sum(row["section"] == each["section"] for row in facts) <= 2 for each in facts)


def test_a_dossier_of_a_period_has_no_other_facts(store: Store) -> None:
    def dates(*period: str | None) -> set[str]:
        table = dossier(store, ACTORS["state/US"], FINDERS, limit=500, period=(period[0], period[1]))
        return {str(row["date"])[:4] for row in table.to_dicts() if row["fact"] and row["date"]}

    year = min(dates(None, None) & {"2018", "2019", "2020", "2021"})
    assert dates(year, year) == {year} < dates(None, None)
