"""Broad issues can be left out of the graph and of the matrix, which then show only what is about other issues."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.model import IssueLink, Position, Stance
from tests.doubles.cast import actor, document, facts, position
from tests.explorer.conftest import serving
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]


def support(matter: str, *issues: str) -> Position:
    return position("0", matter, stance=Stance.SUPPORT, issues=tuple(IssueLink(issue, 0.9) for issue in issues))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A graph in which Norland is for a plan about trade, and for a deal about trade and fisheries."""
    folder = tmp_path_factory.mktemp("issues") / "norland.kg"
    norland = actor("0", "organization", "Norland")
    positions = (support("the plan", "Trade"), support("the deal", "Trade", "Fisheries"))
    with open_graph(folder, create=True) as graph:
        graph.record.put(document("Norland"), facts([norland], positions=positions), "scripted 1")
        graph.catch_up()
    yield from serving(folder)


def test_a_graph_without_an_issue_keeps_what_is_about_another_one(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?issues=1")
    note = quick.locator(".stage > .note")
    expect(note).to_have_text("3 nodes, 2 lines, 3 facts")
    quick.get_by_label("Leave out issue").select_option("issue/Trade")
    expect(note).to_have_text("2 nodes, 1 line, 1 fact")
    quick.reload()
    expect(note).to_have_text("2 nodes, 1 line, 1 fact")
    quick.get_by_role("button", name="Count Trade again").click()
    expect(note).to_have_text("3 nodes, 2 lines, 3 facts")
    assert "without_issue" not in quick.url


def test_a_matrix_without_an_issue_has_no_column_for_it(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/matrix?at_least=1")
    columns = quick.locator(".matrix thead th")
    expect(columns).to_have_text(["Trade", "Fisheries"])
    quick.get_by_label("Leave out issue").select_option("issue/Trade")
    expect(columns).to_have_text(["Fisheries"])
    quick.go_back()
    expect(columns).to_have_text(["Trade", "Fisheries"])
    expect(quick.get_by_role("button", name="Count Trade again")).to_have_count(0)


def test_a_graph_with_ties_to_issues_only_says_how_to_see_them(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    expect(quick.locator(".stage > .note")).to_contain_text("tick “Issues as nodes”")
    quick.get_by_label("Talks").click()
    quick.get_by_label("For", exact=True).click()
    expect(quick.locator(".stage > .note")).to_have_text("Nothing matches these filters.")
