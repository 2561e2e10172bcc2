"""Bringing the stores up to date from time to time while documents are being read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from kg.graph import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.errors import KgError
    from kg.graph import Graph
    from kg.ingesting.tally import Tally

__all__ = ["StoreUpdates"]

SHARE_OF_STORING: Final = 0.1
"""The share of the time that may be spent on the stores before the end."""
STORING_EVERY: Final = 10.0
"""The least number of seconds between two updates of the stores."""


class StoreUpdates:
    """Brings the stores up to date from time to time, and at the end."""

    def __init__(self, graph: Graph, tally: Tally) -> None:
        self._graph = graph
        self._tally = tally
        self._recorded_count = self._stored_count = 0
        self._last_update = time.monotonic()
        self._cost = 0.0

    def now_and_then(self) -> None:
        """Note that a document has been recorded, and update the stores if it is time to."""
        self._recorded_count += 1
        now = time.monotonic()
        if now - self._last_update < max(STORING_EVERY, self._cost / SHARE_OF_STORING):
            return
        self._store()
        self._last_update = time.monotonic()
        self._cost = self._last_update - now

    def at_the_end(self) -> Mapping[str, KgError]:
        """Bring the stores up to date; returns, by language, the errors of the stores that could not be updated."""
        return self._store()

    def _store(self) -> Mapping[str, KgError]:
        done, total = 0, len(LANGUAGES) * (self._recorded_count - self._stored_count)

        def progress(count: int) -> None:
            nonlocal done
            done += count
            self._tally.stored(done, max(done, total))

        self._stored_count = self._recorded_count
        return self._graph.catch_up(progress)
