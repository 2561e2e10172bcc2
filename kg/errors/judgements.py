"""KG-J: judgements, and files of them."""

from __future__ import annotations

from kg.errors.root import StoreError, UsageError, with_extra

__all__ = [
    "AnnotationError",
    "AnnotationPlaceError",
    "CasFileError",
    "CassisMissingError",
    "FactUnknownError",
    "JudgementAmbiguousError",
    "JudgementFileError",
    "JudgementUnknownError",
    "JudgementValueError",
    "JudgementWordsError",
    "NothingTaughtError",
    "OwnPartError",
    "TooFewJudgementsError",
]


class FactUnknownError(UsageError):
    """No document of the graph states this fact."""

    code = "KG-J001"
    template = "the graph holds no fact {fact}."
    next_step = "Take the id from the column `fact` of an answer or, of a judged fact, of `kg judgements list`."


class JudgementUnknownError(UsageError):
    """No judgement has this id."""

    code = "KG-J002"
    template = "there is no judgement {judgement}."
    next_step = "`kg judgements list` shows them; the first digits of an id are enough where no other begins with them."


class JudgementValueError(UsageError):
    """A field that a fact of this heading does not have, or a value that the field does not take."""

    code = "KG-J003"
    template = "the {heading}'s {field} is {value}, not {expected}."
    next_step = "docs/stores/judgements.md lists the fields of each heading."


class JudgementWordsError(UsageError):
    """Words that are given as evidence or matter of a fact, and do not occur in the document."""

    code = "KG-J004"
    template = "the words {words} are not in {document}."
    next_step = "Copy them from the document as it was read, or give their span as START-END."


class JudgementFileError(UsageError):
    """A file that is not a file of judgements."""

    code = "KG-J005"
    template = "line {line} of {path} is not a judgement: {detail}."
    next_step = "`kg judgements export` shows the format; nothing in this file was imported."


class OwnPartError(UsageError):
    """A query that would change what the graph itself writes."""

    code = "KG-J006"
    template = "the query would change what the graph writes itself: {detail}."
    next_step = (
        "The record would not know of it, and the next reading would undo it: use `kg reject`, `kg correct`, `kg add`, "
        "`kg merge` or `kg document set`, and keep notes of your own in {own}."
    )


class TooFewJudgementsError(UsageError):
    """Too few judgements of facts to learn anything from."""

    code = "KG-J007"
    template = "{labels} judgements of facts in {documents} documents teach nothing: {detail}."
    next_step = "Review more facts with `kg review --order random`, in several documents."


class NothingTaughtError(UsageError):
    """There are no weights to accept or to leave."""

    code = "KG-J008"
    template = "there are no weights to {what}."
    next_step = "`kg retrain` learns some, `kg retrain --accept` accepts them, `kg retrain --back` leaves them."


class AnnotationError(UsageError):
    """An annotation of another tool that cannot be a fact."""

    code = "KG-J009"
    template = "line {line} of {path}: {detail}."
    next_step = "docs/stores/judgements.md says what is read; nothing was imported."


class AnnotationPlaceError(UsageError):
    """The same, in a file whose annotations are not on lines."""

    code = "KG-J010"
    template = "the {heading} at {start} to {end} of {path}: {detail}."
    next_step = "docs/stores/judgements.md says what is read; nothing was imported."


class CasFileError(UsageError):
    """A file that is not an annotated document of UIMA."""

    code = "KG-J011"
    template = "{path} cannot be read as UIMA CAS: {detail}."
    next_step = "Export it from INCEpTION as UIMA CAS XMI, with the TypeSystem.xml next to it, or as UIMA CAS JSON."


class CassisMissingError(StoreError):
    """Documents are to come from INCEpTION or go there, and the library for its format is not installed."""

    code = "KG-J012"
    template = "dkpro-cassis, which reads and writes the format of INCEpTION, is not installed."
    next_step = with_extra("inception")


class JudgementAmbiguousError(UsageError):
    """Digits with which the ids of several judgements begin."""

    code = "KG-J013"
    template = "{count} judgements have an id that begins with {judgement}: {ids}."
    next_step = "Give enough digits to tell it from the others."
