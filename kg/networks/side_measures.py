"""Measures of a study that start from who is for and against what: sides, cleavages and polarisations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kg.errors import NetworkOptionError, NetworkShapeError
from kg.networks.measures.cleavage import Division, cleavages
from kg.networks.measures.polarisation_by_window import polarisations
from kg.networks.measures.sides import Sides, sides
from kg.networks.report_intervals import ReportOptions
from kg.networks.study import Study, counted, counted_codings

__all__ = ["check_fitting", "cleavages_of", "dominant_issues", "polarisations_of", "sides_of"]

DOMINANT: Final = 0.2
"""The share of all pairs of codings from which on an issue dominates a network."""

_CODINGS: Final = {"normalisation": ("no",), "kernel": ("no",), "to_one": (False,)}
_SIDES: Final = {**_CODINGS, "aggregation": ("subtract",), "isolates": (False,)}
_CAMPS: Final = {**_SIDES, "normalisation": ("no", "average")}
_POINTS: Final = {**_SIDES, "window": ("no",)}

FITTING: Final[Mapping[str, Mapping[str, tuple[object, ...]]]] = MappingProxyType(
    {
        "cleavage": _CAMPS,
        "polarisation": _CAMPS,
        "points": _POINTS,
        "correspondence": _POINTS,
        "codings": _CODINGS,
    }
)
"""The values of options that have a meaning in the reports that are not counted from networks: cleavage and
polarisation are always normalised by average activity."""


def check_fitting(name: str, study: Study) -> None:
    """Raise `NetworkOptionError` for an option that would have no effect on the report of this name."""
    options = study.options
    fitting = dict(FITTING.get(name, {}))
    if options.qualifier is None:  # Then sides are read from the usual variable, whatever the aggregation.
        fitting.pop("aggregation", None)
    if options.as_dna and name == "polarisation":  # DNA has them in camps too.
        fitting.pop("isolates", None)
    for option, values in fitting.items():
        if (value := getattr(options, option)) not in values:
            raise NetworkOptionError(option=option, value=value, detail=f"it would have no effect on {name}")
    if name == "codings" and study.confident:
        detail = "codings are not weighed; each has its confidence beside it"
        raise NetworkOptionError(option="by_confidence", value=True, detail=detail)


def sides_of(study: Study) -> Sides:
    """How often each actor is for and against what. Raises `NetworkShapeError` if the codings take no sides, and what
    counting raises."""
    _check_sides(study)
    options = study.options
    codings = counted_codings(study)
    return sides(codings, options.variable1, options.variable2, options.sides_by, confident=study.confident)


def dominant_issues(study: Study) -> tuple[tuple[str, float], ...]:
    """The issues that dominate a network of actors over issues of a graph, each with its share of the pairs of codings
    of different actors on one issue, which make the ties; the largest share first. Empty for other networks, for
    windows, and if there is no other issue.

    Raises what counting raises.
    """
    variable = study.projected
    is_of_issues = study.options.variable2 == "issue" and study.options.window == "no"
    if not variable or not is_of_issues or not study.settings:
        return ()
    codings: dict[str, Counter[str]] = {}
    for row in counted_codings(study).rows:
        codings.setdefault(str(row.values["issue"]), Counter())[str(row.values[variable])] += 1
    pairs = {
        issue: (by_actor.total() ** 2 - sum(number**2 for number in by_actor.values())) // 2
        for issue, by_actor in codings.items()
    }
    total = sum(pairs.values())
    shares = sorted(((number / total, issue) for issue, number in pairs.items() if number), key=lambda s: (-s[0], s[1]))
    return tuple((issue, share) for share, issue in shares if len(shares) > 1 and share >= DOMINANT)


def cleavages_of(study: Study, report_options: ReportOptions) -> tuple[Division, ...]:
    """The cleavage in each window, or in the whole time. Raises what `sides_of` raises."""
    _check_sides(study)
    return tuple(
        cleavages(
            counted_codings(study),
            study.options,
            [network.window for network in counted(study)],
            draws=report_options.dealt,
            seed=report_options.seed,
            confident=study.confident,
        )
    )


def polarisations_of(study: Study, report_options: ReportOptions) -> tuple[Division, ...]:
    """The polarisation in each window, or in the whole time. Raises what `sides_of` raises."""
    _check_sides(study)
    return tuple(
        polarisations(
            counted_codings(study),
            # Duplicates are dropped already: stances are permuted among the codings that count.
            replace(study.options, qualifier=study.options.sides_by, duplicates="include"),
            [network.window for network in counted(study)],
            draws=report_options.dealt,
            seed=report_options.seed,
            confident=study.confident,
        )
    )


def _check_sides(study: Study) -> None:
    if study.square or study.codings.variables.get(study.options.sides_by) not in ("boolean", "integer"):
        raise NetworkShapeError(
            what="this",
            needed="positions for or against something",
            found="of another kind",
            advice="Ask for positions, with agreement or strength as the qualifier.",
        )
