"""Keys pressed while a request is under way act on what is shown, and are saved in order; what fails is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from kg.graph import open_graph
from tests.explorer.test_views import at_quay

pytestmark = [pytest.mark.server, pytest.mark.slow]

DOCUMENT = re.compile(r"/api/documents/[0-9a-f]+$")
DECISION = "**/api/judge-each"
FORM = "**/api/judge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "talks.kg"


@pytest.fixture
def quay(quick: Page, folder: Path) -> Iterator[Page]:
    """The first fact of the quay document, in a page of a server that may write."""
    for page in at_quay(quick, folder):
        page.keyboard.press("n")
        yield page


def held_back(page: Page, what: re.Pattern[str] | str) -> list[Route]:
    """A list that gets the next request of this kind, which is held back until it is continued or aborted."""
    held: list[Route] = []
    page.route(what, lambda route: held.append(route), times=1)
    return held


def wait_for(page: Page, held: list[Route]) -> Route:
    for _ in range(450):
        if held:
            return held[0]
        page.wait_for_timeout(100)
    raise AssertionError("nothing has been asked for")


def decision_held_back(page: Page, key: str) -> Route:
    """The request that a key sends, held back."""
    held = held_back(page, DECISION)
    page.keyboard.press(key)
    return wait_for(page, held)


def chosen(page: Page) -> str:
    found = page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('fact')")
    assert isinstance(found, str)
    return found


def decided(folder: Path) -> list[tuple[str, str | None]]:
    with open_graph(folder) as graph:
        return [(state.judgement.verdict.value, state.fact) for state in graph.judgements()]


def all_saved(page: Page) -> None:
    expect(page.locator(".keeping[hidden]")).to_have_count(1)


def go_on(page: Page) -> str:
    """Go to the next fact, and return its id."""
    before = chosen(page)
    page.keyboard.press("n")
    assert chosen(page) != before
    return chosen(page)


@pytest.mark.parametrize("how", ["key", "button"])
def test_going_on_while_a_decision_is_saved_is_not_undone(quay: Page, folder: Path, how: str) -> None:
    first = chosen(quay)
    held = held_back(quay, DOCUMENT)
    if how == "key":
        quay.keyboard.press("c")
    else:
        quay.get_by_role("button", name="Confirm", exact=True).click()
    late = wait_for(quay, held)
    second = go_on(quay)
    late.continue_()
    all_saved(quay)
    assert chosen(quay) == second
    quay.keyboard.press("x")
    all_saved(quay)
    assert decided(folder) == [("confirmed", first), ("rejected", second)]


def test_quick_decisions_are_saved_in_their_order(quay: Page, folder: Path) -> None:
    held = held_back(quay, DECISION)
    asked = []
    for key, verdict in (("c", "confirmed"), ("x", "rejected"), ("c", "confirmed")):
        asked.append((verdict, chosen(quay)))
        quay.keyboard.press(key)
        quay.keyboard.press(key)
        go_on(quay)
    expect(quay.locator(".keeping")).to_have_text("3 decisions not saved yet …")
    wait_for(quay, held).continue_()
    all_saved(quay)
    assert decided(folder) == asked


def test_marks_made_while_a_decision_is_saved_stay(quay: Page, folder: Path) -> None:
    held = held_back(quay, DECISION)
    quay.keyboard.press("c")
    go_on(quay)
    quay.keyboard.press("Space")
    late = wait_for(quay, held)
    late.continue_()
    all_saved(quay)
    expect(quay.locator(".marked-facts .note")).to_have_text("1 marked")
    assert len(decided(folder)) == 1


def test_a_failed_decision_about_a_fact_that_was_left_is_shown_until_it_is_closed(quay: Page, folder: Path) -> None:
    first = chosen(quay)
    held = held_back(quay, DECISION)
    quay.keyboard.press("c")
    go_on(quay)
    wait_for(quay, held).abort()
    link = quay.get_by_role("link", name="Not decided: 1 fact")
    expect(link).to_be_visible()
    go_on(quay)
    link.click()
    expect(quay.locator(".card")).to_have_count(1)
    assert (chosen(quay), decided(folder)) == (first, [])
    quay.locator(".problem").get_by_role("button", name="Close").click()
    expect(quay.locator(".problem")).to_have_count(0)


def test_a_failed_decision_is_shown_in_another_view_too(quay: Page) -> None:
    late = decision_held_back(quay, "c")
    quay.get_by_role("link", name="Matrix").click()
    expect(quay.locator(".matrix-view")).to_be_visible()
    late.abort()
    expect(quay.get_by_role("link", name="Not decided: 1 fact")).to_be_visible()
    assert quay.url.endswith("#/matrix")


def test_undo_waits_until_it_is_known_what_was_decided_last(quay: Page, folder: Path) -> None:
    quay.keyboard.press("c")
    all_saved(quay)
    go_on(quay)
    late = decision_held_back(quay, "x")
    quay.keyboard.press("u")
    expect(quay.locator(".keeping")).to_have_text("1 decision not saved yet … Undo when that is done.")
    late.abort()
    all_saved(quay)
    with open_graph(folder) as graph:
        assert [state.reach.value for state in graph.judgements()] == ["holds"]
    quay.keyboard.press("u")
    all_saved(quay)
    with open_graph(folder) as graph:
        assert [state.reach.value for state in graph.judgements()] == ["undone"]


def test_the_last_decision_about_a_fact_holds(quay: Page, folder: Path) -> None:
    fact = chosen(quay)
    late = decision_held_back(quay, "c")
    for key in "uxxcc":
        quay.keyboard.press(key)
    late.continue_()
    all_saved(quay)
    assert [verdict for verdict, _ in decided(folder)] == ["confirmed", "rejected", "confirmed"]
    quay.get_by_role("button", name="All facts").click()
    expect(quay.locator(f'.fact-list [data-fact="{fact}"]')).to_contain_text("confirmed")


def test_somebody_elses_decision_while_waiting_is_warned_of(quay: Page, folder: Path) -> None:
    first = chosen(quay)
    late = decision_held_back(quay, "c")
    second = go_on(quay)
    quay.keyboard.press("x")
    with open_graph(folder) as graph:
        graph.judge("confirmed", second, by="Ada")
    late.continue_()
    expect(quay.locator(".problem")).to_contain_text("Somebody has decided meanwhile: confirmed by Ada.")
    all_saved(quay)
    assert set(decided(folder)) == {("confirmed", first), ("confirmed", second)}
    quay.keyboard.press("x")
    all_saved(quay)
    assert decided(folder)[-1] == ("rejected", second)


def written_form(page: Page, why: str) -> None:
    page.get_by_role("button", name="Correct…").click()
    page.locator(".judging-form select").first.select_option(index=1)
    page.get_by_label("Why", exact=True).fill(why)


def send(page: Page) -> None:
    page.get_by_role("button", name="Correct", exact=True).click()


def test_a_form_that_is_sent_stays_until_it_is_saved(quay: Page, folder: Path) -> None:
    written_form(quay, "one")
    held = held_back(quay, FORM)
    send(quay)
    late = wait_for(quay, held)
    quay.get_by_role("button", name="Cancel").click()
    quay.locator("h1").click()
    quay.keyboard.press("n")
    expect(quay.get_by_role("alert").filter(has_text="wait until it is")).to_be_visible()
    expect(quay.get_by_label("Why", exact=True)).to_have_value("one")
    late.continue_()
    expect(quay.locator(".judging-form")).to_have_count(0)
    assert [verdict for verdict, _ in decided(folder)] == ["corrected"]
    quay.keyboard.press("n")
    written_form(quay, "two")
    send(quay)
    expect(quay.locator(".judging-form")).to_have_count(0)
    assert [verdict for verdict, _ in decided(folder)] == ["corrected", "corrected"]


def test_a_failed_form_is_shown_in_another_view_too(quay: Page) -> None:
    fact = chosen(quay)
    written_form(quay, "one")
    held = held_back(quay, FORM)
    send(quay)
    late = wait_for(quay, held)
    quay.get_by_role("link", name="Matrix").click()
    expect(quay.locator(".matrix-view")).to_be_visible()
    late.abort()
    quay.get_by_role("link", name="Not corrected: 1 fact").click()
    expect(quay.locator(".card")).to_contain_text(fact)


def test_a_failed_undo_is_shown_in_another_view_too(quay: Page) -> None:
    quay.keyboard.press("x")
    all_saved(quay)
    quay.get_by_role("button", name="All facts").click()
    quay.locator("summary", has_text="1 fact rejected").click()
    held = held_back(quay, "**/api/undo-each")
    quay.locator(".lines button", has_text="Undo").click()
    late = wait_for(quay, held)
    quay.get_by_role("link", name="Matrix").click()
    expect(quay.locator(".matrix-view")).to_be_visible()
    late.abort()
    expect(quay.get_by_role("link", name="Not undone: 1 fact")).to_be_visible()


def test_a_saved_form_is_not_sent_again_if_reloading_fails(quay: Page, folder: Path) -> None:
    written_form(quay, "one")
    quay.route(DOCUMENT, lambda route: route.abort())
    send(quay)
    expect(quay.locator(".problem")).to_contain_text("The server does not answer.")
    expect(quay.locator(".judging-form")).to_have_count(0)
    assert [verdict for verdict, _ in decided(folder)] == ["corrected"]


def test_a_document_opened_again_meanwhile_shows_what_was_saved(quay: Page) -> None:
    late = decision_held_back(quay, "c")
    quay.get_by_role("link", name="All documents").click()
    quay.get_by_role("link", name="At the quay").click()
    expect(quay.locator(".fact-list li")).to_have_count(5)
    late.continue_()
    expect(quay.locator(".fact-list")).to_contain_text("confirmed")


def test_a_view_that_loads_slowly_says_so(quay: Page) -> None:
    held = held_back(quay, "**/api/graph")
    quay.get_by_role("link", name="Graph", exact=True).click()
    expect(quay.locator(".loading")).to_be_visible()
    expect(quay.get_by_role("status").last).to_have_text("Loading")
    wait_for(quay, held).continue_()
    expect(quay.locator(".loading")).to_be_hidden()
