"""What is pressed while an answer is on its way is about what is shown, is kept in its order, or is told not to be."""

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
    """The first fact of the document, where one may write."""
    for page in at_quay(quick, folder):
        page.keyboard.press("n")
        yield page


def held_back(page: Page, what: re.Pattern[str] | str) -> list[Route]:
    """The next request of this kind, once it is there: it goes nowhere until somebody lets it."""
    held: list[Route] = []
    page.route(what, lambda route: held.append(route), times=1)
    return held


def wait_for(page: Page, held: list[Route]) -> Route:
    for _ in range(450):
        if held:
            return held[0]
        page.wait_for_timeout(100)
    raise AssertionError("nothing has been asked for")


def answer_held_back(page: Page, key: str) -> Route:
    """The answer to the decision of a key."""
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


def all_kept(page: Page) -> None:
    expect(page.locator(".keeping[hidden]")).to_have_count(1)


def go_on(page: Page) -> str:
    """To the next fact; its id."""
    before = chosen(page)
    page.keyboard.press("n")
    assert chosen(page) != before
    return chosen(page)


@pytest.mark.parametrize("how", ["key", "button"])
def test_who_goes_on_while_a_decision_is_kept_stays_there(quay: Page, folder: Path, how: str) -> None:
    first = chosen(quay)
    held = held_back(quay, DOCUMENT)
    if how == "key":
        quay.keyboard.press("c")
    else:
        quay.get_by_role("button", name="Confirm", exact=True).click()
    late = wait_for(quay, held)
    second = go_on(quay)
    late.continue_()
    all_kept(quay)
    assert chosen(quay) == second
    quay.keyboard.press("x")
    all_kept(quay)
    assert decided(folder) == [("confirmed", first), ("rejected", second)]


def test_decisions_that_are_made_quickly_are_kept_in_their_order(quay: Page, folder: Path) -> None:
    held = held_back(quay, DECISION)
    asked = []
    for key, verdict in (("c", "confirmed"), ("x", "rejected"), ("c", "confirmed")):
        asked.append((verdict, chosen(quay)))
        quay.keyboard.press(key)
        quay.keyboard.press(key)
        go_on(quay)
    expect(quay.locator(".keeping")).to_have_text("3 decisions not saved yet …")
    wait_for(quay, held).continue_()
    all_kept(quay)
    assert decided(folder) == asked


def test_marks_that_are_made_meanwhile_stay(quay: Page, folder: Path) -> None:
    held = held_back(quay, DECISION)
    quay.keyboard.press("c")
    go_on(quay)
    quay.keyboard.press("Space")
    late = wait_for(quay, held)
    late.continue_()
    all_kept(quay)
    expect(quay.locator(".marked-facts .note")).to_have_text("1 marked")
    assert len(decided(folder)) == 1


def test_what_is_not_kept_of_a_fact_that_was_left_is_told_until_one_has_seen_it(quay: Page, folder: Path) -> None:
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


def test_what_is_not_kept_is_told_in_another_view_too(quay: Page) -> None:
    late = answer_held_back(quay, "c")
    quay.get_by_role("link", name="Matrix").click()
    expect(quay.locator(".matrix-view")).to_be_visible()
    late.abort()
    expect(quay.get_by_role("link", name="Not decided: 1 fact")).to_be_visible()
    assert quay.url.endswith("#/matrix")


def test_undo_waits_until_it_is_known_what_was_decided_last(quay: Page, folder: Path) -> None:
    quay.keyboard.press("c")
    all_kept(quay)
    go_on(quay)
    late = answer_held_back(quay, "x")
    quay.keyboard.press("u")
    expect(quay.locator(".keeping")).to_have_text("1 decision not saved yet … Undo when that is done.")
    late.abort()
    all_kept(quay)
    with open_graph(folder) as graph:
        assert [state.reach.value for state in graph.judgements()] == ["holds"]
    quay.keyboard.press("u")
    all_kept(quay)
    with open_graph(folder) as graph:
        assert [state.reach.value for state in graph.judgements()] == ["undone"]


def test_what_is_decided_of_a_fact_last_holds(quay: Page, folder: Path) -> None:
    fact = chosen(quay)
    late = answer_held_back(quay, "c")
    for key in "uxxcc":
        quay.keyboard.press(key)
    late.continue_()
    all_kept(quay)
    assert [verdict for verdict, _ in decided(folder)] == ["confirmed", "rejected", "confirmed"]
    quay.get_by_role("button", name="All facts").click()
    expect(quay.locator(f'.fact-list [data-fact="{fact}"]')).to_contain_text("confirmed")


def test_what_somebody_else_has_decided_while_one_waited_is_told(quay: Page, folder: Path) -> None:
    first = chosen(quay)
    late = answer_held_back(quay, "c")
    second = go_on(quay)
    quay.keyboard.press("x")
    with open_graph(folder) as graph:
        graph.judge("confirmed", second, by="Ada")
    late.continue_()
    expect(quay.locator(".problem")).to_contain_text("Somebody has decided meanwhile: confirmed by Ada.")
    all_kept(quay)
    assert set(decided(folder)) == {("confirmed", first), ("confirmed", second)}
    quay.keyboard.press("x")
    all_kept(quay)
    assert decided(folder)[-1] == ("rejected", second)


def written_form(page: Page, why: str) -> None:
    page.get_by_role("button", name="Correct…").click()
    page.locator(".judging-form select").first.select_option(index=1)
    page.get_by_label("Why", exact=True).fill(why)


def send(page: Page) -> None:
    page.get_by_role("button", name="Correct", exact=True).click()


def test_a_form_that_is_sent_stays_until_it_is_kept(quay: Page, folder: Path) -> None:
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


def test_a_form_that_is_not_kept_is_told_in_another_view_too(quay: Page) -> None:
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


def test_an_undo_that_is_not_kept_is_told_in_another_view_too(quay: Page) -> None:
    quay.keyboard.press("x")
    all_kept(quay)
    quay.get_by_role("button", name="All facts").click()
    quay.locator("summary", has_text="1 fact rejected").click()
    held = held_back(quay, "**/api/undo-each")
    quay.locator(".lines button", has_text="Undo").click()
    late = wait_for(quay, held)
    quay.get_by_role("link", name="Matrix").click()
    expect(quay.locator(".matrix-view")).to_be_visible()
    late.abort()
    expect(quay.get_by_role("link", name="Not undone: 1 fact")).to_be_visible()


def test_what_is_kept_and_cannot_be_read_again_is_not_sent_twice(quay: Page, folder: Path) -> None:
    written_form(quay, "one")
    quay.route(DOCUMENT, lambda route: route.abort())
    send(quay)
    expect(quay.locator(".problem")).to_contain_text("The server does not answer.")
    expect(quay.locator(".judging-form")).to_have_count(0)
    assert [verdict for verdict, _ in decided(folder)] == ["corrected"]


def test_a_document_that_is_opened_anew_meanwhile_shows_what_was_kept(quay: Page) -> None:
    late = answer_held_back(quay, "c")
    quay.get_by_role("link", name="All documents").click()
    quay.get_by_role("link", name="At the quay").click()
    expect(quay.locator(".fact-list li")).to_have_count(5)
    late.continue_()
    expect(quay.locator(".fact-list")).to_contain_text("confirmed")


def test_a_view_that_is_long_in_coming_says_so(quay: Page) -> None:
    held = held_back(quay, "**/api/graph")
    quay.get_by_role("link", name="Graph", exact=True).click()
    expect(quay.locator(".loading")).to_be_visible()
    expect(quay.get_by_role("status").last).to_have_text("Loading")
    wait_for(quay, held).continue_()
    expect(quay.locator(".loading")).to_be_hidden()
