"""Every view in a browser: it loads, its address leads to it, and nothing in a document runs in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from kg.graph import open_graph
from kg.serve.access import Access
from kg.serve.carried import export_page
from tests.explorer.conftest import ATTACKS, NAMES, PATIENCE, serving
from tests.explorer.quay import written

pytestmark = [pytest.mark.server, pytest.mark.slow]


def views(folder: Path) -> Iterator[str]:
    """The addresses of all views, each with something chosen in it."""
    with open_graph(folder) as graph:
        lines = list(graph.record.documents())
        actor = next(actor.id for actor in graph.record.actors() if actor.name != "Japan")
    yield from ("#/", "#/read", "#/graph", "#/graph?issues=1&show=for&show=against", "#/matrix?at_least=1", "#/ask")
    yield from (f"#/read/{line.id}" for line in lines)
    yield f"#/graph?node={quote(actor, safe='')}&ego={quote(actor, safe='')}"
    yield from (
        f"#/actor/{quote(actor)}",
        "#/actor/state/JP",
        "#/ask/positions-of-actor?run=1",
        "#/search?words=tariffs",
    )


def open_view(page: Page, address: str, view: str) -> None:
    page.goto(f"{address}{view}")
    page.wait_for_selector("main > *")
    expect(page.locator("main[aria-busy]")).to_have_count(0, timeout=PATIENCE)


def at_quay(page: Page, folder: Path) -> Iterator[Page]:
    """The quay document, written to a graph in the folder and opened in a page of a server that may write."""
    document = written(folder)
    for address in serving(folder, Access(write=True)):
        open_view(page, address, f"#/read/{document}")
        yield page


def listen(page: Page) -> list[str]:
    """A list that gets the page's errors, among them requests that its content security policy blocks."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    return heard


@pytest.fixture(scope="module")
def file(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("exported") / "talks.html"
    with open_graph(hostile) as graph:
        export_page(graph, place)
    return place.as_uri()


@pytest.mark.parametrize("kind", ["server", "file"])
def test_no_document_runs_code_in_a_page(
    page: Page, address: str, file: str, hostile: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    heard = listen(page)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    place = address if kind == "server" else file
    for view in views(hostile):
        if kind == "file":
            page.goto("about:blank")
        open_view(page, place, view)
        page.wait_for_timeout(150)
        assert page.evaluate("window.taken") is None, view
        assert page.evaluate("document.querySelectorAll('iframe, img, main script, object, embed').length") == 0, view
        assert not page.evaluate("[...document.links].some((a) => a.protocol === 'javascript:')"), view
    assert heard == []
    allowed = (address,) if kind == "server" else ("file:", "blob:", "data:")
    assert [url for url in asked if url != "about:blank" and not url.startswith(allowed)] == []


def test_a_document_is_shown_as_it_was(page: Page, address: str, hostile: Path) -> None:
    with open_graph(hostile) as graph:
        lines = list(graph.record.documents())
        texts = {line.id: graph.record.document(line.id).text for line in lines}
    for line in lines:
        open_view(page, address, f"#/read/{line.id}")
        shown = page.evaluate("[...document.querySelectorAll('.text p')].map((p) => p.textContent).join('\\n\\n')")
        assert shown == texts[line.id]


def test_marks_lie_where_the_words_are_beyond_sixteen_bits(page: Page, address: str, hostile: Path) -> None:
    with open_graph(hostile) as graph:
        line = next(line for line in graph.record.documents() if "😀" in line.name)
    open_view(page, address, f"#/read/{line.id}")
    page.keyboard.press("n")
    page.wait_for_selector(".card")
    marked = page.evaluate("[...document.querySelectorAll('.text .chosen')].map((s) => s.textContent).join('')")
    assert marked.startswith("😀 😀 Delegation demands")
    assert marked.endswith("of Japan.")


def test_an_address_shows_the_same_again_and_back_goes_back(page: Page, address: str, hostile: Path) -> None:
    with open_graph(hostile) as graph:
        line = next(iter(graph.record.documents()))
    open_view(page, address, f"#/read/{line.id}")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("fact="), timeout=PATIENCE)
    second = page.evaluate("document.querySelector('.card h2').textContent")
    place = page.evaluate("location.hash")
    page.goto("about:blank")
    open_view(page, address, place)
    assert page.evaluate("document.querySelector('.card h2').textContent") == second
    page.click("header nav a:has-text('Matrix')")
    page.wait_for_selector(".matrix-view")
    page.go_back()
    page.wait_for_selector(".card h2")
    assert page.evaluate("location.hash") == place


def test_a_line_of_the_graph_leads_to_its_sentences(page: Page, address: str) -> None:
    open_view(page, address, "#/graph")
    page.click(".as-list summary")
    page.click(".edge-list button.link")
    page.wait_for_selector(".detail blockquote")
    page.click(".detail .where a")
    page.wait_for_selector(".reader .card")


def test_a_file_answers_sparql_without_a_network(page: Page, file: str) -> None:
    heard = listen(page)
    page.context.set_offline(True)
    assert Path(file.removeprefix("file://")).stat().st_size < 8 * 2**20
    query = quote(f"SELECT (COUNT(?p) AS ?n) {{ ?p a neg:Position }} # {ATTACKS[0]}")
    open_view(page, file, f"#/ask/sparql?query={query}")
    expect(page.locator(".answer td")).to_have_text([str(2 * len(NAMES))], timeout=PATIENCE)
    open_view(page, file, "#/ask/sparql?query=SELECT%20%2A%20%7B")
    expect(page.locator(".answer-box")).to_contain_text("This query cannot be answered: ", timeout=PATIENCE)
    assert (heard, page.evaluate("window.taken")) == ([], None)


def test_a_tag_and_a_status_are_filters(page: Page, address: str) -> None:
    open_view(page, address, f"#/graph?tag={quote('😀 Delegation')}")
    expect(page.locator(".stage .note")).to_contain_text("2 nodes", timeout=PATIENCE)
    page.get_by_label("Review status").select_option("confirmed")
    expect(page.locator(".stage .note")).to_have_text("Nothing matches these filters.", timeout=PATIENCE)
    assert "status=confirmed" in page.url


def test_a_filter_keeps_only_what_matches(page: Page, address: str) -> None:
    open_view(page, address, "#/graph?show=talks")
    note = page.locator(".stage > .note")
    expect(note).to_contain_text(f"{len(NAMES)} lines", timeout=PATIENCE)
    page.check("label.tick:has-text('Only what is asserted') input")
    expect(note).to_contain_text("Nothing", timeout=PATIENCE)
    assert "asserted=1" in page.evaluate("location.hash")


def test_a_field_completes_and_a_question_is_answered(page: Page, address: str) -> None:
    open_view(page, address, "#/ask/positions-of-actor")
    page.fill(".question-form input[role=combobox] >> nth=0", "Jap")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click("button.main")
    expect(page.locator(".answer tbody tr")).to_have_count(len(NAMES), timeout=PATIENCE)
    with page.expect_download() as saved:
        page.click("button:has-text('CSV')")
    assert "reject" in Path(saved.value.path()).read_text("utf-8")


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_an_editor_asks_and_marks_an_error(page: Page, address: str, language: str) -> None:
    queries = {"sparql": "SELECT ?p { ?p a neg:Position } LIMIT 3", "cypher": "MATCH (p:Position) RETURN p.id LIMIT 3"}
    heard = listen(page)
    open_view(page, address, f"#/ask/{language}?query={quote(queries[language])}")
    expect(page.locator(".answer tbody tr")).to_have_count(3, timeout=PATIENCE)
    assert heard == []
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?p { ?p", delay=5)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".problem")


@pytest.mark.parametrize("view", ["#/", "#/read", "#/graph", "#/matrix", "#/ask/who-leads?run=1"])
def test_an_empty_graph_says_so(page: Page, empty_address: str, view: str) -> None:
    heard = listen(page)
    open_view(page, empty_address, view)
    page.wait_for_selector(".empty, .problem, .answer-box")
    assert [words for words in heard if "status of 400" not in words] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, address: str, hostile: Path, node_modules: Path, scheme: str) -> None:
    axe = (node_modules / "axe-core" / "axe.min.js").read_text("utf-8")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = {}
    others = ("#/actor/state/JP", "#/ask/positions-of-actor?run=1", "#/ask/sparql")
    for view in (*[*views(hostile)][:7], *others):
        open_view(page, address, view)
        page.wait_for_timeout(400)
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [v for v in told["violations"] if v["impact"] in ("serious", "critical")]
        if serious:
            found[view] = [(v["id"], v["nodes"][0]["html"][:200]) for v in serious]
    assert found == {}


def test_a_phone_shows_every_view_without_going_sideways(page: Page, address: str, hostile: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    wide = {}
    for view in views(hostile):
        open_view(page, address, view)
        page.wait_for_timeout(100)
        if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            wide[view] = over
    assert wide == {}


def test_the_attacks_are_what_a_page_would_have_to_escape() -> None:
    assert len(ATTACKS) == 10
