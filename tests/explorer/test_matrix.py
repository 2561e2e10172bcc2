"""The matrix: the latest request is shown, the address names a cell, and print and CSV have all of it."""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

ROWS, COLUMNS = 60, 30


def counted(weight: int) -> dict[str, Any]:
    """A matrix with three cells: the first actor has this weight on the first issue, the second one as much for as
    against on the second, and the last one 1 on the last."""
    rows = [{"name": f"Norland {n}", "id": f"organization/norland-{n}"} for n in range(ROWS)]
    cells = [[0, 0, weight, weight, 0, 1, []], [1, 1, 0, 2, 2, 1, []], [ROWS - 1, COLUMNS - 1, 1, 1, 0, 1, []]]
    window = {"start": None, "stop": None, "rows": rows, "columns": [f"Harbour {n}" for n in range(COLUMNS)]}
    left_out = {"unasserted": 3, "rare": 1200, "undated": 0, "too_coarse": 0}
    return {"asked": {}, "left_out": left_out, "windows": [{**window, "cells": cells}]}


def answered(route: Route) -> None:
    """Answer with a matrix whose first weight is the minimum number of facts asked for; windows lack that cell."""
    asked = parse_qs(urlsplit(route.request.url).query)
    told = counted(int(asked["at_least"][0]))
    if "window" in asked:
        told["windows"][0]["cells"] = told["windows"][0]["cells"][1:]
    route.fulfill(json=told)


@pytest.fixture
def matrix(quick: Page, desk: str) -> Page:
    quick.route(re.compile(r"/api/matrix\?"), answered)
    return quick


def test_the_caption_says_what_is_left_out(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    reasons = "3 not asserted (possible, conditional or believed), 1,200 of actors with fewer than 2 facts"
    expect(matrix.locator(".matrix caption")).to_contain_text(f"Facts left out: {reasons}.")


def test_a_matrix_that_comes_late_does_not_replace_a_later_one(matrix: Page, desk: str) -> None:
    held: list[Route] = []
    open_view(matrix, desk, "#/matrix")
    matrix.route(re.compile(r"/api/matrix\?at_least=3$"), lambda route: held.append(route))
    least = matrix.get_by_label("Minimum facts per actor")
    for number in ("3", "8"):
        least.fill(number)
        least.press("Enter")
    first = matrix.locator(".matrix td.for").first
    expect(first).to_have_text("+8")
    (late,) = held
    with matrix.expect_response(lambda response: response.request == late.request):
        answered(late)
    matrix.wait_for_timeout(300)
    expect(first).to_have_text("+8")
    expect(matrix.locator(".matrix-box[aria-busy]")).to_have_count(0)


def test_a_cell_is_in_the_address_and_is_left_by_escape(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    heading = matrix.locator(".detail h2")
    matrix.locator(".matrix td.for button").first.click()
    expect(heading).to_contain_text("Norland 0 on Harbour 0: 2 for, 0 against")
    place = matrix.evaluate("location.hash")
    matrix.goto("about:blank")
    open_view(matrix, desk, place)
    expect(heading).to_contain_text("Norland 0 on Harbour 0")
    matrix.keyboard.press("Escape")
    expect(heading).to_be_hidden()
    expect(matrix.locator(".matrix td.for button").first).to_be_focused()
    matrix.go_back()
    expect(heading).to_be_visible()


def test_the_panel_beside_a_matrix_shows_what_is_counted_in_it(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    matrix.locator(".matrix td.for button").first.click()
    expect(matrix.locator(".detail h2")).to_contain_text("2 for")
    matrix.get_by_label("Minimum facts per actor").fill("5")
    matrix.get_by_label("Minimum facts per actor").press("Enter")
    expect(matrix.locator(".detail h2")).to_contain_text("5 for")
    matrix.get_by_label("Windows").select_option("years")
    expect(matrix.locator(".detail .empty")).to_contain_text("This matrix counts no facts for it.")


def test_a_link_to_a_cell_of_a_merged_actor_leads_to_the_other_one(matrix: Page, desk: str) -> None:
    def merged(route: Route) -> None:
        told = route.fetch().json()
        told["actors"][0][0] = "organization/norland-0"
        route.fulfill(json={**told, "becomes": {"organization/old-norland": "organization/norland-0"}})

    matrix.route("**/api/graph", merged)
    open_view(matrix, desk, "#/matrix?row=organization/old-norland&column=Harbour 0")
    expect(matrix.locator(".detail h2")).to_contain_text("Norland 0 on Harbour 0: 2 for")
    matrix.keyboard.press("Escape")
    expect(matrix.locator(".matrix td.for button").first).to_be_focused()


def test_a_window_of_a_matrix_is_shown_from_its_top(matrix: Page, desk: str) -> None:
    matrix.set_viewport_size({"width": 400, "height": 300})
    open_view(matrix, desk, "#/")
    matrix.evaluate("scrollTo(0, 200)")
    matrix.evaluate("location.hash = '#/matrix?at=1'")
    expect(matrix.locator(".matrix td.for").first).to_be_visible()
    assert matrix.evaluate("scrollY") == 0


def test_the_panel_beside_a_matrix_covers_no_tool(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    matrix.locator(".matrix td.for button").first.click()
    expect(matrix.locator(".detail")).to_be_visible()
    right = matrix.get_by_role("button", name="CSV").bounding_box()
    panel = matrix.locator(".detail").bounding_box()
    assert right is not None
    assert panel is not None
    assert right["x"] + right["width"] <= panel["x"]


def test_typing_a_year_asks_the_server_once(matrix: Page, desk: str) -> None:
    asked: list[str] = []
    open_view(matrix, desk, "#/matrix")
    matrix.on("request", lambda request: asked.append(request.url) if "/api/matrix" in request.url else None)
    matrix.get_by_label("Since").focus()
    matrix.keyboard.type("03041996")
    matrix.keyboard.press("Enter")
    expect(matrix.locator(".matrix-box[aria-busy]")).to_have_count(0)
    assert [parse_qs(urlsplit(url).query)["since"] for url in asked] == [["1996-03-04"]]
    matrix.go_back()
    expect(matrix.get_by_label("Since")).to_have_value("")


def test_a_matrix_is_printed_whole(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    matrix.emulate_media(media="print")
    hidden = "(box) => [box.scrollHeight - box.clientHeight, getComputedStyle(box).overflowX]"
    assert matrix.locator(".matrix-box").evaluate(hidden) == [0, "visible"]


def test_an_empty_cell_differs_from_one_with_as_much_for_as_against(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    with matrix.expect_download() as saved:
        matrix.get_by_role("button", name="CSV").click()
    with Path(saved.value.path()).open(encoding="utf-8-sig", newline="") as opened:
        _, first, second, *_ = csv.reader(opened)
    assert (first[:3], second[:3]) == (["Norland 0", "2", ""], ["Norland 1", "", "0"])


def test_moving_through_windows_by_keyboard_is_one_step_back(matrix: Page, desk: str) -> None:
    def windows(route: Route) -> None:
        (one,) = counted(2)["windows"]
        days = [f"2021-0{month}-01" for month in range(1, 6)]
        told = [{**one, "start": start, "stop": stop} for start, stop in itertools.pairwise(days)]
        route.fulfill(json={"asked": {}, "windows": told})

    matrix.route(re.compile(r"/api/matrix\?"), windows)
    open_view(matrix, desk, "#/matrix?window=months")
    before = matrix.evaluate("history.length")
    slider = matrix.get_by_label("Window", exact=True)
    slider.focus()
    for place in (2, 3):
        matrix.keyboard.press("ArrowRight")
        expect(matrix.locator(".slider-words")).to_contain_text(f"{place} of 4")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "2021-03-01 – 2021-04-01, 3 of 4")
    assert matrix.evaluate("history.length") == before + 1
    matrix.go_back()
    expect(matrix.locator(".slider-words")).to_contain_text("1 of 4")


@pytest.mark.parametrize(("view", "told"), [("", ": no actor has 2 or more."), ("?at_least=1", ".")])
def test_a_graph_without_facts_has_an_empty_matrix_and_no_problem(
    quick: Page, empty_address: str, view: str, told: str
) -> None:
    open_view(quick, empty_address, f"#/matrix{view}")
    expect(quick.locator(".matrix-box .empty")).to_have_text(f"There are no facts to count here{told}")
    expect(quick.locator(".problem")).to_have_count(0)


def test_arrow_keys_move_to_the_next_cell_with_facts(quick: Page, desk: str) -> None:
    told = counted(2)
    told["windows"][0]["cells"].append([1, 7, 1, 1, 0, 1, []])
    quick.route(re.compile(r"/api/matrix\?"), lambda route: route.fulfill(json=told))
    open_view(quick, desk, "#/matrix")
    balanced, other = quick.get_by_role("button", name="±0"), quick.get_by_role("button", name="on Harbour 7")
    balanced.focus()
    quick.keyboard.press("ArrowDown")
    expect(balanced).to_be_focused()
    quick.keyboard.press("ArrowRight")
    expect(other).to_be_focused()
    quick.keyboard.press("ArrowLeft")
    expect(balanced).to_be_focused()
