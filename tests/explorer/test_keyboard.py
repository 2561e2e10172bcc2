"""Without a mouse: where the focus goes, what is announced to screen readers, and which keys do something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.serve.access import Access
from tests.explorer.conftest import serving
from tests.explorer.quay import verdicts, written
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "talks.kg"


@pytest.fixture
def desk(folder: Path) -> Iterator[str]:
    written(folder)
    yield from serving(folder, Access(write=True))


@pytest.fixture
def quay(quick: Page, desk: str) -> Page:
    """The quay document, in a page of a server that may write."""
    open_view(quick, desk, "#/read")
    quick.get_by_role("link", name="At the quay").click()
    expect(quick.locator(".fact-list li")).to_have_count(5)
    return quick


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".status")).to_have_text(words)


def test_the_focus_goes_into_a_fact_and_back_to_its_line(quay: Page) -> None:
    line = quay.locator(".fact-list button.link").nth(1)
    line.focus()
    quay.keyboard.press("Enter")
    expect(quay.locator(".detail")).to_be_focused()
    quay.get_by_role("button", name="Next ›").focus()
    quay.keyboard.press("Enter")
    expect(quay.get_by_role("button", name="Next ›")).to_be_focused()
    quay.get_by_role("button", name="Previous").focus()
    quay.keyboard.press("Enter")
    quay.get_by_role("button", name="All facts").focus()
    quay.keyboard.press("Enter")
    expect(line).to_be_focused()


def test_the_focus_goes_into_the_panel_of_the_graph_and_back(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    panel = quick.locator(".detail")
    finder = quick.get_by_role("combobox", name="Find an actor in the graph")
    finder.fill("Norl")
    told(quick, "1 choice")
    finder.press("ArrowDown")
    finder.press("Enter")
    expect(panel).to_be_focused()
    told(quick, "Norland: 3 ties")
    panel.locator("table button.link").first.focus()
    quick.keyboard.press("Enter")
    expect(panel).to_be_focused()
    quick.keyboard.press("Escape")
    expect(finder).to_be_focused()


def test_clearing_the_filters_leaves_the_focus_there(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?stance=support")
    clear = quick.get_by_role("link", name="Clear all filters")
    clear.focus()
    quick.keyboard.press("Enter")
    expect(quick.get_by_label("Stance")).to_have_value("")
    expect(clear).to_be_focused()


def test_a_judgement_of_an_actor_leaves_the_focus_in_its_page(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/actor/organization/norland")
    other = quick.get_by_role("combobox", name="Another actor")
    other.fill("Sorl")
    told(quick, "1 choice")
    other.press("ArrowDown")
    other.press("Enter")
    different = quick.get_by_role("button", name="It is a different actor")
    different.focus()
    quick.keyboard.press("Enter")
    expect(quick.get_by_role("button", name="Undo")).to_be_visible()
    expect(different).to_be_focused()


def test_a_slider_tells_its_value_and_is_one_step_back(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    before = quick.evaluate("history.length")
    slider = quick.get_by_label("Minimum confidence")
    slider.focus()
    for _ in range(4):
        quick.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "0.70")
    expect(quick.locator(".slider-words")).to_have_text("0.70")
    assert "min_confidence=0.7" in quick.url
    assert quick.evaluate("history.length") == before + 1


def test_marks_are_announced(quay: Page) -> None:
    quay.keyboard.press("n")
    quay.keyboard.press("Space")
    told(quay, "1 marked")
    quay.keyboard.press("Shift+N")
    told(quay, re.compile(r"^2 marked\. Norland negotiates"))
    quay.keyboard.press("*")
    told(quay, "5 marked")
    quay.keyboard.press("Escape")
    told(quay, "0 marked")


def test_the_focus_stays_among_the_buttons_that_mark(quay: Page) -> None:
    quay.get_by_role("button", name="Mark all").focus()
    quay.keyboard.press("Enter")
    expect(quay.locator(".marked-facts")).to_be_focused()


def test_undo_says_where_there_is_nothing_to_undo(quay: Page) -> None:
    quay.keyboard.press("u")
    told(quay, "There is nothing to undo.")


def test_a_fact_can_be_added_without_a_selection(quay: Page, folder: Path) -> None:
    quay.keyboard.press("a")
    quay.get_by_label("Words that prove it").fill("Norland gave Sorland money")
    quay.get_by_label("Stance").select_option("support")
    quay.get_by_label("Holder").fill("Norland")
    quay.get_by_label("Matter").fill("money")
    quay.get_by_role("button", name="Add", exact=True).click()
    expect(quay.get_by_label("Positions 2")).to_be_checked()
    assert verdicts(folder) == ["added"]


def test_documents_that_are_found_are_counted_aloud(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/read")
    quick.get_by_label("Find", exact=True).fill("herring")
    expect(quick.get_by_role("status").filter(has_text="0 documents")).to_be_visible()


def test_a_letter_decides_only_while_the_focus_is_in_the_document(quay: Page, folder: Path) -> None:
    quay.keyboard.press("n")
    expect(quay.locator(".card")).to_have_count(1)
    quay.get_by_role("link", name="Graph", exact=True).focus()
    quay.keyboard.press("x")
    quay.locator(".detail").focus()
    quay.keyboard.press("c")
    expect(quay.locator(".card")).to_contain_text("confirmed by")
    assert verdicts(folder) == ["confirmed"]


def test_single_letter_shortcuts_can_be_switched_off(quay: Page, folder: Path) -> None:
    switch = quay.get_by_role("button", name="Single-letter shortcuts")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    quay.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    quay.locator(".fact-list .pick").first.focus()
    for key in "xXcn*/":
        quay.keyboard.press(key)
    expect(quay.locator(".fact-list .pick").first).to_be_focused()
    quay.keyboard.press("ArrowDown")
    expect(quay.locator(".fact-list .pick").nth(1)).to_be_focused()
    expect(quay.locator(".keeping[hidden]")).to_have_count(1)
    assert verdicts(folder) == []
