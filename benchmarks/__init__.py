"""The figures of docs/performance.md, taken by one command: ``python -m benchmarks`` or `make bench`."""
