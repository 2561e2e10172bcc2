"""The page shows what its address says: after a step back, a link to the same view, and a change of the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.quay import written
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]


def test_filters_are_cleared_and_undone_back_to_where_the_view_was_opened(quick: Page, desk: str) -> None:
    note = quick.locator(".stage > .note")
    open_view(quick, desk, "#/graph")
    expect(note).to_contain_text("3 nodes")
    whole = note.inner_text()
    for back in (quick.go_back, quick.get_by_role("link", name="Clear all filters").click):
        quick.locator("label.tick:has-text('Talks') input").uncheck()
        expect(note).not_to_have_text(whole)
        back()
        expect(note).to_have_text(whole)
        expect(quick.locator("label.tick:has-text('Talks') input")).to_be_checked()


def test_no_relation_at_all_is_an_address_too(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?show=talks")
    quick.locator("label.tick:has-text('Talks') input").uncheck()
    place = quick.evaluate("location.hash")
    quick.goto("about:blank")
    open_view(quick, desk, place)
    expect(quick.locator(".stage > .note")).to_have_text("Nothing matches these filters.")


def test_a_step_back_in_a_document_leaves_the_fact(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/read")
    quick.get_by_role("link", name="At the quay").click()
    expect(quick.locator(".fact-list li")).to_have_count(5)
    quick.keyboard.press("n")
    expect(quick.locator(".card")).to_have_count(1)
    quick.go_back()
    expect(quick.locator(".fact-list li")).to_have_count(5)


def test_going_back_leaves_a_question(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/ask")
    quick.get_by_role("link", name="Who opposes whom").click()
    expect(quick.locator(".answer-box")).not_to_contain_text("Asking")
    quick.go_back()
    expect(quick.get_by_role("heading", level=1)).to_have_text("Ask")


def test_the_fields_of_the_matrix_follow_the_address(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/matrix?at_least=1")
    order = quick.get_by_label("Order")
    order.select_option("name")
    order.select_option("against")
    quick.go_back()
    expect(order).to_have_value("name")
    quick.go_back()
    expect(order).to_have_value("")


def test_a_link_to_a_statement_ticks_its_box(quick: Page, desk: str, folder: Path) -> None:
    open_view(quick, desk, "#/read")
    quick.get_by_role("link", name="At the quay").click()
    quick.get_by_label("Statements 1").check()
    quick.locator(".fact-list button.link", has_text="says").click()
    place = quick.evaluate("location.hash").replace("show=", "other=")
    quick.goto("about:blank")
    open_view(quick, desk, place)
    expect(quick.locator(".card")).to_contain_text("Ada Quill says")
    expect(quick.get_by_label("Statements 1")).to_be_checked()


def test_a_step_back_to_a_view_that_was_tried_again_shows_what_its_address_says(quick: Page, desk: str) -> None:
    heading = quick.get_by_role("heading", level=1)
    open_view(quick, desk, "#/search?words=herring")
    first = heading.inner_text()
    quick.route("**/api/search*", lambda route: route.abort())
    quick.evaluate("location.hash = '#/search?words=dyke'")
    expect(heading).to_contain_text("could not be shown")
    quick.unroute("**/api/search*")
    quick.get_by_role("button", name="Try again").click()
    expect(heading).not_to_contain_text("could not be shown")
    quick.get_by_role("link", name="Matrix").click()
    expect(quick.locator(".matrix-view")).to_be_visible()
    quick.go_back()
    expect(quick.locator(".sentences").first).to_contain_text("dyke")
    quick.go_back()
    expect(heading).to_have_text(first)
    expect(quick.locator("main")).not_to_contain_text("dyke")


def test_documents_added_meanwhile_are_seen_at_the_next_address(quick: Page, desk: str, folder: Path) -> None:
    open_view(quick, desk, "#/read")
    expect(quick.locator("tbody tr")).to_have_count(1)
    written(folder, "pier")
    quick.get_by_role("link", name="Overview").click()
    expect(quick.locator(".lead")).to_contain_text("2 documents")
    quick.get_by_role("link", name="Read", exact=True).click()
    expect(quick.locator("tbody tr")).to_have_count(2)


def test_a_period_is_typed_in_one_step(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    expect(quick.locator(".stage > .note")).to_contain_text("3 nodes")
    since = quick.get_by_label("since")
    since.focus()
    quick.keyboard.type("03042021")
    expect(since).to_have_value("2021-03-04")
    quick.keyboard.press("Enter")
    expect(quick.locator(".stage > .note")).to_have_text("Nothing matches these filters.")
    assert "since=2021-03-04" in quick.url
    quick.go_back()
    expect(quick.locator(".stage > .note")).to_contain_text("3 nodes")
    expect(since).to_have_value("2021-02-03")


@pytest.mark.parametrize(
    ("before", "view", "field"),
    [
        ("#/read", "#/matrix?at_least=1", "Since"),
        ("#/matrix", "#/matrix?at_least=1", "Since"),
        ("#/read", "#/graph", "since"),
    ],
)
def test_a_day_that_was_typed_before_a_step_back_is_dropped(
    quick: Page, desk: str, before: str, view: str, field: str
) -> None:
    wrong: list[str] = []
    quick.on("pageerror", lambda error: wrong.append(str(error)))
    open_view(quick, desk, before)
    heading = quick.get_by_role("heading", level=1).inner_text()
    quick.evaluate("place => { location.hash = place; }", view)
    quick.get_by_label(field).focus()
    quick.keyboard.type("03042021")
    quick.go_back()
    expect(quick.get_by_role("heading", level=1)).to_have_text(heading)
    quick.wait_for_timeout(300)
    assert quick.url == f"{desk}{before}"
    quick.go_forward()
    assert quick.url == f"{desk}{view}"
    assert wrong == []


def test_a_day_that_is_picked_counts_at_once(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    quick.get_by_label("until").fill("2021-01-01")
    expect(quick.locator(".stage > .note")).to_have_text("Nothing matches these filters.")
