"""Codings from a graph: its facts in place of statements that a person codes by hand."""

from __future__ import annotations

from kg.networks.from_graph.explanation import Sentence, explained
from kg.networks.from_graph.membership import LEVELS
from kg.networks.from_graph.reading import UNDATED, read_codings
from kg.networks.from_graph.relation import RELATIONS, Relation
from kg.networks.from_graph.selection import FILTERS, SETTINGS, Selection, selected

__all__ = [
    "FILTERS",
    "LEVELS",
    "RELATIONS",
    "SETTINGS",
    "UNDATED",
    "Relation",
    "Selection",
    "Sentence",
    "explained",
    "read_codings",
    "selected",
]
