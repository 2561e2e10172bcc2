"""Settings of the processes that we start: import path, memory limit, garbage collection, signals."""
