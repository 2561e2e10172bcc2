"""KG-C: how the program was called, what it is set to, and where it runs."""

from __future__ import annotations

from kg.errors.root import DocumentError, KgError, StoreError, UsageError

__all__ = [
    "BugError",
    "CheckoutMissingError",
    "CommandError",
    "CredentialsError",
    "ForeignFolderError",
    "GoldFormatError",
    "GoldMissingError",
    "GraphBusyError",
    "GraphMissingError",
    "InputError",
    "NoGraphError",
    "OutputError",
    "ReaderFaultError",
    "ScriptError",
    "SettingsError",
    "SeveralGraphsError",
    "SlowDocumentError",
    "StoreAddressError",
    "WorkerStartError",
]


class GraphMissingError(StoreError):
    """The graph's folder does not exist."""

    code = "KG-C001"
    template = "there is no graph at {folder}."
    next_step = (
        "Make it with `kg ingest PATH --graph {folder}` (in Python create=True), or name another one with --graph or "
        "KG_GRAPH."
    )


class NoGraphError(StoreError):
    """No graph is named, and the working directory holds none."""

    code = "KG-C002"
    template = "no graph is named, and there is no folder *.kg in {folder}."
    next_step = (
        "Make one with `kg ingest PATH` (in Python kg.open_graph(FOLDER, create=True)), or name one with --graph or "
        "KG_GRAPH."
    )


class SeveralGraphsError(UsageError):
    """No graph is named, and the working directory holds more than one."""

    code = "KG-C003"
    template = "no graph is named, and {folder} holds several: {names}."
    next_step = "Say which one with --graph or KG_GRAPH."


class SettingsError(UsageError):
    """A graph's kg.toml says what this version does not understand."""

    code = "KG-C004"
    template = "{file}: {detail}."
    next_step = "Fix that line; a new graph's kg.toml shows what belongs there."


class GraphBusyError(StoreError):
    """Another process is writing to the graph."""

    code = "KG-C005"
    template = "another process is writing to {folder} (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class CommandError(UsageError):
    """A command line that cannot be understood. `kg.cli.root.Command` fills in ``command`` if it is left out."""

    code = "KG-C006"
    template = "the command line cannot be understood: {detail}"
    next_step = "`{command} --help` shows what there is."

    def __init__(self, *, detail: str, command: str = "kg") -> None:
        super().__init__(detail=detail, command=command)


class OutputError(UsageError):
    """A file that cannot be written."""

    code = "KG-C007"
    template = "cannot write {path}: {detail}."
    next_step = "Name another place, make room there, or fix its permissions."


class InputError(UsageError):
    """A file or folder to read that is not there, may not be read, or is not what it should be."""

    code = "KG-C008"
    template = "cannot read {path}: {detail}."
    next_step = (
        "Check its name and permissions, and that a text is saved as UTF-8 (a spreadsheet as CSV UTF-8); "
        "`-` reads standard input."
    )


class WorkerStartError(StoreError):
    """The processes that read documents cannot be started."""

    code = "KG-C009"
    template = "the processes that read documents do not start: {detail}."
    next_step = "Try --workers 1 (in Python workers=1); `kg doctor` says whether the language model is intact."


class ScriptError(UsageError):
    """A script or function that the processes which read cannot load, or a process that may start none."""

    code = "KG-C018"
    template = "{script} {detail}, and documents are read in processes of their own."
    next_step = (
        "Put a function into a module that can be imported, and give it what pickle can copy; a script into a file, "
        'and what it does under a line `if __name__ == "__main__":`, since each process loads them again; in place of '
        "a multiprocessing.Pool, whose workers may start no processes, use concurrent.futures.ProcessPoolExecutor."
    )


class ReaderFaultError(DocumentError):
    """The reader failed unexpectedly on a document."""

    code = "KG-C010"
    template = "reading {name} ({uri}) failed: {detail}."
    next_step = "The document is left out; please report it with the traceback that --debug prints."


class SlowDocumentError(DocumentError):
    """A document that takes too long to read."""

    code = "KG-C011"
    template = "reading {name} ({uri}) was stopped after {seconds} s."
    next_step = "Split it, or give it more time with --patience (in Python patience=)."


class ForeignFolderError(UsageError):
    """A new graph was to be created in a folder that holds something else."""

    code = "KG-C012"
    template = "{folder} is not a graph, and it is not empty."
    next_step = "Name a folder that is not there yet, such as talks.kg."


class GoldMissingError(UsageError):
    """A folder of gold documents lacks something that is to be scored."""

    code = "KG-C013"
    template = "there is no {wanted} in {folder}."
    next_step = "A gold document is two files with one stem, NAME.txt and NAME.yaml; name the folder that holds them."


class GoldFormatError(UsageError):
    """A file of gold or predicted facts that is not in the facts format."""

    code = "KG-C014"
    template = "{path} is not a file of facts: {detail}."
    next_step = "Compare it with schemas/facts.schema.json, or leave it out."


class CheckoutMissingError(StoreError):
    """The code that measures the figures is not installed: it is in the project's sources only."""

    code = "KG-C017"
    template = "cannot take the figures by cross-validation: {detail}."
    next_step = "Run the command in a checkout of the project after `make setup`; without one, name a folder of gold."


class BugError(KgError):
    """An error that no part of the program expects."""

    code = "KG-C070"
    template = "this is a bug: {detail}."
    next_step = "Run the command again with --debug and report what it prints."
    exit_status = 70


class CredentialsError(UsageError):
    """A file of credentials that others may read, or that lacks the user, password or token."""

    code = "KG-C015"
    template = "the credentials in {file} are not used: {detail}."
    next_step = 'It has lines such as user = "..." and password = "...", and is yours alone: chmod 600 {file}'


class StoreAddressError(UsageError):
    """An address that is not that of a store of the required kind."""

    code = "KG-C016"
    template = "{address} is not the address of a {language} store: {detail}."
    next_step = (
        "Cypher: neo4j://HOST:7687 (neo4j+s, bolt, bolt+s); SPARQL: http://HOST/QUERY (https); docs/stores/neo4j.md."
    )
