"""What pages say of demands on several, of measures taken and lifted, of namesakes, and of facts without a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from kg.graph import open_graph
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Granularity,
    IssueLink,
    Mention,
    MentionReason,
    Passage,
    Position,
    PositionModality,
    Stance,
)
from kg.serve.access import Access
from kg.serve.carried import export_page
from tests.explorer.conftest import serving
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

RIVER = (
    "Norland urged Sorland and Westland to open the locks. Some advisers offered Norland a lower toll. "
    "Norland lifted its tariff on Sorland. Norland put a tariff on Sorland. Sorland welcomed the dam. "
    "Sorland deplored the dam. Westland accepted the quota. Hard-liners want a wall."
)
LAKE = "Hard-liners doubt the dredging. Westland doubts the quota."
LOCAL = {"Norland": "no", "Sorland": "so", "Westland": "we", "Some advisers": "ad", "Hard-liners": "ha"}
DAM = (IssueLink("Tariffs", 0.9),)


class Told:
    """The facts of one text, each proved by the sentence that begins with given words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def proof(self, begins: str) -> Evidence:
        start = self.text.index(begins)
        end = self.text.index(".", start)
        return Evidence(start, end, self.text[start:end], "made up", 0.9)

    def actors(self) -> tuple[Actor, ...]:
        found = []
        for name in LOCAL:
            if (start := self.text.find(name)) >= 0:
                kind = ActorType.GROUP if name[-1] == "s" else ActorType.ORGANIZATION
                mention = Mention(start, start + len(name), name, MentionReason.NAME)
                found.append(Actor(LOCAL[name], name, kind, (), (mention,)))
        return tuple(found)

    def position(self, holder: str, stance: Stance, begins: str, matter: str, **more: Any) -> Position:
        start = self.text.index(matter, self.text.index(begins))
        addressee = more.pop("addressee", None)
        passage = Passage(start, start + len(matter), matter)
        return Position(holder, stance, passage, addressee, PositionModality.ASSERTED, self.proof(begins), **more)


def river() -> Facts:
    told = Told(RIVER)
    tariff = (None, None, 10.0)
    return Facts(
        actors=told.actors(),
        positions=(
            *(
                told.position("no", Stance.DEMAND, "Norland urged", "open the locks", addressee=other)
                for other in ("so", "we")
            ),
            told.position("ad", Stance.OFFER, "Some advisers", "a lower toll", addressee="no"),
            told.position("so", Stance.SUPPORT, "Sorland welcomed", "the dam", issues=DAM),
            told.position("so", Stance.OPPOSE, "Sorland deplored", "the dam", issues=DAM),
            told.position(
                "we",
                Stance.ACCEPT,
                "Westland accepted",
                "the quota",
                date=dt.date(1969, 1, 1),
                granularity=Granularity.YEAR,
            ),
            told.position("ha", Stance.SUPPORT, "Hard-liners want", "a wall"),
        ),
        actions=(
            Action(
                "no",
                ActionKind.TARIFF,
                "so",
                *tariff,
                ActionStatus.LIFTED,
                told.proof("Norland lifted"),
                dt.date(2018, 5, 3),
            ),
            Action(
                "no",
                ActionKind.TARIFF,
                "so",
                *tariff,
                ActionStatus.IN_FORCE,
                told.proof("Norland put"),
                dt.date(2018, 7, 6),
            ),
        ),
    )


def lake() -> Facts:
    told = Told(LAKE)
    return Facts(
        actors=told.actors(),
        positions=(
            told.position("ha", Stance.CONCERN, "Hard-liners doubt", "the dredging"),
            told.position("we", Stance.CONCERN, "Westland doubts", "the quota"),
        ),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of both texts; that about the lake has no date."""
    place = tmp_path_factory.mktemp("river") / "talks.kg"
    with open_graph(place, create=True) as graph:
        day = dt.date(2019, 3, 5)
        graph.record.put(Document(RIVER, "river", "file:///texts/river.txt", "River", day), river(), "scripted 1")
        graph.record.put(Document(LAKE, "lake", "file:///texts/lake.txt", "Lake"), lake(), "scripted 1")
        graph.catch_up()
    return place


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    """A server over both texts that may write."""
    yield from serving(folder, Access(write=True))


def lines(page: Page, title: str) -> Locator:
    """The lines of a section of an actor's page."""
    return page.locator("section", has=page.get_by_role("heading", name=title, exact=True)).locator(".told")


def test_a_demand_on_several_is_demanded_of_each(quick: Page, desk: str) -> None:
    for other in ("sorland", "westland"):
        open_view(quick, desk, f"#/actor/organization/{other}")
        expect(lines(quick, "Demanded of it, or proposed or offered to it")).to_contain_text("open the locks")


def test_a_measure_that_was_lifted_is_another_line_than_one_in_force(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/actor/organization/norland")
    expect(lines(quick, "Measures")).to_have_text(
        [
            "▸ 2018-07-06 tariff, 10 percent on Sorland (in-force) 1",
            "▸ 2018-05-03 tariff, 10 percent on Sorland (lifted) 1",
        ]
    )


def test_a_balance_of_for_and_against_is_a_cell_with_its_sentences(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/matrix?row=organization/sorland&column=Tariffs")
    expect(quick.locator(".detail h2")).to_have_text("Sorland on Tariffs: 1 for, 1 against, mean strength 0")
    expect(quick.locator(".detail blockquote")).to_have_text(["Sorland welcomed the dam", "Sorland deplored the dam"])
    quick.locator(".detail .close").click()
    expect(quick.locator(".matrix td.mixed button").first).to_have_text("±0")


def test_a_demand_of_somebody_is_no_line_for_them(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?show=for&show=demands")
    quick.locator(".as-list summary").click()
    rows = quick.locator(".edge-list tbody tr")
    expect(rows).to_have_count(3)
    assert {row.locator("td").first.inner_text() for row in rows.all()} == {"Demands of, offers to"}
    open_view(quick, desk, "#/graph?show=for&issues=1")
    quick.locator(".as-list summary").click()
    expect(rows.filter(has_text="Norland")).to_contain_text("For")


def test_the_verb_of_a_demand_or_offer_fits_whom_it_addresses_and_who_says_it(quick: Page, desk: str) -> None:
    title = "Demands, proposals and offers, and what was answered"
    open_view(quick, desk, "#/actor/organization/norland")
    shown = lines(quick, title)
    expect(shown).to_have_count(2)
    expect(shown.filter(has_text="Westland")).to_contain_text("demands of Westland: open the locks")
    offered = lines(quick, "Demanded of it, or proposed or offered to it")
    expect(offered).to_contain_text("Some advisers offer: a lower toll")
    offered.get_by_role("link").click()
    expect(quick.get_by_role("heading", level=1)).to_have_text("Some advisers")
    expect(lines(quick, title)).to_contain_text("offer to Norland: a lower toll")


def test_sentences_say_what_each_of_their_facts_claims(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?edge=organization/norland organization/westland demands")
    expect(quick.locator(".detail .who")).to_have_text("Norland demands of Westland: open the locks")
    expect(quick.locator(".detail blockquote")).to_contain_text("Sorland and Westland")


def test_a_year_is_no_first_of_january_and_what_is_undated_stands_apart(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/actor/organization/westland")
    positions = quick.locator("section", has=quick.get_by_role("heading", name="Positions by issue"))
    expect(positions.locator("p.note").first).to_contain_text("1969; a mark above the line is for")
    expect(positions).not_to_contain_text("1969-01-01")
    strip = positions.locator(".strip")
    expect(strip).to_have_attribute("aria-label", "2 positions: undated concern, 1969 accept")
    expect(strip.locator("rect.against")).to_have_count(1)
    assert float(strip.locator("circle").get_attribute("cx") or 0) > float(
        strip.locator("line").get_attribute("x1") or 0
    )


def test_namesakes_are_told_apart_where_one_is_found(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/")
    quick.get_by_role("combobox").fill("Hard-l")
    expect(quick.get_by_role("option")).to_contain_text(["Hard-liners (lake)", "Hard-liners (river)"])
    open_view(quick, desk, "#/graph?show=for&show=against&issues=1")
    quick.locator(".as-list summary").click()
    expect(quick.locator(".edge-list")).to_contain_text("Hard-liners (lake)")


def test_a_file_has_the_same_matrix_as_the_server(quick: Page, desk: str, folder: Path, tmp_path: Path) -> None:
    with open_graph(folder) as graph:
        export_page(graph, tmp_path / "talks.html")
    shown = []
    for place in (desk, (tmp_path / "talks.html").as_uri()):
        for view in ("#/matrix", "#/matrix?at_least=1", "#/matrix?at_least=3"):
            quick.goto("about:blank")
            open_view(quick, place, view)
            expect(quick.get_by_label("Minimum facts per actor")).to_be_visible()
            shown.append(quick.locator(".matrix-box").inner_text())
    assert shown[:3] == shown[3:]
    assert len({*shown}) == 3


def test_an_address_may_name_a_month_or_a_year(quick: Page, desk: str) -> None:
    open_view(quick, desk, "#/graph?since=2018-02&until=2018&node=organization/norland")
    expect(quick.locator(".stage > .note")).to_have_text("2 nodes, 1 line, 2 facts")
    expect(quick.get_by_label("since", exact=False).first).to_have_value("2018-02-01")
    expect(quick.get_by_label("until", exact=False).first).to_have_value("2018-12-31")
    open_view(quick, desk, "#/matrix?since=2019-03&until=2019&at_least=1")
    expect(quick.get_by_label("Since")).to_have_value("2019-03-01")
    expect(quick.locator(".matrix td.mixed")).to_have_count(1)


@pytest.mark.parametrize("words", ["soon", "2018-02-30", "2018-13"])
def test_what_is_no_date_is_said_to_be_none(quick: Page, desk: str, words: str) -> None:
    open_view(quick, desk, f"#/graph?since={words}")
    expect(quick.locator(".stage > .note")).to_contain_text(f"“{words}”: no date such as 2018")
    expect(quick.locator(".stage > .note")).to_contain_text("nodes")
    open_view(quick, desk, f"#/matrix?since={words}")
    expect(quick.locator(".problem")).to_contain_text(words)


def test_a_correction_can_remove_whom_a_demand_addresses(quick: Page, desk: str, folder: Path) -> None:
    with open_graph(folder) as graph:
        fact = next(each for each in graph.record.facts("river").positions if each.stance is Stance.OFFER).id
    open_view(quick, desk, f"#/read/{fact.split('/')[1]}?fact={fact}")
    quick.get_by_role("button", name="Correct…").click()
    expect(quick.get_by_label("Remove the condition")).to_have_count(0)
    quick.get_by_label("Remove the addressee").check()
    expect(quick.get_by_role("textbox", name="Addressee")).to_be_disabled()
    quick.get_by_role("button", name="Correct", exact=True).click()
    expect(quick.locator(".card")).to_contain_text("corrected by")
    expect(quick.locator(".card dl")).not_to_contain_text("Addressee")
    with open_graph(folder) as graph:
        corrected = next(each for each in graph.record.facts("river").positions if each.stance is Stance.OFFER)
    assert corrected.addressee is None
