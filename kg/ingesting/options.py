"""How to ingest: processes and limits, options of loaders and reader, and the extractor that finds the facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors.checking import check_class, check_count, check_number
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
"""The options of the reader by rules, or of `kg.llm_reader`, which reads by a language model."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What finds facts. ``start()`` is called in each process, and the function that it returns with each document;
    both have to be picklable. Two readings by one ``version`` are the same. ``versions`` are those of documents that
    are read with a threshold of their own, by id or URI."""

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
    loading of a file may take. ``loading`` are the options of `loaders`, ``reading`` those of `kg.extract` or
    `kg.llm_reader`; ``extractor`` replaces these readers. ``any_room``: start even where the disk seems too small.
    ``metadata`` is a table with the metadata of files (`kg.ingesting.metadata.read_metadata`), which is recorded as
    what people have set.
    Raises `kg.errors.ParameterValueError` for a number out of range, the threshold of ``reading`` too, and for options
    of another class.
    """

    workers: int | None = None
    patience: float = PATIENCE
    memory: int = LOADING
    loading: LoadingOptions | None = None
    reading: ReadingOptions | None = None
    extractor: Extractor | None = None
    any_room: bool = False
    metadata: Path | None = None

    def __post_init__(self) -> None:
        check_count("workers", self.workers)
        check_number("patience", self.patience, "a positive number of seconds", sys.float_info.min)
        check_count("memory", self.memory, "a whole number of bytes")
        if self.loading is not None:
            import loaders

            check_class("loading", self.loading, {"loaders.Options": loaders.Options})
        if self.reading is not None:
            _check_reading(self.reading)
        check_class("extractor", self.extractor, {"kg.ingesting.Extractor": Extractor})
        check_number("threshold", getattr(self.reading, "threshold", None), "a number from 0 to 1", 0, 1)


def _check_reading(options: object) -> None:
    from kg import extract

    if not isinstance(options, extract.Options):  # kg.llm_reader takes long to import
        from kg import llm_reader

        kinds = {"kg.extract.Options": extract.Options, "kg.llm_reader.Options": llm_reader.Options}
        check_class("reading", options, kinds)


def extractor_for(
    options: ReadingOptions | None = None, thresholds: Mapping[str, float] = MappingProxyType({})
) -> Extractor:
    """The extractor for these options, or the default one. Does not load a model or send anything yet. ``thresholds``
    replace that of the options for single documents, by id or URI; not for a language model.

    Raises `kg.errors.ModelMissingError`.
    """
    from kg import extract

    reading_options = options or extract.Options()
    if isinstance(reading_options, extract.Options):
        versions = {
            each: extract.version(replace(reading_options, threshold=each)) for each in sorted(set(thresholds.values()))
        }
        version_by_document = {key: versions[threshold] for key, threshold in thresholds.items()}
        return Extractor(extract.version(reading_options), starting(reading_options, thresholds), version_by_document)
    from kg import llm_reader

    return Extractor(llm_reader.version(reading_options), llm_reader.starting(reading_options))


def options_of(graph: Graph) -> RulesOptions:
    """The default options for reading this graph's documents."""
    from kg import extract

    settings, record = graph.settings, graph.record
    return extract.Options(settings.model, extract.STORED, settings.proposer, record.lists(), record.adjustments())


def with_graph_settings(options: ReadingOptions | None, graph: Graph) -> ReadingOptions:
    """The options, completed by those of this graph: its lists, learned adjustments, and the threshold for storing
    facts; for a language model only the lists."""
    from kg import extract

    if options is None:
        return options_of(graph)
    completed = replace(options, lists=options.lists or graph.record.lists())
    if not isinstance(completed, extract.Options):
        return completed
    completed = replace(completed, adjustments=completed.adjustments or graph.record.adjustments())
    return completed if completed.threshold is not None else replace(completed, threshold=extract.STORED)
