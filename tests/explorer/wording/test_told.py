"""Pages show facts as the text has them, from a server and in a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from kg.graph import open_graph
from kg.serve.carried import export_page
from tests.explorer.test_views import open_view

pytestmark = [pytest.mark.server, pytest.mark.slow]

NORLAND, SORLAND = "#/actor/organization/norland", "#/actor/organization/sorland"


@pytest.fixture(scope="module")
def file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("exported") / "talks.html"
    with open_graph(folder) as graph:
        export_page(graph, place)
    return place.as_uri()


def section(page: Page, title: str) -> Locator:
    found = page.locator("section", has=page.get_by_role("heading", name=title, exact=True))
    for button in found.get_by_role("button", expanded=False).all():
        button.click()
    return found


def test_refused_or_planned_talks_are_not_shown_as_held(quick: Page, desk: str) -> None:
    open_view(quick, desk, NORLAND)
    talks = section(quick, "Negotiates with")
    expect(talks.locator(".told")).to_have_text("▸ Westland negotiates (planned) 1")
    expect(talks.locator(".who")).to_have_text("Norland negotiates with Westland (planned)")
    against = section(quick, "Stands against")
    expect(against.locator(".told")).to_have_text("▸ Sorland refuses to talk 1")
    expect(against.locator(".who")).to_have_text("Norland refuses to talk with Sorland")
    open_view(quick, desk, SORLAND)
    expect(section(quick, "Who stands against it").locator(".told")).to_have_text("▸ Norland refuses to talk 1")


def test_a_measure_is_shown_with_its_kind(quick: Page, desk: str) -> None:
    open_view(quick, desk, NORLAND)
    expect(section(quick, "Measures").locator(".who")).to_have_text(
        "Norland aid, 500,000,000 USD, on Sorland (in-force) "
    )
    open_view(quick, desk, "#/actor/organization/westland")
    expect(section(quick, "Measures").locator(".who")).to_have_text("Westland other (lifted)")


@pytest.mark.parametrize("kind", ["server", "file"])
def test_an_actor_with_statements_only_has_a_page(quick: Page, desk: str, file: str, kind: str) -> None:
    place = desk if kind == "server" else file
    open_view(quick, place, "#/actor/person/ada-quill")
    expect(quick.get_by_role("heading", level=1)).to_have_text("Ada Quill")
    quick.get_by_role("link", name="Sentences with its name").click()
    expect(quick.locator(".sentences li")).to_contain_text("harbour was calm")
    expect(quick.locator("mark").first).to_contain_text("Ada")


@pytest.mark.parametrize(
    ("words", "found"), [('"harbour was"', 1), ("U.S. port", 1), ("rain", 0), ("har*", 2), ('"the  long"', 1), ("-", 0)]
)
def test_a_file_finds_words_and_phrases_in_whole_sentences(quick: Page, file: str, words: str, found: int) -> None:
    open_view(quick, file, f"#/search?words={quote(words)}")
    expect(quick.locator(".sentences li")).to_have_count(found)
    expect(quick.locator("main")).to_contain_text("as they are written")


def test_a_file_says_which_parameters_its_matrix_cannot_take(quick: Page, file: str) -> None:
    open_view(quick, file, "#/matrix?since=2020-01-01")
    expect(quick.locator(".problem")).to_contain_text("it cannot take “since” into account")
    open_view(quick, file, "#/matrix?by=affiliation&at_least=1")
    expect(quick.locator(".problem")).to_have_count(0)


def test_a_file_says_which_parameters_its_answers_cannot_take(quick: Page, file: str) -> None:
    open_view(quick, file, "#/ask/positions-of-actor?actor=organization%2Fsorland&run=1")
    expect(quick.locator(".problem")).to_contain_text("it cannot take “actor” into account")
    expect(quick.locator(".answer")).to_have_count(0)
    open_view(quick, file, "#/ask/positions-of-actor")
    expect(quick.locator(".answer tbody tr")).to_have_count(1)
    open_view(quick, file, NORLAND)
    expect(quick.get_by_role("link", name="in the graph")).to_be_visible()
    expect(quick.get_by_role("link", name="positions as a table")).to_have_count(0)
