"""Pages in Debian's Chromium, over a graph whose documents try to run code in the page."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.graph import open_graph
from kg.model import (
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Label,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    Role,
    Stance,
    TalkModality,
)
from kg.serve.access import Access
from tests.doubles import served
from tests.explorer.quay import written

ROOT = Path(__file__).resolve().parent.parent.parent
EXPLORER = ROOT / "explorer"
PATIENCE = 45_000
"""Milliseconds that a page may take on a busy machine."""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
)
ATTACKS = (
    "<script>window.taken = 1</script>",
    "</script><script>window.taken = 2</script>",
    "<img src=x onerror='window.taken = 3'>",
    '"><svg onload=window.taken=4>',
    "javascript:window.taken=5",
    "<!--<script>",
    "]]></style><style>*{display:none}</style>",
    "{{constructor.constructor('window.taken=6')()}}",
    "\u2028\u2029</textarea><iframe srcdoc='<script>parent.taken=7</script>'>",
    "&lt;script&gt;window.taken = 8&lt;/script&gt; \\u003cscript>",
)
"""Texts that a document may contain to run code in a reader's browser."""
LONG = "The Intergovernmental Preparatory Working Group on Everything That Has Not Been Agreed Elsewhere " * 3
READING = Access()
NAMES = (*ATTACKS, LONG.strip(), "وزارة الخارجية", "משרד החוץ", "😀 Delegation")


def document(number: int, name: str) -> tuple[Document, Facts]:
    """A document in which an actor takes positions; every text that a page can show contains the actor's name."""
    matter = f"lower tariffs {name}"
    said = f"😀 {name} demands {matter} of Japan."
    text = f"{name}\n\n{said}\n\nThe rest of it: {name}."
    start = text.index(said)
    at, about = start + said.index(name), start + said.index(matter)
    japan = text.index("Japan")
    proof = Evidence(start, start + len(said), said, "scripted <b>", 0.9)
    actors = (
        Actor("a", name, ActorType.ORGANIZATION, (name,), (Mention(at, at + len(name), name, MentionReason.NAME),)),
        Actor(
            "b",
            "Japan",
            ActorType.STATE,
            (),
            (Mention(japan, japan + 5, "Japan", MentionReason.NAME),),
            "JP",
            "state/JP",
        ),
    )
    passage = Passage(about, about + len(matter), matter)
    facts = Facts(
        actors=actors,
        roles=(Role("a", name, "b", proof),),
        negotiations=(Negotiation(("a", "b"), TalkModality.PLANNED, proof),),
        positions=(
            Position("a", Stance.DEMAND, passage, "b", PositionModality.ASSERTED, proof),
            Position("b", Stance.REJECT, passage, "a", PositionModality.POSSIBLE, proof, reply_to=0),
        ),
        labels=(Label("a", name, proof, "b"),),
    )
    day = dt.date(2020, 1, 1) + dt.timedelta(days=30 * number)
    uri = f"file:///texts/{number}.txt"
    return Document(text, name[:60], uri, f"Title {name}", day, f"Source {name}", metadata={"tags": name}), facts


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of documents with attacks, long names, and names in right-to-left scripts."""
    folder = tmp_path_factory.mktemp("hostile") / "<b>talks.kg"
    with open_graph(folder, create=True) as graph:
        for number, name in enumerate(NAMES):
            graph.record.put(*document(number, name), "scripted 1")
        graph.catch_up()
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph without a document."""
    folder = tmp_path_factory.mktemp("empty") / "none.kg"
    with open_graph(folder, create=True):
        pass
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; Playwright does not download its own."""
    place = shutil.which("chromium")
    if place is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=place, args=list(FLAGS), timeout=120_000)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page for one test, with timeouts for a busy machine."""
    found = browser.new_page(viewport={"width": 1280, "height": 800})
    found.set_default_timeout(PATIENCE)
    yield found
    found.close()


def serving(folder: Path, access: Access = READING) -> Iterator[str]:
    """The address of a server over this graph, which runs until the generator ends; fixtures yield from it."""
    with served.serving(folder, access) as address:
        yield address


@pytest.fixture
def quick(page: Page) -> Page:
    """A page whose expectations have the same timeout as its clicks."""
    expect.set_options(timeout=PATIENCE)
    return page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the quay document."""
    place = tmp_path_factory.mktemp("quay") / "talks.kg"
    written(place)
    return place


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[str]:
    """A server over the graph of the quay document."""
    yield from serving(folder)


@pytest.fixture(scope="session")
def address(hostile: Path) -> Iterator[str]:
    """A server over the graph of documents with attacks."""
    yield from serving(hostile)


@pytest.fixture(scope="session")
def empty_address(empty: Path) -> Iterator[str]:
    """A server over the graph without a document."""
    yield from serving(empty)


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of the lock file, installed if they are missing."""
    place = EXPLORER / "node_modules"
    if not (place / "axe-core").is_dir():
        if shutil.which("npm") is None:
            pytest.skip("there is no npm")
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund"], cwd=EXPLORER, capture_output=True, text=True, timeout=600
        )
        if done.returncode:
            pytest.skip(f"npm ci fails: {done.stderr[-300:]}")
    return place
