"""KG-E: exports."""

from __future__ import annotations

from kg.errors.root import UsageError

__all__ = [
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
