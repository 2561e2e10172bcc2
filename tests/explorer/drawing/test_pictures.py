"""The picture of the graph: names that do not cover each other, a key, and an SVG that can be published."""

from __future__ import annotations

import itertools
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from benchmarks.explorer import generated_answer
from tests.explorer.conftest import NAMES
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

SVG = "{http://www.w3.org/2000/svg}"
RECORDER = """
window.names = [];
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
const isNames = ({ canvas }) => canvas.classList.contains("sigma-labels");
CanvasRenderingContext2D.prototype.clearRect = function (...given) {
  if (isNames(this)) window.names = [];
  clearRect.apply(this, given);
};
CanvasRenderingContext2D.prototype.fillText = function (...given) {
  if (isNames(this)) window.names.push([...given, this.measureText(given[0]).width]);
  fillText.apply(this, given);
};
"""
"""Keeps the names on the picture, with x, y and width."""
KEY_RECORDER = """
window.key = [];
const { fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (...given) {
  if (!this.canvas.isConnected) window.key.push(given);
  fillText.apply(this, given);
};
"""
"""Keeps what is written on canvases that are not on the page, with x and y."""
LINE_HEIGHT = 10


def open_graph(page: Page, address: str) -> None:
    """Open the graph, and wait for its layout."""
    open_view(page, address, "#/graph")
    expect(page.locator(".canvas")).to_have_attribute("data-laid", "true")
    page.wait_for_timeout(500)


def drawn_names(page: Page, address: str) -> list[tuple[str, float, float, float]]:
    page.add_init_script(RECORDER)
    open_graph(page, address)
    return [(text, x, y, width) for text, x, y, width in page.evaluate("window.names")]


def test_names_cover_no_other_name_and_are_drawn_once(quick: Page, address: str) -> None:
    names = drawn_names(quick, address)
    assert names
    for (_, x, y, width), (_, other_x, other_y, other_width) in itertools.combinations(names, 2):
        assert abs(y - other_y) >= LINE_HEIGHT or x + width <= other_x or other_x + other_width <= x


def test_names_of_a_stored_layout_are_drawn_at_once(quick: Page, address: str) -> None:
    before = {text for text, *_ in drawn_names(quick, address)}
    quick.goto("about:blank")
    open_view(quick, address, "#/graph")
    quick.wait_for_timeout(1000)
    assert {text for text, *_ in quick.evaluate("window.names")} == before


def test_the_key_names_communities_in_place_of_types(quick: Page, address: str) -> None:
    open_view(quick, address, "#/graph?colour=community")
    legend = quick.locator(".legend")
    expect(legend).to_contain_text("a community")
    expect(legend).not_to_contain_text("delegation")
    expect(legend.locator("li:has(.dot)").first).to_have_text(re.compile(r"^Japan, .* and \d+ others$", re.DOTALL))
    with quick.expect_download() as saved:
        quick.get_by_role("button", name="SVG").click()
    assert "Japan, " in Path(saved.value.path()).read_text(encoding="utf-8")


def test_an_svg_has_every_name_a_key_and_arrows(quick: Page, address: str) -> None:
    open_graph(quick, address)
    with quick.expect_download() as saved:
        quick.get_by_role("button", name="SVG").click()
    root = ElementTree.parse(Path(saved.value.path())).getroot()
    titles = {title.text for title in root.iter(f"{SVG}title")}
    assert {name for name in NAMES if "\u0648" in name} <= titles
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"state", "against", "talks"} <= set(texts)
    heads = [path for path in root.iter(f"{SVG}path") if path.get("fill") != "none" and path.get("d", "").endswith("Z")]
    assert heads


def test_a_png_has_a_key_below_the_picture(quick: Page, address: str) -> None:
    quick.add_init_script(KEY_RECORDER)
    open_graph(quick, address)
    with quick.expect_download() as saved:
        quick.get_by_role("button", name="PNG").click()
    width, height = struct.unpack(">II", Path(saved.value.path()).read_bytes()[16:24])
    drawn = quick.evaluate("document.querySelector('.canvas canvas').height")
    assert height > drawn
    key = {words: drawn + y for words, x, y in quick.evaluate("window.key") if x < width}
    assert {"state", "against", "talks"} <= set(key)
    assert all(drawn < y < height for y in key.values())


def test_the_made_up_graph_of_the_benchmark_is_drawn(quick: Page, desk: str) -> None:
    made_up = generated_answer(actors=20, lines=30)
    quick.route("**/api/graph", lambda route: route.fulfill(json=made_up))
    open_graph(quick, desk)
    expect(quick.locator(".stage > .note")).to_contain_text(", 30 lines, ")
