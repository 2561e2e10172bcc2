"""The record gets what is typed, selected and clicked; if it does not, the page says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.model import Action, Evidence
from kg.stores.oxigraph.oxigraph import open_oxigraph
from tests.explorer.quay import TEXT, verdicts
from tests.explorer.test_views import at_quay

pytestmark = [pytest.mark.server, pytest.mark.slow]

SELECT = """([first, last]) => {
  const text = document.querySelector("article.text");
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const [begin, end] = [text.textContent.lastIndexOf(first), text.textContent.lastIndexOf(last) + last.length];
  let at = 0, node;
  const range = document.createRange();
  while ((node = walk.nextNode())) {
    if (begin >= at && begin < at + node.length) range.setStart(node, begin - at);
    if (end > at && end <= at + node.length) range.setEnd(node, end - at);
    at += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Select the text from the last occurrence of some words to the last one of others."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "talks.kg"


@pytest.fixture
def quay(quick: Page, folder: Path) -> Iterator[Page]:
    """The quay document, opened in a page of a server that may write."""
    yield from at_quay(quick, folder)


def aid(folder: Path) -> Action:
    with open_graph(folder) as graph:
        return graph.record.facts("quay").actions[0]


def proofs(folder: Path) -> list[Evidence]:
    with open_graph(folder) as graph:
        return [position.evidence for position in graph.record.facts("quay").positions]


def open_fact(page: Page, words: str) -> None:
    page.locator(".fact-list button.link", has_text=words).click()


def test_a_store_that_lags_behind_is_shown_with_the_next_step(quay: Page, folder: Path) -> None:
    open_fact(quay, "aid on Sorland")
    with open_oxigraph(folder / "rdf"):
        quay.get_by_role("button", name="Confirm", exact=True).click()
        expect(quay.locator(".problem")).to_contain_text("the SPARQL store is behind")
        expect(quay.locator(".problem code")).to_have_text("kg store sync")
    assert verdicts(folder) == ["confirmed"]
    quay.get_by_role("button", name="Undo", exact=True).click()
    expect(quay.locator(".problem")).to_have_count(0)


def test_an_amount_that_is_no_number_is_refused_and_the_old_one_stays(quay: Page, folder: Path) -> None:
    open_fact(quay, "aid on Sorland")
    quay.get_by_role("button", name="Correct…").click()
    quay.get_by_role("button", name="Correct", exact=True).click()
    problem = quay.locator(".problem")
    expect(problem).to_contain_text("one field or more")
    quay.get_by_role("textbox", name="Amount").fill("600 million")
    quay.get_by_role("button", name="Correct", exact=True).click()
    expect(problem).to_contain_text("not a number")
    assert (aid(folder).amount, verdicts(folder)) == (5e8, [])
    quay.get_by_role("textbox", name="Amount").fill("600,000,000")
    quay.get_by_role("button", name="Correct", exact=True).click()
    expect(quay.locator(".detail")).not_to_contain_text("500,000,000")
    assert (aid(folder).amount, verdicts(folder)) == (6e8, ["corrected"])


def test_undo_skips_decisions_about_another_graph_at_this_address(quay: Page, folder: Path) -> None:
    open_fact(quay, "aid on Sorland")
    quay.keyboard.press("c")
    expect(quay.locator(".card")).to_contain_text("confirmed by")
    quay.evaluate("sessionStorage['kg-decided'] = `{\n${sessionStorage['kg-decided']}\n0123456789abcdef\nspoilt`")
    quay.reload()
    expect(quay.locator(".card")).to_contain_text("confirmed by")
    quay.keyboard.press("u")
    expect(quay.locator(".card, .fact-list").first).not_to_contain_text("confirmed by")
    assert quay.evaluate("sessionStorage['kg-decided']") == "{"


def test_a_decision_by_key_that_fails_says_so_beside_the_card(quay: Page, folder: Path) -> None:
    quay.keyboard.press("n")
    expect(quay.get_by_role("button", name="Confirm", exact=True)).to_be_visible()
    quay.route("**/api/*", lambda route: route.abort())
    problem = quay.locator(".detail > div > .problem")
    for key in "cxCX":
        quay.keyboard.press(key)
        expect(problem).to_have_count(1)
        expect(problem).to_contain_text("The server does not answer.")
    quay.keyboard.press("n")
    expect(problem).to_have_count(0)
    assert verdicts(folder) == []


def test_a_decision_made_twice_is_recorded_once(quay: Page, folder: Path) -> None:
    open_fact(quay, "aid on Sorland")
    quay.keyboard.press("c")
    expect(quay.locator(".card")).to_contain_text("confirmed by")
    quay.keyboard.press("c")
    expect(quay.locator(".status")).to_contain_text("Nothing recorded: ")
    assert verdicts(folder) == ["confirmed"]
    quay.get_by_role("button", name="Undo", exact=True).click()
    expect(quay.locator(".status")).to_have_text("Undone")
    expect(quay.locator(".card")).not_to_contain_text("confirmed by")


def test_a_double_click_decides_once_and_the_focus_stays_in_the_panel(quay: Page, folder: Path) -> None:
    open_fact(quay, "aid on Sorland")
    quay.get_by_role("button", name="Confirm", exact=True).dblclick()
    expect(quay.locator(".card")).to_contain_text("confirmed by")
    assert verdicts(folder) == ["confirmed"]
    quay.get_by_role("button", name="Confirm", exact=True).focus()
    quay.keyboard.press("Enter")
    expect(quay.locator(".detail")).to_be_focused()


def test_the_checkboxes_of_kinds_count_the_facts_that_are_left(quay: Page) -> None:
    expect(quay.get_by_label("Actions 2")).to_be_checked()
    open_fact(quay, "aid on Sorland")
    quay.keyboard.press("x")
    expect(quay.get_by_label("Actions 1")).to_be_checked()


def test_a_fact_is_proved_by_the_words_that_were_selected(quay: Page, folder: Path) -> None:
    quay.evaluate(SELECT, ["Norland supports the dyke", "the dyke"])
    quay.keyboard.press("a")
    expect(quay.get_by_label("Words that prove it")).to_have_value("Norland supports the dyke")
    quay.get_by_label("Stance").select_option("support")
    quay.get_by_label("Holder").fill("Norland")
    quay.get_by_label("Matter").fill("the dyke")
    quay.get_by_role("button", name="Add", exact=True).click()
    expect(quay.get_by_label("Positions 2")).to_be_checked()
    second = TEXT.rindex("Norland supports")
    assert [proof.start for proof in proofs(folder)] == [TEXT.index("Norland supports"), second]


def test_what_the_text_does_not_show_of_a_fact_is_named_after_it_is_saved(quay: Page, folder: Path) -> None:
    quay.evaluate(SELECT, ["Norland supports the dyke", "the dyke"])
    quay.keyboard.press("a")
    quay.get_by_label("Stance").select_option("support")
    quay.get_by_label("Holder").fill("Ana Lima:person")
    quay.get_by_label("Matter").fill("the dyke")
    quay.get_by_role("button", name="Add", exact=True).click()
    expect(quay.locator(".problem")).to_contain_text("Saved, but look again: quay does not name Ana Lima (holder)")
    assert verdicts(folder) == ["added"]


def test_words_on_both_sides_of_a_line_break_prove_a_fact(quay: Page, folder: Path) -> None:
    quay.evaluate(SELECT, ["Ada Quill", "was calm"])
    quay.keyboard.press("a")
    words = quay.get_by_label("Words that prove it")
    expect(words).to_have_value("Ada Quill said that the long harbour was calm")
    quay.get_by_label("Stance").select_option("support")
    quay.get_by_label("Holder").fill("Ada Quill")
    quay.get_by_label("Matter").fill("long harbour")
    quay.get_by_role("button", name="Add", exact=True).click()
    expect(quay.get_by_label("Positions 2")).to_be_checked()
    assert "Ada Quill said that the long\nharbour was calm" in [proof.text for proof in proofs(folder)]


def test_the_input_of_a_form_stays_when_another_kind_of_fact_is_chosen(quay: Page) -> None:
    quay.evaluate(SELECT, ["Norland supports the dyke", "the dyke"])
    quay.keyboard.press("a")
    quay.get_by_label("Stance").select_option("support")
    quay.get_by_label("Holder").fill("Norland")
    quay.get_by_label("Why").fill("it stands twice")
    quay.get_by_label("Kind of fact").select_option("role")
    expect(quay.get_by_label("Why")).to_have_value("it stands twice")
    quay.get_by_label("Kind of fact").select_option("position")
    expect(quay.get_by_label("Holder")).to_have_value("Norland")
    expect(quay.get_by_label("Stance")).to_have_value("support")


def test_a_form_that_cannot_be_shown_says_so_and_can_be_left(quay: Page) -> None:
    quay.route("**/api/vocabulary", lambda route: route.abort())
    quay.reload()  # a page that has had the vocabulary keeps it
    expect(quay.locator(".fact-list li")).to_have_count(5)
    quay.keyboard.press("a")
    expect(quay.locator(".detail .problem")).to_contain_text("The server does not answer.")
    quay.get_by_role("button", name="Cancel").click()
    expect(quay.locator(".fact-list li")).to_have_count(5)


def test_no_key_decides_while_a_form_has_unsaved_input(quay: Page, folder: Path) -> None:
    quay.keyboard.press("n")
    quay.keyboard.press("n")
    quay.get_by_role("button", name="Correct…").click()
    quay.get_by_label("Why", exact=True).fill("half of it was a loan")
    quay.locator("h1").click()
    quay.go_back()
    quay.keyboard.press("x")
    expect(quay.get_by_role("alert").filter(has_text="is not saved yet")).to_be_visible()
    expect(quay.locator(".keeping[hidden]")).to_have_count(1)
    assert verdicts(folder) == []


def test_unsaved_input_is_left_only_by_sending_or_cancelling(quay: Page) -> None:
    open_fact(quay, "aid on Sorland")
    quay.get_by_role("button", name="Correct…").click()
    why = quay.get_by_label("Why", exact=True)
    why.fill("half of it was a loan")
    quay.locator("h1").click()
    quay.keyboard.press("n")
    expect(quay.get_by_role("alert").filter(has_text="is not saved yet")).to_be_visible()
    quay.locator(".text .fact").first.click()
    expect(why).to_have_value("half of it was a loan")
    why.press("Escape")
    expect(quay.get_by_role("button", name="Correct…")).to_be_visible()
    quay.keyboard.press("n")
    expect(quay.locator(".card")).not_to_contain_text("aid on Sorland")
