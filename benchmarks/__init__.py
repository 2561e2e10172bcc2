"""The benchmarks of docs/performance.md: ``python -m benchmarks`` (or `make bench`) runs those that need no server."""
