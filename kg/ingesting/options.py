"""How to ingest: processes and limits, what the loaders and the reader are told, and what finds the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors.checking import check_number
from kg.extract.readings import PATIENCE, starting
from kg.model import Document
from kg.processes.memory import LOADING

if TYPE_CHECKING:
    from kg.extract import Options as RulesOptions
    from kg.extract import Reading
    from kg.graph import Graph
    from kg.llm_reader import Options as LlmOptions
    from loaders import Options as LoadingOptions

__all__ = ["Extractor", "Options", "extractor_for", "options_of", "with_graph_settings"]

type ReadingOptions = RulesOptions | LlmOptions
"""With the options of `kg.llm_reader` a language model reads, and only with them."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What finds facts. ``start()`` is called in each process, and what it returns with each document there; two
    readings under one ``version`` are the same. Both have to be picklable. ``versions`` are those of documents that
    are read in a way of their own, by id or URI."""

    version: str
    start: Callable[[], Callable[[Document], Reading]]
    versions: Mapping[str, str] = field(default_factory=dict)

    def version_of(self, document: Document) -> str:
        """The version under which the document is read."""
        return self.versions.get(document.id) or self.versions.get(document.uri) or self.version


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest.

    ``workers`` is the number of processes that read (None: one a CPU), ``patience`` how many seconds one document may
    take to be loaded, and to be read for each million characters that it has or begins; ``memory`` how many bytes the
    loading of a file may take. ``loading`` and ``reading`` are handed to `loaders` and to `kg.extract` or
    `kg.llm_reader`, whichever they are the options of; ``extractor`` takes the latter's place. ``any_room`` begins even
    where the disk seems too small.
    Raises `kg.errors.ParameterValueError` for a number out of range, the threshold of ``reading`` too.
    """

    workers: int | None = None
    patience: float = PATIENCE
    memory: int = LOADING
    loading: LoadingOptions | None = None
    reading: ReadingOptions | None = None
    extractor: Extractor | None = None
    any_room: bool = False

    def __post_init__(self) -> None:
        check_number("workers", self.workers, "a whole number from 1 on", 1, kind=Integral)
        check_number("patience", self.patience, "a number of seconds from 0 on")
        check_number("memory", self.memory, "a whole number of bytes", 1, kind=Integral)
        check_number("threshold", getattr(self.reading, "threshold", None), "a number from 0 to 1", 0, 1)


def extractor_for(
    options: ReadingOptions | None = None, thresholds: Mapping[str, float] = MappingProxyType({})
) -> Extractor:
    """The reader that these options are for; the one by default without any. Loads nothing yet, and sends nothing.
    ``thresholds`` take the place of the rules' own for documents, by id or URI.

    Raises `kg.errors.ModelMissingError`.
    """
    from kg import extract

    chosen = options or extract.Options()
    if isinstance(chosen, extract.Options):
        versions = {each: extract.version(replace(chosen, threshold=each)) for each in sorted(set(thresholds.values()))}
        own = {key: versions[threshold] for key, threshold in thresholds.items()}
        return Extractor(extract.version(chosen), starting(chosen, thresholds), own)
    from kg import llm_reader

    return Extractor(llm_reader.version(chosen), llm_reader.starting(chosen))


def options_of(graph: Graph) -> RulesOptions:
    """How this graph's documents are read where nobody says otherwise."""
    from kg import extract

    settings, record = graph.settings, graph.record
    return extract.Options(settings.model, extract.STORED, settings.proposer, record.lists(), record.adjustments())


def with_graph_settings(options: ReadingOptions | None, graph: Graph) -> ReadingOptions:
    """The options with what this graph reads by: its lists, what judgements have taught, how sure a fact has to be;
    a language model is given the lists only."""
    from kg import extract

    if options is None:
        return options_of(graph)
    chosen = replace(options, lists=options.lists or graph.record.lists())
    if not isinstance(chosen, extract.Options):
        return chosen
    chosen = replace(chosen, adjustments=chosen.adjustments or graph.record.adjustments())
    return chosen if chosen.threshold is not None else replace(chosen, threshold=extract.STORED)
