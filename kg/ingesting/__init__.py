"""Documents on their way into a graph: loaded, read, recorded and stored, in processes that outlive a crash of one."""

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
