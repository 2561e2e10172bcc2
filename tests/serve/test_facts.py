"""Facts in the JSON of the API, under every heading."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kg.exports.elements import elements
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    ActorType,
    Facts,
    Granularity,
    IssueLink,
    Negotiation,
    ResolvedActor,
    ResolvedDocument,
    TalkModality,
)
from kg.networks.from_graph.reading import read_codings
from kg.networks.from_graph.relation import RELATIONS
from kg.serve.content.facts import facts
from kg.serve.content.ties import ties
from kg.stores.property_graph.property_graph import Relationship, issue_graph
from kg.stores.protocol import Batch
from kg.vocabulary import concepts
from tests.doubles.cast import PROOF, document, position


def test_an_issue_from_the_context_is_marked_in_its_label() -> None:
    link = IssueLink("TreatyWithdrawal", 0.61239, from_context=True)
    found = Facts(positions=(position("state/PE", "the deal", issues=(link,)),))
    (fact,) = facts(ResolvedDocument(document("a"), found, ()), concepts())
    assert fact["issues"] == [
        {"id": "issue/own/deal", "label": "deal", "confidence": 1.0},
        {
            "id": "issue/TreatyWithdrawal",
            "label": "Treaty withdrawal (from the context)",
            "confidence": 0.6124,
        },
    ]


def test_an_issue_missing_from_the_scheme_is_labelled_by_its_name() -> None:
    found = Facts(positions=(position("state/PE", "the catch", issues=(IssueLink("Herring", 0.9),)),))
    resolved = ResolvedDocument(document("a"), found, ())
    assert [issue["label"] for issue in facts(resolved, {})[0]["issues"]] == ["Herring"]
    (row,) = read_codings([Batch(1, (resolved,), (), ())], RELATIONS["positions"]).rows
    assert row.values["issue"] == "Herring"
    ((node,), ()) = issue_graph(["issue/Herring"], {})
    assert node.properties["label"] == "Herring"


def test_negotiations_have_a_modality_as_positions_do() -> None:
    talks = (Negotiation(("state/PE", "state/CL"), modality, PROOF) for modality in TalkModality)
    told = facts(ResolvedDocument(document("a"), Facts(negotiations=tuple(talks)), ()), {})
    assert [fact["modality"] for fact in told] == ["actual", "planned", "possible", "refused"]


def test_a_date_has_its_first_day_and_its_precision() -> None:
    held = position("state/PE", "the deal")
    march = dataclasses.replace(held, date=dt.date(2018, 3, 1), granularity=Granularity.MONTH)
    week = dataclasses.replace(held, date=dt.date(2018, 3, 5), granularity=Granularity.WEEK)
    told = facts(ResolvedDocument(document("a"), Facts(positions=(held, march, week)), ()), {})
    assert {(fact["date"], fact["when"]) for fact in told[1:]} == {
        ("2018-03-01", "2018-03"),
        ("2018-03-05", "2018-03-05/2018-03-11"),
    }
    assert told[0]["date"] == told[0]["when"]


@pytest.mark.parametrize("status", ActionStatus)
@pytest.mark.parametrize("kind", ActionKind)
def test_a_measure_has_the_same_sign_as_in_a_signed_export(kind: ActionKind, status: ActionStatus) -> None:
    actors = tuple(ResolvedActor(id_, id_, ActorType.STATE) for id_ in ("state/PE", "state/CL"))
    told = {"amount": None, "unit": None, "rate": None, "status": status, "evidence": PROOF}
    measure = Action(actor="state/PE", kind=kind, target="state/CL", **told)  # type: ignore[arg-type]
    resolved = ResolvedDocument(document("a"), Facts(actions=(measure,)), actors)
    exported = elements([Batch(1, (resolved,), (), actors)], "signed")
    signs = [edge.properties["sign"] for edge in exported if isinstance(edge, Relationship)]
    words = {"positive": "for", "negative": "against"}
    assert [tie.sign for tie in ties(resolved)] == ([words[str(sign)] for sign in signs] or [""])
