"""The embedded property graph."""
