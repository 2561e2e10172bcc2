"""An ingest that prints its progress, step by step: for a test that kills it.

``python -m tests.doubles.told_ingest GRAPH FOLDER`` reads with the scripted reader and updates the stores after every
document, so that every stage of an ingest occurs often.
"""

from __future__ import annotations

import sys

from kg import ingesting
from kg.graph import open_graph
from kg.ingesting import store_updates
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED

if __name__ == "__main__":
    store_updates.STORING_EVERY = 0.0  # type: ignore[misc]
    store_updates.SHARE_OF_STORING = 1e9  # type: ignore[misc]
    options = ingesting.Options(workers=2, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))
    with open_graph(sys.argv[1], create=True) as graph:

        def tell(step: ingesting.Progress) -> None:
            sys.stdout.write(f"{step.stage} {step.done}\n")
            sys.stdout.flush()

        ingesting.ingest(graph, [sys.argv[2]], options, tell)
    sys.stdout.write("end\n")
