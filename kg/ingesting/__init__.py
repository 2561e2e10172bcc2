"""Ingesting documents into a graph: they are loaded, read, recorded and stored, in processes of which one may crash."""

from kg.ingesting.options import Extractor, Options, extractor_for, options_of
from kg.ingesting.pipeline import find_facts, ingest
from kg.ingesting.tally import Progress, Stage, Summary

__all__ = [
    "Extractor",
    "Options",
    "Progress",
    "Stage",
    "Summary",
    "extractor_for",
    "find_facts",
    "ingest",
    "options_of",
]
