"""How fast the explorer is in a browser: ``python -m benchmarks.explorer [GRAPH]``; without GRAPH, on a made-up graph.

Debian's Chromium, without a graphics card, draws each view of the served graph. Wall time depends on how busy the
machine is; the CPU time of the browser's processes, given beside it, does not.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from kg.graph import open_graph
from kg.serve.content.graph import FIELDS
from kg.serve.content.ties import KINDS
from tests.doubles.served import serving

__all__ = ["main"]

FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
)
ACTORS: Final = 2_000
LINES: Final = 10_000
FRAMES: Final = 60
PATIENCE: Final = 240_000
"""Milliseconds that a view may take to appear."""
DRAWN_GRAPH: Final = "[data-milliseconds]"

DRAG_GRAPH: Final = """async (frames) => {
  const canvas = document.querySelector('.canvas canvas.sigma-mouse');
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = (n) => ({
    clientX: left + width / 2 + 120 * Math.sin(n / 9), clientY: top + height / 2 + 80 * Math.sin(n / 7),
    bubbles: true, button: 0, buttons: 1,
  });
  const frame = () => new Promise(requestAnimationFrame);
  canvas.dispatchEvent(new MouseEvent('mousedown', at(0)));
  await frame();
  const begun = performance.now();
  for (let n = 1; n <= frames; n += 1) {
    document.dispatchEvent(new MouseEvent('mousemove', at(n)));
    canvas.dispatchEvent(new MouseEvent('mousemove', at(n)));
    await frame();
  }
  const taken = performance.now() - begun;
  document.dispatchEvent(new MouseEvent('mouseup', at(frames)));
  return taken;
}"""
"""Drag the graph about, a step a frame; the milliseconds that it took."""
TICK_BOX: Final = """async (name) => {
  const boxes = [...document.querySelectorAll('.filters label.tick')];
  const box = boxes.find((each) => each.textContent.startsWith(name)).querySelector('input');
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const begun = performance.now();
  box.click();
  const script = performance.now() - begun;
  await frame();
  await frame();
  return [script, performance.now() - begun];
}"""
"""Tick a box; the milliseconds that the script took, and those until the result was painted."""
FIRST_PAINT: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        graph = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "none.kg"
        with open_graph(graph, create=not sys.argv[1:]):
            pass
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS), timeout=120_000)
        browser_session = browser.new_browser_cdp_session()
        with serving(graph) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE)
            if not sys.argv[1:]:
                answer = json.dumps(generated_answer())
                page.route("**/api/graph", lambda route: _answer(route, answer))
            for view in ("#/", "#/read", "#/matrix") if sys.argv[1:] else ():
                _view(page, address, view)
            _graph(page, browser_session, address)
        browser.close()


def say(line: str) -> None:
    """Print a line at once, since the figures take minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _view(page: Page, address: str, view: str) -> None:
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(f"{address}{view}")
    page.wait_for_selector("main:not([aria-busy]) > *")
    seconds_to_show = time.perf_counter() - begun
    page.wait_for_function(f"{FIRST_PAINT} > 0")
    say(f"{view}: first paint {page.evaluate(FIRST_PAINT):.0f} ms, there after {1000 * seconds_to_show:.0f} ms")


def _graph(page: Page, browser_session: CDPSession, address: str) -> None:
    page_session = page.context.new_cdp_session(page)
    page_session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(f"{address}#/graph")
    page.wait_for_selector(DRAWN_GRAPH)
    say(f"graph: drawn after {1000 * (time.perf_counter() - begun):.0f} ms; {page.text_content('.stage > .note')}")
    page.wait_for_selector("[data-laid=true]")
    say(f"laid out after {time.perf_counter() - begun:.1f} s")
    time.sleep(2)
    for _ in range(2):
        cpu_before = _cpu_seconds(browser_session)
        milliseconds = page.evaluate(DRAG_GRAPH, FRAMES)
        cpu_a_frame = {
            kind: 1000 * (now - cpu_before.get(kind, 0.0)) / FRAMES
            for kind, now in _cpu_seconds(browser_session).items()
        }
        cpu_in_words = ", ".join(f"{kind} {each:.0f} ms" for kind, each in cpu_a_frame.items() if each >= 0.5)
        say(f"moving: {1000 * FRAMES / milliseconds:.0f} frames a second; processor a frame: {cpu_in_words}")
        time.sleep(2)
    for name in ("Talks", "Talks", "For", "For", "Only what is asserted", "Only what is asserted", "Leads", "Leads"):
        gpu_before, page_before = _cpu_seconds(browser_session)["GPU"], _main_thread_ms(page_session)
        script, painted = page.evaluate(TICK_BOX, name)
        time.sleep(1)
        page_ms = _main_thread_ms(page_session) - page_before
        gpu_ms = 1000 * (_cpu_seconds(browser_session)["GPU"] - gpu_before)
        clock = f"{script:.0f} ms on the clock, {painted:.0f} ms until painted"
        say(f"filter {name}: page {page_ms:.0f} ms, GPU process {gpu_ms:.0f} ms of processor; {clock}")


def _cpu_seconds(browser_session: CDPSession) -> dict[str, float]:
    """The CPU seconds that the browser's processes of each kind have taken."""
    seconds_by_kind: dict[str, float] = {}
    for process in browser_session.send("SystemInfo.getProcessInfo")["processInfo"]:
        seconds_by_kind[process["type"]] = seconds_by_kind.get(process["type"], 0.0) + process["cpuTime"]
    return seconds_by_kind


def _main_thread_ms(page_session: CDPSession) -> float:
    """The CPU milliseconds that the tasks of the page's main thread have taken."""
    metrics = page_session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def _answer(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="application/json")


def generated_answer(actors: int = ACTORS, lines: int = LINES) -> dict[str, Any]:
    """An answer of /api/graph with so many actors and lines: a few actors have many lines, most have few."""
    chance = random.Random(7)
    weights = [1 / (n + 1) ** 0.6 for n in range(actors)]
    kinds = [KINDS.index(kind) for kind in ("demand", "support", "oppose", "reject", "negotiates", "leads", "action")]
    signs = dict(zip(kinds, ("for", "for", "against", "against", "", "", "against"), strict=True))
    ties: list[list[Any]] = []
    pairs_of_kind: set[tuple[int, int, int]] = set()
    while len(pairs_of_kind) < lines:
        source, target = chance.choices(range(actors), weights, k=2)
        kind = chance.choice(kinds)
        if source == target:
            continue
        pairs_of_kind.add((min(source, target), max(source, target), kind))
        for _ in range(1 + int(chance.expovariate(1))):
            day = f"20{chance.randrange(10, 25):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            modality = chance.choice(("asserted", "asserted", "possible"))
            confidence = round(chance.uniform(0.6, 1), 2)
            n = len(ties)
            tie = {
                "kind": kind,
                "sign": signs[kind],
                "source": source,
                "target": target,
                "document": n % 300,
                "fact": f"position/{n}",
                "date": day,
                "modality": modality,
                "confidence": confidence,
                "issues": [n % 40],
                "start": 0,
                "end": 10,
                "words": f"matter {n}",
                "again": 0,
                "reply_to": None,
                "review": "",
                "granularity": "",
            }
            ties.append([tie[name] for name in FIELDS])
    document = {"name": "", "title": "", "source": "made up", "genre": None, "language": "en", "characters": 1}
    return {
        "revision": 1,
        "kinds": list(KINDS),
        "actors": [[f"state/{n}", f"State of {n}", "state", "", [], [], ""] for n in range(actors)],
        "issues": [[f"issue/{n}", f"issue {n}"] for n in range(40)],
        "becomes": {},
        "documents": [{**document, "id": f"{n:016x}", "date": None, "facts": {}} for n in range(300)],
        "fields": list(FIELDS),
        "ties": ties,
    }


if __name__ == "__main__":
    main()
