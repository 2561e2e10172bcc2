"""A study: codings from a graph or a file, and how networks are counted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.errors import NetworkEmptyError, NetworkOptionError
from kg.errors.checking import by_name
from kg.networks.codings import ACTOR_VARIABLES, Codings
from kg.networks.conversion import edges, square
from kg.networks.from_graph import LEVELS, RELATIONS, Relation, Selection, read_codings
from kg.networks.from_graph.explanation import placeable
from kg.networks.from_graph.reading import END_VARIABLES, at_least, dated
from kg.networks.measures.resampling import by_confidence
from kg.networks.network import Network
from kg.networks.options import Options
from kg.stores.protocol import Batch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Study",
    "balanced_pairs",
    "components",
    "counted",
    "counted_codings",
    "only",
    "period_of",
    "single_network",
    "study",
    "study_of_codings",
    "unsigned",
    "usual_options",
]


_COMPONENTS: Final = ("congruence", "conflict")


@dataclass(frozen=True, slots=True)
class Study:
    """``codings`` and the ``options`` that networks are counted with. ``square``: both variables are actors, so that
    the result becomes a network of actors, undirected if ``symmetric``. ``confident``: weights are multiplied by
    confidence. ``settings`` are the relation, the level and the filters in words, by name, for messages. Of the
    selected codings, ``rare`` counts those left out since an actor has too few facts, ``undated`` those without a date
    where time matters, ``too_coarse`` those whose dates are less precise than the windows."""

    codings: Codings
    options: Options
    square: bool = False
    symmetric: bool = False
    confident: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    rare: int = 0
    undated: int = 0
    too_coarse: int = 0

    @property
    def projected(self) -> str | None:
        """The variable of a one-mode network's nodes, which are tied by shared values of the other; None in a two-mode
        network, where each coding is a tie itself."""
        return self.options.variable1 if self.options.mode == "one-mode" else None


def study(
    batches: Iterable[Batch],
    of: str = "positions",
    selection: Selection | None = None,
    *,
    by: str = "actor",
    options: Mapping[str, Any] | None = None,
    at_least_statements: int = 1,
    confident: bool = False,
) -> Study:
    """Study a graph. ``of`` is one of `kg.networks.from_graph.RELATIONS`, ``by`` one of its `LEVELS`; ``options`` are
    those of `kg.networks.options.Options` that differ from `usual_options`.

    Actors with fewer than ``at_least_statements`` facts, at either end of ties between actors, are left out; so are
    undated facts if time matters, and with windows those whose dates are less precise. Raises `NetworkOptionError`,
    also if no window fits, `NetworkEmptyError`, or `ParameterValueError` for ``options`` that are no mapping.
    """
    options = by_name("options", options)
    _check_names(of, by, options)
    relation = RELATIONS[of]
    all_options = replace(usual_options(of, options.get("mode")), **{**period_of(selection), **options})
    _check_selection(selection, relation)
    variables = (all_options.variable1, all_options.variable2)
    is_between_actors = variables == ("actor", "other")
    is_square = is_between_actors and all_options.mode == "two-mode" and options.get("mode") != "two-mode"
    codings = read_codings(
        batches,
        relation,
        selection,
        by=by,
        # A fact about two issues is two codings only if issues are counted.
        merge_issues="issue" not in variables,
        # A network that is made square counts a tie for both ends; otherwise a variable of one end needs a coding for
        # each.
        both_directions=relation.symmetric and not is_square and not set(variables).isdisjoint(END_VARIABLES),
    )
    frequent = at_least(codings, variables if is_between_actors else variables[:1], at_least_statements)
    is_timed = all_options.window != "no" or all_options.start or all_options.stop
    timed = dated(frequent) if is_timed else frequent
    settings = {"of": of, "by": by, **_in_words(selection, at_least_statements)}
    if not timed.rows:
        raise NetworkEmptyError(what="count", asked=", ".join(f"{name}: {value}" for name, value in settings.items()))
    placeable_codings = placeable(timed, all_options)
    steps = (codings, frequent, timed, placeable_codings)
    rare, undated, too_coarse = (len(before.rows) - len(after.rows) for before, after in pairwise(steps))
    if not placeable_codings.rows:
        detail = f"the dates of all facts (codings: {too_coarse}) are less precise"
        raise NetworkOptionError(option="window", value=all_options.window, detail=detail)
    _check_length(placeable_codings, all_options)
    return Study(
        placeable_codings, all_options, is_square, relation.symmetric, confident, settings, rare, undated, too_coarse
    )


def _check_names(of: str, by: str, options: Mapping[str, Any]) -> None:
    """Raise `NetworkOptionError` for a relation, a level or an option that does not exist."""
    for name, value, allowed in (("of", of, tuple(RELATIONS)), ("by", by, LEVELS)):
        if value not in allowed:
            raise NetworkOptionError(option=name, value=value, detail=f"it is one of {', '.join(allowed)}")
    option_names = tuple(option.name for option in fields(Options))
    for name, value in options.items():
        if name not in option_names:
            raise NetworkOptionError(option=name, value=value, detail=f"it is none of {', '.join(option_names)}")


def _check_selection(selection: Selection | None, relation: Relation) -> None:
    """Raise `NetworkOptionError` for issues or stances that are selected from a relation without stances."""
    if "stance" in relation.variables:
        return
    for name in ("issue", "without_issue", "stance"):
        if values := getattr(selection, name, ()):
            with_stances = ", ".join(other.name for other in RELATIONS.values() if "stance" in other.variables)
            detail = f"{relation.name} have none; {with_stances} have"
            raise NetworkOptionError(option=name, value=values[0], detail=detail)


def study_of_codings(codings: Codings, options: Options, *, at_least_statements: int = 1) -> Study:
    """Study codings from elsewhere, such as a file of the Discourse Network Analyzer.

    Raises `NetworkEmptyError`, and `NetworkOptionError` if no window fits.
    """
    codings = at_least(codings, (options.variable1,), at_least_statements)
    if not codings.rows:
        raise NetworkEmptyError(what="count", asked=f"at least: {at_least_statements}")
    _check_length(codings, options)
    return Study(codings, options)


def usual_options(of: str = "positions", mode: str | None = None) -> Options:
    """How a relation is counted by default: positions as agreement minus conflict between actors over issues (in
    two-mode: for minus against); relations between actors directly, with a sign if they are stances.

    >>> usual_options().aggregation, usual_options("talks").aggregation
    ('subtract', 'ignore')
    """
    relation = RELATIONS[of]
    one_mode = not relation.between_actors and mode != "two-mode"
    return Options(
        mode="one-mode" if one_mode else "two-mode",
        variable1=relation.rows,
        variable2=relation.columns,
        qualifier="agreement" if relation.signed else None,
        aggregation="subtract" if relation.signed else "ignore",
    )


def counted(study: Study, codings: Codings | None = None) -> tuple[Network, ...]:
    """The networks of a study: one for each window, in their order, or one without windows. ``codings``, such as a
    resample, replace those of the study.

    Raises what `kg.networks.counting.series.networks` raises.
    """
    from kg.networks.counting import series

    if codings is None:
        codings = study.codings
    networks = series.networks(codings, study.options)
    if study.options.window == "no":
        networks = tuple(replace(network, window=None) for network in networks)
    if study.confident:
        networks = tuple(by_confidence(network, codings) for network in networks)
    if codings.actor_ids:
        networks = tuple(_with_ids(network, codings, study.options) for network in networks)
    if study.square:
        networks = tuple(square(network, symmetric=study.symmetric) for network in networks)
    return networks


def _with_ids(network: Network, codings: Codings, options: Options) -> Network:
    """The network with the ids of its actors."""
    row_ids, column_ids = (
        {label: codings.actor_ids[label] for label in labels if label in codings.actor_ids}
        if variable in ACTOR_VARIABLES
        else {}
        for variable, labels in (
            (options.variable1, network.rows),
            (options.variable1 if network.one_mode else options.variable2, network.columns),
        )
    )
    return replace(network, row_ids=row_ids, column_ids=column_ids)


def counted_codings(study: Study) -> Codings:
    """The codings that the networks of a study rest on: those that its options select, without duplicates.

    Raises what `counted` raises.
    """
    from kg.networks.counting.checking import checked_options
    from kg.networks.counting.selecting import select

    indices = select(study.codings, checked_options(study.codings, study.options)).counted
    return replace(study.codings, rows=tuple(study.codings.rows[index] for index in indices))


def only(study: Study) -> Network:
    """The one network of the whole time, even if the study has windows. Raises what `counted` raises."""
    return counted(replace(study, options=replace(study.options, window="no", kernel="no")))[0]


def single_network(study: Study) -> Network:
    """The network of a study without windows. Raises what `counted` raises, and `NetworkOptionError` if the study has
    windows, since each of them is a network."""
    for option in ("window", "kernel"):
        if (value := getattr(study.options, option)) != "no":
            detail = "it makes a network of each window: use kg.networks.study.counted(graph.study(...))"
            raise NetworkOptionError(option=option, value=value, detail=detail)
    return counted(study)[0]


def unsigned(study: Study) -> Study:
    """The study whose ties count the same codings whatever their side, and are never 0."""
    options = replace(study.options, aggregation="ignore", duplicates="include", normalisation="no")
    return replace(study, codings=counted_codings(study), options=options, confident=False)


def balanced_pairs(study: Study, networks: Sequence[Network]) -> int:
    """The number of pairs, over all windows, that have no tie in the ``networks`` of a study because they agree as
    often as they disagree.

    Raises what `counted` raises.
    """
    if study.options.aggregation != "subtract":
        return 0
    unsigned_networks = {network.window: network for network in counted(unsigned(study))}
    return sum(
        len(_ties(unsigned_networks[network.window]) - _ties(network))
        for network in networks
        if network.window in unsigned_networks
    )


def components(study: Study, networks: Sequence[Network]) -> tuple[tuple[Network, Network] | None, ...]:
    """For each of the ``networks`` of a study, in their order, the two networks that it is the difference of, both with
    weights of 0 or more: agreement and conflict (in a two-mode network: codings for and against). None for a network
    that is no such difference.

    Raises what `counted` raises.
    """
    if study.options.aggregation != "subtract":
        return (None,) * len(networks)
    if study.projected:
        agreement_and_conflict = [
            counted(replace(study, options=replace(study.options, aggregation=aggregation)))
            for aggregation in _COMPONENTS
        ]
        return tuple(zip(*agreement_and_conflict, strict=True))
    codings, qualifier = counted_codings(study), study.options.qualifier or ""
    data_type = study.codings.variables.get(qualifier)
    if data_type not in ("boolean", "integer") or (study.options.as_dna and study.options.kernel != "no"):
        return (None,) * len(networks)  # DNA gives the levels of these other meanings.
    # With every level positive, the weights are sums of both sides, where those of ``networks`` are differences.
    levels = (1 if data_type == "boolean" else abs(int(row.values[qualifier])) for row in codings.rows)
    rows = tuple(
        replace(row, values={**row.values, qualifier: level}) for row, level in zip(codings.rows, levels, strict=True)
    )
    options = replace(study.options, duplicates="include")
    sums = counted(replace(study, codings=replace(codings, rows=rows), options=options))
    return tuple(
        (_halved(total, total.weights + network.weights), _halved(total, total.weights - network.weights))
        for total, network in zip(sums, networks, strict=True)
    )


def _halved(network: Network, weights: NDArray[np.float64]) -> Network:
    """The network with half of the ``weights`` in place of its own."""
    return replace(network, weights=weights / 2)


def _ties(network: Network) -> set[tuple[str, str]]:
    """The ties as pairs of the labels of a row and a column."""
    return {(network.rows[i], network.columns[j]) for i, j, _ in edges(network)}


def _check_length(codings: Codings, options: Options) -> None:
    """Raise `NetworkOptionError` if no window fits. Counting does not check, since a resample may have none."""
    from kg.networks.counting.checking import checked_options
    from kg.networks.counting.selecting import select
    from kg.networks.counting.series import iter_networks

    if options.window == "no" or next(iter_networks(codings, options), None) is not None:
        return
    selected = select(codings, checked_options(codings, options))
    period = " to ".join(day.date().isoformat() for day in (selected.start, selected.stop) if day)
    detail = f"no window of {options.length} {options.window} fits into {period} (codings: {len(selected.counted)})"
    raise NetworkOptionError(option="length", value=options.length, detail=detail)


def period_of(selection: Selection | None) -> dict[str, Any]:
    """The options ``start`` and ``stop`` for the period of a selection, each only if the period has that end."""
    period = {}
    if selection and selection.since:
        period["start"] = datetime.fromisoformat(selection.since)
    if selection and selection.until:
        period["stop"] = datetime.combine(date.fromisoformat(selection.until), time(23, 59, 59))
    return period


def _in_words(selection: Selection | None, at_least_statements: int) -> dict[str, str]:
    """The settings that differ from their defaults, by name."""
    settings = {} if at_least_statements <= 1 else {"at least": str(at_least_statements)}
    for condition in fields(selection) if selection else ():
        if (value := getattr(selection, condition.name)) != condition.default:
            settings[condition.name] = ", ".join(value) if isinstance(value, tuple) else str(value)
    return settings
