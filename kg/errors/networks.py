"""KG-N: networks."""

from __future__ import annotations

from kg.errors.root import StoreError, UsageError, with_extra

__all__ = [
    "DnaFaultError",
    "DnaFileError",
    "DnaKindError",
    "DnaValueError",
    "NetworkEmptyError",
    "NetworkFormatError",
    "NetworkLabelError",
    "NetworkOptionError",
    "NetworkShapeError",
    "NetworkVariableError",
    "PicturesMissingError",
]


class DnaFileError(UsageError):
    """A file that is not a database of the Discourse Network Analyzer, or cannot be read."""

    code = "KG-N101"
    template = "{path} cannot be read as a file of the Discourse Network Analyzer: {detail}."
    next_step = "Name a .dna file (SQLite) that DNA 2 or 3 has written; DNA itself copies other databases into one."


class DnaKindError(UsageError):
    """A kind of codings (DNA: a statement type) that a file does not have."""

    code = "KG-N102"
    template = "{path} has no codings of the kind {kind!r}; it has {known}."
    next_step = "Name one of these."


class NetworkOptionError(UsageError):
    """Options of a network that do not go together."""

    code = "KG-N103"
    template = "a network cannot be counted with {option} {value!r}: {detail}."
    next_step = "docs/networks.md says what goes with what."


class NetworkVariableError(UsageError):
    """A variable that the codings of a network do not have."""

    code = "KG-N104"
    template = "the codings have no variable {variable!r} to be {option}; they have {known}."
    next_step = "Name one of these; those that begin with document. are of the codings' documents."


class DnaFaultError(UsageError):
    """Numbers as computed by DNA were asked for where DNA fails."""

    code = "KG-N105"
    template = "the Discourse Network Analyzer fails here: {detail}."
    next_step = "Leave as_dna out: then there is a number; docs/networks.md says which."


class DnaValueError(UsageError):
    """Codings that a file of the Discourse Network Analyzer cannot hold."""

    code = "KG-N106"
    template = "{path} cannot be written for the Discourse Network Analyzer: {detail}."
    next_step = "Leave the coding out, or fix it."


class NetworkLabelError(UsageError):
    """A row or column that a network does not have."""

    code = "KG-N201"
    template = "the network has no {kind} {label}.{hint}"
    next_step = "`kg network matrix` shows the labels."


class NetworkEmptyError(UsageError):
    """There is nothing to count: no fact of the graph matches what was asked for."""

    code = "KG-N202"
    template = "there is nothing to {what}: no fact matches what was asked for ({asked})."
    next_step = (
        "Ask for less: a longer period, --modality again, a lower --min-statements or --min-confidence, any --status."
    )


class NetworkShapeError(UsageError):
    """A measure or picture that does not exist for a network of this kind."""

    code = "KG-N203"
    template = "{what} needs {needed}, and the network is {found}."
    next_step = "{advice}"


class NetworkFormatError(UsageError):
    """A file name whose suffix is not that of a network format."""

    code = "KG-N204"
    template = "{path} ends as no file of a network does."
    next_step = "End it in one of {suffixes}."


class PicturesMissingError(StoreError):
    """A picture was asked for, and the library that draws it is not installed."""

    code = "KG-N205"
    template = "matplotlib, which draws pictures, is not installed."
    next_step = with_extra("pictures")
