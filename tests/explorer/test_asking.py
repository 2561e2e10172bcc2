"""Questions: the latest one is answered, as it was asked, in a table that is legible and can be downloaded."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.explorer.conftest import NAMES
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

POSITIONS = "#/ask/positions-of-actor"
ACROSS = 1047
"""The width of a sheet of A4 turned sideways, in pixels, without its margins."""


def rows(page: Page, number: int) -> None:
    expect(page.locator(".answer tbody tr")).to_have_count(number)


def test_an_answer_that_comes_late_does_not_replace_a_later_one(quick: Page, address: str) -> None:
    held: list[Route] = []
    quick.route(re.compile(r"/api/questions/positions-of-actor\?$"), lambda route: held.append(route))
    open_view(quick, address, f"{POSITIONS}?run=1")
    quick.fill(".question-form input[role=combobox] >> nth=0", "Japan")
    with quick.expect_response(lambda response: "actor=Japan" in response.url):
        quick.get_by_role("button", name="Ask", exact=True).click()
    rows(quick, len(NAMES))
    (late,) = held
    with quick.expect_response(lambda response: response.url == late.request.url):
        late.continue_()
    quick.wait_for_timeout(300)
    rows(quick, len(NAMES))


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_a_query_that_is_answered_late_does_not_replace_a_later_one(quick: Page, address: str, language: str) -> None:
    held: list[Route] = []
    quick.route(f"**/api/{language}", lambda route: route.continue_() if held else held.append(route))
    texts = {"sparql": "SELECT ?p { ?p a neg:Position } LIMIT 3", "cypher": "MATCH (p:Position) RETURN p.id LIMIT 3"}
    open_view(quick, address, f"#/ask/{language}?query={quote(texts[language])}")
    quick.click(".cm-content")
    quick.keyboard.press("Control+End")
    quick.keyboard.press("Backspace")
    quick.keyboard.type("2")
    quick.get_by_role("button", name="Ask", exact=True).click()
    rows(quick, 2)
    (late,) = held
    with quick.expect_response(lambda response: response.request == late.request):
        late.continue_()
    quick.wait_for_timeout(300)
    rows(quick, 2)


def test_a_question_is_not_asked_before_the_button_is_pressed(quick: Page, address: str) -> None:
    asked: list[str] = []
    quick.on("request", lambda request: asked.append(request.url))
    open_view(quick, address, POSITIONS)
    expect(quick.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(quick.locator(".answer-box")).to_be_empty()
    assert not any("/api/questions/" in url for url in asked)


def test_words_typed_into_a_field_without_enter_are_asked_too(quick: Page, address: str) -> None:
    open_view(quick, address, POSITIONS)
    quick.fill(".question-form input[role=combobox] >> nth=0", "Japan")
    quick.get_by_role("button", name="Ask", exact=True).click()
    rows(quick, len(NAMES))
    expect(quick.locator(".chip")).to_have_text("Japan×")
    assert "actor=Japan" in quick.url


def test_a_table_breaks_no_word_and_scrolls_sideways_in_its_box(quick: Page, address: str) -> None:
    open_view(quick, address, f"{POSITIONS}?actor=Japan&run=1")
    rows(quick, len(NAMES))
    narrow = quick.evaluate("""() => {
      return [...document.querySelectorAll(".answer td")].filter((cell) => /^[a-z]{4,12}$/.test(cell.textContent))
        .filter((cell) => cell.querySelector("bdi").getClientRects().length > 1).map((cell) => cell.textContent);
    }""")
    assert narrow == []
    long = quick.locator(".answer td.long").first
    assert long.evaluate("(cell) => cell.getBoundingClientRect().width") > 200
    assert quick.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_csv_file_has_a_byte_order_mark_for_spreadsheets(quick: Page, address: str) -> None:
    open_view(quick, address, f"{POSITIONS}?actor=Japan&run=1")
    with quick.expect_download() as saved:
        quick.get_by_role("button", name="CSV").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_answer_is_printed_with_all_columns_and_what_was_asked(quick: Page, address: str) -> None:
    quick.set_viewport_size({"width": ACROSS, "height": 794})
    open_view(quick, address, f"{POSITIONS}?actor=Japan")
    rows(quick, len(NAMES))
    expect(quick.locator(".asked")).to_be_hidden()
    quick.emulate_media(media="print")
    expect(quick.locator(".question-form")).to_be_hidden()
    expect(quick.locator(".asked")).to_contain_text("Actor: Japan.")
    assert quick.evaluate("document.documentElement.scrollWidth") <= ACROSS
    right = "(head) => head.getBoundingClientRect().right"
    assert quick.locator(".answer th").last.evaluate(right) <= ACROSS
