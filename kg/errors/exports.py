"""KG-E: exports."""

from __future__ import annotations

from kg.errors.root import UsageError

__all__ = [
    "ExportFilterError",
    "ExportGraphError",
    "ExportLevelError",
    "UnknownExportFormatError",
]


class UnknownExportFormatError(UsageError):
    """An export format that does not exist."""

    code = "KG-E001"
    template = "there is no export format {format}."
    next_step = "Choose one of {formats}."


class ExportLevelError(UsageError):
    """A level of detail that an export format does not have."""

    code = "KG-E002"
    template = "{format} has no level {level}."
    next_step = "Choose one of {levels}."


class ExportFilterError(UsageError):
    """A filter that an export format does not take."""

    code = "KG-E003"
    template = "{format} is for {whole}, and takes no {filter}."
    next_step = "Leave it out, or choose another format."


class ExportGraphError(UsageError):
    """Batches were given instead of a graph, to a format that needs the graph itself."""

    code = "KG-E004"
    template = "{format} is written from a graph, not from its batches."
    next_step = "Give the graph itself: `kg.export_file(graph, ...)`."
