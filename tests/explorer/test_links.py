"""A link leads where it says: to a sentence far down, to the actor that another was merged into; or says why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.model import Document, Facts
from kg.serve.access import Access
from kg.serve.carried import export_page
from tests.explorer.conftest import serving
from tests.explorer.quay import verdicts, written
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

BEFORE = "😀 Nobody spoke of anything.\n\n" * 300
SOUGHT = "The herring quota was left aside."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph of the quay document and of a long document without facts, with a sentence to be found far down."""
    place = tmp_path / "talks.kg"
    written(place)
    text = f"{BEFORE}{SOUGHT} So they went home.\n\n{BEFORE}"
    with open_graph(place) as graph:
        document = Document(text, "long", "file:///texts/long.txt", "A long day", dt.date(2021, 3, 4))
        graph.record.put(document, Facts(), "scripted 1")
        graph.catch_up()
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[str]:
    yield from serving(folder, Access(write=True))


def position(folder: Path) -> str:
    with open_graph(folder) as graph:
        (found,) = graph.record.facts("quay").positions
        return found.id


def marked(page: Page) -> str:
    words = page.evaluate("[...document.querySelectorAll('.text .chosen')].map((s) => s.textContent).join('')")
    assert isinstance(words, str)
    return words


@pytest.mark.parametrize("kind", ["server", "file"])
def test_a_sentence_that_was_found_is_shown_and_marked(quick: Page, desk: str, folder: Path, kind: str) -> None:
    place = desk
    if kind == "file":
        with open_graph(folder) as graph:
            export_page(graph, folder.parent / "talks.html")
        place = (folder.parent / "talks.html").as_uri()
    open_view(quick, place, "#/search?words=herring")
    quick.get_by_role("link", name="A long day").click()
    sentence = quick.locator(".text .chosen")
    expect(sentence).to_have_text(SOUGHT)
    expect(sentence).to_be_in_viewport()


@pytest.mark.parametrize("at", ["5-2", "999999-", "x", "-1-7", "3"])
def test_no_position_in_an_address_changes_the_text(quick: Page, desk: str, folder: Path, at: str) -> None:
    with open_graph(folder) as graph:
        text, id_ = graph.record.document("long").text, graph.record.document("long").id
    open_view(quick, desk, f"#/read/{id_}?at={at}")
    shown = "[...document.querySelectorAll('.text p')].map((p) => p.textContent).filter(Boolean).join('\\n\\n')"
    assert quick.evaluate(shown) == text.rstrip("\n")


def test_a_link_to_a_rejected_fact_says_so_and_lets_one_undo(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    with open_graph(folder) as graph:
        graph.judge("rejected", fact, by="ann", why="a <b>joke</b>")
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
    gone = quick.locator(".detail .problem")
    expect(gone).to_contain_text("The fact of this address is not in the graph.")
    expect(gone).to_contain_text("rejected by ann")
    expect(gone).to_contain_text("because: a <b>joke</b>")
    gone.get_by_role("button", name="Undo").click()
    expect(quick.locator(".card")).to_contain_text("Norland supports")


def test_a_link_to_no_fact_says_so_until_one_goes_on(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact[:-4]}0000")
    expect(quick.locator(".detail .problem")).to_contain_text("The reading of this document does not have it.")
    quick.keyboard.press("n")
    expect(quick.locator(".card")).to_have_count(1)
    quick.keyboard.press("Escape")
    expect(quick.locator(".fact-list li")).to_have_count(5)
    expect(quick.locator(".detail .problem")).to_have_count(0)


@pytest.mark.parametrize("chosen", ["edge=a b for", "node=state/XX"])
def test_a_link_to_no_line_or_actor_of_the_graph_says_so(quick: Page, desk: str, chosen: str) -> None:
    open_view(quick, desk, f"#/graph?{chosen}")
    expect(quick.locator(".detail .empty")).to_contain_text("No tie of it matches these filters")


def test_the_panel_beside_the_graph_follows_the_filters(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?node=organization/norland")
    ties = quick.locator(".detail tbody tr")
    expect(ties).to_have_count(3)
    quick.locator("label.tick:has-text('Talks') input").uncheck()
    expect(ties).to_have_count(2)


def test_a_link_to_a_merged_actor_leads_to_the_other_one(quick: Page, desk: str, folder: Path) -> None:
    with open_graph(folder) as graph:
        graph.judge("same", ("organization/norland", "organization/sorland"), by="ann")
    open_view(quick, desk, "#/actor/organization/sorland")
    expect(quick.locator("main")).to_contain_text("organization/sorland is organization/norland now")
    expect(quick.get_by_role("heading", name="Measures", exact=True)).to_be_visible()
    open_view(quick, desk, "#/graph?ego=organization/sorland&node=organization/sorland")
    expect(quick.locator(".detail tbody tr")).to_have_count(1)
    expect(quick.locator(".stage > .note")).to_contain_text("2 nodes")


@pytest.mark.parametrize("ends", ["norland organization/westland", "westland organization/norland"])
def test_a_link_to_a_line_of_a_merged_actor_leads_to_the_other_one(
    quick: Page, desk: str, folder: Path, ends: str
) -> None:
    with open_graph(folder) as graph:
        graph.judge("same", ("organization/sorland", "organization/westland"), by="ann")
    open_view(quick, desk, f"#/graph?edge=organization/{ends} talks")
    other = quick.locator(".detail h2 a").last
    expect(other).to_have_attribute("href", "#/actor/organization/sorland")
    expect(quick.locator(".detail .sentences")).to_contain_text("Norland will meet Westland")


def test_what_was_rejected_can_be_taken_back_after_a_reload(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
    quick.keyboard.press("x")
    expect(quick.locator(".kinds")).not_to_contain_text("Positions")
    quick.reload()
    expect(quick.locator(".detail details")).to_contain_text("1 fact rejected")
    quick.keyboard.press("u")
    expect(quick.get_by_label("Positions 1")).to_be_checked()


def test_another_tab_lists_rejected_facts_with_undo(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    with open_graph(folder) as graph:
        graph.judge("rejected", fact, by="ann")
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}")
    quick.locator(".detail summary").click()
    quick.locator(".detail details").get_by_role("button", name="Undo").click()
    expect(quick.locator(".card")).to_contain_text("Norland supports")
    expect(quick.locator(".detail details")).to_have_count(0)


def test_a_decision_against_somebody_elses_is_warned_of_first(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
    expect(quick.locator(".card")).to_have_count(1)
    with open_graph(folder) as graph:
        graph.judge("confirmed", fact, by="ann")
    quick.keyboard.press("x")
    expect(quick.locator(".problem")).to_contain_text("Somebody has decided meanwhile: confirmed by ann.")
    expect(quick.locator(".card")).to_contain_text("confirmed by ann")
    assert verdicts(folder) == ["confirmed"]
    quick.keyboard.press("x")
    expect(quick.locator(".kinds")).not_to_contain_text("Positions")


def test_a_decision_after_somebody_elses_undo_is_warned_of_first(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    with open_graph(folder) as graph:
        made = graph.judge("confirmed", fact, by="ann")
        open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
        expect(quick.locator(".card")).to_contain_text("confirmed by ann")
        graph.undo(made.id, by="ann")
    quick.keyboard.press("x")
    expect(quick.locator(".problem")).to_contain_text("Somebody has decided meanwhile: undone.")


def test_somebody_elses_rejection_names_the_fact_and_where_it_is_undone(quick: Page, desk: str, folder: Path) -> None:
    fact = position(folder)
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
    expect(quick.locator(".card")).to_have_count(1)
    with open_graph(folder) as graph:
        graph.judge("rejected", fact, by="ann")
    quick.keyboard.press("c")
    problem = quick.locator(".problem").first
    expect(problem).to_contain_text("Somebody has decided meanwhile: 1 fact rejected, or no longer found.")
    expect(problem).not_to_contain_text("again")
    assert verdicts(folder) == ["rejected"]
    problem.get_by_role("link", name="Norland supports the dyke").click()
    expect(quick.locator(".detail")).to_contain_text("rejected by ann")
    quick.locator(".detail .problem").get_by_role("button", name="Undo").click()
    expect(quick.locator(".card")).to_contain_text("Norland supports")
