"""Spans that name an actor."""
