"""Counting networks from codings."""
