"""Check the options: those that do not fit raise errors, or are replaced with ``as_dna``, as DNA does."""

from __future__ import annotations

from typing import NoReturn, get_args

from kg.errors import NetworkOptionError, NetworkVariableError
from kg.networks.codings import Codings
from kg.networks.counting.variables import LONG_TEXT, SHORT_TEXT, type_of
from kg.networks.dna.fallbacks import with_fallbacks
from kg.networks.options import DOCUMENT, METADATA, Aggregation, Duplicates, Kernel, Mode, Normalisation, Options, Unit

__all__ = ["checked_options"]

CHOICES = {
    "mode": Mode,
    "aggregation": Aggregation,
    "normalisation": Normalisation,
    "duplicates": Duplicates,
    "window": Unit,
    "kernel": Kernel,
}


def checked_options(codings: Codings, options: Options) -> Options:
    """The options; with ``as_dna``, those that DNA uses instead.

    Raises `NetworkOptionError` if options do not go together, `NetworkVariableError` if the codings lack a variable;
    with ``as_dna``, only `DnaFaultError`.
    """
    if options.as_dna:
        return with_fallbacks(codings, options)
    _check(codings, options)
    return options


def _check(codings: Codings, options: Options) -> None:
    for name, choices in CHOICES.items():
        known = get_args(choices.__value__)
        if getattr(options, name) not in known:
            _refuse(options, name, f"it is one of {', '.join(known)}")
    _check_variables(codings, options)
    _check_aggregation(codings, options)
    if options.start is not None and options.stop is not None and options.start > options.stop:
        _refuse(options, "start", f"it is after stop, {options.stop}")
    if options.length < 1:
        _refuse(options, "length", "a window has at least one unit")
    if options.kernel != "no" and options.window in ("no", "events"):
        _refuse(options, "kernel", "it needs windows of time")


def _check_variables(codings: Codings, options: Options) -> None:
    known = {**codings.variables, **{DOCUMENT + name: SHORT_TEXT for name in METADATA}}
    named = {"variable1": options.variable1, "variable2": options.variable2, "qualifier": options.qualifier}
    for option, name in [*named.items(), *(("exclude", exclusion.variable) for exclusion in options.exclude)]:
        if name is not None and name not in known:
            raise NetworkVariableError(option=option, variable=name, known=", ".join(known))
    for option in ("variable1", "variable2"):
        kind = type_of(codings, getattr(options, option))
        if kind != SHORT_TEXT:
            _refuse(options, option, f"rows and columns are short texts, and this is {kind}")
    if options.variable1 == options.variable2 and options.mode != "event list":
        _refuse(options, "variable2", "it is the same as variable1")


def _check_aggregation(codings: Codings, options: Options) -> None:
    aggregation, normalisation = options.aggregation, options.normalisation
    if aggregation != "ignore" and options.mode != "event list":
        if options.qualifier is None:
            _refuse(options, "aggregation", "it needs a qualifier")
        only = "two-mode" if aggregation == "combine" else "one-mode"
        if options.mode != only and aggregation != "subtract":
            _refuse(options, "aggregation", f"it is for {only} networks")
        kind = type_of(codings, options.qualifier)
        if kind == LONG_TEXT or options.qualifier in (options.variable1, options.variable2):
            _refuse(options, "qualifier", "it is a variable of its own, and no long text")
        if kind == SHORT_TEXT and aggregation == "subtract" and options.mode == "two-mode":
            _refuse(options, "aggregation", f"the words of {options.qualifier} cannot be subtracted; combine them")
    only = "two-mode" if normalisation in ("activity", "prominence") else "one-mode"
    if normalisation != "no" and options.mode not in (only, "event list"):
        _refuse(options, "normalisation", f"it is for {only} networks")
    if normalisation != "no" and aggregation == "combine":
        _refuse(options, "normalisation", "combined levels are names, which cannot be divided")


def _refuse(options: Options, name: str, detail: str) -> NoReturn:
    raise NetworkOptionError(option=name, value=getattr(options, name), detail=detail)
