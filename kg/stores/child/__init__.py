"""The processes that answer queries: each may be cut off, and takes nothing along."""
