"""The benchmarks behind docs/performance.md: ``python -m benchmarks`` (or `make bench`) runs those of ``__main__``."""
