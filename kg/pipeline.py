"""An alias of `kg.ingesting`, for programs that import it by this name; `extract` is `kg.ingesting.find_facts`, and
`extractor` is `kg.ingesting.extractor_for`."""

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
from kg.ingesting import extractor_for as extractor
from kg.ingesting import find_facts as extract

__all__ = [
    "Extractor",
    "Options",
    "Progress",
    "Stage",
    "Summary",
    "extract",
    "extractor",
    "extractor_for",
    "find_facts",
    "ingest",
    "options_of",
]
