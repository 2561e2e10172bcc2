"""KG-R: the record, and documents that it does not hold."""

from __future__ import annotations

from kg.errors.root import DocumentError, StoreError, UsageError

__all__ = [
    "DocumentAmbiguousError",
    "DocumentUnknownError",
    "DocumentsMissingError",
    "FactsFormatError",
    "NoSearchWordsError",
    "NotOpenError",
    "RecordBusyError",
    "RecordDamagedError",
    "RecordForeignError",
    "RecordInPlaceError",
    "RecordMissingError",
    "RecordNewerError",
    "RecordOlderError",
    "RecordPathError",
    "RecordUnwritableError",
    "RoomError",
    "UnstorableTextError",
]


class RecordMissingError(StoreError):
    """There is no record where one was to be opened."""

    code = "KG-R001"
    template = "there is no record at {path}."
    next_step = "Make one with `kg ingest PATH`, or name the right graph with --graph."


class RecordForeignError(StoreError):
    """A file that is not a record of this project."""

    code = "KG-R002"
    template = "{path} is not a record of kg: {detail}."
    next_step = "Name another place; this file is left as it is."


class RecordDamagedError(StoreError):
    """A record whose pages or rows contradict each other."""

    code = "KG-R003"
    template = "the record {path} is damaged: {detail}."
    next_step = "Put a backup back with `kg restore`, or ingest the documents into a new graph."


class RecordNewerError(StoreError):
    """A record that a later version of kg wrote."""

    code = "KG-R004"
    template = "the record {path} has schema version {found}; this version of kg knows up to {known}."
    next_step = "Update kg."


class RecordOlderError(StoreError):
    """A record that an earlier version of kg wrote, opened for reading only."""

    code = "KG-R005"
    template = "the record {path} is of an earlier version of kg: its schema has version {found}, not {known}."
    next_step = (
        "The next command that may write to its folder brings it up to date, and keeps a copy as it was; earlier "
        "versions read only that copy then."
    )


class NotOpenError(StoreError):
    """A record or graph that was opened by another thread or process, is closed, or whose file has been replaced."""

    code = "KG-R018"
    template = "{what} is not open here: {detail}."
    next_step = "Open the graph again, once in each thread and process that uses it."


class RecordBusyError(StoreError):
    """Another process is writing to the record."""

    code = "KG-R006"
    template = "another process is writing to the record {path} (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class RecordUnwritableError(StoreError):
    """The record, the folder of the graph or another file in it cannot be written to."""

    code = "KG-R007"
    template = "cannot write to {path}: {detail}."
    next_step = "Check the permissions of the file and its folder, and the space left on the disk."


class RecordPathError(UsageError):
    """The record lies, or is to lie, where SQLite cannot open it."""

    code = "KG-R019"
    template = "the path of the record {path} has {length} bytes, and SQLite opens files of {most} at most."
    next_step = "Keep the graph in a folder with a shorter path."


class RoomError(StoreError):
    """Less space on the disk than reading the documents would need."""

    code = "KG-R013"
    template = "the disk of {folder} has {free} left, and reading these documents needs about {needed}."
    next_step = (
        "Make room, put the graph elsewhere with --graph, or begin all the same with --any-room (in Python "
        "any_room=True)."
    )


class RecordInPlaceError(UsageError):
    """A backup was to be restored over a graph that holds documents."""

    code = "KG-R016"
    template = "the graph {folder} holds {documents}, which the backup would replace."
    next_step = "Name another graph with --graph, or replace what it holds with --replace."


class DocumentUnknownError(UsageError):
    """No document has this id, URI or name."""

    code = "KG-R008"
    template = "the record holds no document {document}.{suggestions}"
    next_step = "Name it by its id, URI, path or short name."


class DocumentAmbiguousError(UsageError):
    """A name that several documents have."""

    code = "KG-R009"
    template = "{count} documents have the name {document}: {ids}."
    next_step = "Say which one by its id or URI."


class DocumentsMissingError(UsageError):
    """No document has what was asked for."""

    code = "KG-R017"
    template = "no document has {asked}.{hint}"
    next_step = "`kg documents` lists what there is; `kg document set` gives documents a source, a genre and tags."


class NoSearchWordsError(UsageError):
    """A search without a word in it."""

    code = "KG-R010"
    template = "there is no word to search for in {words}."
    next_step = 'Give one or more words; put a phrase in double quotes, as in "trade deficit".'


class FactsFormatError(UsageError):
    """An object that is not in the facts format."""

    code = "KG-R011"
    template = "{place} of the facts is {value}, not {expected}."
    next_step = "schemas/facts.schema.json describes the format."


class UnstorableTextError(DocumentError):
    """A document with code points that no file in UTF-8 can hold."""

    code = "KG-R012"
    template = "the {field} of {document} holds half of a surrogate pair (at character {offset})."
    next_step = "Repair the file's encoding; nothing of this document was stored."
