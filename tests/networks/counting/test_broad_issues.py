"""Broad issues, on which many agree: they are named, and can be left out alone."""

from __future__ import annotations

import pytest

from kg.errors import NetworkOptionError
from kg.model import ActorType, Facts, IssueLink, Position, ResolvedActor, ResolvedDocument, Stance
from kg.networks.from_graph import Selection, selected
from kg.networks.reports import report
from kg.networks.side_measures import dominant_issues
from kg.networks.study import Study, study
from kg.query.values import Finders
from kg.stores.protocol import Batch
from tests.doubles.cast import document, position

PERU, CHILE = "state/PE", "state/CL"
ACTORS = (ResolvedActor(PERU, "Peru", ActorType.STATE), ResolvedActor(CHILE, "Chile", ActorType.STATE))


def held(holder: str, *issues: str, stance: Stance = Stance.SUPPORT) -> Position:
    return position(holder, "the deal", stance=stance, issues=tuple(IssueLink(issue, 0.9) for issue in issues))


POSITIONS = (
    *(held(PERU, "Trade"), held(PERU, "Trade"), held(CHILE, "Trade"), held(CHILE, "Trade")),
    *(held(PERU, "Tariffs"), held(CHILE, "Tariffs", stance=Stance.OPPOSE), held(CHILE, "Trade", "Sanctions")),
)
BATCHES = [Batch(1, (ResolvedDocument(document("a"), Facts(positions=POSITIONS), ACTORS),), (), ACTORS)]


def studied(**filters: object) -> Study:
    return study(BATCHES, selection=selected(filters, Finders()))


def test_a_broad_issue_is_left_out_without_those_below_it() -> None:
    kept = studied(without_issue="trade").codings.rows
    assert [row.values["issue"] for row in kept] == ["Tariffs", "Tariffs", "Sanctions"]
    below = studied(issue="trade", without_issue="trade").codings.rows
    assert [row.values["issue"] for row in below] == ["Tariffs", "Tariffs"]


def test_over_other_variables_a_fact_stays_if_another_issue_is_left() -> None:
    options = {"mode": "two-mode", "variable2": "matter"}
    assert len(study(BATCHES, selection=Selection(without_issue=("issue/Trade",)), options=options).codings.rows) == 3


def test_issues_of_the_own_words_of_a_matter_can_be_left_out() -> None:
    own = Batch(
        1, (ResolvedDocument(document("b"), Facts(positions=(held(PERU), held(PERU, "Trade"))), ACTORS),), (), ACTORS
    )
    issues = [
        [row.values["issue"] for row in study([own], selection=selected(given, Finders())).codings.rows]
        for given in ({}, {"listed_issues": True})
    ]
    assert issues == [["deal", "Trade"], ["Trade"]]


def test_an_issue_that_makes_most_of_the_ties_is_named() -> None:
    ((name, share),) = dominant_issues(studied())
    assert name == "Trade"
    assert share == pytest.approx(6 / 7)
    (note,) = report("edges", studied()).notes
    assert note == "issues behind a fifth or more of the pairs of facts: Trade 86% (--without-issue leaves one out)"


@pytest.mark.parametrize("options", [{"mode": "two-mode"}, {"variable2": "matter"}, {"window": "years"}])
def test_only_a_network_of_actors_over_issues_names_them(options: dict[str, str]) -> None:
    assert dominant_issues(study(BATCHES, options=options)) == ()


def test_relations_without_issues_refuse_to_leave_one_out() -> None:
    with pytest.raises(NetworkOptionError, match="talks have none"):
        study(BATCHES, "talks", Selection(without_issue=("issue/Trade",)))
