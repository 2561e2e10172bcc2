"""Interrupting a server: the first interrupt lets running requests finish, the second stops queries."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from kg.errors import SparqlProcessError
from kg.graph import Graph
from kg.serve.desk import Desk
from tests.doubles.interrupts import heed_interrupts

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def test_a_hurried_desk_stops_queries_and_keeps_the_rest(folder: Path) -> None:
    desk = Desk(folder)
    done = []
    begun = threading.Event()

    def ask_twice(graph: Graph) -> None:
        begun.set()
        for _ in range(2):
            with pytest.raises(SparqlProcessError, match="SIGKILL"):
                list(graph.store("sparql").query(LONG).rows)
        done.append("kept")

    with ThreadPoolExecutor(
        1
    ) as elsewhere:  # the browser of other tests may have left an event loop running in this thread
        asked = elsewhere.submit(lambda: asyncio.run(desk.work(ask_twice)))
        assert begun.wait(60)
        desk.hurry()
        desk.close()
        asked.result(timeout=60)
    assert done == ["kept"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_a_second_interrupt_ends_a_long_query(folder: Path) -> None:
    words = [sys.executable, "-m", "kg", "serve", "--graph", str(folder), "--timeout", "600"]
    environment = {**os.environ, "KG_DEBUG": ""}
    with (
        subprocess.Popen(
            words, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=heed_interrupts
        ) as server,
        ThreadPoolExecutor(1) as client,
    ):
        assert server.stderr is not None
        address = server.stderr.readline().split()[4]
        asked = client.submit(lambda: urlopen(f"{address}sparql?query={quote(LONG)}").read())
        time.sleep(3)
        server.send_signal(signal.SIGINT)
        time.sleep(1)
        assert (server.poll(), asked.done()) == (None, False)
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 130
        assert "Traceback" not in server.stderr.read()
        assert asked.exception(30) is not None
