"""The options that DNA 3.1.2 uses in place of those that do not fit."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import DnaFaultError
from kg.networks.codings import Codings
from kg.networks.counting.variables import SHORT_TEXT, is_of_document, type_of
from kg.networks.options import DOCUMENT, METADATA, Aggregation, Normalisation, Options

__all__ = ["with_fallbacks"]


def with_fallbacks(codings: Codings, options: Options) -> Options:
    """The options that DNA uses.

    Raises `DnaFaultError` where DNA fails: for an exclusion by a variable that codings do not have, a text with an
    apostrophe in an exclusion of documents, a qualifier of documents with a kernel.
    """
    for exclusion in options.exclude:
        if is_of_document(codings, exclusion.variable):
            if any("'" in text for text in exclusion.values):
                raise DnaFaultError(detail=f"an apostrophe in what is excluded by {exclusion.variable}")
        elif exclusion.variable not in codings.variables:
            raise DnaFaultError(detail=f"an exclusion by {exclusion.variable}, which codings do not have")
    first, second = _variables(codings, options)
    options = replace(options, variable1=first, variable2=second, length=max(options.length, 1))
    if not _is_qualifier(codings, options):
        options = replace(options, qualifier=None, aggregation="ignore")
    if options.window == "no":
        options = replace(options, kernel="no")
    options = replace(options, aggregation=_aggregation(options), normalisation=_normalisation(options))
    if options.kernel != "no" and options.qualifier is not None and is_of_document(codings, options.qualifier):
        raise DnaFaultError(detail=f"a qualifier of documents, {options.qualifier}, under a kernel")
    return options


def _variables(codings: Codings, options: Options) -> tuple[str, str]:
    first, second = options.variable1, options.variable2
    others = [name for name, kind in codings.variables.items() if kind == SHORT_TEXT]
    others += [DOCUMENT + name for name in METADATA]

    def other() -> str:
        return next(name for name in others if name not in (first, second))

    if type_of(codings, first) != SHORT_TEXT:
        first = other()
    if type_of(codings, second) != SHORT_TEXT:
        second = other()
    return (first, other()) if first == second else (first, second)


def _is_qualifier(codings: Codings, options: Options) -> bool:
    name = options.qualifier
    if name is None or name in (options.variable1, options.variable2):
        return False
    return type_of(codings, name) in (SHORT_TEXT, "integer", "boolean")


def _aggregation(options: Options) -> Aggregation:
    match options.aggregation:
        case "combine" if options.mode != "two-mode":
            return "ignore"
        case "congruence" | "conflict" if options.mode != "one-mode":
            return "ignore"
        case "congruence & conflict" if options.mode != "one-mode" or options.window != "events":
            return "ignore"
        case "combine" if options.kernel != "no":
            return "subtract"
        case fitting:
            return fitting


def _normalisation(options: Options) -> Normalisation:
    mode = {"activity": "two-mode", "prominence": "two-mode"}
    wanted = options.normalisation
    if wanted != "no" and mode.get(wanted, "one-mode") != options.mode:
        return "no"
    return "average" if wanted != "no" and options.kernel != "no" else wanted
