"""Decisions in a browser, about an actor or about many facts, become judgements of the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.serve.access import Access
from tests.explorer.conftest import document, serving
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

NAME = "Norland Office"
ACTOR = "#/actor/organization/norland-office"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two documents, months apart, that say the same."""
    place = tmp_path_factory.mktemp("judged") / "talks.kg"
    with open_graph(place, create=True) as graph:
        for number in (0, 5):
            found, facts = document(number, NAME)
            graph.record.put(found, facts, "scripted 1")
        graph.catch_up()
    return place


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    """A server over the graph, which may write."""
    yield from serving(folder, Access(write=True))


def standing(folder: Path) -> Counter[str]:
    """The number of judgements of each verdict, those that hold and those that were undone."""
    with open_graph(folder) as graph:
        undone = (state.reach.value == "undone" for state in graph.judgements())
        verdicts = (state.judgement.verdict.value for state in graph.judgements())
        return Counter(
            f"{verdict}, undone" if gone else verdict for verdict, gone in zip(verdicts, undone, strict=True)
        )


def test_an_actor_can_be_merged_and_split_on_its_page(quick: Page, desk: str) -> None:
    def section(title: str) -> str:
        return quick.locator("section", has=quick.get_by_role("heading", name=title, exact=True)).inner_text()

    open_view(quick, desk, ACTOR)
    assert "2020-01-01 – 2020-05-30 Norland Office, Japan" in " ".join(section("Roles over time").split())
    assert "2 for · 0 against" in section("Positions by issue")
    assert "rejects" in section("Who stands against it")
    asked = section("Demands, proposals and offers, and what was answered")
    assert asked.count("demands of Japan") == asked.count("→ Japan rejects") == 2
    own = quick.locator("section", has=quick.get_by_role("heading", name="Identity"))
    own.get_by_label("Reason").fill("one office <b>")
    own.get_by_role("combobox").fill("Jap")
    own.get_by_role("option").first.click()
    own.get_by_role("button", name="It is the same actor").click()
    expect(own.get_by_role("listitem")).to_contain_text("because: one office <b>")
    expect(own).to_contain_text("Its names: Norland Office; Japan")
    own.get_by_role("button", name="Undo").click()
    expect(own.get_by_role("listitem")).to_have_count(0)
    own.get_by_label("Reason").fill("two desks")
    own.get_by_label("It is a different actor where it is called").fill(NAME)
    own.get_by_label("Name of the other actor").fill("Sorland")
    own.get_by_role("button", name="Split").click()
    expect(quick.locator(".problem")).to_contain_text("No fact of this graph is about")
    open_view(quick, desk, "#/actor/organization/sorland")
    expect(quick.get_by_role("heading", level=1)).to_have_text("Sorland")
    assert "2 for · 0 against" in section("Positions by issue")


def test_marked_facts_are_decided_by_keyboard_and_undone_together(quick: Page, desk: str, folder: Path) -> None:
    with open_graph(folder) as graph:
        line = next(iter(graph.record.documents()))
    open_view(quick, desk, f"#/read/{line.id}")
    heading = quick.locator(".detail h2").first
    expect(heading).to_have_text("5 facts")
    quick.locator(".fact-list .pick").first.focus()
    quick.keyboard.press("Shift+ArrowDown")
    expect(quick.locator(".marked-facts .note")).to_have_text("2 marked")
    quick.keyboard.down("x")
    quick.keyboard.down("x")
    expect(heading).to_have_text("3 facts")
    quick.keyboard.up("x")
    quick.keyboard.press("u")
    expect(heading).to_have_text("5 facts")
    before = standing(folder)
    assert before["rejected, undone"] == 2
    quick.keyboard.press("*")
    expect(quick.locator(".marked-facts .note")).to_have_text("5 marked")
    quick.locator(".kinds input:checked").first.uncheck()
    expect(heading).not_to_have_text("5 facts")
    expect(quick.locator(".marked-facts .note")).to_have_text(heading.inner_text().replace("facts", "marked"))
    quick.keyboard.press("Escape")
    quick.locator(".kinds input:not(:checked)").first.check()
    quick.locator(".fact-list button", has_text="demand").first.click()
    expect(quick.locator(".alike")).to_contain_text("1 other fact says the same.")
    quick.keyboard.press("Shift+C")
    expect(quick.locator(".card").first).to_contain_text(re.compile("Reviewed\\s*confirmed by"))
    assert (standing(folder) - before)["confirmed"] == 2


def test_decisions_of_ones_own_do_not_count_as_somebody_elses(quick: Page, desk: str, folder: Path) -> None:
    with open_graph(folder) as graph:
        first, second = (line.id for line in graph.record.documents())
        fact = graph.record.facts(first).positions[-1].id
    before = standing(folder)
    open_view(quick, desk, f"#/read/{first}?fact={fact}")
    reviewed = quick.locator(".card").first
    expect(quick.locator(".alike")).to_contain_text("1 other fact says the same.")
    quick.keyboard.press("Shift+C")
    expect(reviewed).to_contain_text("confirmed by")
    for place in (f"#/read/{second}", f"#/read/{first}?fact={fact}"):
        quick.evaluate("place => { location.hash = place; }", place)
        expect(quick.locator("main")).to_have_attribute("data-view", place.removeprefix("#/").partition("?")[0])
    quick.keyboard.press("u")
    expect(reviewed).not_to_contain_text("confirmed by")
    quick.evaluate("place => { location.hash = place; }", f"#/read/{first}?fact={fact}")
    expect(quick.locator(".alike")).to_contain_text("1 other fact says the same.")
    quick.keyboard.press("Shift+C")
    expect(reviewed).to_contain_text("confirmed by")
    assert standing(folder) - before == Counter({"confirmed": 2, "confirmed, undone": 2})
    quick.keyboard.press("u")
    expect(reviewed).not_to_contain_text("confirmed by")


def test_sentences_behind_a_line_are_decided_together(quick: Page, desk: str, folder: Path) -> None:
    before = standing(folder)
    open_view(quick, desk, "#/graph?show=against")
    quick.click(".as-list summary")
    quick.click(".edge-list button.link")
    picks = quick.locator(".sentences .pick")
    expect(picks).to_have_count(2)
    picks.first.focus()
    quick.keyboard.press("s")
    expect(quick.locator(".marked-facts .note")).to_have_text("2 marked")
    quick.keyboard.press("x")
    expect(picks).to_have_count(0)
    assert (standing(folder) - before)["rejected"] == 2
    quick.click(".marked-facts button:has-text('Mark all')")
    expect(quick.locator(".marked-facts .note")).to_have_text("None marked")
    quick.click(".marked-facts button:has-text('Undo')")
    expect(picks).to_have_count(2)
