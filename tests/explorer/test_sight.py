"""A page says the same enlarged, in forced colours, with the user's font size, and with reduced motion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.conftest import serving
from tests.explorer.quay import written
from tests.explorer.test_matrix import answered
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

COVERED = """backwards => {
  const cells = [...document.querySelectorAll(".matrix td button")];
  if (backwards) cells.reverse();
  return cells.filter((cell) => {
    cell.focus();
    const {x, y, width, height} = cell.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) !== cell;
  }).length;
}"""
"""How many cells of a matrix are covered by something else when they get the focus."""
LOOK = "(one) => { const look = getComputedStyle(one); return [look.backgroundColor, look.borderBottom]; }"


@pytest.fixture
def matrix(quick: Page, desk: str) -> Page:
    quick.route(re.compile(r"/api/matrix\?"), answered)
    return quick


@pytest.mark.parametrize("size", [(1280, 800), (640, 360), (320, 256)])
def test_the_cell_with_the_focus_is_not_covered(matrix: Page, desk: str, size: tuple[int, int]) -> None:
    matrix.set_viewport_size({"width": size[0], "height": size[1]})
    open_view(matrix, desk, "#/matrix")
    expect(matrix.locator(".matrix td button")).to_have_count(3)
    assert [matrix.evaluate(COVERED, backwards) for backwards in (False, True)] == [0, 0]
    assert matrix.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_forced_colours_tell_facts_from_the_rest_of_a_text(quick: Page, desk: str) -> None:
    quick.emulate_media(forced_colors="active")
    open_view(quick, desk, "#/read")
    quick.get_by_role("link", name="At the quay").click()
    plain = quick.locator(".text span:not(.fact, .mention)").first.evaluate(LOOK)
    facts = [quick.locator(f".text .{kind}").first.evaluate(LOOK) for kind in ("fact-for", "fact-against")]
    assert plain not in facts
    assert facts[0] != facts[1]
    quick.keyboard.press("n")
    chosen = quick.locator(".text .chosen").first.evaluate(LOOK)
    assert chosen[0] != plain[0]


def test_forced_colours_show_which_choice_is_taken(quick: Page, desk: str) -> None:
    quick.emulate_media(forced_colors="active")
    open_view(quick, desk, "#/")
    quick.locator(".finder input").fill("land")
    expect(quick.get_by_role("option")).to_have_count(3)
    quick.keyboard.press("ArrowDown")
    first, second = (quick.get_by_role("option").nth(number).evaluate(LOOK) for number in (0, 1))
    assert first != second


def test_forced_colours_keep_the_colours_of_legends(quick: Page, desk: str) -> None:
    quick.emulate_media(forced_colors="active")
    open_view(quick, desk, "#/graph")
    signs = "(all) => new Set(all.map((one) => getComputedStyle(one).backgroundColor)).size"
    dots = quick.locator(".legend :is(.dot, .swatch)")
    assert dots.evaluate_all(signs) == dots.count()


def test_letters_follow_the_font_size_of_the_browser(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/")
    client = quick.context.new_cdp_session(quick)
    client.send("Page.enable")
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    quick.reload()
    expect(quick.locator("h1")).to_be_visible()
    assert quick.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 28


def test_a_name_that_is_cut_has_a_title_with_all_of_it(matrix: Page, desk: str) -> None:
    open_view(matrix, desk, "#/matrix")
    expect(matrix.locator(".matrix tbody th").first).to_have_attribute("title", "Norland 1")


def test_with_reduced_motion_a_graph_is_shown_once_it_is_laid_out(quick: Page, tmp_path: Path) -> None:
    written(tmp_path / "talks.kg")
    quick.emulate_media(reduced_motion="reduce")
    for desk in serving(tmp_path / "talks.kg"):
        quick.add_init_script(
            "addEventListener('DOMContentLoaded', () => new MutationObserver((told) => { window.laid = [...(window.laid"
            " ?? []), ...told.map(({target}) => target.dataset.laid)]; }).observe(document, {subtree: true,"
            " attributeFilter: ['data-laid']}));"
        )
        open_view(quick, desk, "#/graph")
        expect(quick.locator(".canvas")).to_have_attribute("data-laid", "true")
        assert quick.evaluate("window.laid") == ["false", "true"]
