"""Run the benchmarks that need no server, one after the other: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import ingest, networks, pipeline, questions, start

if __name__ == "__main__":
    pipeline.main()
    ingest.main()
    questions.main()
    start.main()
    networks.main()
