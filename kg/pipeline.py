"""An alias of `kg.ingesting`, for programs that import it by this name."""

from kg.ingesting import (
    Extractor,
    Options,
    Progress,
    Stage,
    Summary,
    extractor_for,
    find_facts,
    ingest,
    options_of,
)

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
