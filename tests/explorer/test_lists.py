"""A long list is shown in parts and says so, a filter without matches is shown, an error goes away with its cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.model import Actor, ActorType, Document, Evidence, Facts, Mention, MentionReason, Negotiation, TalkModality
from tests.explorer.conftest import serving
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

MANY = 205


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a graph in which one actor negotiates with many."""
    folder = tmp_path_factory.mktemp("lists") / "talks.kg"
    names = ["Norland", *(f"Island {number}" for number in range(MANY))]
    text = "".join(f"Norland met {name}. " for name in names[1:])
    at = [0, *(text.index(f"{name}.") for name in names[1:])]
    actors = tuple(
        Actor(
            str(number),
            name,
            ActorType.ORGANIZATION,
            (),
            (Mention(start, start + len(name), name, MentionReason.NAME),),
        )
        for number, (name, start) in enumerate(zip(names, at, strict=True))
    )
    talks = []
    for number, name in enumerate(names[1:], 1):
        words = f"Norland met {name}."
        start = text.index(words)
        proof = Evidence(start, start + len(words), words, "made up", 0.9)
        talks.append(Negotiation(("0", str(number)), TalkModality.ACTUAL, proof))
    with open_graph(folder, create=True) as graph:
        document = Document(text, "islands", "file:///texts/islands.txt", "The islands", dt.date(2021, 2, 3))
        graph.record.put(document, Facts(actors=actors, negotiations=tuple(talks)), "scripted 1")
        graph.catch_up()
    yield from serving(folder)


def test_the_list_of_ties_says_how_many_there_are_and_goes_on(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph")
    quick.locator(".as-list summary").click()
    rows, more = (
        quick.locator(".edge-list tbody tr"),
        quick.locator(".edge-list").get_by_role("button", name="Show more"),
    )
    expect(rows).to_have_count(200)
    expect(quick.locator(".edge-list .note")).to_have_text(f"200 of {MANY}")
    more.click()
    expect(rows).to_have_count(MANY)
    expect(more).to_have_count(0)
    expect(rows.nth(200).get_by_role("button")).to_be_focused()


def test_the_ties_of_an_actor_go_on_too(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?node=organization/norland")
    expect(quick.locator(".detail > .row .note")).to_have_text(f"60 of {MANY}")


@pytest.mark.parametrize(
    ("name", "label"),
    [("document", "Document"), ("source", "Source"), ("stance", "Stance"), ("status", "Review status")],
)
def test_a_filter_that_matches_nothing_is_shown(quick: Page, desk: str, name: str, label: str) -> None:
    open_view(quick, desk, f"#/graph?{name}=nowhere")
    expect(quick.locator(".stage > .note")).to_have_text("Nothing matches these filters.")
    expect(quick.get_by_role("combobox", name=label, exact=True)).to_have_value("nowhere")


def test_a_page_that_failed_to_load_can_be_tried_again(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/matrix")
    quick.route("**/api/*", lambda route: route.abort())
    ask = quick.get_by_role("link", name="Ask", exact=True)
    ask.click()
    expect(quick.get_by_role("heading", level=1)).to_have_text("Ask could not be shown")
    assert quick.title() == "Ask could not be shown"
    quick.get_by_role("button", name="Try again").click()
    expect(quick.locator(".problem")).to_contain_text("The server does not answer.")
    quick.unroute("**/api/*")
    ask.click()
    expect(quick.get_by_role("heading", level=1)).to_have_text("Ask")
    assert quick.title() == "Ask · talks.kg"


def test_an_unknown_question_is_a_problem(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/ask/nosuch?run=1")
    expect(quick.locator(".problem")).to_contain_text("No question is called nosuch.")


def test_a_question_mark_in_an_address_is_part_of_a_query(quick: Page, desk: str) -> None:
    query = quote("SELECT (COUNT(*) AS ?n) { ?s a neg:Negotiation }", safe="?")
    open_view(quick, desk, f"#/ask/sparql?query={query}")
    expect(quick.locator(".answer td")).to_have_text([str(MANY)])


def test_the_buttons_of_chart_and_table_say_which_is_shown(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/ask/sparql?query=" + quote("SELECT ?s { ?s a neg:Negotiation }"))
    chart = quick.get_by_role("button", name="Chart")
    expect(chart).to_have_attribute("aria-pressed", "false")
    chart.click()
    expect(chart).to_have_attribute("aria-pressed", "true")
    expect(quick.locator("figcaption")).to_contain_text(f"the first 30 of {MANY}")


def test_a_step_back_finds_a_page_as_it_was_left(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/actor/organization/norland")
    quick.get_by_role("button", name="193 more").click()
    quick.locator(".toggle").nth(150).click()
    sentence = quick.locator(".opening.open .where a")
    expect(sentence).to_have_count(1)
    top = quick.evaluate("scrollY")
    sentence.click()
    expect(quick.locator(".reader .card")).to_have_count(1)
    quick.go_back()
    expect(sentence).to_be_focused()
    assert top > 0
    assert quick.evaluate("scrollY") == top
