"""An alias of `kg.ingesting`, for programs that import it by this name."""

from kg.ingesting import Extractor, Options, Progress, Stage, Summary, ingest, options_of
from kg.ingesting import extractor_for as extractor
from kg.ingesting import find_facts as extract

__all__ = ["Extractor", "Options", "Progress", "Stage", "Summary", "extract", "extractor", "ingest", "options_of"]
